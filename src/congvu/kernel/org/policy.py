"""Who may do what in this room, and the small rules about dated facts.

The people themselves live one room higher (accounts); here they are only what a signature needs.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed
from congvu.core.text import fold
from congvu.core.working_time.moments import date_of_day, day_number


class ActingPerson(Protocol):
    """Người thực hiện. What an act of this room must know about who does it."""

    @property
    def name(self) -> str:
        """Name and post as the journal writes it."""
        ...

    @property
    def login(self) -> str:
        """Name of the account."""
        ...

    @property
    def official_id(self) -> int | None:
        """The official behind the account, if there is one."""
        ...

    def may(self, permission: str, agency_id: int | None = None) -> bool:
        """True if the person holds the permission (for this agency, when one is named)."""
        ...


class Dated(Protocol):
    """Anything with a first day and an exclusive end."""

    valid_from: date
    valid_to: date | None


def require(actor: ActingPerson, permission: str, agency_id: int | None = None) -> None:
    """Refuse the act (`NotAllowed`) unless the actor holds the permission for this agency."""
    if not actor.may(permission, agency_id):
        raise NotAllowed(
            _("You do not have the permission for this act."),
            hint=_("Ask the system owner for the permission “%(code)s”.") % {"code": permission},
        )


#: Việc thư ký được làm thay: code → (the words on the paper of assignment, in English, how else a paper says it).
SECRETARY_POWERS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "comment": ("Ghi bút phê", "Write down the comment on a document", ("but phe",)),
    "opinion": ("Nhập ý kiến, giải trình", "Enter opinions and explanations", ("y kien", "phieu trinh", "giai trinh")),
    "decide": ("Ghi quyết định đối với đề nghị", "Enter the decision on a request", ("quyet dinh", "dong y")),
    "hand_on": (
        "Giao, chuyển, tiếp nhận công việc", "Hand over and accept work",
        ("giao viec", "chuyen viec", "chuyen giao", "tiep nhan", "giao, chuyen"),
    ),
    "report": ("Báo cáo tiến độ, kết quả", "Report progress and results", ("bao cao", "tien do")),
    "verify": ("Xác nhận, trả lại kết quả", "Verify or return results", ("xac nhan", "tra lai")),
    "order": (
        "Tạm dừng, thu hồi, mở lại công việc", "Suspend, withdraw, reopen work", ("tam dung", "thu hoi", "mo lai")
    ),
    "urge": ("Đôn đốc", "Urge", ("don doc",)),
}  # fmt: skip


def secretary_powers_in(scope: str) -> frozenset[str]:
    """The kinds of act the words of an assignment name; empty when they name none the system knows."""
    said = " ".join(fold(scope).split())
    return frozenset(
        code for code, (_vi, _en, phrases) in SECRETARY_POWERS.items() if any(phrase in said for phrase in phrases)
    )


def holds_on(begins: date, ends: date | None, on: date) -> bool:
    """True if `on` lies in [begins, ends)."""
    return begins <= on and (ends is None or on < ends)


def exists_on(fact: Dated, on: date) -> bool:
    """True if the agency or post exists on that day."""
    return holds_on(fact.valid_from, fact.valid_to, on)


def day_after(day: date) -> date:
    """The first day on which what lasts "đến hết ngày" no longer holds: ends are stored exclusive."""
    return date_of_day(day_number(day) + 1)


def last_day(ends: date | None) -> date | None:
    """The last day on which something with this exclusive end still holds."""
    return None if ends is None else date_of_day(day_number(ends) - 1)


def overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """True if two stretches [from, to) share a day; an empty end never comes."""
    begins = max(one[0], other[0])
    return (one[1] is None or begins < one[1]) and (other[1] is None or begins < other[1])
