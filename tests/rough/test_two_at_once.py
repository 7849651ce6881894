"""Several people at once on one thing: one act is written, the others are told who was faster. On either engine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.http import HttpResponse

from congvu.domain.directives.models import Clause, Directive
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.documents.models import Document
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from tests.domain.directives.conftest import TEXT
from tests.rough.conftest import SignIn, Town
from tests.rough.test_acts_with_one_wrong_word import values_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(works: list[Callable[[], HttpResponse]]) -> list[HttpResponse]:
    """Do all of it at the same moment, each in a thread with a connection of its own."""
    start = threading.Barrier(len(works))

    def one(work: Callable[[], HttpResponse]) -> HttpResponse:
        start.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def sound() -> bool:
    """Whether journal and rows belong together."""
    findings = verify_journal(None, lambda _n: None)
    verify_cases(findings)
    return bool(findings.sound)


def test_one_of_six_accepts(town: Town, sign_in: SignIn) -> None:
    case, roles = town.cases[0], ["department_head", "official"] * 3
    clients = [sign_in(role) for role in roles]
    url = f"/cases/{case.code}/acts/accept/"
    sent = {"expected_seq": case.seq, "words": ""}
    answers = at_once([lambda client=client: client.post(url, sent) for client in clients])  # type: ignore[misc]
    assert sorted(answer.status_code for answer in answers)[0] == 302
    slower = [answer for answer in answers if answer.status_code != 302]
    assert len(slower) == 5
    lines = list(Line.objects.filter(stream=f"case/{case.code}").order_by("seq"))
    assert [line.seq for line in lines] == [1, 2]
    after = Case.objects.get(pk=case.pk)
    assert (after.seq, after.phase) == (2, "in_progress")
    for answer in slower:
        assert answer.status_code in (403, 409), answer.status_code
    told = [answer.content.decode() for answer in slower if answer.status_code == 409]
    assert all(after.holder_official is not None and after.holder_official.full_name in text for text in told)
    assert sound()


def test_one_of_two_corrects_a_clause(town: Town, sign_in: SignIn) -> None:
    clause = next(one for one in town.directive.clauses.all() if "giải ngân" in one.text)
    url = f"/directives/{town.directive.pk}/clauses/{clause.pk}/"
    client = sign_in("directive_desk")
    given = values_of(client.get(url).context["form"]) | {"due_limit": ""}
    days = ["2026-12-20", "2026-12-21"]
    clients = [sign_in("directive_desk") for _day in days]
    answers = at_once([
        lambda client=client, day=day: client.post(url, given | {"due_on": day})  # type: ignore[misc]
        for client, day in zip(clients, days, strict=True)
    ])  # fmt: skip
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    after = Clause.objects.get(pk=clause.pk)
    assert after.version == 1
    won = days[[answer.status_code for answer in answers].index(302)]
    assert str(after.due_on) == won
    (slower,) = [answer for answer in answers if answer.status_code == 422]
    assert town.accounts["directive_desk"].login in slower.content.decode()


def test_a_clause_is_issued_once(town: Town, sign_in: SignIn) -> None:
    desk = sign_in("directive_desk")
    desk.post(f"/directives/{town.directive.pk}/accept/", {"all": "1", "confirm_units": "1"})
    url = f"/directives/{town.directive.pk}/issue/"
    plan = desk.get(url).context["plan"]
    chosen = [item.clause.pk for item in plan.items if not item.problems]
    assert chosen
    known = Case.objects.count()
    clients = [sign_in("directive_desk") for _n in range(3)]
    answers = at_once([
        lambda client=client: client.post(url, {"clause": chosen, "confirm_past": "1"})  # type: ignore[misc]
        for client in clients
    ])  # fmt: skip
    assert sorted(answer.status_code for answer in answers)[0] == 302
    assert all(answer.status_code in (302, 409, 422) for answer in answers)
    assert Case.objects.count() == known + plan.cases
    assert sound()


def test_documents_registered_together_get_numbers_of_their_own(town: Town, sign_in: SignIn) -> None:
    clients = [sign_in("directive_desk") for _n in range(4)]
    steps = []
    for number, client in enumerate(clients):
        steps.append(
            client.post("/directives/new/", {"text": TEXT.replace("212/", f"30{number}/")}).headers["Location"]
        )
    forms = [values_of(client.get(step).context["form"]) for client, step in zip(clients, steps, strict=True)]
    forms = [form | {"issuer": form["issuer"] or "UBND tỉnh"} for form in forms]
    answers = at_once([
        lambda client=client, step=step, form=form: client.post(step, form)  # type: ignore[misc]
        for client, step, form in zip(clients, steps, forms, strict=True)
    ])  # fmt: skip
    assert [answer.status_code for answer in answers] == [302] * 4
    made = Directive.objects.exclude(pk=town.directive.pk).values_list("document_id", flat=True)
    numbers = sorted(serial or 0 for serial in Document.objects.filter(pk__in=made).values_list("serial", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + 4))
