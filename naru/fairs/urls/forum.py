"""The addresses of forums: profiles, wishes, plans, agendas, check-in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
