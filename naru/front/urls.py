"""The addresses of the whole house: each app brings its own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from naru.front.api import api

urlpatterns = [
    path("i18n/", include("naru.krds.urls")),
    path("", include("naru.front.urls_plain")),
    path("api/", api.urls),
]
urlpatterns += [
    path("desk/newsroom/", include("naru.newsroom.urls.editor")),
    path("", include("naru.newsroom.urls.plain")),
]
urlpatterns += i18n_patterns(
    path("", include("naru.front.urls_home")),
    path("krds/", include("naru.krds.urls_gallery")),
    path("accounts/", include("naru.directory.urls_accounts")),
    path("desk/accounts/", include("naru.directory.urls_desk")),
    path("desk/history/", include("naru.history.urls")),
    path("desk/letters/", include("naru.letters.urls")),
    path("letters/demo/", include("naru.letters.urls_demo")),
    path("desk/sheets/", include("naru.sheets.urls")),
    path("directory/", include("naru.directory.urls")),
    path("activities/", include("naru.activities.urls")),
    path("agreements/", include("naru.agreements.urls")),
    path("fairs/", include("naru.fairs.urls")),
    path("missions/", include("naru.missions.urls")),
    path("figures/", include("naru.figures.urls")),
    path("desk/news/", include("naru.newsroom.urls.desk")),
    path("news/", include("naru.newsroom.urls")),
    prefix_default_language=True,
)

handler400 = "naru.krds.views.errors.bad_request"
handler403 = "naru.krds.views.errors.forbidden"
handler404 = "naru.krds.views.errors.not_found"
handler500 = "naru.krds.views.errors.fault"
