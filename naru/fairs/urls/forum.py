"""The addresses of forums: profiles, wishes, plans, agendas, check-in."""

from django.urls import path

from naru.fairs.views import forum_day as day
from naru.fairs.views import forum_hall as hall
from naru.fairs.views import forum_meetings as meetings
from naru.fairs.views import forum_own as own
from naru.fairs.views import forum_own_wishes as own_wishes
from naru.fairs.views import forum_people as people
from naru.fairs.views import forum_plans as plans
from naru.fairs.views import forum_wishes, forums

urlpatterns = [
    path("forums/", forums.forums, name="forums"),
    path("forums/open/", forums.choose, name="choose_activity"),
    path("forums/open/<int:pk>/", forums.open_one, name="open_forum"),
    path("forums/<int:pk>/", forums.forum, name="forum"),
    path("forums/<int:pk>/apply/", forums.apply, name="apply"),
    path("forums/<int:pk>/settings/", forums.settings, name="forum_settings"),
    path("forums/<int:pk>/ground/", forums.ground, name="ground"),
    path("forums/<int:pk>/history/", forums.history, name="forum_history"),
    path("forums/<int:pk>/participants/", people.participants, name="participants"),
    path("forums/<int:pk>/participants/invite/", people.invite, name="invite"),
    path("forums/<int:pk>/participants/<int:participant>/", people.participant, name="participant"),
    path("forums/<int:pk>/participants/<int:participant>/change/", people.change, name="change_participant"),
    path("forums/<int:pk>/participants/<int:participant>/refuse/", people.refuse, name="refuse_participant"),
    path("forums/<int:pk>/wishes/", forum_wishes.wishes, name="wishes"),
    path("forums/<int:pk>/wishes/add/", forum_wishes.add, name="add_wish"),
    path("forums/<int:pk>/wishes/<int:wish>/", forum_wishes.wish, name="wish"),
    path("forums/<int:pk>/plans/", plans.plans, name="plans"),
    path("forums/<int:pk>/plans/<int:number>/", plans.plan, name="plan"),
    path("forums/<int:pk>/plans/<int:number>/stop/", plans.stop, name="stop_plan"),
    path("forums/<int:pk>/plans/<int:number>/publish/", plans.publish, name="publish_plan"),
    path("forums/<int:pk>/plans/<int:number>/back/", plans.back, name="back_from_plan"),
    path("forums/<int:pk>/schedule/", meetings.schedule, name="schedule"),
    path("forums/<int:pk>/schedule/grid/", meetings.grid, name="grid"),
    path("forums/<int:pk>/schedule/cards.pdf", meetings.cards, name="table_cards"),
    path("forums/<int:pk>/meetings/<int:meeting>/", meetings.meeting, name="meeting"),
    path("forums/<int:pk>/day/", day.day, name="forum_day"),
    path("forums/<int:pk>/check-in/", day.check_in, name="check_in"),
    path("forums/<int:pk>/check-in/<str:key>/", day.check_in_by_code, name="check_in_by_code"),
    path("hall/<str:key>/", hall.board, name="hall_board"),
    path("own/<str:key>/", own.agenda, name="own"),
    path("own/<str:key>/profile/", own.profile, name="own_profile"),
    path("own/<str:key>/find/", own_wishes.find, name="own_find"),
    path("own/<str:key>/wishes/", own_wishes.mine, name="own_wishes"),
    path("own/<str:key>/meetings/<int:meeting>/", own.meeting, name="own_meeting"),
    path("own/<str:key>/agenda.ics", own.calendar, name="own_calendar"),
    path("own/<str:key>/cancelled.ics", own.cancelled, name="own_cancelled"),
    path("own/<str:key>/agenda.pdf", own.print_agenda, name="own_pdf"),
    path("own/<str:key>/badge.svg", own.badge, name="own_badge"),
]
