"""Nhà cung cấp định danh của hệ thống. The providers of this installation, read from a file beside its keys.

The file (`CONGVU_OPENID`, by default `keys/openid.json` in the data folder) is a list of objects with code, name,
issuer, client_id, and as needed client_secret, scope, claims, levels, userinfo, name_en. Secrets stay out of the
database.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.translation import get_language

from congvu.domain.citizens.kinds.openid import Provider, secure
from congvu.domain.citizens.policy.details import Details, clean_words

logger = logging.getLogger(__name__)

#: Names of claims where the configuration says nothing: the standard ones (OpenID Connect Core, 5.1).
STANDARD = {
    "name": "name", "id_number": "id_number", "born_on": "birthdate", "phone": "phone_number", "email": "email",
    "address": "address", "level": "acr",
}  # fmt: skip
_KEYS = {"code", "name", "issuer", "client_id", "client_secret", "scope", "claims", "levels", "userinfo", "name_en"}


def _file() -> Path:
    return Path(getattr(settings, "CONGVU_OPENID", "") or settings.CONGVU_KEYS / "openid.json")


def providers() -> list[Provider]:
    """The configured providers in their order; none without the file. ValueError for a file nobody can use."""
    path = _file()
    if not path.exists():
        return []
    said = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(said, list):
        raise ValueError("the file of identity providers must be a list")
    found = [_provider(one) for one in said]
    if len({one.code for one in found}) != len(found):
        raise ValueError("two identity providers have the same code")
    return found


def _provider(said: Any) -> Provider:
    if not isinstance(said, dict) or not said.keys() <= _KEYS:
        raise ValueError(f"an identity provider has the keys {', '.join(sorted(_KEYS))} and no others")
    missing = [name for name in ("code", "name", "issuer", "client_id") if not said.get(name)]
    if missing:
        raise ValueError(f"an identity provider lacks {', '.join(missing)}")
    if not re.fullmatch(r"[a-z0-9-]{1,40}", said["code"]) or not secure(said["issuer"]):
        raise ValueError(f"identity provider {said['code']!r}: code of a-z, 0-9 and dashes, issuer with https")
    return Provider(**{**said, "claims": {**STANDARD, **said.get("claims", {})}})


def usable() -> list[Provider]:
    """The providers as a page needs them: none, and a line in the log, while the file cannot be used."""
    try:
        return providers()
    except (ValueError, TypeError, OSError) as wrong:
        logger.error("the file of identity providers cannot be used: %s", wrong)
        return []


def provider_of(code: str) -> Provider | None:
    """One of them by its code."""
    return next((one for one in usable() if one.code == code), None)


def shown_name(provider: Provider) -> str:
    """The name in the reader's language."""
    english = (get_language() or "vi").startswith("en")
    return provider.name_en if english and provider.name_en else provider.name


def told(provider: Provider, claims: Mapping[str, Any]) -> tuple[str, Details, int]:
    """Name, details and level of assurance, as the provider's claims say them by its mapping."""

    def said(name: str) -> str:
        value: Any = claims.get(provider.claims[name], "")
        if isinstance(value, dict):  # the standard address
            value = value.get("formatted", "")
        return clean_words(str(value)) if isinstance(value, str | int) else ""

    details = Details(
        id_number=re.sub(r"\W", "", said("id_number"))[:30], born_on=_birth_date(said("born_on")),
        phone=said("phone")[:20], email=said("email")[:254], address=said("address"),
    )  # fmt: skip
    level = provider.levels.get(str(claims.get(provider.claims["level"], "")), 1)
    return said("name"), details, min(max(level, 1), 3)


def _birth_date(text: str) -> str:
    """ISO, from ISO or dd/mm/yyyy; empty for anything else."""
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        text = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def providers_are_readable(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 -- Django gives it by name
    **_kwargs: Any,
) -> list[CheckMessage]:
    """Told at start, not to the first citizen who tries to sign in."""
    try:
        providers()
    except (ValueError, TypeError, OSError) as wrong:
        return [Error(f"The file of identity providers cannot be used: {wrong}.", id="citizens.E001")]
    return []
