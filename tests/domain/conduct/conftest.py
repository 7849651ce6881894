"""The small office with a person whose breach was found: who handles, who decides, and he himself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from congvu.core.working_time import HANOI
from congvu.domain.conduct.actions import deciding, meeting, opening
from congvu.domain.conduct.actions.deciding import Decision
from congvu.domain.conduct.actions.meeting import Held, Seat
from congvu.domain.conduct.actions.opening import Found
from congvu.domain.conduct.models import Breach, Discipline, Invitation
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from tests.kernel.accounts.cast import make_official
from tests.kernel.casework.office import Office, office, pk_of

__all__ = ["office"]

HANDLE, DECIDE = "conduct.discipline.handle", "conduct.discipline.decide"
MAY = ("conduct.discipline.read", HANDLE, DECIDE, "conduct.leaver.keep", "conduct.publication.approve")
RULE = "Điều 8 Quy chế làm việc của Sở"


def may(actor: Actor, *permissions: str) -> Actor:
    """The actor with these permissions besides, in the scope he has."""
    scope = next(iter(actor.grants.values()), frozenset())
    return replace(actor, grants={**actor.grants, **dict.fromkeys(permissions, scope)})


def moment(on: date, hour: int = 9) -> datetime:
    """A moment of work on a day."""
    return datetime.combine(on, time(hour), HANOI)


@dataclass
class Room:
    """`clerk` handles for Sở Nội vụ, its chief decides; `an` is the person; `rival` belongs elsewhere."""

    office: Office
    clerk: Actor
    chief: Actor

    @property
    def an(self) -> Actor:
        return self.office.an

    @property
    def now(self) -> datetime:
        return self.office.now

    @property
    def today(self) -> date:
        return self.office.now.date()

    def day(self, days: int) -> date:
        """A day so many days from today."""
        return self.today + timedelta(days=days)

    def at(self, days: int, hour: int = 9) -> datetime:
        return moment(self.day(days), hour)

    def found(self, days: int = -30, level: str = "reprimand", rule: str = RULE, **more: Any) -> Found:
        return Found(self.day(days), "Tự ý bỏ vị trí làm việc", rule, level, **more)

    def open(self, *, discovered: int = -10, breaches: Sequence[Found] = (), at: datetime | None = None,
             **given: Any) -> Case:  # fmt: skip
        values: dict[str, Any] = {
            "agency_id": self.office.snv.pk, "official_id": pk_of(self.an), "category": "civil_servant",
            "discovered_on": self.day(discovered), "discovery": "minutes", "source": "Biên bản kiểm tra số 12/BB-ĐKT",
        } | given  # fmt: skip
        return opening.open_discipline(
            actor=self.clerk, breaches=breaches or (self.found(min(-30, discovered - 1)),), now=at or self.now, **values
        )

    def reviewed(self, case: Case) -> Case:
        """With the person's own review and the meeting."""
        meeting.write_self_review(actor=self.an, case_id=case.pk, words="Tôi nhận khuyết điểm.", now=self.now)
        held = Held(self.today, "Giám đốc", "Thư ký", 9, 2, "Cuộc họp thống nhất.", "Phòng họp")
        return meeting.hold_review(actor=self.clerk, case_id=case.pk, held=held, now=self.now)

    def seats(self) -> list[Seat]:
        names = ("Phó Giám đốc", "Trưởng phòng", "Chủ tịch Công đoàn", "Đại diện đơn vị", "Thư ký Hội đồng")
        roles = ("chair", "member", "member", "member", "secretary")
        return [Seat(name, role) for name, role in zip(names, roles, strict=True)]

    def council(self, case: Case, form: str = "reprimand", at: datetime | None = None) -> Case:
        """Set up, invited in time, met, voted: everybody for the form, on every breach."""
        when = at or self.now
        on = when.date()
        meeting.form_council(
            actor=self.chief, case_id=case.pk, decision="Quyết định số 30/QĐ-SNV", set_up_on=on - timedelta(days=14),
            seats=self.seats(), now=when,
        )
        meeting.invite(
            actor=self.clerk, case_id=case.pk, meeting=Invitation.Meeting.COUNCIL, sent_on=on - timedelta(days=12),
            meets_on=on, now=when,
        )
        return meeting.hold_council(
            actor=self.clerk, case_id=case.pk, met_on=on, present=5, minutes="Hội đồng bỏ phiếu kín.",
            ballots={row.pk: {form: 5} for row in Breach.objects.filter(discipline_id=case.pk)}, now=when,
        )

    def papers(self, case: Case, at: datetime | None = None) -> None:
        for code, words in (("personal_record", "Sơ yếu lý lịch 2C"), ("evidence", "Biên bản số 12/BB-ĐKT"),
                            ("proposal", "Báo cáo số 5/BC-HĐKL")):  # fmt: skip
            deciding.add_paper(actor=self.clerk, case_id=case.pk, code=code, words=words, now=at or self.now)

    def sent(self, case: Case, form: str = "reprimand") -> Case:
        """Every step taken and the file before the authority."""
        self.reviewed(case)
        self.council(case, form)
        self.papers(case)
        return deciding.send_file(actor=self.clerk, case_id=case.pk, now=self.now)

    def decision(self, form: str = "reprimand", on: date | None = None, number: str = "41/QĐ-SNV",
                 **more: Any) -> Decision:  # fmt: skip
        return Decision(form, number, "Giám đốc Sở Nội vụ", on or self.today, **more)

    def decide(self, case: Case, form: str = "reprimand", at: datetime | None = None, **more: Any) -> Case:
        when = at or self.now
        return deciding.decide(
            actor=self.chief, case_id=case.pk, decision=self.decision(form, when.date(), **more), now=when
        )

    def decided(self, form: str = "reprimand", **given: Any) -> Case:
        """A whole file up to its decision."""
        case = self.open(**given)
        self.sent(case, form)
        return self.decide(case, form)


def file_of(case: Case) -> Discipline:
    return Discipline.objects.get(pk=case.pk)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def room(office: Office) -> Room:
    """Ready to open files; `clerk` works in Sở Nội vụ and its division."""
    official = make_official("clerk", "Chuyên viên tổ chức", office.snv)
    clerk = replace(may(office.an, *MAY[:2], *MAY[3:]), official_id=official.pk, login="clerk", name="clerk")
    units = frozenset({office.snv.pk, office.division.pk})
    clerk = replace(clerk, grants=dict.fromkeys(clerk.grants, units))
    return Room(office, clerk, may(office.chief, *MAY))
