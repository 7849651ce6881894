"""OpenID Connect: discovery, authorization code with PKCE, checked identity tokens, sign-out at the provider.

Any provider that follows the standard (OpenID Connect Core and Discovery 1.0, RP-Initiated Logout 1.0, RFC 7636).
Nothing a provider sends is believed before its signature, issuer, audience, time and nonce have been checked.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from django.utils.translation import gettext as _
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet

from congvu.core.refusals import Refusal

TIMEOUT = 10
KEPT_SECONDS = 3600
LEEWAY = 60
#: Signatures that are believed. Never "none", never a shared secret.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
_MAX_ANSWER = 1_000_000


class ProviderDown(Refusal):
    """Nhà cung cấp định danh không trả lời. Nothing is wrong with the person; another way stays open."""

    code = "provider_down"
    status = 503


class SignInRefused(Refusal):
    """Đăng nhập không thành. What came back from the provider cannot be believed, or is used up."""

    code = "sign_in_refused"
    status = 400


@dataclass(frozen=True, slots=True)
class Provider:
    """Nhà cung cấp định danh. One provider as configured.

    `claims` maps our names (name, id_number, born_on, phone, email, address, level) to the names of its claims,
    `levels` the values of its level claim to 1, 2 or 3.
    """

    code: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = ""
    scope: str = "openid profile"
    claims: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    userinfo: bool = True
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes along with a browser that is sent to a provider, and has to come back with it."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the provider vouches for: subject, claims, and the token itself for signing out."""

    subject: str
    claims: Mapping[str, Any]
    token: str


_kept: dict[str, tuple[float, dict[str, Any]]] = {}


def forget_kept() -> None:
    """Read every provider's description and keys anew."""
    _kept.clear()


def _fetch(url: str, *, fresh: bool = False) -> dict[str, Any]:
    """A JSON document of a provider, kept for an hour."""
    at, found = _kept.get(url, (0.0, {}))
    if found and not fresh and time.monotonic() - at < KEPT_SECONDS:
        return found
    try:
        answer = requests.get(url, timeout=TIMEOUT, allow_redirects=False)
        said = answer.json() if answer.status_code == 200 and len(answer.content) < _MAX_ANSWER else None
    except (requests.RequestException, ValueError) as down:
        raise _down() from down
    if not isinstance(said, dict):
        raise _down()
    _kept[url] = (time.monotonic(), said)
    return said


def _down() -> ProviderDown:
    return ProviderDown(
        _("The identity provider does not answer at the moment."),
        hint=_("Try again in a few minutes, or ask the one-stop desk for a one-time code."),
    )


def secure(url: str) -> bool:
    """https, or this computer."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


def described(provider: Provider) -> dict[str, Any]:
    """The provider's own description of itself (discovery); ProviderDown when it names another issuer or no
    secure addresses."""
    said = _fetch(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if said.get("issuer") != provider.issuer or not all(secure(str(said.get(name, ""))) for name in needed):
        raise _down()
    return said


def _session(provider: Provider, said: Mapping[str, Any], redirect_uri: str) -> OAuth2Session:
    offered = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    method = "none" if not provider.client_secret else (
        "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"
    )
    return OAuth2Session(
        provider.client_id, provider.client_secret or None, token_endpoint_auth_method=method, scope=provider.scope,
        redirect_uri=redirect_uri, code_challenge_method="S256", default_timeout=TIMEOUT,
    )  # fmt: skip


def send_to(provider: Provider, redirect_uri: str, language: str) -> Sent:
    """Where to send the browser, and what has to come back."""
    said = described(provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _place in range(3))
    url, _state = _session(provider, said, redirect_uri).create_authorization_url(
        said["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier, ui_locales=language,
    )  # fmt: skip
    return Sent(url, state, nonce, verifier)


def exchange(provider: Provider, *, redirect_uri: str, code: str, verifier: str, nonce: str) -> Known:
    """Turn the code that came back into somebody known. A code is good once; SignInRefused otherwise."""
    said = described(provider)
    session = _session(provider, said, redirect_uri)
    try:
        token = session.fetch_token(said["token_endpoint"], code=code, code_verifier=verifier)
    except OAuthError as refused:
        words = _("The provider no longer accepts this sign-in: it was used already or took too long.")
        raise _refused(words) from refused
    except (requests.RequestException, ValueError, KeyError) as down:
        raise _down() from down
    raw = token.get("id_token")
    if not isinstance(raw, str):
        raise _refused(_("The provider did not say who you are."))
    claims = checked(provider, raw, _keys(said), nonce=nonce, access_token=str(token.get("access_token", "")))
    more = _userinfo(session, said, claims) if provider.userinfo else {}
    return Known(str(claims["sub"]), {**more, **claims}, raw)


def _keys(said: Mapping[str, Any], *, fresh: bool = False) -> KeySet:
    try:
        return KeySet.import_key_set(_fetch(str(said["jwks_uri"]), fresh=fresh))  # type: ignore[arg-type]  # checked there
    except (JoseError, ValueError, KeyError, TypeError) as broken:
        raise _down() from broken


def checked(provider: Provider, raw: str, keys: KeySet, *, nonce: str, access_token: str = "") -> dict[str, Any]:
    """The claims of an identity token whose signature, issuer, audience, time and nonce hold; else SignInRefused.

    A key that is not known yet is asked for once: providers change their keys.
    """
    try:
        token = _decoded(provider, raw, keys)
        options: dict[str, Any] = {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
            "sub": {"essential": True}, "exp": {"essential": True}, "iat": {"essential": True},
            "nonce": {"essential": True},
        }  # fmt: skip
        params = {"client_id": provider.client_id, "nonce": nonce, "access_token": access_token}
        CodeIDToken(token.claims, token.header, options, params).validate(leeway=LEEWAY)
    except ExpiredTokenError as old:
        raise _refused(_("The sign-in took too long and has expired.")) from old
    except (JoseError, ValueError, TypeError, KeyError) as wrong:
        raise _refused(_("What the provider sent back does not belong to this sign-in.")) from wrong
    return dict(token.claims)


def _decoded(provider: Provider, raw: str, keys: KeySet) -> jwt.Token:
    try:
        return jwt.decode(raw, keys, algorithms=list(ALGORITHMS))
    except (JoseError, ValueError):
        return jwt.decode(raw, _keys(described(provider), fresh=True), algorithms=list(ALGORITHMS))


def _userinfo(session: OAuth2Session, said: Mapping[str, Any], claims: Mapping[str, Any]) -> dict[str, Any]:
    """More about the same subject; nothing when the provider has no such place or speaks of somebody else."""
    address = str(said.get("userinfo_endpoint", ""))
    if not secure(address):
        return {}
    try:
        found = session.get(address).json()
    except (requests.RequestException, OAuthError, ValueError) as down:
        raise _down() from down
    return found if isinstance(found, dict) and found.get("sub") == claims["sub"] else {}


def _refused(message: str) -> SignInRefused:
    return SignInRefused(message, hint=_("Begin the sign-in again. Nothing has been stored."))


def sign_out_url(provider: Provider, token: str, back_to: str) -> str:
    """Where to go to sign out at the provider too; empty when it has no such place or does not answer."""
    try:
        address = str(described(provider).get("end_session_endpoint", ""))
    except ProviderDown:
        return ""
    if not secure(address):
        return ""
    query = urlencode({"id_token_hint": token, "post_logout_redirect_uri": back_to, "client_id": provider.client_id})
    return f"{address}{'&' if '?' in address else '?'}{query}"
