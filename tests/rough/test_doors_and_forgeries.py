"""Expired sign-ins, forged forms, addresses elsewhere, and sheets that would run."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from congvu.domain.directives.models import Clause
from congvu.kernel.accounts.models import Account
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Agency, Succession
from tests.kernel.accounts.cast import make_agency
from tests.rough.conftest import SignIn, Town
from tests.rough.test_acts_with_one_wrong_word import values_of

PASSWORD = "mật khẩu đủ dài 2026"


def sign_in_again(client: Client, login: str) -> str:
    """Through the door with a password (and without second factor, as in the demo); the page of kept work."""
    answer = client.post("/sign-in/unlock/", {"password": PASSWORD, "next": "/"}, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/kept-work/"), answer.redirect_chain
    return str(answer.content.decode())


@pytest.fixture
def later(frozen: datetime, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Three quarters of an hour later; called by the test when the form is open."""
    return frozen + timedelta(minutes=45)


def with_password(town: Town, role: str) -> Account:
    account = Account.objects.get(pk=town.accounts[role].pk)
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.mark.parametrize("what", ["act", "clause"])
def test_work_typed_into_an_expired_sign_in_is_kept_and_sent_again(
    town: Town, later: datetime, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """For the form of an act and for a corrected clause alike."""
    role = "department_head" if what == "act" else "directive_desk"
    account = with_password(town, role)
    client = Client()
    client.force_login(account)
    if what == "act":
        url = f"/cases/{town.cases[0].code}/acts/accept/"
        given = values_of(client.get(url).context["form"]) | {"words": "Đã nhận, phân công ngay"}
    else:
        clause = next(one for one in town.directive.clauses.all() if "giải ngân" in one.text)
        url = f"/directives/{town.directive.pk}/clauses/{clause.pk}/"
        given = values_of(client.get(url).context["form"])
        given |= {"due_on": "2026-12-20", "due_limit": "", "report_to": "Sở Nội vụ"}
    monkeypatch.setattr(timezone, "now", lambda: later)
    late = client.post(url, given)
    assert late.status_code == 302
    assert late["Location"].startswith("/sign-in/")
    page = sign_in_again(client, account.login)
    again = re.search(r'action="(/kept-work/\d+/send/)"', page)
    assert again is not None
    sent = client.post(again[1], given)
    assert (sent.status_code, sent["Location"]) == (307, url)
    done = client.post(sent["Location"], given)
    assert done.status_code == 302, done.context["form"].errors
    if what == "act":
        assert Case.objects.get(pk=town.cases[0].pk).phase == "in_progress"
    else:
        clause = Clause.objects.get(pk=clause.pk)
        assert (str(clause.due_on), clause.report_to, clause.state) == ("2026-12-20", "Sở Nội vụ", "accepted")


def test_a_form_without_its_token_gets_a_page_that_says_so(town: Town) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(pk=town.accounts["department_head"].pk))
    case = town.cases[0]
    answer = client.post(f"/cases/{case.code}/acts/accept/", {"expected_seq": case.seq})
    assert answer.status_code == 403
    text = answer.content.decode()
    assert "<h1" in text
    assert "Traceback" not in text
    assert Case.objects.get(pk=case.pk).seq == case.seq


AWAY = (
    "https://evil.example/", "//evil.example", "/\\evil.example", "http:evil.example", "javascript:alert(1)", "evil",
    "\thttps://evil.example", "https:///evil.example", "/%0d%0aSet-Cookie:x=1", "///evil.example",
)  # fmt: skip


@pytest.mark.parametrize("wanted", AWAY)
def test_nobody_is_sent_elsewhere(town: Town, sign_in: SignIn, wanted: str) -> None:
    """By signing in, by the language, by the theme, by kept work."""
    client = sign_in("official")
    answers = [
        client.get("/sign-in/", {"next": wanted}),
        client.get("/kept-work/", {"next": wanted}),
        client.post("/language/", {"language": "en", "next": wanted}),
        client.post("/ui/theme/", {"theme": "dark", "next": wanted}),
    ]
    for answer in answers:
        place = urlsplit(answer.headers.get("Location", ""))
        assert answer.status_code < 500
        assert place.netloc == ""
        assert place.scheme == ""
        assert not answer.headers.get("Location", "").startswith(("//", "/\\"))
        assert set(answer.cookies) <= {settings.LANGUAGE_COOKIE_NAME, settings.SESSION_COOKIE_NAME, "theme",
        "congvu-theme",
                                       settings.CSRF_COOKIE_NAME, "messages"}  # fmt: skip


@pytest.mark.parametrize("formula", ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1"])
def test_an_exported_sheet_runs_nothing(town: Town, sign_in: SignIn, formula: str) -> None:
    case = town.office.case(title=formula)
    answer = sign_in("leader").get("/cases/", {"view": "all", "export": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # it streams
    row = next(row for row in csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ",")
               if case.code in row)  # fmt: skip
    assert all(cell[:1] not in "=+-@\t" for cell in row if cell), row


def test_an_abolished_unit_named_as_lead_shows_its_heir(town: Town, sign_in: SignIn) -> None:
    """And waits for somebody to confirm it before anything can be issued."""
    office = town.office
    old = make_agency("skhdt", "Sở Kế hoạch và Đầu tư", office.stc.parent)
    Agency.objects.filter(pk=old.pk).update(valid_to="2026-11-10")
    Succession.objects.create(predecessor=old, successor=office.stc, kind="merge", on="2026-11-10", share=1)
    desk = sign_in("directive_desk")
    clause = next(one for one in town.directive.clauses.all() if "giải ngân" in one.text)
    url = f"/directives/{town.directive.pk}/clauses/{clause.pk}/"
    given = values_of(desk.get(url).context["form"]) | {"leads": "Sở Kế hoạch và Đầu tư", "confirm_units": "on"}
    page = desk.post(url, given, follow=True).content.decode()
    assert "Sở Tài chính" in page
    issue = f"/directives/{town.directive.pk}/issue/"
    assert [item.problems for item in desk.get(issue).context["plan"].items] != [[]]
    known = Case.objects.count()
    assert desk.post(issue, {"clause": clause.pk}).status_code in (409, 422)
    assert Case.objects.count() == known
    desk.post(f"/directives/{town.directive.pk}/accept/", {"clause": clause.pk, "confirm_units": "1"})
    assert desk.post(issue, {"clause": clause.pk}).status_code == 302
    assert Case.objects.latest("pk").accountable_agency_id == office.stc.pk
