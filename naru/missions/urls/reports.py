"""The addresses of the daily report, the mission’s report, line lists, extracts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
