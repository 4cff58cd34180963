"""The addresses of booths, visitors, leads and consultations."""

from django.urls import path

from naru.fairs.views import devices

urlpatterns = [
    path("booth/", devices.booth, name="booth"),
    path("booth/manifest.webmanifest", devices.manifest, name="manifest"),
    path("booth/worker.js", devices.worker, name="worker"),
    path("booth/enrol/", devices.enrol, name="enrol"),
    path("booth/briefing/", devices.briefing, name="briefing"),
    path("booth/send/", devices.send, name="send"),
]
