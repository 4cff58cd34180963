"""The product's own settings, with what only a test wants: quick hashes, no fsync, static files unhashed."""

import os
import tempfile

os.environ["NARU_DATA"] = tempfile.mkdtemp(prefix="naru-test-")
for name in ("NARU_DEMO", "NARU_DEBUG", "NARU_HTTPS", "NARU_MAIL_URL", "NARU_OFFICE_NAME", "NARU_ADDRESS"):
    os.environ.pop(name, None)
if not os.environ.get("NARU_TESTS_ON_POSTGRESQL"):
    os.environ.pop("DATABASE_URL", None)

from naru.front.settings import *  # noqa: E402, F403 - the environment comes first
from naru.front.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = DATABASES["default"]["OPTIONS"]["init_command"].replace(
        "synchronous=FULL", "synchronous=OFF"
    )
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
