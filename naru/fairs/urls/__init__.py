"""The addresses of this app: the booths' side and the forum's."""

from naru.fairs.urls import booths, forum

app_name = "fairs"
urlpatterns = [*booths.urlpatterns, *forum.urlpatterns]
