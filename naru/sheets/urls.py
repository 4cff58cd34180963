"""The addresses of sheets, under /<language>/desk/sheets/."""

from django.urls import path, re_path

from naru.sheets import views

app_name = "sheets"
urlpatterns = [
    path("", views.sheets, name="sheets"),
    path("uploads/", views.all_uploads, name="uploads"),
    path("uploads/<int:pk>/", views.upload, name="upload"),
    path("uploads/<int:pk>/accept/", views.accept, name="accept"),
    path("uploads/<int:pk>/discard/", views.discard, name="discard"),
    path("uploads/<int:pk>/marked.xlsx", views.marked, name="marked"),
    path("uploads/<int:pk>/original/", views.original, name="original"),
    path("<slug:key>/", views.sheet, name="sheet"),
    path("<slug:key>/blank.xlsx", views.blank, name="blank"),
    re_path(r"^(?P<key>[\w-]+)/current\.(?P<form>csv|xlsx)$", views.current, name="current"),
]
