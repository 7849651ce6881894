"""Biểu mẫu của Bộ phận Một cửa: which form of which circular a slip is printed on, by the law of its day.

Two numberings live side by side: TT 01/2018/TT-VPCP (six forms) and TT 03/2025/TT-VPCP (seven). Number 05 changed its
meaning between them, so a form is known by its code and legal basis, never by its number alone.

`standing` says how sure the row is. Unverified are: the last day of TT 01/2018 (that TT 03/2025 replaces it is
inferred), the signs of numbers other than those of forms 01 to 04, and all that stands on the stop notice but its name
and number: its fields here are the least the rule itself asks for (NĐ 118/2025 Điều 21, TT 03/2025 Điều 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.rulebook import Standing


class FormCode(StrEnum):
    """Loại biểu mẫu. What a form is for, whatever its number."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL = "control"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Form:
    """Biểu mẫu. One form of one circular, in force `[valid_from, valid_to)`.

    `sign` is what stands before the desk's own sign in the number ("TN" in 12/TN-TTPVHCC), empty where the print has no
    number. `note` says what is not verified.
    """

    code: FormCode
    number: str
    title: str
    basis: str
    valid_from: date
    valid_to: date | None = None
    sign: str = ""
    standing: Standing = "verified"
    note: str = ""

    @property
    def mark(self) -> str:
        """The line that says which form it is: "Mẫu số 01, Thông tư số 03/2025/TT-VPCP"."""
        return f"Mẫu số {self.number}, {self.basis}"

    def symbol(self, desk: str) -> str:
        """What stands behind the slash of the number, "TN-TTPVHCC" for the desk "TTPVHCC"; "" without number."""
        return "-".join(part for part in (self.sign, desk) if part) if self.sign else ""


_OLD, _NEW = "Thông tư số 01/2018/TT-VPCP", "Thông tư số 03/2025/TT-VPCP"
_OLD_FROM, _NEW_FROM = date(2019, 1, 6), date(2025, 9, 15)
_ENDS = "The last day is inferred from the first day of TT 03/2025."
_SIGN = "The sign of the number is known from provincial templates only."
_RECEIPT = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
_SUPPLEMENT = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
_REFUSAL = "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
_OLD_APOLOGY = "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
_APOLOGY = "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"
_CONTROL = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
_REGISTER = "Sổ theo dõi hồ sơ"


def _old(code: FormCode, number: str, title: str, sign: str = "") -> Form:
    note = _ENDS if code is not FormCode.CONTROL else f"{_ENDS} {_SIGN}"
    return Form(code, number, title, _OLD, _OLD_FROM, _NEW_FROM, sign, "unverified", note)


FORMS: tuple[Form, ...] = (
    _old(FormCode.RECEIPT, "01", _RECEIPT, "TN"),
    _old(FormCode.SUPPLEMENT, "02", _SUPPLEMENT, "PBS"),
    _old(FormCode.REFUSAL, "03", _REFUSAL, "PTC"),
    _old(FormCode.APOLOGY, "04", _OLD_APOLOGY, "PXL"),
    _old(FormCode.CONTROL, "05", _CONTROL, "PKS"),
    _old(FormCode.REGISTER, "06", _REGISTER),
    Form(FormCode.RECEIPT, "01", _RECEIPT, _NEW, _NEW_FROM, sign="TN"),
    Form(FormCode.SUPPLEMENT, "02", _SUPPLEMENT, _NEW, _NEW_FROM, sign="PBS"),
    Form(FormCode.REFUSAL, "03", _REFUSAL, _NEW, _NEW_FROM, sign="PTC"),
    Form(FormCode.APOLOGY, "04", _APOLOGY, _NEW, _NEW_FROM, sign="PXL"),
    Form(FormCode.STOP, "05", "Thông báo dừng giải quyết hồ sơ", _NEW, _NEW_FROM, None, "TBD", "unverified",
         "The fields of the annex were not seen; those printed follow from the rule. The sign is our own."),
    Form(FormCode.CONTROL, "06", _CONTROL, _NEW, _NEW_FROM, None, "PKS", "unverified", _SIGN),
    Form(FormCode.REGISTER, "07", _REGISTER, _NEW, _NEW_FROM),
)  # fmt: skip
"""Every form, older ones first. A province may hand its own list to `form_on`."""


def form_on(code: FormCode, on: date, forms: Iterable[Form] = FORMS) -> Form:
    """The form in force on a day: of several the one that began last. `NotFound`, with the days known, without one."""
    own = sorted((form for form in forms if form.code is code), key=lambda form: form.valid_from)
    holding = [form for form in own if form.valid_from <= on and (form.valid_to is None or on < form.valid_to)]
    if not holding:
        known = "; ".join(f"{form.basis}: {form.valid_from:%d/%m/%Y}" for form in own)
        raise NotFound(
            _("No form “%(form)s” is laid down for %(day)s.")
            % {"form": own[-1].title if own else code, "day": f"{on:%d/%m/%Y}"},
            hint=_("Forms known, from their first day: %(known)s.") % {"known": known} if known else "",
            code="form_not_in_force",
        )
    return holding[-1]
