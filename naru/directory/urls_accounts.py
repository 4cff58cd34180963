"""Signing in and out, second factors, sessions, invitations."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
