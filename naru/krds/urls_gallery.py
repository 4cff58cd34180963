"""The gallery of components, under a language."""

from django.urls import path

from naru.krds.views import gallery

app_name = "gallery"
urlpatterns = [path("", gallery.gallery, name="gallery"), path("form/", gallery.form, name="form")]
