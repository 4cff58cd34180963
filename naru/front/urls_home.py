"""The home pages and the search."""

from django.urls import path

from naru.front import views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("welcome/", views.landing, name="landing"),
    path("search/", views.search, name="search"),
]
