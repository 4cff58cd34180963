"""The addresses of this app."""

from django.urls import path

from naru.agreements.views import agreement, deadlines, duties, editing, lists, papers, renewals

app_name = "agreements"
urlpatterns = [
    path("", lists.agreements, name="agreements"),
    path("map/", lists.map, name="map"),
    path("timeline/", lists.timeline, name="timeline"),
    path("obligations/", lists.duties, name="duties"),
    path("enter/", editing.enter, name="enter"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/set/", deadlines.set_deadline, name="set_deadline"),
    path("council/", papers.council, name="council"),
    path("council/year/", papers.report_year, name="report_year"),
    path("council/<int:pk>/", papers.council_file, name="council_file"),
    path("council/<int:pk>/handed-in/", papers.hand_in, name="hand_in"),
    path("council/<int:pk>/take-back/", papers.take_back, name="take_back"),
    path("confirm/<str:token>/", renewals.confirm, name="confirm"),
    path("<int:pk>/", agreement.agreement, name="agreement"),
    path("<int:pk>/change/", editing.change, name="change"),
    path("<int:pk>/languages/", editing.languages, name="languages"),
    path("<int:pk>/parties/", editing.parties, name="parties"),
    path("<int:pk>/parties/<int:party>/", editing.change_party, name="change_party"),
    path("<int:pk>/parties/<int:party>/remove/", editing.remove_party, name="remove_party"),
    path("<int:pk>/decide/<str:move>/", editing.move, name="move"),
    path("<int:pk>/undo/<int:entry>/", editing.undo, name="undo"),
    path("<int:pk>/obligations/", duties.obligations, name="obligations"),
    path("<int:pk>/obligations/add/", duties.oblige, name="oblige"),
    path("<int:pk>/obligations/<int:obligation>/", duties.oblige, name="change_obligation"),
    path("<int:pk>/obligations/<int:obligation>/met/", duties.meet, name="meet"),
    path("<int:pk>/obligations/<int:obligation>/waive/", duties.waive, name="waive"),
    path("<int:pk>/obligations/<int:obligation>/open/", duties.reopen, name="reopen"),
    path("<int:pk>/obligations/<int:obligation>/drop/", duties.drop, name="drop"),
    path("<int:pk>/inspections/", duties.inspections, name="inspections"),
    path("<int:pk>/inspections/add/", duties.inspect, name="inspect"),
    path(
        "<int:pk>/inspections/<int:inspection>/take-back/",
        duties.withdraw_inspection,
        name="withdraw_inspection",
    ),
    path("<int:pk>/papers/", papers.papers, name="papers"),
    path("<int:pk>/papers/add/", papers.keep, name="keep"),
    path("<int:pk>/papers/report/", papers.report_signing, name="report_signing"),
    path("<int:pk>/papers/<int:paper>/", papers.paper, name="paper"),
    path("<int:pk>/papers/<int:paper>/remove/", papers.remove, name="remove_paper"),
    path("<int:pk>/renewal/", renewals.renewal, name="renewal"),
    path("<int:pk>/renewal/<int:renewal>/withdraw/", renewals.withdraw, name="withdraw_renewal"),
    path("<int:pk>/renewal/letters/<int:confirmation>/", renewals.send_again, name="send_again"),
    path("<int:pk>/history/", agreement.history, name="history"),
]
