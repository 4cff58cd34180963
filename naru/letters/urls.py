"""The addresses of this app."""

from django.urls import path

from naru.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/send/", views.send_again, name="send_again"),
    path("templates/", views.templates, name="templates"),
    path("templates/<path:name>/", views.template, name="template"),
]
