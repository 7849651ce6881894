"""When a unit ends its open cases go to the heir, with a journal line; nothing closed is touched."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions.reorganising import move_to_heirs
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.jobs.models import Job
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from congvu.kernel.org.actions import abolish_agency
from tests.kernel.casework.office import Office

DAY = timedelta(hours=24)


def test_the_cases_of_an_abolished_unit_move_to_its_heir(office: Office) -> None:
    held, offered = office.case(), office.case()
    actions.accept(actor=office.an, case_id=held.pk, now=office.now)
    on = people.local_date(office.now + DAY)
    abolish_agency(
        actor=Actor.system(), agency=office.snv, heirs=[(office.stc, Decimal(1))], on=on, decision="NQ 12/NQ-HĐND",
        now=office.now,
    )  # fmt: skip
    assert Job.objects.filter(name="casework.follow_reorganisation").exists()
    assert move_to_heirs(agency_ids=[office.snv.pk], now=office.now) == 0
    assert move_to_heirs(agency_ids=[office.snv.pk], now=office.now + 2 * DAY) == 2
    held.refresh_from_db()
    offered.refresh_from_db()
    assert (held.accountable_agency_id, held.holder_agency_id) == (office.stc.pk, office.stc.pk)
    assert held.holder_official_id == office.rival.official_id
    assert offered.transfer_agency_id == office.stc.pk
    assert Line.objects.filter(verb="case.moved_to_heir").count() == 2
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.problems == []
