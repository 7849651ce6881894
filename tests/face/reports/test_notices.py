"""Notices of results: the figures are those of the measures, a draft is kept as it was made, an issued one stays."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.directives.queries.statistics import tasks_in_period
from congvu.face.reports import actions, queries
from congvu.face.reports.models import Notice
from congvu.face.reports.policy import days_of, last_ended, name_of
from congvu.insight.measures import figure
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.models import Document
from tests.domain.directives.conftest import directive  # noqa: F401  # a fixture
from tests.face.desk.conftest import accounts, actor, frozen, sign_in  # noqa: F401  # fixtures
from tests.kernel.accounts.cast import make_official
from tests.kernel.casework.office import Office, office  # noqa: F401  # a fixture

Who = Callable[[str], Actor]


@pytest.fixture
def maker(actor: Who, office: Office) -> Actor:  # noqa: F811
    """The directive desk of the Office, which has a head who signs."""
    office.vpubnd.place_name = "Lam Giang"
    office.vpubnd.save()
    make_official("head", "Phạm Văn Chánh", office.vpubnd, is_head=True, title="Chánh Văn phòng")
    return actor("desk")


def make(maker: Actor, office: Office, now: datetime, **changes: object) -> Notice:  # noqa: F811
    said: dict[str, object] = {
        "agency_id": office.vpubnd.pk, "period": "quarter", "year": 2026, "number": 4, "rounding": "half_up_2",
        "notation": "TB-VP", "signer_id": None, "words": "", **changes,
    }  # fmt: skip
    return actions.make_notice(actor=maker, now=now, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "number", "first", "last"),
    [
        ("month", 2, date(2026, 2, 1), date(2026, 2, 28)), ("quarter", 4, date(2026, 10, 1), date(2026, 12, 31)),
        ("half", 2, date(2026, 7, 1), date(2026, 12, 31)), ("year", 1, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)  # fmt: skip
def test_a_period_is_whole_days(period: str, number: int, first: date, last: date) -> None:
    assert days_of(period, 2026, number) == (first, last)


def test_there_is_no_thirteenth_month_and_no_fifth_quarter() -> None:
    for period, number in (("month", 13), ("quarter", 5), ("half", 3), ("year", 2), ("week", 1)):
        with pytest.raises(Invalid):
            days_of(period, 2026, number)


def test_the_period_that_ended_last_is_proposed() -> None:
    assert last_ended("quarter", date(2026, 1, 5)) == (2025, 4)
    assert last_ended("month", date(2026, 11, 24)) == (2026, 10)
    assert name_of("quarter", date(2026, 10, 1)) == "quý IV năm 2026"


def test_the_figures_are_those_of_the_measures_and_add_up(maker: Actor, office: Office, now: datetime) -> None:  # noqa: F811
    notice = make(maker, office, now)
    f = notice.figures
    cases = queries.tasks_followed(maker, office.vpubnd.pk, notice.since, notice.until)
    assert f["total"] == figure("directives.tasks.total", cases, now).numerator
    assert f["total"] == f["carried"] + f["assigned"] == f["completed"] + f["open"]
    assert f["open"] == f["in_time"] + f["overdue"]
    assert sum(row["total"] for row in notice.units) == f["total"]
    assert f["total"] <= tasks_in_period(maker, None, None).count()


def test_a_draft_keeps_its_figures_until_they_are_computed_anew(maker: Actor, office: Office, now: datetime) -> None:  # noqa: F811
    notice = make(maker, office, now)
    changed = actions.edit_notice(actor=maker, notice_id=notice.pk, words="Có tiến bộ.", refresh=False, now=now)
    assert (changed.words, changed.as_of) == ("Có tiến bộ.", notice.as_of)


def test_issuing_needs_words_takes_a_number_and_ends_all_changes(maker: Actor, office: Office, now: datetime) -> None:  # noqa: F811
    notice = make(maker, office, now)
    with pytest.raises(Invalid):
        actions.issue_notice(actor=maker, notice_id=notice.pk, now=now)
    actions.edit_notice(actor=maker, notice_id=notice.pk, words="Có tiến bộ.", refresh=False, now=now)
    issued = actions.issue_notice(actor=maker, notice_id=notice.pk, now=now)
    assert issued.document is not None
    assert issued.document.code == "01/TB-VP"
    assert Document.objects.get(pk=issued.document.pk).direction == "outgoing"
    for act in (
        lambda: actions.edit_notice(actor=maker, notice_id=notice.pk, words="x", refresh=True, now=now),
        lambda: actions.drop_notice(actor=maker, notice_id=notice.pk, now=now),
        lambda: actions.issue_notice(actor=maker, notice_id=notice.pk, now=now),
    ):
        with pytest.raises(MoveRefused):
            act()


def test_others_neither_make_nor_see_it(maker: Actor, actor: Who, office: Office, now: datetime) -> None:  # noqa: F811
    notice = make(maker, office, now)
    with pytest.raises(NotAllowed):
        make(actor("rival"), office, now)
    with pytest.raises(NotFound):
        queries.notice_for(actor("rival"), notice.pk)


@pytest.mark.parametrize(
    "wrong",
    [{"number": 9}, {"year": 1900}, {"rounding": "as I like"}, {"notation": "  "}, {"year": 2027, "number": 1},
     {"signer_id": 10**9}],
)  # fmt: skip
def test_nonsense_is_refused_with_a_sentence_and_nothing_is_made(
    maker: Actor, office: Office, now: datetime, wrong: dict[str, object]  # noqa: F811
) -> None:
    with pytest.raises(Invalid):
        make(maker, office, now, **wrong)
    assert not Notice.objects.exists()


def test_the_screens_and_the_files(maker: Actor, sign_in: Callable[[str], Client], office: Office) -> None:  # noqa: F811
    desk = sign_in("desk")
    form = {
        "agency": office.vpubnd.pk, "period": "quarter", "number": 4, "year": 2026, "rounding": "half_up_2",
        "notation": "TB-VP", "words": "Có tiến bộ.",
    }  # fmt: skip
    assert desk.post(reverse("reports:new"), form | {"number": 7}).status_code == 422
    assert desk.post(reverse("reports:new"), form).status_code == 302
    notice = Notice.objects.get()
    page = desk.get(reverse("reports:notice", args=[notice.pk])).content.decode()
    assert "quý IV năm 2026" in page
    assert "mẫu số" in page.lower()
    assert desk.get(reverse("reports:file", args=[notice.pk, "pdf"])).content.startswith(b"%PDF")
    assert desk.get(reverse("reports:file", args=[notice.pk, "docx"])).content.startswith(b"PK")
    book = openpyxl.load_workbook(io.BytesIO(desk.get(reverse("reports:file", args=[notice.pk, "xlsx"])).content))
    assert book.sheetnames == ["Số liệu", "Theo cơ quan, đơn vị", "Nhiệm vụ quá hạn"]
    assert desk.get(reverse("reports:file", args=[notice.pk, "exe"])).status_code == 404
    issued = desk.post(reverse("reports:act", args=[notice.pk, "issue"]), follow=True)
    assert "Đã phát hành, số 01/TB-VP" in issued.content.decode()
    assert "01/TB-VP" in desk.get(reverse("reports:notices")).content.decode()
    assert sign_in("an").get(reverse("reports:notices")).status_code == 403
