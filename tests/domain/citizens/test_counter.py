"""A one-time code at the counter: for one person, once, for half an hour, five tries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid, NotAllowed, TooMany
from congvu.domain.citizens import queries
from congvu.domain.citizens.actions import counter, presences
from congvu.domain.citizens.actions.counter import Made
from congvu.domain.citizens.models import OneTimeCode, Person
from congvu.domain.citizens.policy import codes
from congvu.domain.citizens.policy.details import Details, seal, unseal
from congvu.kernel.accounts.models import AccessLog
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.journal.models import Line
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency
from tests.kernel.casework.office import Office

NUMBER = "001188012345"


def made(clerk: Actor, office: Office, number: str = NUMBER, name: str = "Nguyễn Thị Lan") -> Made:
    return counter.make_code(
        actor=clerk, agency_id=office.snv.pk, name=name, id_number=number, seen="Thẻ căn cước", now=office.now
    )


def spend(office: Office, code: str, number: str = NUMBER, address: str = "10.0.0.1", minutes: int = 1) -> Person:
    now = office.now + timedelta(minutes=minutes)
    return counter.spend_code(id_number=number, code=code, address=address, now=now)


def test_the_code_lets_exactly_its_person_in_once(clerk: Actor, office: Office) -> None:
    code = made(clerk, office).code
    assert len(code) == 8
    with pytest.raises(Invalid):
        spend(office, code, "001188099999")
    assert spend(office, f"{code[:4]} {code[4:]}", "0011 8801 2345").name == "Nguyễn Thị Lan"
    with pytest.raises(Invalid) as refused:
        spend(office, code)
    assert refused.value.code == "wrong_code"


def test_a_code_runs_out(clerk: Actor, office: Office) -> None:
    code = made(clerk, office).code
    with pytest.raises(Invalid):
        spend(office, code, minutes=31)


def test_after_five_wrong_tries_the_right_code_is_worth_nothing(clerk: Actor, office: Office) -> None:
    code = made(clerk, office).code
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    for _try in range(codes.TRIES):
        with pytest.raises(Invalid):
            spend(office, wrong)
    with pytest.raises(Invalid):
        spend(office, code)


def test_one_address_may_not_guess_fast(clerk: Actor, office: Office) -> None:
    made(clerk, office)
    with pytest.raises(TooMany):
        for number in range(20):
            with pytest.raises(Invalid):
                spend(office, "00000000", f"0011880{number:05d}")


def test_a_new_code_makes_the_one_before_void(clerk: Actor, office: Office) -> None:
    first = made(clerk, office).code
    second = made(clerk, office).code
    with pytest.raises(Invalid):
        spend(office, first if first != second else "x")
    assert spend(office, second).pk


def test_a_cancelled_code_opens_nothing(clerk: Actor, office: Office) -> None:
    code = made(clerk, office)
    counter.cancel_code(actor=clerk, code_id=code.row.pk, now=office.now)
    with pytest.raises(Invalid):
        spend(office, code.code)
    with pytest.raises(Invalid):
        counter.cancel_code(actor=clerk, code_id=code.row.pk, now=office.now)


def test_only_a_counter_makes_codes(office: Office, clerk: Actor) -> None:
    with pytest.raises(NotAllowed):
        made(office.desk, office)


@pytest.mark.parametrize(("name", "number", "field"), [(" ", NUMBER, "name"), ("Lan", "12", "id_number")])
def test_what_cannot_be_a_person_is_refused(
    clerk: Actor, office: Office, name: str, number: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        made(clerk, office, number, name)
    assert refused.value.field == field


def test_neither_number_nor_code_lies_open_in_the_database(clerk: Actor, office: Office) -> None:
    code = made(clerk, office)
    person, row = Person.objects.get(), OneTimeCode.objects.get()
    for text in (person.sealed, person.subject, person.id_mark, row.code_hash,
                 *(str(line.text) for line in Line.objects.filter(stream__startswith="citizen/"))):  # fmt: skip
        assert NUMBER not in text
        assert code.code not in text
        assert "Lan" not in text
    assert queries.details_of(person).id_number == NUMBER
    assert queries.details_of(person).masked_number == "•••••••••345"


def test_the_clerks_look_at_the_person_is_recorded(clerk: Actor, office: Office) -> None:
    made(clerk, office)
    (view,) = AccessLog.objects.filter(what="citizens.person")
    assert view.subject == Person.objects.get().ref


def test_a_person_known_already_keeps_what_was_said_before(clerk: Actor, office: Office) -> None:
    counter.make_code(
        actor=clerk, agency_id=office.snv.pk, name="Lan", id_number=NUMBER, seen="CC", phone="0912345678",
        now=office.now,
    )  # fmt: skip
    made(clerk, office)
    assert queries.details_of(Person.objects.get()).phone == "0912345678"


def test_a_visit_lasts_an_hour_at_most_and_half_an_hour_without_a_sign(clerk: Actor, office: Office) -> None:
    person = spend(office, made(clerk, office).code)
    token = presences.begin(person=person, now=office.now)
    found = queries.presence_of(token, office.now + timedelta(minutes=29))
    assert found is not None
    presences.note_seen(presence=found, now=office.now + timedelta(minutes=29))
    assert queries.presence_of(token, office.now + timedelta(minutes=58)) is not None
    assert queries.presence_of(token, office.now + timedelta(minutes=61)) is None
    other = presences.begin(person=person, now=office.now)
    assert queries.presence_of(other, office.now + timedelta(minutes=31)) is None
    assert queries.presence_of("", office.now) is None


def test_what_is_over_is_cleared_out(clerk: Actor, office: Office) -> None:
    person = spend(office, made(clerk, office).code)
    presences.begin(person=person, now=office.now)
    assert presences.clear_out(now=office.now + timedelta(hours=24 * 40)) == {
        "attempts": 0, "presences": 1, "codes": 1
    }  # fmt: skip


@given(st.builds(Details, *(st.text(max_size=40) for _field in Details.__slots__)))
def test_details_come_out_as_they_went_in(details: Details) -> None:
    assert unseal(seal(details)) == details
    assert unseal("gAAAA-nonsense") == Details()


def test_the_counters_of_the_day_are_those_of_the_local_day(clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[date] = []

    def agencies_on(on: date) -> list[Agency]:
        asked.append(on)
        return []

    monkeypatch.setattr(org, "agencies_on", agencies_on)
    queries.agencies_for(clerk, datetime(2026, 11, 23, 20, 0, tzinfo=UTC))
    assert asked == [date(2026, 11, 24)]
