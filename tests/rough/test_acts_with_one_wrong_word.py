"""Forms that are right but for one field: the refusal names the field, keeps what was typed, and writes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from congvu.domain.directives.models import Clause, Directive
from congvu.kernel.casework.models import Case
from congvu.kernel.journal.models import Line
from tests.rough.conftest import SignIn, Town
from tests.rough.test_anything_typed import broken

JUNK = (
    "", "x", "-1", "99999999999999999999", "2026-02-30", "0001-01-01", "9999-12-31",
    "<script>alert(1)</script>", "\x00",
    "ă" * 6000, "²", "' OR 1=1 --",
)  # fmt: skip


def values_of(form: Any) -> dict[str, Any]:
    """What a browser would send of a form that nobody touched."""
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def trials(form: Any) -> list[dict[str, Any]]:
    """The form once for each field and each piece of nonsense in it."""
    good = values_of(form)
    return [good | {name: junk} for name in form.fields for junk in JUNK]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "act"),
    [
        ("department_head", "accept"), ("department_head", "propose_reassignment"), ("department_head", "note"),
        ("department_head", "link"), ("directive_desk", "restrict"), ("directive_desk", "attach"),
        ("directive_desk", "withdraw"),
    ],
)  # fmt: skip
def test_an_act_refuses_what_it_cannot_mean(town: Town, sign_in: SignIn, role: str, act: str) -> None:
    """Answers are 422, 409 or 403; or the act is done, when the nonsense is a possible comment."""
    client = sign_in(role)
    client.raise_request_exception = False
    for number in range(len(JUNK)):
        case = town.office.case()
        url = f"/cases/{case.code}/acts/{act}/"
        form = client.get(url).context["form"]
        before = Line.objects.filter(stream=f"case/{case.code}").count()
        for name in form.fields:
            answer = client.post(url, values_of(form) | {name: JUNK[number]})
            assert not broken(answer), (name, JUNK[number][:50])
            lines = Line.objects.filter(stream=f"case/{case.code}").count()
            if answer.status_code >= 400:
                assert lines == before, (name, JUNK[number][:50])
            if lines != before:
                break


def test_a_clause_form_refuses_what_it_cannot_mean(town: Town, sign_in: SignIn) -> None:
    client = sign_in("directive_desk")
    client.raise_request_exception = False
    clause = town.directive.clauses.order_by("start").first()
    assert clause is not None
    url = f"/directives/{town.directive.pk}/clauses/{clause.pk}/"
    for given in trials(client.get(url).context["form"]):
        answer = client.post(url, given | {"version": Clause.objects.get(pk=clause.pk).version})
        assert not broken(answer), given
        assert answer.status_code in (302, 422, 409), given


def test_a_register_entry_refuses_what_it_cannot_mean(town: Town, sign_in: SignIn) -> None:
    client = sign_in("directive_desk")
    client.raise_request_exception = False
    step = client.post("/directives/new/", {"text": town.directive.text}).headers["Location"]
    form = client.get(step).context["form"]
    for given in trials(form):
        answer = client.post(step, given)
        assert not broken(answer), given
        assert answer.status_code in (302, 422), given


def refused(client: Client, url: str, given: dict[str, Any], field: str) -> str:
    """Send a form that must be refused because of one field; the sentence beside the field."""
    answer = client.post(url, given)
    assert answer.status_code in (409, 422), answer.status_code
    errors = answer.context["form"].errors
    assert field in errors, dict(errors)
    return str(errors[field][0])


def clause_with(directive: Directive, words: str) -> Clause:
    return next(clause for clause in directive.clauses.all() if words in clause.text)


def test_deadline_before_issue_two_leads_and_an_impossible_day(town: Town, sign_in: SignIn) -> None:
    client, clause = sign_in("directive_desk"), clause_with(town.directive, "giải ngân")
    url = f"/directives/{town.directive.pk}/clauses/{clause.pk}/"
    given = values_of(client.get(url).context["form"]) | {"due_limit": ""}
    assert "01/10/2026" in refused(client, url, given | {"due_on": "2026-10-01"}, "due_on")
    refused(client, url, given | {"due_on": "2026-02-30"}, "due_on")
    refused(client, url, given | {"due_on": "2026-12-01", "due_limit": "5 ngày"}, "due_limit")
    assert "05 ngày làm việc" in refused(client, url, given | {"due_limit": "một lúc nào đó"}, "due_limit")
    assert "working" not in refused(client, url, given | {"due_limit": "một lúc nào đó"}, "due_limit")
    refused(client, url, given | {"leads": "Sở Nội vụ\nSở Tài chính", "mode": "one_lead"}, "leads")
    clause.refresh_from_db()
    assert (clause.state, clause.version) == ("proposed", 0)


@pytest.mark.parametrize("day", ["2026-02-30", "30/02/2026", "2020-01-01", "9999-12-31", "hôm qua", "0000-00-00"])
def test_an_extension_to_an_impossible_day_is_refused(town: Town, sign_in: SignIn, day: str) -> None:
    client, case = sign_in("department_head"), town.cases[0]
    assert client.post(f"/cases/{case.code}/acts/accept/", {"expected_seq": case.seq}).status_code == 302
    url = f"/cases/{case.code}/acts/ask_extension/"
    form = client.get(url).context["form"]
    ground = form.fields["ground"].choices[1][0]
    answer = client.post(url, values_of(form) | {"ground": ground, "new_due_on": day, "words": "Chưa kịp"})
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert set(errors) <= {"new_due_on", "__all__"}
    assert "date lies" not in str(errors)
    assert Case.objects.get(pk=case.pk).asking == ""


def test_what_was_typed_is_still_there_after_a_refusal(town: Town, sign_in: SignIn) -> None:
    client, case = sign_in("department_head"), town.cases[0]
    url = f"/cases/{case.code}/acts/propose_reassignment/"
    words = "Không thuộc chức năng <b>của Sở</b>"
    answer = client.post(url, values_of(client.get(url).context["form"]) | {"words": words, "ground": "X"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Không thuộc chức năng &lt;b&gt;của Sở&lt;/b&gt;" in text
    assert "<b>của Sở</b>" not in text
