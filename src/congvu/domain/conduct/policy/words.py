"""Chữ trong bộ quy tắc: values written as the office writes them ("khiển trách, cảnh cáo"), read as codes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import skey

FORMS = {
    "khiển trách": "reprimand", "cảnh cáo": "warning", "hạ bậc lương": "salary_lowering", "giáng chức": "demotion",
    "cách chức": "removal", "bãi nhiệm": "dismissal", "buộc thôi việc": "forced_resignation",
}  # fmt: skip
PAPERS = {
    "bản tự kiểm điểm": "self_review", "sơ yếu lý lịch": "personal_record", "biên bản họp kiểm điểm": "review_minutes",
    "biên bản Hội đồng kỷ luật": "council_minutes", "tài liệu chứng minh": "evidence", "báo cáo đề xuất": "proposal",
    "hồ sơ do cơ quan cũ bàn giao": "former_papers",
}  # fmt: skip
SHOWN = {
    "họ tên": "name", "chức vụ": "post", "đơn vị": "unit", "hành vi": "breach", "hình thức": "form",
    "số liệu": "figures",
}  # fmt: skip


def codes_of(value: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """The codes of words with commas between. Invalid, naming the word, for one that is not known."""
    known = {skey(word): code for word, code in words.items()}
    found = []
    for part in value.split(","):
        code = known.get(skey(part))
        if code is None:
            raise Invalid(
                _("The rulebook says “%(word)s” here, which is not known.") % {"word": part.strip()},
                hint=_("Ask whoever keeps the rulebook to write one of: %(words)s.") % {"words": ", ".join(words)},
            )
        found.append(code)
    return tuple(found)


def numbers_of(value: str) -> tuple[int, ...]:
    """Whole numbers with commas between; what is no number is left out."""
    return tuple(int(part) for part in value.replace(",", " ").split() if part.isdigit())


def number_and_symbol(text: str) -> tuple[str, str]:
    """The digits and the symbol behind the slash of a number as it was typed in ("12/QĐ-SNV")."""
    digits, _slash, symbol = text.partition("/")
    return digits.strip(), symbol.strip() or "QĐ"


def word_for(code: str, words: Mapping[str, str]) -> str:
    """The office's word for a code; the code itself for none."""
    return next((word for word, one in words.items() if one == code), code)
