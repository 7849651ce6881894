"""The province's own period for urgent clauses without a date: offered with its source, taken by a person."""

from __future__ import annotations

import pytest
from django.test import Client

from congvu.core.refusals import MoveRefused
from congvu.domain.directives.actions import reviewing
from congvu.domain.directives.actions.checking import Chosen, Correction
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.models import Clause, Directive
from congvu.kernel.org.models import Official
from tests.domain.directives.test_reviewing import clause_with
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office

LIMIT = "5 working days close of business"


def urgent(directive: Directive) -> Clause:
    """A clause whose text is urgent and names no date."""
    clause = clause_with(directive, "giải ngân")
    Clause.objects.filter(pk=clause.pk).update(due_kind="urgent_undated", due_limit="", due_text="khẩn trương")
    return Clause.objects.get(pk=clause.pk)


def test_a_person_takes_it_and_the_case_says_where_it_comes_from(directive: Directive, office: Office) -> None:
    clause = urgent(directive)
    taken = reviewing.take_proposed_limit(
        actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, now=office.now, version=clause.version
    )
    assert (taken.due_limit, taken.due_rule, taken.state) == (LIMIT, "directives.urgent_undated", "accepted")
    (case,) = issue_directive(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)
    assert (case.due_basis["limit"], bool(case.due_basis["source"])) == (LIMIT, True)
    with pytest.raises(MoveRefused):
        reviewing.take_proposed_limit(
            actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, now=office.now
        )


def test_another_deadline_is_no_longer_the_rules(directive: Directive, office: Office) -> None:
    clause = urgent(directive)
    reviewing.take_proposed_limit(actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, now=office.now)
    other = Correction(
        nature="task", mode="one_lead", due_limit="3 working days", leads=(Chosen(surface="Sở Tài chính"),)
    )
    changed = reviewing.edit_clause(
        actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, correction=other, now=office.now
    )
    assert (changed.due_limit, changed.due_rule) == ("3 working days", "")


def test_the_review_screen_offers_it_with_source_and_standing(
    directive: Directive, office: Office, client: Client
) -> None:
    clause = urgent(directive)
    account = make_account("vpubnd.cv01", Official.objects.get(code="desk"))
    give(account, "directive_desk", None)
    client.force_login(account)
    page = client.get(f"/directives/{directive.pk}/review/").content.decode()
    assert "Mặc định của phần mềm, địa phương quyết định" in page
    assert "lựa chọn của địa phương" in page
    answer = client.post(f"/directives/{directive.pk}/clauses/{clause.pk}/proposed-limit/", {"version": clause.version})
    assert answer.status_code == 302
    assert Clause.objects.get(pk=clause.pk).due_limit == LIMIT
    assert client.get(f"/directives/{directive.pk}/end/").status_code == 200
    assert client.get(f"/directives/{directive.pk}/").status_code == 200
