"""The addresses of what passes between site and head office."""

from django.urls import path

from naru.missions.views import syncing

urlpatterns = [
    path("sync/<uuid:uid>/status/", syncing.status, name="sync_status"),
    path("sync/<uuid:uid>/frames/", syncing.take, name="sync_frames"),
]
