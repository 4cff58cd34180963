"""The app's entry in Django's list."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "naru.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
