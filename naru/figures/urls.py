"""The addresses of this app."""

from django.urls import path

from naru.figures import api, views

app_name = "figures"
urlpatterns = [
    path("", views.figures, name="figures"),
    path("about/", views.about, name="about"),
    path("all.json", api.all_json, name="all_json"),
    path("all.csv", api.all_csv, name="all_csv"),
    path("board/", views.board, name="board"),
    path("board/corrections/", views.corrections, name="corrections"),
    path("board/corrections/<int:pk>/", views.settle, name="settle"),
    path("board/recheck/", views.recheck, name="recheck"),
    path("sources/", views.sources, name="sources"),
    path("sources/find/", views.find_sources, name="find_sources"),
    path("sources/<slug:key>/", views.source, name="source"),
    path("readings/<slug:code>/", views.reading, name="reading"),
    path("readings/<slug:code>/freeze/", views.freeze, name="freeze"),
    path("readings/<slug:code>/check/", views.check, name="check"),
    path("readings/<slug:code>/correct/", views.correct, name="correct"),
    path("<str:key>.json", api.figure_json, name="figure_json"),
    path("<str:key>.csv", api.figure_csv, name="figure_csv"),
    path("<str:key>/", views.figure, name="figure"),
    path("<str:key>/report/", views.report, name="report"),
    path("<str:key>/plan/", views.plan, name="plan"),
    path("<str:key>/count/", views.count, name="count"),
]
