"""Signatures of PDFs, checked offline against certificates made here."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from congvu.core.refusals import NotFound
from congvu.kernel.documents.actions import check_signatures, store_upload
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.documents.policy.signatures import check
from congvu.kernel.documents.queries import latest_signatures
from tests.kernel.accounts.cast import Cast
from tests.kernel.documents import papers


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A self-signed certificate and its key, as files."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([
        x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Sở Xây dựng"),
    ])
    begin = datetime(2025, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject).issuer_name(subject).public_key(key.public_key()).serial_number(4711)
        .not_valid_before(begin).not_valid_after(begin + timedelta(weeks=520))
        .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        .add_extension(x509.KeyUsage(True, True, False, False, False, True, True, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
    key_file, certificate_file = folder / "key.pem", folder / "cert.pem"
    key_file.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return key_file, certificate_file


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    """A PDF signed by Nguyễn Thị An, and the folder with her certificate."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    folder = tmp_path_factory.mktemp("trust")
    keys = tmp_path_factory.mktemp("keys")
    key, certificate = _certificate(keys, "Nguyễn Thị An")
    (folder / "an.pem").write_bytes(certificate.read_bytes())
    signer = signers.SimpleSigner.load(str(key), str(certificate))  # type: ignore[no-untyped-call]
    writer = IncrementalPdfFileWriter(io.BytesIO(papers.pdf([papers.DIRECTIVE])))
    out = signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="ChuKy"), signer=signer)
    return out.getvalue(), folder


def test_an_intact_signature_names_its_signer_and_claims_no_trust(signed: tuple[bytes, Path]) -> None:
    (result,) = check(signed[0], "")["results"]
    assert result["intact"]
    assert result["covers_whole_file"]
    assert (result["signer"], result["organisation"], result["serial"]) == ("Nguyễn Thị An", "Sở Xây dựng", "1267")
    assert result["self_signed"]
    assert not result["known_issuer"]
    assert result["revocation"] == "not_checked"
    assert result["claimed_at"]
    assert not result["stamped_at"]
    assert not result["changed_after"]


def test_an_issuer_on_the_provinces_list_is_known(signed: tuple[bytes, Path]) -> None:
    (result,) = check(signed[0], str(signed[1]))["results"]
    assert result["known_issuer"]


def test_a_changed_letter_breaks_the_signature(signed: tuple[bytes, Path]) -> None:
    changed = signed[0].replace(b"BT /F1 12 Tf", b"BT /F1 13 Tf", 1)
    assert changed != signed[0]
    (result,) = check(changed, str(signed[1]))["results"]
    assert not result["intact"]
    assert not result["known_issuer"]


def test_what_is_added_after_signing_is_seen(signed: tuple[bytes, Path]) -> None:
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, NumberObject

    writer = PdfWriter(io.BytesIO(signed[0]), incremental=True)
    writer.pages[0][NameObject("/Rotate")] = NumberObject(90)
    out = io.BytesIO()
    writer.write(out)
    (result,) = check(out.getvalue(), "")["results"]
    assert not result["covers_whole_file"]
    assert result["changed_after"]


def test_a_file_without_signatures_has_no_results() -> None:
    assert check(papers.pdf([["x"]]), "") == {"results": [], "problem": ""}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n/ByteRange", papers.pdf([["x"]])[:200]])
def test_a_broken_file_is_a_problem_not_a_crash(content: bytes) -> None:
    found = check(content, "")
    assert found["results"] == []
    assert found["problem"].startswith("unreadable")


def test_a_forged_signature_hides_no_other(signed: tuple[bytes, Path]) -> None:
    at = signed[0].index(b"/Contents <") + len(b"/Contents <")
    forged = signed[0][:at] + b"30820000" + signed[0][at + 8 :]
    (result,) = check(forged, "")["results"]
    assert not result["intact"]
    assert result["problem"]


def test_the_check_of_a_stored_file_is_kept_and_the_newest_counts(
    signed: tuple[bytes, Path], cast: Cast, now: datetime
) -> None:
    file = store_upload(actor=cast.actor("alice"), name="k.pdf", content=signed[0], now=now)
    assert "signed" in file.notes
    check_signatures(file_id=file.pk, now=now)
    second = check_signatures(file_id=file.pk, now=now)
    newest = latest_signatures(file.pk)
    assert newest == second
    assert newest is not None
    assert newest.results[0]["signer"] == "Nguyễn Thị An"
    assert read_content(file.sha256) == signed[0]


def test_a_text_file_has_no_signatures_to_check(cast: Cast, now: datetime) -> None:
    file = store_upload(actor=cast.actor("alice"), name="k.txt", content=b"abc", now=now)
    assert check_signatures(file_id=file.pk, now=now).problem == "not_a_pdf"
    with pytest.raises(NotFound):
        check_signatures(file_id=987654, now=now)
