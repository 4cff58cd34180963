"""The addresses of this app."""

from django.urls import path

from naru.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.figures, name="figures"),
    path("readings/<slug:code>/", views.reading, name="reading"),
    path("sources/<slug:key>/", views.source, name="source"),
    path("<str:key>/", views.figure, name="figure"),
]
