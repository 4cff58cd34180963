"""The public addresses of the newsroom: the board, bulletins, attachments and feeds."""

from django.urls import path

from naru.newsroom.views import board, feeds, reports

app_name = "newsroom"
urlpatterns = [
    path("", board.bulletins, name="board"),
    path("feed/", feeds.feed, name="feed"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:year>/", reports.report, name="report"),
    path("reports/<int:year>/print/<int:pk>/", reports.report_print, name="report-print"),
    path("<int:number>/", board.bulletin, name="bulletin"),
    path("<int:number>/files/<int:pk>/<str:name>", board.attachment, name="attachment"),
]
