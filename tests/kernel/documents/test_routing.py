"""Bút phê: a leader's comment routes an incoming document; secretary and leader both stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext_lazy as _

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.kernel.documents import kinds
from congvu.kernel.documents.actions import (
    Share,
    assign_handler,
    note_progress,
    propose_handling,
    register_document,
    route_document,
)
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models import Document, Opinion
from congvu.kernel.documents.papers import to_docx
from congvu.kernel.documents.queries import get_for, visible_to
from congvu.kernel.documents.queries.followup import follow_up, follow_up_cells, in_state
from congvu.kernel.documents.queries.printing import register_sheet, routing_slip
from congvu.kernel.documents.queries.routing import opinions_on
from congvu.kernel.journal.queries import of_stream
from tests.kernel.accounts.cast import Cast, give
from tests.kernel.documents.conftest import Register


@pytest.fixture
def routed(cast: Cast, register: Register, now: datetime) -> Document:
    """An incoming document that Alice gave to the health department, Bob's own agency coordinating."""
    document = register()
    route_document(
        actor=cast.actor("alice"), document_id=document.pk, words="Giao Sở Y tế chủ trì, báo cáo.",
        lead=Share(agency_id=cast.other_agency.pk, due_on=date(2026, 12, 15)),
        coordinating=(Share(agency_id=cast.agency.pk, due_on=date(2026, 12, 10)),), now=now,
    )
    return Document.objects.get(pk=document.pk)


def test_a_comment_names_one_lead_the_others_and_their_deadlines(routed: Document) -> None:
    opinion = Opinion.objects.get(document=routed)
    named = [(one.part, one.name, one.due_on) for one in opinion.assignments.all()]
    assert named == [("lead", "Sở Y tế", date(2026, 12, 15)), ("coordinate", "Sở Xây dựng", date(2026, 12, 10))]
    assert (routed.transferred_to, routed.transferred_on) == ("Sở Y tế", date(2026, 11, 24))
    assert routed.due_on == date(2026, 12, 15)
    assert [line.verb for line in list(of_stream(f"document/{routed.pk}"))][-1] == "document.routed"


def test_a_secretary_writes_for_the_leader_and_both_names_stand_on_it(
    cast: Cast, register: Register, now: datetime
) -> None:
    give(cast.bob, "clerk_records", cast.agency)
    document = register()
    opinion = route_document(
        actor=cast.actor("bob"), document_id=document.pk, words="Chuyển Sở Y tế.",
        lead=Share(agency_id=cast.other_agency.pk), leader_id=cast.alice.official_id, now=now,
    )
    assert (opinion.whose, opinion.given_by_name) == ("Nguyễn Thị An", "Trần Văn Bình")
    line = list(of_stream(f"document/{document.pk}"))[-1]
    assert (line.actor, line.behalf) == ("Trần Văn Bình (bob)", "Nguyễn Thị An")


def test_who_may_not_route(cast: Cast, register: Register, now: datetime) -> None:
    document = register()
    lead = Share(agency_id=cast.other_agency.pk)
    with pytest.raises(NotAllowed):
        route_document(actor=cast.actor("bob"), document_id=document.pk, words="x", lead=lead, now=now)
    with pytest.raises(NotAllowed):
        route_document(actor=cast.actor("bob"), document_id=document.pk, words="x", lead=lead,
                       leader_id=cast.alice.official_id, now=now)
    with pytest.raises(NotFound):
        route_document(actor=cast.actor("charlie"), document_id=document.pk, words="x", lead=lead, now=now)
    assert not Opinion.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": "  "}, "words"), ({"words": "x" * 2001}, "words"), ({"lead": Share()}, "lead"),
        ({"coordinating": "same"}, "coordinating"), ({"lead": "early"}, "due_on"), ({"turn_into": "none"}, "turn_into"),
    ],
)
def test_bad_comments_are_refused_and_nothing_is_written(
    cast: Cast, register: Register, now: datetime, changes: dict[str, Any], field: str
) -> None:
    document = register()
    there = Share(agency_id=cast.other_agency.pk)
    act: dict[str, Any] = {"words": "Giao", "lead": there} | changes
    if act.get("coordinating") == "same":
        act["coordinating"] = (there,)
    if act["lead"] == "early":
        act["lead"] = replace(there, due_on=date(2026, 1, 1))
    with pytest.raises(Invalid) as refused:
        route_document(actor=cast.actor("alice"), document_id=document.pk, now=now, **act)
    assert refused.value.field == field
    assert not Opinion.objects.exists()


def test_only_incoming_documents_are_routed(cast: Cast, register: Register, now: datetime) -> None:
    document = register(direction="outgoing", kind="bao_cao", code="", notation="BC-SXD")
    with pytest.raises(Invalid):
        route_document(actor=cast.actor("alice"), document_id=document.pk, words="x",
                       lead=Share(agency_id=cast.other_agency.pk), now=now)


def test_the_unit_it_went_to_may_read_it_and_nobody_else(cast: Cast, routed: Document) -> None:
    assert get_for(cast.actor("charlie"), routed.pk).pk == routed.pk
    Document.objects.filter(pk=routed.pk).update(confidentiality="restricted")
    assert not visible_to(cast.actor("charlie")).filter(pk=routed.pk).exists()


def test_person_proposal_and_progress_follow(cast: Cast, routed: Document, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        assign_handler(actor=cast.actor("charlie"), document_id=routed.pk,
                       official_id=int(cast.charlie.official_id or 0), now=now)
    assign_handler(actor=cast.actor("alice"), document_id=routed.pk, due_on=date(2026, 12, 5),
                   official_id=int(cast.charlie.official_id or 0), now=now)
    propose_handling(actor=cast.actor("charlie"), document_id=routed.pk, words="Đề xuất họp liên ngành.", now=now)
    note_progress(actor=cast.actor("charlie"), document_id=routed.pk, progress="", handled_on=date(2026, 11, 24),
                  now=now)
    found = Document.objects.get(pk=routed.pk)
    assert (found.progress, found.handled_on) == ("Đề xuất họp liên ngành.", date(2026, 11, 24))
    with pytest.raises(Invalid):
        note_progress(actor=cast.actor("charlie"), document_id=routed.pk, progress="x",
                      handled_on=date(2027, 1, 1), now=now)
    assert [opinion.stage for opinion in opinions_on(routed.pk)] == ["leader", "unit", "handler"]


def test_the_follow_up_register_has_its_seven_columns(cast: Cast, routed: Document, now: datetime) -> None:
    reply = register_document(
        actor=cast.actor("alice"), agency_id=cast.agency.pk, direction="outgoing", notation="BC-SXD",
        entry=Entry(kind="bao_cao", subject="Trả lời", issued_on=date(2026, 11, 24)), answers_id=routed.pk, now=now,
    )
    found = follow_up(cast.actor("alice")).get(pk=routed.pk)
    cells = follow_up_cells(found)
    assert cells[1].startswith("Chỉ thị 12/CT-UBND ngày 20/11/2026 – Ủy ban nhân dân tỉnh Lam Giang: Về việc")
    assert (cells[0], *cells[2:]) == (
        "1", "Sở Y tế; Sở Xây dựng", "15/12/2026", "", reply.code, "",
    )
    rows = follow_up(cast.actor("alice"))
    assert in_state(rows, "done", date(2026, 11, 24)).count() == 1
    assert in_state(rows, "open", date(2026, 11, 24)).count() == 0
    sheet = register_sheet("follow-up", [found], agency=cast.agency, period="Năm 2026", on=date(2026, 11, 24))
    assert len(sheet.header) == len(sheet.rows[0]) == 7


def test_late_is_open_past_its_deadline(cast: Cast, routed: Document) -> None:
    rows = follow_up(cast.actor("alice"))
    assert in_state(rows, "late", date(2026, 12, 15)).count() == 0
    assert in_state(rows, "late", date(2026, 12, 16)).count() == 1


def test_the_slip_says_who_decided_what_and_leaves_lines_for_the_rest(cast: Cast, routed: Document) -> None:
    found = get_for(cast.actor("alice"), routed.pk)
    paper = routing_slip(found, opinions_on(routed.pk))
    text = " ".join(str(getattr(block, "text", "")) for block in paper.body)
    assert "Giao Sở Y tế chủ trì, báo cáo." in text
    assert "Chủ trì: Sở Y tế, thời hạn: 15/12/2026." in text
    assert "Ý kiến đề xuất của người giải quyết:" in text
    assert to_docx(paper).startswith(b"PK")


@pytest.fixture
def plug() -> Iterator[list[kinds.Routed]]:
    """A line of work that makes one case of each routing."""
    seen: list[kinds.Routed] = []

    def turn(*, routed: kinds.Routed, **_given: Any) -> list[str]:
        if "mật" in routed.words:
            raise Invalid("no")
        seen.append(routed)
        return ["NV-1"]

    kinds.register(kinds.Router("probe", _("Tasks"), "documents.document.route", turn))
    yield seen
    kinds.unregister("probe")


def test_a_line_of_work_turns_the_comment_into_cases(
    cast: Cast, register: Register, now: datetime, plug: list[kinds.Routed]
) -> None:
    document = register()
    lead = Share(agency_id=cast.other_agency.pk)
    opinion = route_document(actor=cast.actor("alice"), document_id=document.pk, words="Giao", lead=lead,
                             turn_into="probe", now=now)
    assert (opinion.turned_into, opinion.references) == ("probe", ["NV-1"])
    assert (plug[0].lead.name, plug[0].document_id) == ("Sở Y tế", document.pk)
    with pytest.raises(Invalid):
        route_document(actor=cast.actor("alice"), document_id=document.pk, words="mật", lead=lead, turn_into="probe",
                       now=now)
    assert Opinion.objects.count() == 1


def test_the_page_shows_the_slip_and_takes_the_comment(cast: Cast, client: Client, register: Register) -> None:
    document = register()
    alice = cast.sign_in(client, "alice")
    page = alice.get(f"/documents/{document.pk}/").content.decode()
    assert "Phiếu giải quyết văn bản đến" in page
    answer = alice.post(f"/documents/{document.pk}/route/", {"words": "", "lead": ""})
    assert answer.status_code == 422
    answer = alice.post(f"/documents/{document.pk}/route/", {"words": "Giao Sở Y tế", "lead": cast.other_agency.pk,
                                                            "lead_due_on": "15/12/2026"})
    assert answer.status_code == 302
    assert "Giao Sở Y tế" in alice.get(f"/documents/{document.pk}/").content.decode()
    assert alice.get(f"/documents/{document.pk}/slip/?format=docx").content.startswith(b"PK")
    follow = alice.get("/documents/follow-up/").content.decode()
    assert "15/12/2026" in follow
    assert cast.sign_in(client, "bob").post(f"/documents/{document.pk}/route/", {}).status_code == 403
