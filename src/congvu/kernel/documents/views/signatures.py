"""Kết quả kiểm tra chữ ký số in words: what is proved, what is not, never more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from congvu.kernel.documents.models import SignatureCheck
from congvu.kernel.ui import formats


@dataclass(frozen=True, slots=True)
class Mark:
    """One signature as the page shows it."""

    title: str
    tone: str
    icon: str
    lines: list[str]


def signature_marks(check: SignatureCheck | None) -> list[Mark]:
    """What the newest check found; nothing when the file was never checked (no signature was seen in it)."""
    if check is None:
        return []
    marks = [_mark(result) for result in check.results]
    if check.problem == "too_many":
        marks.append(Mark(_("The file holds more signatures than are checked one by one."), "soon", "signature", []))
    elif check.problem and check.problem != "not_a_pdf":
        marks.append(Mark(_("The signatures could not be checked."), "soon", "alert-triangle", []))
    elif not check.results:
        marks.append(Mark(_("The file holds no digital signature."), "neutral", "signature", []))
    return marks


def _mark(result: dict[str, Any]) -> Mark:
    if result.get("problem"):
        return Mark(
            _("A signature could not be read: it proves nothing."), "late", "alert-octagon", [result.get("field", "")]
        )
    signer = ", ".join(part for part in (result["signer"], result["organisation"]) if part)
    if not result["intact"]:
        text = _("The signature of %(signer)s does not fit: the file was changed after signing.")
        return Mark(text % {"signer": signer}, "late", "alert-octagon", _lines(result))
    if result["changed_after"]:
        text = _("The signature of %(signer)s is intact, but the file was changed afterwards.")
        return Mark(text % {"signer": signer}, "late", "alert-triangle", _lines(result))
    text = _("The signature of %(signer)s is intact.") % {"signer": signer}
    if result["known_issuer"]:
        return Mark(text, "ok", "certificate", _lines(result))
    return Mark(text, "soon", "certificate", _lines(result))


def _lines(result: dict[str, Any]) -> list[str]:
    """What stands under the heading: when, by whose certificate, and what was not asked."""
    lines = []
    if result["stamped_at"]:
        lines.append(_("Time by a time-stamp: %(at)s.") % {"at": _moment(result["stamped_at"])})
    elif result["claimed_at"]:
        lines.append(_("Time as the signer's computer gave it: %(at)s.") % {"at": _moment(result["claimed_at"])})
    lines.append(
        _("Certificate %(serial)s, issued by %(issuer)s.") % {"serial": result["serial"], "issuer": result["issuer"]}
    )
    if result["known_issuer"]:
        lines.append(_("The issuer is on the province's list."))
    else:
        lines.append(_("The issuer is not on the province's list: who signed is not proved."))
    if not result["within_validity"]:
        lines.append(_("The certificate was not valid at the time given."))
    if not result["covers_whole_file"] and not result["changed_after"]:
        lines.append(_("Something permitted was added after signing (for example another signature)."))
    lines.append(_("Whether the certificate was revoked has not been asked: this check works without a network."))
    return lines


def _moment(text: str) -> str:
    return formats.moment(datetime.fromisoformat(text))
