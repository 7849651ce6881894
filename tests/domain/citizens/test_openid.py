"""Nothing a provider sends is believed before signature, issuer, audience, time and nonce have been checked."""

from __future__ import annotations

import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from congvu.domain.citizens.kinds import openid
from congvu.domain.citizens.kinds.openid import Provider, ProviderDown, SignInRefused

KEY = RSAKey.generate_key(2048, {"kid": "one"})
KEYS = KeySet([KEY])
PROVIDER = Provider("p", "P", "https://id.example.vn", "congvu")


def token(*, key: Any = KEY, alg: str = "RS256", drop: str = "", **given: Any) -> str:
    at = int(time.time())
    claims = {"iss": PROVIDER.issuer, "sub": "s", "aud": "congvu", "exp": at + 300, "iat": at, "nonce": "n", **given}
    claims.pop(drop, None)
    return jwt.encode({"alg": alg, "kid": "one"}, claims, key, algorithms=[alg])


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is not known is asked for once more; here the provider has only the same keys."""
    monkeypatch.setattr(openid, "described", lambda _provider: {"jwks_uri": "https://id.example.vn/jwks"})
    monkeypatch.setattr(openid, "_fetch", lambda _url, fresh=False: KEYS.as_dict())  # noqa: ARG005


def test_a_token_for_us_is_believed() -> None:
    assert openid.checked(PROVIDER, token(), KEYS, nonce="n")["sub"] == "s"
    assert openid.checked(PROVIDER, token(aud=["congvu"]), KEYS, nonce="n")["sub"] == "s"


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "somebody-else"}, {"aud": ["congvu", "other"], "azp": "other"}, {"iss": "https://evil.example"},
        {"nonce": "other"}, {"drop": "nonce"}, {"drop": "sub"}, {"drop": "exp"}, {"drop": "aud"}, {"drop": "iss"},
        {"exp": 1}, {"iat": int(time.time()) + 9999}, {"at_hash": "nonsense"},
    ],
)  # fmt: skip
def test_a_token_that_is_not_ours_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(SignInRefused):
        openid.checked(PROVIDER, token(**wrong), KEYS, nonce="n", access_token="t")


def test_a_token_signed_by_somebody_else_is_refused() -> None:
    with pytest.raises(SignInRefused):
        openid.checked(PROVIDER, token(key=RSAKey.generate_key(2048, {"kid": "one"})), KEYS, nonce="n")


def test_a_shared_secret_or_no_signature_is_no_signature() -> None:
    with pytest.raises(SignInRefused):
        openid.checked(PROVIDER, token(key=OctKey.import_key("0" * 40), alg="HS256"), KEYS, nonce="n")
    unsigned = token().split(".")
    with pytest.raises(SignInRefused):
        openid.checked(PROVIDER, f"eyJhbGciOiJub25lIn0.{unsigned[1]}.", KEYS, nonce="n")
    with pytest.raises(SignInRefused):
        openid.checked(PROVIDER, "nonsense", KEYS, nonce="n")


@pytest.mark.parametrize(
    ("url", "good"),
    [("https://id.vn/x", True), ("http://id.vn", False), ("http://127.0.0.1:1", True), ("ftp://x", False), ("", False)],
)
def test_only_secure_addresses_are_asked(url: str, good: bool) -> None:
    assert openid.secure(url) is good


def test_a_provider_that_names_another_issuer_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(openid, "_fetch", lambda _url, fresh=False: {"issuer": "https://other"})  # noqa: ARG005
    with pytest.raises(ProviderDown):
        openid.described(PROVIDER)
