"""The addresses of booths, visitors, leads and consultations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
