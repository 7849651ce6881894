"""Posting sheets: what a desk must post, what hangs there, and the paper itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from django.test import Client
from pypdf import PdfReader

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.domain.procedures import papers
from congvu.domain.procedures.actions import drafting, posting
from congvu.domain.procedures.models import PostedSheet, Version
from congvu.domain.procedures.queries import posting as queries
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.papers import to_docx, to_pdf
from congvu.kernel.journal import queries as journal
from congvu.kernel.org.models import Agency
from tests.domain.procedures.conftest import Desk
from tests.domain.procedures.places import places
from tests.kernel.accounts.cast import give, make_account

__all__ = ["places"]

TODAY = date(2026, 11, 24)


@pytest.fixture
def clerk(desk: Desk) -> Actor:
    return replace(desk.announcer, grants={**desk.announcer.grants, queries.POST: None})


def in_force(desk: Desk, settled_at: str = "commune", *, boundary_free: bool = False) -> Version:
    desk.complete()
    Version.objects.filter(pk=desk.version.pk).update(settled_at=settled_at, boundary_free=boundary_free)
    return desk.announce()


def newer(desk: Desk, on: date) -> Version:
    version = drafting.begin_version(
        actor=desk.drafter, procedure_id=desk.version.procedure_id, now=desk.office.now
    )
    return desk.announce(on, version, decision="QĐ 99")


def states(desk: Agency) -> list[str]:
    return [row.state for row in queries.postings_at(desk, TODAY)]


@pytest.mark.parametrize(
    ("settled_at", "boundary_free", "commune", "centre"),
    [
        ("commune", False, True, False), ("province", False, False, True), ("both", False, True, True),
        ("centre", False, False, True), ("commune", True, True, True), ("province", True, True, True),
    ],
)  # fmt: skip
def test_a_desk_posts_what_it_receives(
    desk: Desk, places: dict[str, Agency], settled_at: str, boundary_free: bool, commune: bool, centre: bool
) -> None:
    in_force(desk, settled_at, boundary_free=boundary_free)
    assert bool(queries.postings_at(places["an-desk"], TODAY)) is commune
    assert bool(queries.postings_at(places["centre"], TODAY)) is centre


def test_a_sheet_is_missing_posted_then_outdated_by_a_new_version(
    desk: Desk, places: dict[str, Agency], clerk: Actor
) -> None:
    first = in_force(desk)
    wall = places["an-desk"]
    assert states(wall) == ["missing"]
    note: dict[str, Any] = {"actor": clerk, "desk_id": wall.pk, "on": TODAY, "now": desk.office.now}
    posting.note_posted(version_ids=[first.pk], by="Chuyên viên Một cửa", **note)
    assert states(wall) == ["posted"]
    (row,) = queries.postings_at(wall, TODAY)
    assert (row.posted_by, row.posted_on, row.posted_number) == ("Chuyên viên Một cửa", TODAY, 1)
    second = newer(desk, date(2026, 11, 20))
    assert states(wall) == ["outdated"]
    posting.note_posted(version_ids=[second.pk], **note)
    assert states(wall) == ["posted"]
    assert [line.verb for line in journal.of_stream(f"posting/{wall.code}")] == ["sheet.posted"] * 2


def test_what_is_not_in_force_any_more_is_to_be_taken_down(
    desk: Desk, places: dict[str, Agency], clerk: Actor
) -> None:
    version = in_force(desk)
    wall = places["an-desk"]
    on: dict[str, Any] = {"actor": clerk, "desk_id": wall.pk, "on": TODAY, "now": desk.office.now}
    posting.note_posted(version_ids=[version.pk], **on)
    Version.objects.filter(pk=version.pk).update(to_on=date(2026, 11, 1))
    assert states(wall) == ["surplus"]
    posting.take_down(procedure_id=version.procedure_id, **on)
    assert states(wall) == []
    with pytest.raises(NotFound):
        posting.take_down(procedure_id=version.procedure_id, **on)


def test_the_desks_are_counted(desk: Desk, places: dict[str, Agency], clerk: Actor) -> None:
    version = in_force(desk, "both")
    posting.note_posted(
        actor=clerk, desk_id=places["an-desk"].pk, version_ids=[version.pk], on=TODAY, now=desk.office.now
    )
    counts = {row.pk: (row.required, row.posted, row.outdated, row.missing, row.state)
              for row in queries.desks_for(clerk, TODAY)}  # fmt: skip
    assert counts == {
        places["an-desk"].pk: (1, 1, 0, 0, "complete"),
        places["binh-desk"].pk: (1, 0, 0, 1, "incomplete"),
        places["centre"].pk: (1, 0, 0, 1, "incomplete"),
    }


def test_a_desk_s_own_list_differs_with_a_reason(desk: Desk, places: dict[str, Agency], clerk: Actor) -> None:
    version = in_force(desk)
    wall = places["an-desk"]
    choose: dict[str, Any] = {
        "actor": clerk, "desk_id": wall.pk, "procedure_id": version.procedure_id, "now": desk.office.now,
    }  # fmt: skip
    with pytest.raises(Invalid):
        posting.choose_posting(posts=False, reason=" ", **choose)
    posting.choose_posting(posts=False, reason="Không phát sinh", **choose)
    assert states(wall) == []
    posting.follow_rule(**choose)
    assert states(wall) == ["missing"]


def test_only_the_desk_s_people_note_what_hangs_there(desk: Desk, places: dict[str, Agency], clerk: Actor) -> None:
    version = in_force(desk)
    given: dict[str, Any] = {"desk_id": places["an-desk"].pk, "version_ids": [version.pk], "now": desk.office.now}
    with pytest.raises(NotAllowed):
        posting.note_posted(actor=desk.drafter, on=TODAY, **given)
    for wrong in (date(2026, 11, 25), date(2026, 1, 1)):  # tomorrow, and before it was announced
        with pytest.raises(Invalid):
            posting.note_posted(actor=clerk, on=wrong, **given)
    with pytest.raises(Invalid):
        posting.note_posted(actor=clerk, on=TODAY, **{**given, "version_ids": [0]})
    with pytest.raises(NotFound):
        posting.note_posted(actor=clerk, on=TODAY, **{**given, "desk_id": desk.office.snv.pk})
    assert not PostedSheet.objects.exists()


def test_the_sheet_says_what_the_version_says(desk: Desk, places: dict[str, Agency]) -> None:
    version = in_force(desk)
    (found,) = queries.versions_to_print([version.pk])
    paper = papers.sheet_of(queries.sheet_facts(found, places["an-desk"], TODAY))
    text = " ".join(PdfReader(BytesIO(to_pdf(paper))).pages[0].extract_text().split())
    for words in ("NIÊM YẾT THỦ TỤC HÀNH CHÍNH", "2.000908", "03 ngày làm việc", "Đơn đề nghị", "Phiên bản 1",
                  "05/01/2026", "24/11/2026", "Không thu phí"):  # fmt: skip
        assert words.lower() in text.lower(), words
    written = docx.Document(BytesIO(to_docx(paper)))
    assert any("Trình tự thực hiện" in one.text for one in written.paragraphs)
    assert papers.one_pdf([paper, paper]).startswith(b"%PDF")
    assert len(PdfReader(BytesIO(papers.one_pdf([paper, paper]))).pages) >= 2


def test_the_sheet_names_where_people_are_helped_to_file(desk: Desk, places: dict[str, Agency]) -> None:
    version = in_force(desk)

    def said() -> list[str]:
        (found,) = queries.versions_to_print([version.pk])
        paper = papers.sheet_of(queries.sheet_facts(found, places["an-desk"], TODAY))
        return [one.text for one in docx.Document(BytesIO(to_docx(paper))).paragraphs]

    assert not any("Nơi hỗ trợ" in one for one in said())
    Version.objects.filter(pk=version.pk).update(support="Bưu cục xã\nNhà văn hóa thôn")
    assert any("Nơi hỗ trợ nộp hồ sơ" in one for one in said())
    assert any("Nhà văn hóa thôn" in one for one in said())


def test_the_code_leads_to_the_public_page(settings: object) -> None:
    settings.CONGVU_URL = "https://vi.example"  # type: ignore[attr-defined]  # pytest-django's settings
    assert queries.public_address("1.001193").startswith("https://vi.example/")
    assert "1.001193" in queries.public_address("1.001193")


def test_the_walls_are_kept_on_screen(desk: Desk, places: dict[str, Agency], client: Client) -> None:
    version = in_force(desk)
    account = make_account("mc")
    give(account, "official", places["an-desk"])
    client.force_login(account)
    wall = f"/procedures/desks/{places['an-desk'].pk}/"
    assert "xã An Khánh" in client.get("/procedures/desks/").content.decode()
    exported = b"".join(client.get("/procedures/desks/?export=csv").streaming_content)  # type: ignore[attr-defined]
    assert "xã Bình Minh" in exported.decode()
    page = client.get(wall).content.decode()
    assert "Cấp bản sao" in page
    assert client.get(f"{wall}sheets.pdf")["Content-Type"] == "application/pdf"
    assert client.get(f"/procedures/versions/{version.pk}/sheet.docx?desk={places['an-desk'].pk}").status_code == 200
    assert client.get(f"/procedures/versions/{version.pk}/sheet.odt").status_code == 422
    posted = {"version": [version.pk], "on": "20/11/2026", "by": "", "do": "note"}
    assert client.post(f"{wall}note/", posted).status_code == 302
    assert client.post(f"{wall}note/", {**posted, "on": "hôm qua"}).status_code == 422
    assert client.post(f"{wall}note/", {**posted, "do": "print"})["Location"].endswith(f"?v={version.pk}")
    assert client.get(f"{wall}sheets.pdf").status_code == 302  # nothing is missing now
    assert client.get(f"{wall}?state=posted").content.decode().count("Cấp bản sao") >= 1
    other = f"/procedures/desks/{places['binh-desk'].pk}/"
    assert client.post(f"{other}note/", posted).status_code == 403
    own = {"posts": "0", "code": "2.000908", "reason": "Không phát sinh"}
    assert client.post(f"{wall}own/", {**own, "code": "?"}).status_code == 422
    assert client.post(f"{wall}own/", own).status_code == 302
    assert client.get("/procedures/desks/999/").status_code == 404


def test_the_list_of_desks_costs_the_same_with_more_desks(
    desk: Desk, places: dict[str, Agency], clerk: Actor, django_assert_max_num_queries: object
) -> None:
    in_force(desk, "both")
    queries.desks_for(clerk, TODAY)
    with django_assert_max_num_queries(3):  # type: ignore[operator]  # pytest-django's
        queries.desks_for(clerk, TODAY)
