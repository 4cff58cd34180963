"""Addresses without a language: the root, what monitors and crawlers read."""

from django.urls import path

from naru.front import views

urlpatterns = [
    path("", views.root),
    path("robots.txt", views.robots),
    path("health/", views.health),
]
