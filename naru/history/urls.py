"""The addresses of this app."""

from django.urls import path

from naru.history.views import jobs, log

app_name = "history"
urlpatterns = [
    path("", log.log, name="log"),
    path("<int:number>/", log.entry, name="entry"),
    path("about/<str:kind>/<path:key>/", log.about, name="about"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/all/", jobs.all_jobs, name="all_jobs"),
    path("jobs/routines/", jobs.routines, name="routines"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/change/", jobs.change_job, name="change_job"),
]
