"""After the decision: complaint and its results, the end of the effect, decisions of the past."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.conduct.actions import after, deciding, publishing
from congvu.domain.conduct.models import Breach, EarlierSanction, Publication, Sanction, SanctionComplaint
from congvu.domain.conduct.queries import files
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import clocks
from tests.domain.conduct.conftest import Room, fresh
from tests.kernel.casework.office import pk_of


def complained(room: Room, form: str = "warning", days: int = 2) -> Case:
    case = room.decided(form)
    after.complain(actor=room.an, case_id=case.pk, words="Tôi không đồng ý.", now=room.at(days))
    return case


def settle(room: Room, case: Case, move: str, **given: Any) -> Case:
    values: dict[str, Any] = {"number": "50/QĐ-SNV", "words": "Xét hồ sơ", **given}
    return after.settle_complaint(actor=room.chief, case_id=case.pk, move=move, now=room.at(20), **values)


def test_only_the_person_complains_once_and_it_stands_meanwhile(room: Room) -> None:
    case = room.decided()
    with pytest.raises(NotAllowed):
        after.complain(actor=room.clerk, case_id=case.pk, words="…", now=room.now)
    after.complain(actor=room.an, case_id=case.pk, words="Tôi không đồng ý.", now=room.at(2))
    assert fresh(case).phase == "complained"
    assert Sanction.objects.get().annulled_at is None
    assert not SanctionComplaint.objects.get().is_late
    with pytest.raises(MoveRefused):
        after.complain(actor=room.an, case_id=case.pk, words="Lần nữa", now=room.at(3))


def test_a_late_complaint_is_taken_in_and_marked(room: Room) -> None:
    complained(room, days=40)
    assert SanctionComplaint.objects.get().is_late


def test_upheld_the_decision_goes_on(room: Room) -> None:
    case = complained(room)
    settle(room, case, "uphold")
    assert fresh(case).phase == "in_effect"
    assert SanctionComplaint.objects.get().result == "upheld"


def test_softened_a_milder_decision_takes_its_place(room: Room) -> None:
    case = complained(room)
    for form in ("warning", "forced_resignation", "removal"):
        with pytest.raises(Invalid):
            settle(room, case, "soften", form=form, signed_by="Giám đốc")
    settle(room, case, "soften", form="reprimand", signed_by="Giám đốc")
    old, new = Sanction.objects.order_by("pk")
    assert (old.form, new.form) == ("warning", "reprimand")
    assert old.annulled_at is not None
    assert (new.annulled_at, new.decided_on) == (None, old.decided_on)


def test_annulled_the_file_ends_and_what_was_published_is_taken_down(room: Room) -> None:
    case = complained(room)
    row = publishing.draft_publication(
        actor=room.clerk, keeper_id=room.office.snv.pk, subject="person", agency_id=room.office.snv.pk,
        ground="conduct_publication.person_ordered", basis="Chỉ thị 10/CT-UBND", title="Xử lý vi phạm",
        details={"name": "Chuyên viên An"}, from_on=room.today, until_on=room.day(30), case_code=case.code,
        now=room.now,
    )  # fmt: skip
    settle(room, case, "annul")
    done = fresh(case)
    assert (done.phase, done.outcome, done.closed_at) == ("annulled", "annulled", room.at(20))
    assert clocks.events_of(case)[-1].kind == "stop"
    assert Publication.objects.get(pk=row.pk).removal == "publication_removal.annulled"
    assert files.running_sanction(pk_of(room.an), room.day(21)) is None
    assert Breach.objects.get().is_void


def test_the_effect_ends_by_itself_with_the_first_promise_kept(room: Room) -> None:
    case = room.decided()
    due = fresh(case).due_at
    assert after.end_effects(now=room.at(365)) == 0
    assert after.end_effects(now=room.at(367)) == 1
    assert after.end_effects(now=room.at(368)) == 0
    done = fresh(case)
    assert (done.phase, done.outcome, done.due_at) == ("ended", "ended", due)
    assert files.running_sanction(pk_of(room.an), room.day(368)) is None


def test_a_complaint_that_is_not_settled_keeps_the_file_open(room: Room) -> None:
    complained(room)
    assert after.end_effects(now=room.at(400)) == 0


def earlier(room: Room, **given: Any) -> EarlierSanction:
    values: dict[str, Any] = {
        "agency_id": room.office.snv.pk, "official_id": pk_of(room.an), "category": "civil_servant",
        "form": "demotion", "number": "10/QĐ-SNV", "decided_on": date(2025, 3, 3), "effective_on": date(2025, 3, 3),
        "law": "NĐ 112/2020/NĐ-CP", "now": room.now,
    } | given  # fmt: skip
    return after.enter_earlier(actor=room.clerk, **values)


def test_older_decisions_keep_the_forms_of_their_own_law(room: Room) -> None:
    assert earlier(room).effect_until == date(2026, 3, 3)
    with pytest.raises(Invalid):
        earlier(room)
    with pytest.raises(Invalid):
        earlier(room, number="11/QĐ", decided_on=date(2025, 8, 1), effective_on=date(2025, 8, 1))
    with pytest.raises(NotAllowed):
        after.enter_earlier(
            actor=room.office.rival, agency_id=room.office.snv.pk, official_id=pk_of(room.an),
            category="civil_servant", form="reprimand", number="1", decided_on=date(2026, 1, 5),
            effective_on=date(2026, 1, 5), law="x", now=room.now,
        )


def test_an_older_decision_still_in_effect_makes_a_new_breach_graver(room: Room) -> None:
    earlier(room, form="reprimand", decided_on=date(2026, 6, 1), effective_on=date(2026, 6, 1))
    case = room.open()
    room.sent(case)
    with pytest.raises(Invalid, match="10/QĐ-SNV"):
        room.decide(case)
    room.decide(case, "warning")
    assert Sanction.objects.get().aggravated_from == "reprimand"


def test_dropped_to_another_agency_the_breach_may_be_opened_there(room: Room) -> None:
    case = room.open()
    given: dict[str, Any] = {"actor": room.chief, "case_id": case.pk, "now": room.now}
    with pytest.raises(Invalid):
        deciding.drop(**given, ground="no.such", words="…")
    with pytest.raises(Invalid):
        deciding.drop(**given, ground="discipline_drop.wrong_agency", words=" ")
    deciding.drop(**given, ground="discipline_drop.wrong_agency", words="Chuyển cơ quan có thẩm quyền")
    assert room.open().pk != case.pk
