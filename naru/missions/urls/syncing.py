"""The addresses of what passes between site and head office, and of what came of it."""

from django.urls import path

from naru.missions.views import arrivals, syncing

urlpatterns = [
    path("sync/<uuid:uid>/status/", syncing.status, name="sync_status"),
    path("sync/<uuid:uid>/frames/", syncing.take, name="sync_frames"),
    path("<int:pk>/arrivals/", arrivals.arrivals, name="arrivals"),
    path("<int:pk>/alike/", arrivals.alike, name="alike"),
    path("<int:pk>/alike/decide/", arrivals.decide, name="decide_alike"),
]
