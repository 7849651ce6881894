"""The battery: every kind of case, whoever brings it, is asked the same questions."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from congvu.core.lifecycle import ClockMode
from congvu.core.refusals import Invalid
from congvu.kernel.accounts.permissions import registered
from congvu.kernel.accounts.permissions.roles import SHIPPED
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions.performing import Sent, _of_kind
from congvu.kernel.casework.kinds import CaseKind
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.casework.queries.acts import Act, accepts
from congvu.kernel.rules import queries as rules
from tests.kernel.casework.office import Office, open_case

every_kind = pytest.mark.parametrize("kind", kinds.all_kinds(), ids=lambda kind: kind.code)


@every_kind
def test_its_table_of_phases_is_sound(kind: CaseKind) -> None:
    assert kind.lifecycle.problems() == ()


@every_kind
def test_every_end_stops_the_clock_and_has_an_outcome(kind: CaseKind) -> None:
    for phase in kind.lifecycle.phases:
        if phase.ends:
            assert phase.clock is ClockMode.STOPPED
            assert phase.code in kind.outcomes


@every_kind
def test_every_move_is_permitted_to_some_shipped_role(kind: CaseKind) -> None:
    held = {permission for role in SHIPPED for permission in role.permissions}
    for move in kind.lifecycle.moves:
        assert move.permission in registered(), move.code
        assert move.permission in held, f"nobody may {move.code}"


@every_kind
def test_everything_has_a_word_in_both_languages(kind: CaseKind) -> None:
    labelled: list[Any] = [kind, *kind.lifecycle.phases, *kind.lifecycle.moves, *kind.route]
    labelled += [kind.follow] if kind.follow is not None else []
    assert all(thing.label("vi") and thing.label("en") for thing in labelled)
    assert all(vi and en for vi, en in kind.outcomes.values())
    assert all(vi and en for vi, en in kind.verbs.values())


@every_kind
def test_what_is_opened_on_a_fact_has_a_page_that_is_offered_to_those_who_may(kind: CaseKind) -> None:
    if kind.follow is None:
        return
    assert reverse(kind.follow.page)
    nobody = Actor(account_id=None, official_id=None, name="nobody", login="")
    assert not kind.follow.may(nobody, 1)
    assert kind.follow.may(Actor.system(), 1)


@every_kind
@pytest.mark.parametrize("what", ["accept", "decide_reassignment", "decide_extension"])
def test_the_time_to_answer_is_in_the_rulebook(kind: CaseKind, what: str, db: None) -> None:
    """So that every case can be handed over, whether its kind has a time of its own or takes the kernel's."""
    assert rules.rule(kind.limit_rule(what), timezone.localdate()).limit().code


@every_kind
def test_its_panel_is_a_template_that_exists(kind: CaseKind) -> None:
    assert get_template(kind.panel_template) is not None


@every_kind
def test_its_verbs_are_past_tense_and_name_its_subject(kind: CaseKind) -> None:
    for verb in [move.verb for move in kind.lifecycle.moves] + list(kind.verbs):
        subject, dot, act = verb.partition(".")
        assert subject, verb
        assert dot, verb
        assert act == act.lower(), verb


@every_kind
def test_every_act_behind_a_move_belongs_to_the_table(kind: CaseKind) -> None:
    moves = {move.code for move in kind.lifecycle.moves}
    for code, act in kind.acts.items():
        assert code in moves or (act.label_vi and act.label_en and act.phases), code


@every_kind
def test_an_act_that_asks_for_more_than_the_usual_form_has_a_page_and_says_so(kind: CaseKind) -> None:
    usual = {"actor", "case_id", "now", "expected_seq", "behalf", "words", "ground", "new_due_on", "file", "file_name"}
    for code, own in kind.acts.items():
        more = {name for name, needed in accepts(own).items() if needed} - usual
        if not more:
            continue
        assert own.page, f"{code} needs {sorted(more)} and has no page"
        case = Case(pk=1, kind=kind.code, phase=kind.lifecycle.phases[0].code)
        act = Act(code, own.label_vi or code, own.icon, own.rank, ())
        sent = Sent(act, case, Actor.system(), timezone.now(), {"words": "x", "ground": "x"})
        with pytest.raises(Invalid) as refused:
            _of_kind(sent)
        assert refused.value.hint


@every_kind
def test_its_list_is_as_cheap_with_three_rows_as_with_one(kind: CaseKind, office: Office) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            list(visible_to(office.desk).filter(kind=kind.code))
        return len(found)

    first = kind.lifecycle.initial
    open_case(office, kind=kind.code, phase=first, station=kind.route[0].code)
    cost()
    one = cost()
    for _more in range(2):
        open_case(office, kind=kind.code, phase=first, station=kind.route[0].code)
    assert Case.objects.filter(kind=kind.code).count() == 3
    assert cost() == one == 1
