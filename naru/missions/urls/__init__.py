"""The addresses of this app: before departure, at the site, between site and head office, afterwards."""

from naru.missions.urls import at_site, departure, reports, site, syncing

app_name = "missions"
urlpatterns = [
    *departure.urlpatterns,
    *site.urlpatterns,
    *at_site.urlpatterns,
    *syncing.urlpatterns,
    *reports.urlpatterns,
]
