"""The open page with the letters of the demo world; outside the demo it answers 404."""

from django.urls import path

from naru.letters import views

app_name = "letters_demo"
urlpatterns = [
    path("", views.demo_letters, name="letters"),
    path("<int:pk>/", views.demo_letter, name="letter"),
]
