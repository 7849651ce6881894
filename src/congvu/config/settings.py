"""Settings of one installation. Everything that differs between provinces comes from the environment.

Variables: CONGVU_DATA (folder of data, default ./var), CONGVU_DATABASE_URL (default SQLite in the data folder),
CONGVU_HOSTS (comma separated), CONGVU_DEMO=1, CONGVU_DEBUG=1, CONGVU_BILLS (folder of daily bills),
CONGVU_SECRET_KEY or CONGVU_SECRET_KEY_FILE, CONGVU_OFFICE (the name above every page),
CONGVU_TRUSTED_PROXIES (addresses of our own reverse proxies), CONGVU_MAIL (how e-mails go out: empty for none,
console:, file:FOLDER, smtp://user:password@host:587 with STARTTLS, smtps://…:465; demo: files in the data folder),
CONGVU_MAIL_FROM (sender), CONGVU_URL (address of the site, for links in e-mails), CONGVU_OPENID (file of the
identity providers citizens sign in with, default keys/openid.json in the data folder).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from congvu.config.rooms import ROOMS


def _flag(name: str) -> bool:
    value = os.environ.get(name, "")
    if value not in ("", "0", "1"):
        raise ValueError(f"{name} must be 0 or 1, not {value!r}")
    return value == "1"


def _secret_key(folder: Path) -> str:
    """The installation's secret: from the environment, from a file, or made at first start (mode 600)."""
    if key := os.environ.get("CONGVU_SECRET_KEY"):
        return key
    path = Path(os.environ.get("CONGVU_SECRET_KEY_FILE", folder / "keys" / "secret.key"))
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def _database(url: str, folder: Path) -> dict[str, Any]:
    """Django's dictionary for `sqlite:///path` (default) or `postgres://user:password@host:port/name?option=…`."""
    if not url or url.startswith("sqlite:"):
        path = url.removeprefix("sqlite:").removeprefix("//") if url else str(folder / "congvu.sqlite3")
        return {
            "ENGINE": "congvu.config.sqlite",
            "NAME": path or str(folder / "congvu.sqlite3"),
            "CONN_MAX_AGE": 600,
            "OPTIONS": {"timeout": 30, "transaction_mode": "IMMEDIATE"},
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("CONGVU_DATABASE_URL must begin with sqlite: or postgres:")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "congvu.config.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _mail(url: str) -> dict[str, Any]:
    """Django's settings for CONGVU_MAIL. SMTP always with TLS and a checked certificate; `?tls=none` for a relay on
    the same machine only."""
    kind, _colon, rest = url.partition(":")
    backend = "django.core.mail.backends."
    if kind in ("", "console"):
        return {"EMAIL_BACKEND": backend + ("console.EmailBackend" if kind else "dummy.EmailBackend")}
    if kind == "file":
        return {"EMAIL_BACKEND": backend + "filebased.EmailBackend", "EMAIL_FILE_PATH": rest}
    parts = urlsplit(url)
    plain = dict(parse_qsl(parts.query)).get("tls") == "none"
    if kind not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("CONGVU_MAIL must be empty or begin with console:, file:, smtp:// or smtps://")
    if plain and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ValueError("CONGVU_MAIL without TLS is only for a relay on this machine")
    return {
        "EMAIL_BACKEND": backend + "smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if kind == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": kind == "smtps",
        "EMAIL_USE_TLS": kind == "smtp" and not plain,
        "EMAIL_TIMEOUT": 20,
    }


DATA = Path(os.environ.get("CONGVU_DATA", "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True)
CONGVU_FILES = DATA / "files"
CONGVU_KEYS = DATA / "keys"
CONGVU_BILLS = Path(os.environ.get("CONGVU_BILLS", DATA / "bills"))
#: Gateway of document exchange: folder:PATH or https://…; empty connects to none.
CONGVU_EDXML = os.environ.get("CONGVU_EDXML", "")
CONGVU_EDXML_USER = os.environ.get("CONGVU_EDXML_USER", "")
CONGVU_EDXML_PASSWORD = os.environ.get("CONGVU_EDXML_PASSWORD", "")
#: The national portal that dossiers are told to: https://…; empty connects to none. The agency is the province's code.
CONGVU_PORTAL = os.environ.get("CONGVU_PORTAL", "")
CONGVU_PORTAL_USER = os.environ.get("CONGVU_PORTAL_USER", "")
CONGVU_PORTAL_PASSWORD = os.environ.get("CONGVU_PORTAL_PASSWORD", "")
CONGVU_PORTAL_AGENCY = os.environ.get("CONGVU_PORTAL_AGENCY", "")
#: File of the identity providers citizens sign in with; without it they use one-time codes of the counter.
CONGVU_OPENID = os.environ.get("CONGVU_OPENID", "")
CONGVU_DEMO = _flag("CONGVU_DEMO")
DEBUG = _flag("CONGVU_DEBUG")
SECRET_KEY = _secret_key(DATA)

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [host for host in os.environ.get("CONGVU_HOSTS", "").split(",") if host] or LOOPBACK
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in LOOPBACK and host != "*"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "ninja",
    *ROOMS,
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "congvu.kernel.ui.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "congvu.kernel.accounts.middleware.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "congvu.kernel.ui.middleware.Refusals",
    "congvu.face.api.middleware.MachineAnswers",
]

ROOT_URLCONF = "congvu.config.urls"
WSGI_APPLICATION = "congvu.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "congvu.kernel.ui.context.desk",
            ]
        },
    }
]

DATABASES = {"default": _database(os.environ.get("CONGVU_DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["congvu.kernel.accounts.sessions.KnownAccounts"]
SESSION_ENGINE = "congvu.kernel.accounts.sessions"
#: The cookie outlives the sign-in (which CONGVU_ABSOLUTE_SECONDS ends): it says whose form it is when one comes late.
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "congvu.kernel.ui.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
LOGIN_URL = "/sign-in/"
CONGVU_IDLE_SECONDS = 30 * 60
CONGVU_ABSOLUTE_SECONDS = 12 * 3600
#: Requests a minute that one token of the API may make on the long run; 0: as many as it likes.
CONGVU_API_PER_MINUTE = int(os.environ.get("CONGVU_API_PER_MINUTE") or 600)
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

#: Behind a reverse proxy with TLS: cookies only over https. On loopback (embedded, demo) plain http is the line.
_LOOPBACK_ONLY = set(ALLOWED_HOSTS) <= set(LOOPBACK)
SESSION_COOKIE_SECURE = not _LOOPBACK_ONLY
CSRF_COOKIE_SECURE = not _LOOPBACK_ONLY
SECURE_PROXY_SSL_HEADER = None if _LOOPBACK_ONLY else ("HTTP_X_FORWARDED_PROTO", "https")
#: Addresses of our own reverse proxies, comma separated: only they are believed about the address of a visitor.
CONGVU_TRUSTED_PROXIES = [one for one in os.environ.get("CONGVU_TRUSTED_PROXIES", "").split(",") if one]
SECURE_HSTS_SECONDS = 0 if _LOOPBACK_ONLY else 31536000
SECURE_REFERRER_POLICY = "same-origin"

#: The name above every page.
CONGVU_UI = {"office": os.environ.get("CONGVU_OFFICE", "UBND tỉnh Lam Giang" if CONGVU_DEMO else "")}

CONGVU_MAIL = os.environ.get("CONGVU_MAIL", f"file:{DATA / 'mail'}" if CONGVU_DEMO else "")
globals().update(_mail(CONGVU_MAIL))
DEFAULT_FROM_EMAIL = os.environ.get("CONGVU_MAIL_FROM", "congvu@localhost")
CONGVU_URL = os.environ.get("CONGVU_URL", "").rstrip("/")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["congvu.kernel.ui.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": CONGVU_FILES}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/assets/"  # Vite has put the hash of the content into these names

DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"congvu": {"level": "INFO"}},
}
