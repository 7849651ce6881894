"""The list of cases: who sees what, found without accents, as cheap with a thousand rows as with ten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congvu.core.text import skey
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.casework.actions import Change, ClockDraft, commit, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality, Notice, SavedView
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import inbox
from congvu.kernel.journal import queries as journal
from congvu.kernel.org.queries import forget
from tests.kernel.accounts.cast import give, make_account, make_official
from tests.kernel.casework.office import Office
from tests.kernel.casework.test_desk_strips import with_task

SignIn = Callable[[str], Client]
ActorOf = Callable[[str], Actor]


def many(office: Office, count: int, **given: object) -> list[Case]:
    """So many accepted cases of Sở Nội vụ in An's hands, written in one act."""
    codes = allocate_codes("NV", office.now.year, count)
    due = office.now + timedelta(days=9)
    cases = [
        Case(**{
            "code": code, "kind": "directive_task", "title": f"Việc số {code}", "skey": skey(f"{code} việc"),
            "law_on": office.now.date(), "phase": "in_progress", "station": "carry_out",
            "accountable_agency_id": office.snv.pk, "issuing_agency_id": office.vpubnd.pk,
            "holder_agency_id": office.snv.pk, "holder_official_id": office.an.official_id, "opened_at": office.now,
            "first_due_at": due, "due_at": due, "due_basis": {}, **given,
        })
        for code in codes
    ]  # fmt: skip
    start = (ClockDraft("start", office.now, rule="test"),)
    open_cases([Change(case, "case.registered", clock=start) for case in cases], actor=office.desk, now=office.now)
    return list(Case.objects.filter(code__in=codes))


def cost(client: Client, path: str) -> int:
    """Statements of one page, organisation and rulebook already in memory.

    The lowest of three looks: once a second a process reads the stamps of what it remembers anew, on whichever page.
    """
    return min(_look(client, path) for _time in range(3))


def _look(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len([one for one in seen if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))])


@pytest.mark.parametrize("path", ["/cases/", "/cases/?state=overdue&q=viec&open=1", "/cases/?agency=2&sort=-title"])
def test_the_list_costs_the_same_for_ten_and_a_thousand(office: Office, sign_in: SignIn, path: str) -> None:
    many(office, 10)
    client = sign_in("an")
    few = cost(client, path)
    many(office, 990)
    assert cost(client, path) == few <= 8


def test_my_desk_costs_the_same_for_few_and_many(office: Office, sign_in: SignIn) -> None:
    for login in ("an", "chief", "desk"):
        many(office, 3)
        client = sign_in(login)
        few = cost(client, "/")
        many(office, 40)
        assert cost(client, "/") == few <= 8


def test_the_case_page_costs_the_same_for_a_short_and_a_long_journal(office: Office, sign_in: SignIn) -> None:
    case = with_task(many(office, 1)[0], office.now)
    client = sign_in("an")
    few = cost(client, f"/cases/{case.code}/")
    for _ in range(70):
        commit([Change(case, "case.noted", body={"words": "x"})], actor=office.desk, now=office.now)
    assert cost(client, f"/cases/{case.code}/") == few <= 14
    first = client.get(f"/cases/{case.code}/").content.decode()
    assert first.count('class="timeline-entry') == 30
    assert f"?before={case.seq - 29}" in first
    assert (
        client.get(f"/cases/{case.code}/?before={case.seq - 29}").content.decode().count('class="timeline-entry') == 30
    )


def test_search_needs_no_accents_and_all_words(office: Office, sign_in: SignIn) -> None:
    case = office.case()
    client = sign_in("chief")
    for words in ("thu tuc hanh chinh", "RÀ SOÁT nội bộ", case.code.lower()):
        assert case.code in client.get("/cases/", {"q": words}).content.decode(), words
    assert case.code not in client.get("/cases/", {"q": "thu tuc xyz"}).content.decode()
    assert client.get("/search/", {"q": case.code.lower()})["Location"] == f"/cases/{case.code}/"
    assert case.code in client.get("/search/", {"q": "ra soat"}).content.decode()
    assert case.code not in sign_in("rival").get("/search/", {"q": "ra soat"}).content.decode()
    assert sign_in("rival").get("/search/", {"q": case.code}).status_code == 200


def test_files_are_for_those_who_may_export(office: Office, sign_in: SignIn) -> None:
    case = office.case()
    text = b"".join(sign_in("chief").get("/cases/?export=csv")).decode()
    assert case.code in text
    assert "Sở Nội vụ" in text
    book: Any = sign_in("chief").get("/cases/?export=xlsx")
    assert b"".join(book).startswith(b"PK")
    for close in book._resource_closers:  # response.close() would also close the database of the test
        close()
    assert sign_in("an").get("/cases/?export=csv").status_code == 403
    assert case.code not in b"".join(sign_in("rival").get("/cases/?export=csv")).decode()


def test_a_view_is_saved_used_renamed_and_deleted_by_its_owner(office: Office, sign_in: SignIn) -> None:
    client = sign_in("chief")
    client.post(
        "/cases/views/", {"name": "Sáng thứ Hai"}, headers={"Referer": "http://testserver/cases/?state=overdue&after=x"}
    )
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("Sáng thứ Hai", "state=overdue")
    assert "Sáng thứ Hai" in client.get("/cases/").content.decode()
    assert "Sáng thứ Hai" not in sign_in("an").get("/cases/").content.decode()
    client.post(f"/cases/views/{view.pk}/", {"name": "Đầu tuần"})
    assert SavedView.objects.get().name == "Đầu tuần"
    assert sign_in("an").post(f"/cases/views/{view.pk}/", {"delete": "1"}).status_code == 404
    client.post(f"/cases/views/{view.pk}/", {"delete": "1"})
    assert not SavedView.objects.exists()


def test_a_sealed_case_is_betrayed_nowhere(office: Office, sign_in: SignIn, actor: ActorOf, now: datetime) -> None:
    case = office.case(confidentiality=Confidentiality.SEALED, holder_official_id=None)
    many(office, 1)
    CaseAccess.objects.create(case=case, official_id=office.chief.official_id or 0, granted_at=now, granted_by="desk")
    listed, leader = sign_in("chief"), sign_in("leader")
    assert case.code in listed.get("/cases/").content.decode()
    for path in ("/", "/cases/", "/overview/", "/sweeps/?list=transfers", "/search/?q=ra+soat", "/journal/"):
        assert case.code not in leader.get(path).content.decode(), path
    assert leader.get(f"/cases/{case.code}/").status_code == 404
    assert leader.get(f"/journal/streams/case/{case.code}/").status_code == 404
    assert not journal.all_lines(actor("leader")).filter(stream=case.stream).exists()
    assert case not in list(inbox.transfers_waiting(actor("leader")))


def test_a_leader_above_is_not_asked_to_take_up_the_work_of_a_unit(office: Office, now: datetime) -> None:
    """The desk shows what one can answer: the chairman may order every unit, he takes up nothing in its name."""
    top = office.snv.parent
    assert top is not None
    account = make_account("chairman", make_official("chairman", "Chủ tịch", top, is_head=True, title="Chủ tịch"))
    give(account, "leader", top)
    chairman = actor_of(account, people.local_date(now))
    assert chairman.may("casework.case.assign", office.snv.pk)
    case = office.case()
    assert inbox.offered_to(chairman) == []
    assert inbox.offered_to(office.chief) == [case]


def test_nobody_in_charge_shows_on_the_desk_of_the_head(office: Office, actor: ActorOf, now: datetime) -> None:
    (case,) = many(office, 1, holder_official_id=None)
    assert inbox.nameless_under(actor("chief"), now + timedelta(hours=3)) == []
    assert inbox.nameless_under(actor("chief"), now + timedelta(days=3)) == [case]
    assert inbox.nameless_under(actor("rival"), now + timedelta(days=3)) == []


def test_no_case_hangs_in_silence_unless_its_review_has_passed(office: Office, actor: ActorOf, now: datetime) -> None:
    many(office, 1)
    (undated,) = many(office, 1, due_at=None, first_due_at=None, next_event_at=now + timedelta(days=1))
    leader = actor("leader")
    assert not inbox.without_next_event(leader, now).exists()
    assert list(inbox.without_next_event(leader, now + timedelta(days=2))) == [undated]


def test_notices_are_read_by_their_owner_only(office: Office, sign_in: SignIn, now: datetime) -> None:
    case = office.case()
    for who in (office.chief, office.rival):
        Notice.objects.create(
            official_id=who.official_id or 0, case=case, line_seq=1, verb="case.registered", by="desk", at=now
        )
    assert case.title in sign_in("chief").get("/").content.decode()
    assert case.title not in sign_in("rival").get("/").content.decode(), "a notice gives no right to see"
    ids = list(Notice.objects.values_list("pk", flat=True))
    sign_in("chief").post("/notices/read/", {"ids": ids})
    assert Notice.objects.filter(read_at=None).count() == 1


def test_the_leaders_numbers_open_lists_of_the_same_length(office: Office, sign_in: SignIn, now: datetime) -> None:
    many(office, 3, due_at=now - timedelta(days=1), first_due_at=now - timedelta(days=1))
    many(office, 2, holder_official_id=None)
    office.case()
    page = sign_in("leader").get("/overview/")
    for cell in page.context["totals"] + [c for row in page.context["rows"] for c in row["cells"]]:
        if cell["n"]:
            listing = sign_in("leader").get(cell["url"]).context["listing"]
            assert len(listing.lines) == cell["n"], cell


def test_pages_need_their_permission(office: Office, sign_in: SignIn) -> None:
    for path in ("/overview/", "/sweeps/", "/journal/", "/journal/bills/"):
        assert sign_in("an").get(path).status_code == 403, path
    assert Client().get("/cases/").status_code == 302
    forget()
