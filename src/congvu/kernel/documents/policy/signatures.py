"""Chữ ký số: what the signatures inside a PDF prove, offline. Runs in the child process, needs no settings.

Three questions are kept apart. *Intact*: is the signed part of the file unchanged, and does the signature fit the
certificate? *Covers*: was anything added after signing? *Known*: does the chain lead to an issuer on the province's
own list? Revocation and time-stamp authorities are not asked (no network), so "trusted" is never claimed.

Source: NĐ 30/2020/NĐ-CP, Điều 5, 13, 22 (integrity and authenticity of electronic documents are checked on
arrival); Luật Giao dịch điện tử 20/2023/QH15.
"""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path
from typing import Any

#: More signatures than this in one file are not looked at one by one.
MAX_SIGNATURES = 50


def check(content: bytes, trust_folder: str) -> dict[str, Any]:
    """Check every signature of a PDF: `{"results": [...], "problem": ""}`; one broken signature hides no other.

    `trust_folder` holds certificates (.pem, .crt, .cer, .der) of issuers the province has listed; "" or an empty
    folder means that no issuer is known.
    """
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415  # heavy, only in the child
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.fields import enumerate_sig_fields  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        if reader.encrypted:
            reader.decrypt("")
        found = [
            (str(name), field) for name, signature, field in enumerate_sig_fields(reader) if signature is not None
        ]
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return {"results": [], "problem": f"unreadable: {type(error).__name__}"}
    roots = _roots(trust_folder)
    return {
        "results": [_check_one(reader, name, field, roots) for name, field in found[:MAX_SIGNATURES]],
        "problem": "too_many" if len(found) > MAX_SIGNATURES else "",
    }


def _roots(folder: str) -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder_data  # noqa: PLC0415

    roots: list[Any] = []
    if folder and Path(folder).is_dir():
        for path in sorted(Path(folder).iterdir()):
            if path.suffix.lower() in (".pem", ".crt", ".cer", ".der"):
                roots.extend(load_certs_from_pemder_data(path.read_bytes()))
    return roots


def _check_one(reader: Any, name: str, field: Any, roots: list[Any]) -> dict[str, Any]:
    from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    result: dict[str, Any] = {"field": name, "intact": False, "problem": ""}
    try:
        context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
        status = validate_pdf_signature(EmbeddedPdfSignature(reader, field, name), context)
    except Exception as error:  # noqa: BLE001  # a forged structure may raise anything; the result says so
        result["problem"] = type(error).__name__
        return result
    certificate = status.signing_cert
    subject = certificate.subject.native
    when = status.signer_reported_dt
    stamp = status.timestamp_validity
    coverage = status.coverage.name if status.coverage is not None else "UNCLEAR"
    level = status.modification_level.name if status.modification_level is not None else "OTHER"
    result.update(
        intact=bool(status.intact and status.valid),
        digest_fits=bool(status.intact),
        signature_fits=bool(status.valid),
        signer=_text(subject.get("common_name")),
        organisation=_text(subject.get("organization_name")),
        issuer=_text(certificate.issuer.native.get("common_name")) or certificate.issuer.human_friendly,
        serial=format(certificate.serial_number, "X"),
        not_before=certificate.not_valid_before.isoformat(),
        not_after=certificate.not_valid_after.isoformat(),
        claimed_at=when.isoformat() if when else "",
        stamped_at=stamp.timestamp.isoformat() if stamp is not None and stamp.intact and stamp.valid else "",
        within_validity=bool(when and certificate.not_valid_before <= when <= certificate.not_valid_after),
        self_signed=certificate.subject == certificate.issuer,
        covers_whole_file=coverage == "ENTIRE_FILE",
        changed_after=level in ("OTHER",) or coverage in ("UNCLEAR", "CONTIGUOUS_BLOCK_FROM_START"),
        added_after=level.lower(),
        known_issuer=bool(roots and status.trusted),
        revocation="not_checked",
    )
    return result


def _text(value: Any) -> str:
    """A name part as one text; a name may hold several values."""
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value or "")
