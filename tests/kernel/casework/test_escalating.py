"""When nobody acts after a reminder the head is told, then the office that ordered it; each step once."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.kernel.casework.actions.escalating import escalate_all
from congvu.kernel.casework.actions.notes import note
from congvu.kernel.casework.actions.reminding import remind_all
from congvu.kernel.casework.actions.urging import urge
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality, Escalation, Notice
from congvu.kernel.casework.queries import reminding
from congvu.kernel.journal import queries as journal
from congvu.kernel.org.queries import forget
from tests.kernel.accounts.cast import make_official
from tests.kernel.casework.office import Office, pk_of
from tests.kernel.casework.test_reminding import at, held, in_hands_of_an, statements
from tests.kernel.casework.test_urging import taken


def levels(case: Case) -> list[tuple[int, int]]:
    return list(Escalation.objects.filter(case=case).order_by("pk").values_list("level", "official_id"))


def pressed(office: Office, now: datetime) -> Case:
    case: Case = held(office)
    remind_all(now=now)
    return case


def test_the_head_is_told_then_the_ordering_office_each_once(office: Office) -> None:
    chief_of_office = make_official("cvp", "Chánh Văn phòng", office.vpubnd, is_head=True, title="Chánh Văn phòng")
    forget()
    case = pressed(office, at(15))
    assert escalate_all(now=at(16)) == 0
    assert escalate_all(now=at(18)) == 1
    assert escalate_all(now=at(18, 10)) == 0
    assert levels(case) == [(1, pk_of(office.chief))]
    assert escalate_all(now=at(24)) == 1
    assert escalate_all(now=at(30)) == 0
    assert levels(case) == [(1, pk_of(office.chief)), (2, chief_of_office.pk)]
    assert journal.of_stream(case.stream).filter(verb="case.escalated").count() == 2
    assert Notice.objects.filter(official_id=pk_of(office.chief), verb="case.escalated").count() == 1
    assert [row.case_id for row in reminding.escalations_to(office.chief)] == [case.pk]


def test_whoever_acts_begins_the_ladder_anew(office: Office) -> None:
    case = pressed(office, at(15))
    note(actor=office.an, case_id=case.pk, words="Đang làm.", progress=40, now=at(17))
    assert escalate_all(now=at(21)) == 0
    remind_all(now=at(22))
    assert escalate_all(now=at(23)) == 0
    assert escalate_all(now=at(25)) == 1


def test_a_note_by_others_is_no_act(office: Office) -> None:
    case = pressed(office, at(15))
    note(actor=office.desk, case_id=case.pk, words="Sao chưa xong?", now=at(16))
    assert escalate_all(now=at(18)) == 1


def test_urging_presses_before_the_deadline_too(office: Office) -> None:
    case = held(office)
    urge(actor=office.desk, case_ids=[case.pk], ground="urging.no_progress", now=at(1))
    assert escalate_all(now=at(2)) == 0
    assert escalate_all(now=at(4)) == 1


def test_a_sealed_case_is_not_told_to_a_head_who_is_not_on_its_list(office: Office) -> None:
    case = in_hands_of_an(office, confidentiality=Confidentiality.SEALED)
    CaseAccess.objects.create(
        case=case, official_id=pk_of(office.an), granted_at=office.now, granted_by="desk"
    )
    remind_all(now=at(15))
    assert escalate_all(now=at(30)) == 0


def test_a_sweep_of_many_costs_what_a_sweep_of_few_costs(office: Office) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert escalate_all(now=at(18)) > 1
        return statements(seen)

    taken(office, 3)
    remind_all(now=at(15))
    few = cost()
    taken(office, 40)
    remind_all(now=at(15, 10))
    assert cost() == few
