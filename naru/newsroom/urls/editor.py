"""The editor's addresses: Wagtail's own, every one behind the newsroom's door."""

from django.urls import include, path
from wagtail.admin import urls as editor_urls
from wagtail.documents import urls as document_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from naru.newsroom.views import numbers, picking
from naru.newsroom.views.door import door

urlpatterns = decorate_urlpatterns(
    [
        path("files/", include(document_urls)),
        path("readings/", picking.readings, name="newsroom-readings"),
        path("numbers/", numbers.numbers, name="newsroom-numbers"),
        path("", include(editor_urls)),
    ],
    door,
)
