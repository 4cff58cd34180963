"""Addresses without a language: feeds, files and the like."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
