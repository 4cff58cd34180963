"""The addresses of sheets, under /<language>/desk/sheets/."""

from django.urls import path, re_path

from naru.sheets.views import sheets, uploads

app_name = "sheets"
urlpatterns = [
    path("", sheets.sheets, name="sheets"),
    path("uploads/", uploads.all_uploads, name="uploads"),
    path("uploads/<int:pk>/", uploads.upload, name="upload"),
    path("uploads/<int:pk>/accept/", uploads.accept, name="accept"),
    path("uploads/<int:pk>/discard/", uploads.discard, name="discard"),
    path("uploads/<int:pk>/marked.xlsx", uploads.marked, name="marked"),
    path("uploads/<int:pk>/original/", uploads.original, name="original"),
    path("<slug:key>/", sheets.sheet, name="sheet"),
    path("<slug:key>/blank.xlsx", sheets.blank, name="blank"),
    re_path(r"^(?P<key>[\w-]+)/current\.(?P<form>csv|xlsx)$", sheets.current, name="current"),
]
