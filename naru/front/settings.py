"""Django's settings, all of them from the environment table in environment.py."""

from __future__ import annotations

import secrets

import dj_database_url
from csp.constants import NONE, SELF

from naru.front import environment as env

BASE_DIR = env.ROOT
DATA = env.data_folder()
DATA.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    if key := env.text("NARU_SECRET_KEY"):
        return key
    kept = DATA / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text().strip()


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = env.words("NARU_SECRET_KEYS_OLD")
DEBUG = env.flag("NARU_DEBUG")
NARU_DEMO = env.flag("NARU_DEMO")
NARU_OFFICE_NAME = env.text("NARU_OFFICE_NAME")
NARU_GOV_STRIP = env.flag("NARU_GOV_STRIP")
NARU_ADDRESS = env.text("NARU_ADDRESS").rstrip("/")
NARU_PROXIES = int(env.text("NARU_PROXIES") or 0)
ALLOWED_HOSTS = env.words("NARU_HOSTS")
CSRF_TRUSTED_ORIGINS = [NARU_ADDRESS]

INSTALLED_APPS = [
    "naru.front",
    "naru.newsroom",
    "naru.fairs",
    "naru.missions",
    "naru.agreements",
    "naru.activities",
    "naru.directory",
    "naru.figures",
    "naru.sheets",
    "naru.letters",
    "naru.history",
    "naru.krds",
    "template_partials",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "naru.krds.readable.Readable",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "naru.krds.privacy.Private",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "naru.directory.views.second_factor.SecondFactorFirst",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "naru.front.urls"
WSGI_APPLICATION = "naru.front.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "naru.krds.page.frame",
                "naru.front.navigation.frame",
            ],
        },
    },
]
FORM_RENDERER = "naru.krds.forms.Renderer"
CSRF_FAILURE_VIEW = "naru.krds.views.errors.form_too_old"

_url = env.text("DATABASE_URL")
if _url:
    DATABASES = {"default": dj_database_url.parse(_url, conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "naru.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                    "PRAGMA busy_timeout=20000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;"
                ),
            },
        }
    }

CACHES = {
    # allauth counts tries here: every process must see them, on one machine or several, whatever the database
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "naru_cache",
        "KEY_FUNCTION": "naru.krds.privacy.unreadable",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # another process's memory would go on showing a picture that was replaced; finished pages are kept anyway
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front:desk"
ALLAUTH_TRUSTED_PROXY_COUNT = NARU_PROXIES
ACCOUNT_ADAPTER = "naru.directory.views.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proven by the invitation that was mailed to it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}  # Naru's own lock-out stands in their place
ACCOUNT_FORMS = {
    "login": "naru.directory.forms.sign_in.SignInForm",
    "change_password": "naru.directory.forms.sign_in.ChangePasswordForm",
    "set_password": "naru.directory.forms.sign_in.SetPasswordForm",
    "reset_password": "naru.directory.forms.sign_in.AskForResetForm",
    "reset_password_from_key": "naru.directory.forms.sign_in.ResetPasswordForm",
    "reauthenticate": "naru.directory.forms.sign_in.ConfirmByPasswordForm",
}
MFA_ADAPTER = "naru.directory.views.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "naru.directory.forms.sign_in.CodeForm",
    "reauthenticate": "naru.directory.forms.sign_in.ConfirmByCodeForm",
    "activate_totp": "naru.directory.forms.sign_in.ActivateAppForm",
    "deactivate_totp": "naru.directory.forms.sign_in.RemoveAppForm",
    "generate_recovery_codes": "naru.directory.forms.sign_in.RenewRecoveryCodesForm",
    "add_webauthn": "naru.directory.forms.sign_in.AddPasskeyForm",
    "edit_webauthn": "naru.directory.forms.sign_in.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Naru"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.flag("NARU_HTTPS")
SESSION_COOKIE_AGE = 12 * 60 * 60

LANGUAGE_CODE = env.text("NARU_LANGUAGE")
LANGUAGES = [
    ("ko", "한국어"),
    ("en", "English"),
    ("ru", "Русский"),
    ("mn", "Монгол"),
    ("vi", "Tiếng Việt"),
    ("zh-hans", "简体中文"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("NARU_ZONE")
FORMAT_MODULE_PATH = ["naru.krds.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    }
}

NARU_MAIL = bool(env.text("NARU_MAIL_URL"))
_mail = env.mail_server(env.text("NARU_MAIL_URL"))
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls, _mail.ssl
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("NARU_MAIL_FROM")

NARU_EXPORT = "naru.sheets.book.export"  # history stands below sheets: see docs/decisions/0030
NARU_LOG_READERS = ["administrator", "auditor", "head"]
NARU_LETTER_KEEPERS = ["administrator"]  # may open the links of letters that no mail server carries
NARU_LOG_CONFIDENTIAL = [
    "directory.account",
    "directory.post",
    "directory.failedsignin",
    "directory.emailchange",
    "directory.onetimelink",
    "letters.letter",
    "history.job",
]

SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
if env.flag("NARU_HTTPS"):
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

WAGTAIL_SITE_NAME = "Naru"
WAGTAILADMIN_BASE_URL = NARU_ADDRESS
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_USAGE_COUNT_ENABLED = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_IMAGE_FORM_BASE = "naru.newsroom.forms.PictureForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000  # a few kilobytes can unfold to gigabytes
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a stranger's file is saved, never opened at our address
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "csv", "hwp", "hwpx", "zip", "ics"]
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_keys": {"()": "naru.krds.log.WithoutKeys"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_keys"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
