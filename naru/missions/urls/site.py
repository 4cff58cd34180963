"""The addresses of the clinic at its site: the stations’ page, its doors, the queue’s screen."""

from django.urls import path

from naru.missions.views import doors, tablet

urlpatterns = [
    path("site/", tablet.tablet, name="tablet"),
    path("site/manifest.webmanifest", tablet.manifest, name="manifest"),
    path("site/worker.js", tablet.worker, name="worker"),
    path("site/icd.json", tablet.diagnoses, name="icd"),
    path("site/enrol/", doors.enrol, name="enrol"),
    path("site/briefing/", doors.briefing, name="briefing"),
    path("site/entries/", doors.entries, name="entries"),
    path("site/changes/", doors.changes, name="changes"),
]
