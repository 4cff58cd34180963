"""The home pages and the search."""

from django.urls import path

from naru.front import views
from naru.front.threads import screens

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("welcome/", views.landing, name="landing"),
    path("search/", views.search, name="search"),
    path("thread/activities/<int:pk>/", screens.of_activity, name="thread_of_activity"),
    path("thread/countries/<str:code>/", screens.of_country, name="thread_of_country"),
    path("thread/organisations/<int:pk>/", screens.of_organisation, name="thread_of_organisation"),
]
