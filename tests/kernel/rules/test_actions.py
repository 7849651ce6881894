"""The province's own choices: beside the shipped rulebook, dated, sourced, journalled."""

from __future__ import annotations

import threading
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connections, transaction
from pytest_django import DjangoAssertNumQueries

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.rules import actions, queries
from congvu.kernel.rules.actions import add_ground, choose_rule, switch_off_ground, withdraw_choice
from congvu.kernel.rules.models import LocalRule
from congvu.kernel.rules.queries.local import forget
from tests.kernel.accounts.cast import Cast

TODAY = date(2026, 11, 24)
TOMORROW = date(2026, 11, 25)
CODE = "directives.accept_within"
SYSTEM = Actor.system()


def _choose(now: datetime, **changes: Any) -> LocalRule:
    given: dict[str, Any] = {
        "actor": SYSTEM, "code": CODE, "value": "4 working hours", "source": "QĐ 12/2026/QĐ-UBND, Điều 5",
        "from_on": TODAY, "now": now,
    }
    return choose_rule(**(given | changes))


@pytest.mark.django_db
def test_a_choice_goes_before_the_shipped_value_from_its_day_on(now: datetime) -> None:
    _choose(now, from_on=TOMORROW)
    assert queries.rule(CODE, TODAY).chosen is None
    found = queries.rule(CODE, TOMORROW)
    assert (found.value, found.standing) == ("4 working hours", "local")
    assert found.source == "QĐ 12/2026/QĐ-UBND, Điều 5"
    assert found.chosen is not None
    assert found.shipped.value == "1 working days"


@pytest.mark.django_db
def test_of_two_choices_the_later_begun_holds_and_an_end_is_an_end(now: datetime) -> None:
    _choose(now, value="2 working days", to_on=date(2027, 1, 1))
    _choose(now, value="3 working days", from_on=date(2026, 12, 1), to_on=date(2026, 12, 10))
    days = [date(2026, 11, 30), date(2026, 12, 9), date(2026, 12, 10), date(2027, 1, 1)]
    assert [queries.rule(CODE, day).value for day in days] == [
        "2 working days", "3 working days", "2 working days", "1 working days",
    ]


@pytest.mark.django_db
def test_a_choice_made_again_for_the_same_day_replaces_the_first(now: datetime) -> None:
    _choose(now, value="2 working days")
    _choose(now, value="3 working days")
    assert queries.rule(CODE, TODAY).value == "3 working days"


@pytest.mark.django_db
def test_a_choice_is_journalled_with_author_and_source(cast: Cast, now: datetime) -> None:
    _choose(now, actor=cast.actor("olga"), reason="Theo nghị quyết")
    (line,) = of_stream("rules")
    assert line.verb == "rule.chosen"
    assert "Phạm Thị Oanh" in line.actor
    assert "QĐ 12/2026/QĐ-UBND" in (line.text or "")
    assert queries.version() != queries.version().partition(".")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": "soon"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "4"}, "value"),
        ({"source": " "}, "source"),
        ({"from_on": date(2026, 11, 23)}, "from_on"),
        ({"to_on": TODAY}, "to_on"),
        ({"code": "consultation.silence", "value": "perhaps"}, "value"),
        ({"code": "directives.one_lead", "value": "2"}, "value"),
        ({"code": "casework.reminder_shares", "value": "0.8 0.5"}, "value"),
        ({"code": "casework.reminder_shares", "value": "half"}, "value"),
        ({"code": "reception.cut_off", "value": "25:00"}, "value"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(now: datetime, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        _choose(now, **wrong)
    assert refused.value.field == field
    assert not LocalRule.objects.exists()


@pytest.mark.django_db
def test_choosing_needs_the_permission_and_a_known_rule(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        _choose(now, actor=cast.actor("bob"))
    with pytest.raises(NotFound):
        _choose(now, code="no.such")


@pytest.mark.django_db
def test_withdrawing_ends_a_choice_and_keeps_the_days_gone_by(now: datetime) -> None:
    running = _choose(now)
    coming = _choose(now, from_on=TOMORROW, value="5 working days")
    later = now.replace(day=25)
    withdraw_choice(actor=SYSTEM, choice_id=coming.pk, reason="Nhầm", now=now)
    withdraw_choice(actor=SYSTEM, choice_id=running.pk, reason="Bãi bỏ", now=later)
    assert queries.rule(CODE, TODAY).value == "4 working hours"
    assert queries.rule(CODE, TOMORROW).value == "1 working days"
    assert [line.verb for line in of_stream("rules")][2:] == ["choice.withdrawn", "choice.withdrawn"]
    for choice in (running, coming):
        with pytest.raises(Invalid):
            withdraw_choice(actor=SYSTEM, choice_id=choice.pk, reason="x", now=later)
    with pytest.raises(NotFound):
        withdraw_choice(actor=SYSTEM, choice_id=987, reason="x", now=later)
    with pytest.raises(Invalid):
        withdraw_choice(actor=SYSTEM, choice_id=running.pk, reason=" ", now=later)


def _add(now: datetime, **changes: Any) -> LocalRule:
    given: dict[str, Any] = {
        "actor": SYSTEM, "code": "extension.local_flood", "act": "extension", "label_vi": "Ngập lụt trên địa bàn",
        "label_en": "Floods", "source": "QĐ 12/2026/QĐ-UBND", "from_on": TODAY, "now": now, "whose": "outside",
        "evidence": True,
    }
    return add_ground(**(given | changes))


@pytest.mark.django_db
def test_a_local_ground_may_be_cited_from_its_day_on(now: datetime) -> None:
    _add(now, from_on=TOMORROW)
    assert "extension.local_flood" not in {row.code for row in queries.grounds("extension", TODAY)}
    found = queries.ground("extension.local_flood", TOMORROW)
    assert (found.act, found.whose, found.evidence, found.standing) == ("extension", "outside", True, "local")
    assert found in queries.grounds("extension", TOMORROW)
    assert found not in queries.grounds("pause", TOMORROW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "flood"}, "code"),
        ({"code": "pause.local_flood"}, "code"),
        ({"code": "extension.scope_grew"}, "code"),
        ({"act": "dance"}, "act"),
        ({"label_vi": " "}, "label_vi"),
        ({"whose": "nobody"}, "whose"),
    ],
)
def test_a_ground_that_does_not_fit_is_refused(now: datetime, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        _add(now, **wrong)
    assert refused.value.field == field


@pytest.mark.django_db
def test_two_grounds_cannot_share_a_code(now: datetime) -> None:
    _add(now)
    with pytest.raises(Invalid):
        _add(now)


@pytest.mark.django_db
def test_a_ground_switched_off_may_no_longer_be_cited_but_is_still_known(now: datetime) -> None:
    _add(now)
    for code in ("extension.funds_missing", "extension.local_flood"):
        switch_off_ground(actor=SYSTEM, code=code, source="QĐ 13/2026/QĐ-UBND", from_on=TOMORROW, now=now)
        assert queries.ground(code, TODAY).code == code
        with pytest.raises(NotFound):
            queries.ground(code, TOMORROW)
        assert code not in {row.code for row in queries.grounds("extension", TOMORROW)}
        assert code in queries.known_grounds()
    with pytest.raises(NotFound):
        switch_off_ground(actor=SYSTEM, code="no.such", source="x", from_on=TODAY, now=now)


@pytest.fixture
def unjournalled(monkeypatch: pytest.MonkeyPatch) -> None:
    """No journal lines: what is really committed in a test is flushed afterwards, and the journal refuses that."""
    monkeypatch.setattr(actions, "record", lambda **_line: None)


@pytest.mark.usefixtures("unjournalled")
@pytest.mark.django_db(transaction=True)
def test_a_warm_rulebook_asks_the_database_nothing(
    now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _choose(now)
    forget()
    with django_assert_num_queries(2):
        queries.rule(CODE, TODAY)
    with django_assert_num_queries(0):
        queries.rule(CODE, TODAY)
        queries.grounds("extension", TODAY)
        queries.version()


@pytest.mark.usefixtures("unjournalled")
@pytest.mark.django_db(transaction=True)
def test_a_choice_rolled_back_was_never_made(now: datetime) -> None:
    assert queries.rule(CODE, TODAY).chosen is None
    with pytest.raises(InterruptedError), transaction.atomic():
        _choose(now)
        assert queries.rule(CODE, TODAY).chosen is not None
        raise InterruptedError
    assert queries.rule(CODE, TODAY).chosen is None


@pytest.mark.usefixtures("unjournalled")
@pytest.mark.django_db(transaction=True)
def test_a_choice_is_seen_by_the_thread_that_made_it_and_by_others(now: datetime) -> None:
    queries.rule(CODE, TODAY)
    seen: list[str] = []

    def other() -> None:
        try:
            _choose(now)
            seen.append(queries.rule(CODE, TODAY).value)
        finally:
            connections.close_all()

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert seen == ["4 working hours"]
    assert queries.rule(CODE, TODAY).value == "4 working hours"
