"""Reports asked from units: asked once, written and handed in, returned with a ground, merged, issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.reporting.actions import asking, contributing, merging
from congvu.domain.reporting.models import Contribution, ReportRequest
from congvu.domain.reporting.queries import requests as reads
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.undoing import undo_last
from congvu.kernel.casework.models import Case
from tests.face.desk.conftest import accounts, actor, frozen, sign_in  # noqa: F401  # fixtures
from tests.kernel.accounts.cast import make_official
from tests.kernel.casework.office import Office, office  # noqa: F401  # a fixture

Who = Callable[[str], Actor]


@pytest.fixture
def desk(actor: Who, office: Office) -> Actor:  # noqa: F811
    """The directive desk of the Office, which has a head who signs."""
    office.vpubnd.place_name = "Lam Giang"
    office.vpubnd.save()
    make_official("head", "Phạm Văn Chánh", office.vpubnd, is_head=True, title="Chánh Văn phòng")
    return actor("desk")


@pytest.fixture
def chief(actor: Who) -> Actor:  # noqa: F811
    """The head of Sở Nội vụ, who writes its contribution."""
    return actor("chief")


def prepare(desk: Actor, office: Office, now: datetime, **changes: object) -> ReportRequest:  # noqa: F811
    said: dict[str, object] = {
        "agency_id": office.vpubnd.pk, "title": "Báo cáo cải cách hành chính quý IV", "since": date(2026, 10, 1),
        "until": date(2026, 12, 31), "due_on": date(2026, 12, 10), "sections": ["Kết quả", "Khó khăn", " "],
        "figures": [("Số cuộc kiểm tra", "cuộc")], "measures": ["directives.tasks.total"], **changes,
    }  # fmt: skip
    return asking.prepare_request(actor=desk, now=now, **said)  # type: ignore[arg-type]


@pytest.fixture
def case(desk: Actor, office: Office, now: datetime) -> Case:  # noqa: F811
    """The contribution that Sở Nội vụ owes."""
    asked = prepare(desk, office, now)
    cases = asking.send_request(actor=desk, request_id=asked.pk, agency_ids=[office.snv.pk, office.stc.pk], now=now)
    return next(one for one in cases if one.accountable_agency_id == office.snv.pk)


def fill(chief: Actor, case: Case, now: datetime, *, number: Decimal | None = Decimal(7)) -> Contribution:
    contribution = Contribution.objects.select_related("request").get(case=case)
    asked = contribution.request
    texts = {section.pk: f"Nội dung {section.title}" for section in asked.sections.all()}
    typed = asked.figures.get(measure="")
    return contributing.write(actor=chief, case_id=case.pk, texts=texts, values={typed.pk: (number, "")}, now=now)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "  "}, "title"), ({"until": date(2026, 9, 1)}, "until"), ({"due_on": date(2026, 1, 1)}, "due_on"),
        ({"sections": [], "figures": [], "measures": []}, "sections"), ({"measures": ["made.up"]}, "measures"),
    ],
)  # fmt: skip
def test_an_outline_that_makes_no_sense_is_refused(
    desk: Actor, office: Office, now: datetime, wrong: dict[str, object], field: str  # noqa: F811
) -> None:
    with pytest.raises(Invalid) as refused:
        prepare(desk, office, now, **wrong)
    assert refused.value.field == field
    assert not ReportRequest.objects.exists()


def test_each_unit_is_asked_once_and_owes_it_by_the_day(desk: Actor, office: Office, case: Case, now: datetime) -> None:  # noqa: F811
    asked = ReportRequest.objects.get()
    assert asked.contributions.count() == 2
    assert case.due_at is not None
    assert case.due_at.date() == date(2026, 12, 10)
    for agencies in ([office.snv.pk], [], [10**9], [office.vpubnd.pk]):
        with pytest.raises(Invalid):
            asking.send_request(actor=desk, request_id=asked.pk, agency_ids=agencies, now=now)
    more = asking.send_request(actor=desk, request_id=asked.pk, agency_ids=[office.division.pk, office.snv.pk], now=now)
    assert len(more) == 1


def test_nothing_half_is_handed_in_and_what_is_missing_is_named(chief: Actor, case: Case, now: datetime) -> None:
    with pytest.raises(Invalid, match="Kết quả"):
        contributing.submit(actor=chief, case_id=case.pk, now=now)
    fill(chief, case, now, number=None)
    with pytest.raises(Invalid, match="Số cuộc kiểm tra"):
        contributing.submit(actor=chief, case_id=case.pk, now=now)
    case.refresh_from_db()
    assert case.phase == "assigned"


def test_handing_in_stops_the_clock_and_takes_the_computed_figures(chief: Actor, case: Case, now: datetime) -> None:
    fill(chief, case, now)
    contributing.submit(actor=chief, case_id=case.pk, now=now)
    case.refresh_from_db()
    assert (case.phase, case.stopped_at) == ("submitted", now)
    value = Contribution.objects.get(case=case).values.get(computed=True)
    assert value.numerator == reads.computed(
        "directives.tasks.total", case.accountable_agency_id, date(2026, 10, 1), date(2026, 12, 31), now
    )[0]
    with pytest.raises(MoveRefused):
        fill(chief, case, now)


def test_a_computed_figure_is_not_typed_over(chief: Actor, case: Case, now: datetime) -> None:
    figure = ReportRequest.objects.get().figures.exclude(measure="").get()
    with pytest.raises(Invalid):
        contributing.write(actor=chief, case_id=case.pk, texts={}, values={figure.pk: (Decimal(1), "")}, now=now)


def test_it_is_returned_with_a_ground_and_never_judged_by_its_writer(
    desk: Actor, chief: Actor, case: Case, now: datetime
) -> None:
    fill(chief, case, now)
    contributing.submit(actor=chief, case_id=case.pk, now=now)
    with pytest.raises((NotAllowed, NotFound)):
        contributing.accept_contribution(actor=chief, case_id=case.pk, now=now)
    with pytest.raises(Invalid):
        contributing.return_contribution(actor=desk, case_id=case.pk, ground="because", now=now)
    contributing.return_contribution(
        actor=desk, case_id=case.pk, ground="return.insufficient", words="Thiếu số liệu", now=now
    )
    case.refresh_from_db()
    assert (case.phase, case.stopped_at, case.times_returned) == ("assigned", None, 1)
    assert case.holder_agency_id == case.accountable_agency_id


def test_strangers_write_nothing(actor: Who, case: Case, now: datetime) -> None:  # noqa: F811
    for login in ("rival", "an"):
        with pytest.raises((NotAllowed, NotFound)):
            fill(actor(login), case, now)


def test_the_office_merges_and_issues_and_names_who_is_missing(
    desk: Actor, chief: Actor, case: Case, now: datetime
) -> None:
    asked = ReportRequest.objects.get()
    fill(chief, case, now)
    contributing.submit(actor=chief, case_id=case.pk, now=now)
    proposed = merging.merge_section_texts(asked)
    assert all("Sở Nội vụ: Nội dung" in text for text in proposed.values())
    with pytest.raises(Invalid):
        merging.issue_report(actor=desk, request_id=asked.pk, notation="BC-UBND", now=now)
    merging.write_merged(actor=desk, request_id=asked.pk, texts=proposed, now=now)
    typed = next(one for one in reads.merged_figures(asked) if not one.figure.measure)
    assert typed.total == "7 cuộc"
    issued = merging.issue_report(actor=desk, request_id=asked.pk, notation="BC-UBND", now=now)
    assert issued.document is not None
    assert issued.document.code == "01/BC-UBND"
    with pytest.raises(MoveRefused):
        merging.write_merged(actor=desk, request_id=asked.pk, texts=proposed, now=now)


def test_the_screens_from_outline_to_issued(
    desk: Actor, sign_in: Callable[[str], Client], office: Office, now: datetime  # noqa: F811
) -> None:
    browser, chief = sign_in("desk"), sign_in("chief")
    form = {
        "title": "Báo cáo tháng 11", "since": "01/11/2026", "until": "30/11/2026", "due_on": "05/12/2026",
        "sections": "Kết quả\nKiến nghị", "figures": "Số cuộc họp; cuộc",
        "measures": ["directives.tasks.completed_rate"],
    }  # fmt: skip
    assert browser.post(reverse("reporting:new"), form | {"due_on": "01/01/2020"}).status_code == 422
    assert browser.post(reverse("reporting:new"), form).status_code == 302
    asked = ReportRequest.objects.get()
    send = reverse("reporting:send", args=[asked.pk])
    assert browser.post(send, {}).status_code == 422
    assert browser.post(send, {"agencies": [office.snv.pk]}).status_code == 302
    case = Contribution.objects.get().case
    assert "chưa gửi" in browser.get(reverse("reporting:request", args=[asked.pk])).content.decode()
    where = reverse("reporting:write", args=[case.code])
    assert "Số cuộc họp" in chief.get(where).content.decode()
    one, two = asked.sections.all()
    typed = asked.figures.get(measure="")
    said = {f"section_{one.pk}": "Tốt", f"section_{two.pk}": "Không", f"figure_{typed.pk}": "mười"}
    assert chief.post(where, said | {"then": "submit"}).status_code == 422
    assert chief.post(where, said | {f"figure_{typed.pk}": "1.234,5", "then": "submit"}).status_code == 302
    merge = reverse("reporting:merge", args=[asked.pk])
    page = browser.get(merge).content.decode()
    assert "1.234,5" in page
    texts = {f"section_{one.pk}": "Chung: tốt", f"section_{two.pk}": "Không có kiến nghị"}
    assert browser.post(merge, texts).status_code == 302
    assert browser.get(reverse("reporting:file", args=[asked.pk, "pdf"])).content.startswith(b"%PDF")
    assert chief.get(reverse("reporting:file", args=[asked.pk, "pdf"])).status_code == 403
    issued = browser.post(reverse("reporting:issue", args=[asked.pk]), {"notation": "BC-VP"}, follow=True)
    assert "01/BC-VP" in issued.content.decode()
    assert chief.get(reverse("desk:case", args=[case.code])).status_code == 200


def test_a_report_handed_in_by_mistake_is_taken_back_while_nobody_has_acted(
    desk: Actor, chief: Actor, case: Case, now: datetime
) -> None:
    from_before = Case.objects.get(pk=case.pk)
    fill(chief, case, now)
    contributing.submit(actor=chief, case_id=case.pk, now=now)
    back = undo_last(actor=chief, case_id=case.pk, now=now)
    assert (back.phase, back.stopped_at, back.due_at) == ("assigned", None, from_before.due_at)
    assert back.holder_agency_id == from_before.holder_agency_id
    contributing.submit(actor=chief, case_id=case.pk, now=now)
    contributing.accept_contribution(actor=desk, case_id=case.pk, now=now)
    for who in (chief, desk):
        with pytest.raises(MoveRefused):
            undo_last(actor=who, case_id=case.pk, now=now)
