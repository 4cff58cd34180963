"""The addresses of what passes between site and head office."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
