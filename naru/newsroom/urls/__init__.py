"""The public addresses of the newsroom: the board, bulletins, attachments and feeds."""

from django.urls import path

from naru.newsroom.views import board, feeds

app_name = "newsroom"
urlpatterns = [
    path("", board.bulletins, name="board"),
    path("feed/", feeds.feed, name="feed"),
    path("<int:number>/", board.bulletin, name="bulletin"),
    path("<int:number>/files/<int:pk>/<str:name>", board.attachment, name="attachment"),
]
