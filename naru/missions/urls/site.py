"""The addresses of the clinic at its site: the stations’ page, its doors, the queue’s screen."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
