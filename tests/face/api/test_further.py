"""Acts that take more than every act does: a machine gives their fields, or is told to leave them to their page."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from congvu.domain.conduct.actions import opening
from congvu.domain.conduct.actions.opening import Found
from congvu.domain.conduct.models import Discipline, Suspension
from congvu.kernel.casework.models import Case
from tests.domain.conduct.conftest import HANDLE, may
from tests.face.api.conftest import Machine, Sign
from tests.kernel.casework.office import Office, pk_of

ORDER = {"ground": "discipline_suspend.hinders", "words": "Bảo đảm khách quan", "number": "44/QĐ-SNV",
         "signed_by": "Giám đốc"}  # fmt: skip


@pytest.fixture
def case(office: Office, frozen: datetime) -> Case:
    """A disciplinary file of today, handled in Sở Nội vụ."""
    today = frozen.date()
    return opening.open_discipline(
        actor=may(office.chief, HANDLE), agency_id=office.snv.pk, official_id=pk_of(office.an),
        category="civil_servant", discovered_on=today - timedelta(days=10), discovery="minutes", source="Biên bản số 5",
        breaches=[Found(today - timedelta(days=20), "Bỏ vị trí", "Điều 8")], now=frozen,
    )


def ask(machine: Machine, case: Case, act: str, **body: object) -> tuple[int, dict[str, object]]:
    return machine.post(f"/cases/{case.code}/acts/{act}", body)


def test_what_is_open_says_its_fields_and_what_only_its_page_can_take(case: Case, machine: Sign) -> None:
    items = machine("chief").get(f"/cases/{case.code}/acts")[1]["items"]
    offered = {row["code"]: row for row in items}
    assert offered["note_party"]["fields"] == ["form", "number", "on"]
    assert offered["suspend"]["fields"] == ["order"]
    assert offered["conclude_breach"]["page_only"]
    assert not offered["note_party"]["page_only"]
    assert ask(machine("chief"), case, "conclude_breach")[0] == 404


def test_a_party_sanction_is_noted_with_its_fields(case: Case, machine: Sign) -> None:
    chief = machine("chief")
    on = timezone.localdate().isoformat()
    assert ask(chief, case, "note_party", form="warning", on=on)[0] == 422
    assert ask(chief, case, "note_party", form="warning", number="12-QĐ/UBKT", on=on)[0] == 200
    assert Discipline.objects.get().party_number == "12-QĐ/UBKT"


def test_a_part_made_of_several_fields_is_checked_and_refused_beside_them(case: Case, machine: Sign) -> None:
    chief, on = machine("chief"), timezone.localdate()
    whole = {**ORDER, "decided_on": on.isoformat()}
    assert ask(chief, case, "suspend", order={**whole, "number": ""})[0] == 422
    assert ask(chief, case, "suspend", order={**whole, "unknown": 1})[0] == 422
    late = (on + timedelta(days=40)).isoformat()
    status, said = ask(chief, case, "suspend", order={**whole, "until_on": late})
    assert (status, said["status"]) == (422, 422)
    assert not Suspension.objects.exists()
    assert ask(chief, case, "suspend", order=whole)[0] == 200
    assert Suspension.objects.get().number == "44/QĐ-SNV"
