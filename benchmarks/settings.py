"""The product's own settings; static files are named without a digest where no benchmark fetches them."""

import os

from naru.front.settings import *  # noqa: F403
from naru.front.settings import STORAGES

if os.environ.get("NARU_BENCH_SERVES_FILES") != "1":
    STORAGES = {
        **STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }

# A benchmark may bring a floor of its own beside the product's addresses.
ROOT_URLCONF = os.environ.get("NARU_BENCH_URLS", "naru.front.urls")
