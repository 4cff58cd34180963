"""The addresses of this app: without a language, the visitor's choice of contrast."""

from django.urls import path

from naru.krds import views

app_name = "krds"
urlpatterns = [path("contrast/", views.contrast, name="contrast")]
