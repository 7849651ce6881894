"""Chứng thư của máy chủ: `congvu serve --tls` takes a certificate or makes one that signs itself.

Phones open camera, microphone and what works without a network only over https. A certificate of one's own is trusted
by nobody: whoever opens the page compares the fingerprint with the one printed at start, or the office installs it on
its phones. A reverse proxy with a certificate everybody trusts needs none of this.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

#: Phones take no certificate that holds longer than 398 days.
HOLDS, RENEWED_BEFORE = timedelta(hours=397 * 24), timedelta(hours=30 * 24)
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 -- compared with, not listened on


def names_of(host: str, allowed: list[str]) -> list[str]:
    """Names and addresses the certificate is for: those the installation answers to, where it listens, this machine."""
    found = [one.strip("[]") for one in (host, *allowed) if one.strip("[]") not in (*EVERYWHERE, "*")]
    found += ["localhost", "127.0.0.1"]
    if host in EVERYWHERE:
        found += [socket.gethostname(), *_addresses()]
    return list(dict.fromkeys(one.removeprefix(".").lower() for one in found if one))


def _addresses() -> list[str]:
    """Addresses of this machine as its own name resolves; none where it does not."""
    try:
        return sorted({str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None)})
    except OSError:
        return []


def own_certificate(folder: Path, names: list[str], now: datetime) -> tuple[Path, Path]:
    """Certificate and key of this installation in `folder`: those made before while they hold for every name and for
    another month, else new ones. The key is readable by its owner alone."""
    cert, key = folder / "server.crt", folder / "server.key"
    if cert.exists() and key.exists() and not trouble_with_pair(cert, key) and _still_good(cert, names, now):
        return cert, key
    folder.mkdir(parents=True, exist_ok=True)
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64])])
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(private.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + HOLDS)
        .add_extension(x509.SubjectAlternativeName([_name(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(private, hashes.SHA256())
    )  # fmt: skip
    _write(key, private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip
    _write(cert, made.public_bytes(serialization.Encoding.PEM))
    return cert, key


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _name(words: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(words))
    except ValueError:
        return x509.DNSName(words)


def _still_good(cert: Path, names: list[str], now: datetime) -> bool:
    found = x509.load_pem_x509_certificate(cert.read_bytes())
    known = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return now + RENEWED_BEFORE < found.not_valid_after_utc and all(_name(one) in known for one in names)


def fingerprint(cert: Path) -> str:
    """SHA-256 of the certificate as browsers show it: pairs of digits with colons."""
    digest = x509.load_pem_x509_certificate(cert.read_bytes()).fingerprint(hashes.SHA256())
    return digest.hex(":").upper()


def trouble_with_pair(cert: Path, key: Path) -> str:
    """Why certificate and key cannot be used together, in words; empty when they can."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, password="")
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        return str(error)
    return ""
