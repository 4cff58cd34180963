"""The addresses of missions, volunteers, shifts, formulary, lots, equipment, consignments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
