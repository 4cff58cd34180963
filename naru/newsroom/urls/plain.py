"""The newsroom's addresses without a language: pictures and the sitemap."""

from django.urls import path

from naru.newsroom.views import feeds, pictures

urlpatterns = [
    path("media/images/<str:name>", pictures.picture, name="newsroom-picture"),
    path("sitemap-news.xml", feeds.sitemap, name="newsroom-sitemap"),
]
