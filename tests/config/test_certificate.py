"""The certificate of `congvu serve --tls`: for which names, how long, when it is made anew; and really served with."""

from __future__ import annotations

import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import HTTPSHandler, ProxyHandler, build_opener

import pytest
from cryptography import x509

from congvu.config.certificate import HOLDS, fingerprint, names_of, own_certificate, trouble_with_pair
from tests.config.ports import free_port
from tests.config.test_serve import PROGRAM, env
from tests.kernel.jobs.test_tasks import until
from tests.patience import PATIENCE

__all__ = ["env"]
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_it_is_for_the_names_of_the_installation_and_its_key_is_the_owners(tmp_path: Path) -> None:
    names = names_of("10.0.0.5", ["mot-cua.example", "*", "[::1]"])
    assert names == ["10.0.0.5", "mot-cua.example", "::1", "localhost", "127.0.0.1"]
    cert, key = own_certificate(tmp_path / "tls", names, NOW)
    found = x509.load_pem_x509_certificate(cert.read_bytes())
    known = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert known.get_values_for_type(x509.DNSName) == ["mot-cua.example", "localhost"]
    assert [str(one) for one in known.get_values_for_type(x509.IPAddress)] == ["10.0.0.5", "::1", "127.0.0.1"]
    assert found.not_valid_after_utc - NOW == HOLDS
    assert key.stat().st_mode & 0o777 == 0o600
    assert trouble_with_pair(cert, key) == ""


def test_it_is_kept_while_it_holds_and_made_anew_for_another_name_or_near_its_end(tmp_path: Path) -> None:
    first = fingerprint(own_certificate(tmp_path, ["localhost"], NOW)[0])
    assert fingerprint(own_certificate(tmp_path, ["localhost"], NOW + timedelta(days=300))[0]) == first
    assert fingerprint(own_certificate(tmp_path, ["localhost", "khac.example"], NOW)[0]) != first
    second = fingerprint(own_certificate(tmp_path, ["localhost"], NOW)[0])
    assert fingerprint(own_certificate(tmp_path, ["localhost"], NOW + timedelta(days=380))[0]) != second


def test_a_key_of_another_certificate_is_trouble(tmp_path: Path) -> None:
    cert, _key = own_certificate(tmp_path / "one", ["localhost"], NOW)
    _cert, key = own_certificate(tmp_path / "other", ["localhost"], NOW)
    assert trouble_with_pair(cert, key)
    assert trouble_with_pair(tmp_path / "none", key)
    (tmp_path / "torn").write_bytes(cert.read_bytes()[:80])
    assert trouble_with_pair(tmp_path / "torn", key)


@pytest.mark.parametrize("options", [["--cert", "a.crt"], ["--key", "a.key"], ["--cert", "a.crt", "--key", "a.key"]])
def test_half_a_pair_and_a_pair_that_is_not_there_are_refused(env: dict[str, str], options: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, "serve", "--port", str(free_port()), *options], env=env,
                          capture_output=True, text=True, timeout=PATIENCE, check=False)  # fmt: skip
    assert done.returncode == 2
    assert "--key" in done.stderr or "a.crt" in done.stderr or "khóa" in done.stderr


@pytest.mark.slow
def test_serve_by_https_with_a_certificate_of_its_own(env: dict[str, str], tmp_path: Path) -> None:
    port = free_port()
    log = tmp_path / "serve.log"
    with log.open("wb") as output:
        command = [sys.executable, "-c", PROGRAM, "serve", "--tls", "--no-worker", "--port", str(port)]
        process = subprocess.Popen(command, env=env, stdout=output, stderr=subprocess.STDOUT)
    cert = Path(env["CONGVU_DATA"]) / "tls" / "server.crt"
    try:
        until(lambda: process.poll() is not None or answer(port, cert) is not None)
        assert process.poll() is None, log.read_text(encoding="utf-8")
        found = answer(port, cert)
        assert found is not None
        assert "Đăng nhập" in found
        assert fingerprint(cert) in log.read_text(encoding="utf-8")
        assert isinstance(why_not(port), ssl.SSLCertVerificationError)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def answer(port: int, cert: Path) -> str | None:
    """The sign-in page by https, the server's certificate trusted and checked against the name; None while none."""
    try:
        context = ssl.create_default_context(cafile=cert)
        opener = build_opener(ProxyHandler({}), HTTPSHandler(context=context))
        with opener.open(f"https://localhost:{port}/sign-in/", timeout=10) as page:
            return str(page.read().decode())
    except OSError:
        return None


def why_not(port: int) -> BaseException:
    """Why a browser that trusts only the world's authorities does not open it."""
    opener = build_opener(ProxyHandler({}), HTTPSHandler(context=ssl.create_default_context()))
    try:
        opener.open(f"https://localhost:{port}/sign-in/", timeout=10)
    except OSError as error:
        reason = getattr(error, "reason", error)
        assert isinstance(reason, BaseException)
        return reason
    raise AssertionError("opened without a certificate anybody trusts")
