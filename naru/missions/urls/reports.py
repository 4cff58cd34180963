"""The addresses of the daily report, the mission’s report, line lists, extracts."""

from django.urls import path

from naru.missions.views import overview, reports, summaries

_DAY = "<int:pk>/reports/<str:letter>/<str:day>/"

urlpatterns = [
    path("<int:pk>/reports/", reports.days, name="reports"),
    path(_DAY, reports.daily, name="daily"),
    path(f"{_DAY}add/", reports.add, name="add_to_day"),
    path(f"{_DAY}mds.csv", reports.daily_csv, name="daily_csv"),
    path(f"{_DAY}form.pdf", reports.daily_form, name="daily_form"),
    path(f"{_DAY}cells/<str:column>/", reports.counted, name="counted"),
    path(f"{_DAY}lines/<int:no>/", reports.lines, name="line_list"),
    path("<int:pk>/overview/", overview.overview, name="overview"),
    path("<int:pk>/overview/follow/<str:which>/", overview.follow, name="follow"),
    path("<int:pk>/overview/extract/", overview.extract, name="extract"),
    path("residents/<uuid:uid>/summary/", summaries.summary, name="summary"),
    path("residents/<uuid:uid>/summary.json", summaries.document, name="summary_document"),
    path("card/", summaries.card, name="card"),
]
