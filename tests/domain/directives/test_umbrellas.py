"""A common task ends with its last share, or by the hand of the office on a coded ground."""

from __future__ import annotations

from datetime import timedelta

import pytest

from congvu.core.refusals import Invalid, NotFound
from congvu.domain.directives.actions import following
from congvu.domain.directives.actions.umbrellas import complete_umbrella
from congvu.domain.directives.models import Directive
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.acts import acts_open_to
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.queries.verification import verify_journal
from congvu.kernel.org.models import Absence, Official
from tests.domain.directives.test_issuing import issue, running
from tests.kernel.casework.office import Office

HOUR = timedelta(hours=1)


def umbrella(directive: Directive, office: Office) -> tuple[Case, list[Case]]:
    top, *shares = issue(directive, office, "giờ làm việc")
    return top, shares


def test_ending_it_by_hand_needs_a_ground_while_shares_are_open(directive: Directive, office: Office) -> None:
    top, shares = umbrella(directive, office)
    with pytest.raises(Invalid):
        complete_umbrella(actor=office.desk, case_id=top.pk, now=office.now + HOUR)
    ended = complete_umbrella(
        actor=office.desk, case_id=top.pk, ground="withdrawal.no_longer_needed", words="Đủ số liệu",
        now=office.now + HOUR,
    )
    assert (ended.phase, ended.outcome) == ("completed", "completed")
    assert {case.outcome for case in Case.objects.filter(pk__in=[one.pk for one in shares])} == {"withdrawn"}
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.problems == []


def test_only_the_office_that_ordered_it_ends_it(directive: Directive, office: Office) -> None:
    top, _shares = umbrella(directive, office)
    with pytest.raises(NotFound):
        complete_umbrella(
            actor=office.rival, case_id=top.pk, ground="withdrawal.no_longer_needed", now=office.now + HOUR
        )
    assert "complete" in {act.code for act in acts_open_to(office.desk, top, office.now)}


def test_a_deputy_withdraws_in_the_name_of_who_is_away(directive: Directive, office: Office) -> None:
    case = running(directive, office)
    away = Official.objects.get(code="desk2")
    Absence.objects.create(
        official=away, deputy_id=office.desk.official_id,
        from_on=office.now.date(), to_on=office.now.date() + timedelta(days=3),
        reason="Nghỉ phép", recorded_at=office.now,
    )
    gone = following.withdraw(
        actor=office.desk, case_id=case.pk, ground="withdrawal.no_longer_needed", now=office.now + 2 * HOUR,
        behalf=away.pk,
    )
    assert gone.outcome == "withdrawn"
