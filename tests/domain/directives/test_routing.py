"""Bút phê: what a leader wrote on an incoming document becomes a task, in one transaction with the routing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from congvu.core.refusals import MoveRefused, NotAllowed, Refusal
from congvu.domain.directives.actions.ending import end_directive
from congvu.domain.directives.actions.registering import register_directive
from congvu.domain.directives.models import Assignee, Clause, Directive, Task
from congvu.domain.directives.queries.panels import task_panel
from congvu.kernel.casework.actions.custody import accept
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.documents.actions import Share, register_document, route_document
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models import Document, Opinion
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from congvu.kernel.org.models import Appointment, Official, Post
from tests.kernel.casework.office import Office, pk_of

WORDS = "Giao Sở Nội vụ chủ trì, phối hợp Sở Tài chính tham mưu trả lời."
ROUTE, ROUTE_FOR = "documents.document.route", "documents.document.route_for"


@pytest.fixture
def office(office: Office) -> Office:
    """The small office, whose second desk is the leader and whose desk may write down a comment for him."""
    desk, leader = office.desk, office.second_desk
    office.desk = replace(desk, grants={**desk.grants, ROUTE_FOR: None})
    office.second_desk = replace(leader, grants={**leader.grants, ROUTE: None})
    Post.objects.filter(
        pk__in=Appointment.objects.filter(official_id=pk_of(leader)).values("post_id")
    ).update(is_head=True)
    return office


@pytest.fixture
def document(office: Office) -> Document:
    return register_document(
        actor=office.desk, agency_id=office.vpubnd.pk, direction="incoming", now=office.now,
        arrived_on=office.now.date(), entry=Entry(
            kind="cong_van", code="512/BNV-TCBC", issued_on=date(2026, 11, 18), issuer="Bộ Nội vụ",
            subject="Báo cáo biên chế",
        ),
    )  # fmt: skip


def route(office: Office, document: Document, **more: object) -> Opinion:
    said = {
        "actor": office.desk, "leader_id": pk_of(office.second_desk), "words": WORDS,
        "lead": Share(agency_id=office.snv.pk, due_on=date(2026, 12, 15)),
        "coordinating": (Share(agency_id=office.stc.pk, due_on=date(2026, 12, 10)),), "turn_into": "directives",
    } | more  # fmt: skip
    return route_document(document_id=document.pk, now=office.now, **said)  # type: ignore[arg-type]


def due_days(cases: list[Case]) -> list[date | None]:
    return [case.due_at.date() if case.due_at else None for case in cases]


def cases_of(opinion: Opinion) -> list[Case]:
    return [Case.objects.get(code=code) for code in opinion.references]


def test_a_comment_becomes_a_task_of_the_lead_with_a_part_for_each_coordinating_unit(
    office: Office, document: Document
) -> None:
    lead, part = cases_of(route(office, document))
    assert (lead.accountable_agency_id, lead.issuing_agency_id, lead.title) == (
        office.snv.pk, office.vpubnd.pk, WORDS)
    assert (part.parent_id, part.accountable_agency_id, part.issuing_agency_id) == (
        lead.pk, office.stc.pk, office.snv.pk)
    assert due_days([lead, part]) == [date(2026, 12, 15), date(2026, 12, 10)]
    assert (lead.transfer_agency_id, part.transfer_agency_id) == (office.snv.pk, office.stc.pk)
    assert list(Task.objects.order_by("pk").values_list("part", flat=True)) == ["lead", "coordination"]
    taken = accept(actor=office.chief, case_id=lead.pk, now=office.now + timedelta(minutes=5))
    assert taken.holder_agency_id == office.snv.pk
    findings = verify_journal(None)
    verify_cases(findings)
    assert not findings.problems, findings.problems


def test_secretary_and_leader_stand_on_every_journal_the_routing_wrote(office: Office, document: Document) -> None:
    opinion = route(office, document)
    directive = Directive.objects.get(document=document)
    leader = Official.objects.get(pk=pk_of(office.second_desk)).full_name
    streams = [f"document/{document.pk}", directive.stream, *(case.stream for case in cases_of(opinion))]
    for stream in streams:
        line = Line.objects.filter(stream=stream).order_by("-seq")[0]
        assert (line.actor, line.behalf) == (office.desk.signature, leader), stream
    assert opinion.turned_into == "directives"
    assert all(code in (Line.objects.filter(stream=streams[0]).order_by("-seq")[0].text or "")
               for code in opinion.references)


def test_the_case_names_whose_comment_it_is_and_its_document(office: Office, document: Document) -> None:
    lead, part = cases_of(route(office, document))
    leader = Official.objects.get(pk=pk_of(office.second_desk)).full_name
    for case in (lead, part):
        shown = task_panel(office.chief, case)
        assert (shown["routed"]["leader"], shown["routed"]["written_by"]) == (leader, office.desk.name)
        assert shown["task"].directive.document_id == document.pk
    own = cases_of(route(office, document, actor=office.second_desk, leader_id=None, words="Khẩn trương."))[0]
    assert task_panel(office.chief, own)["routed"]["written_by"] == ""


def test_a_further_comment_adds_its_clause_and_leaves_the_earlier_ones(office: Office, document: Document) -> None:
    route(office, document)
    route(office, document, words="Bổ sung số liệu quý IV.", coordinating=())
    directive = Directive.objects.get(document=document)
    clauses = list(Clause.objects.filter(directive=directive).order_by("start"))
    assert [directive.text[one.start : one.end] for one in clauses] == [WORDS, "Bổ sung số liệu quý IV."]
    assert Task.objects.filter(directive=directive).count() == 3


def test_without_deadlines_the_work_is_looked_at_again_and_parts_follow_the_lead(
    office: Office, document: Document
) -> None:
    lead, part = cases_of(route(office, document, coordinating=(Share(agency_id=office.stc.pk),)))
    assert due_days([lead, part]) == [date(2026, 12, 15)] * 2
    (undated,) = cases_of(route(office, document, lead=Share(agency_id=office.snv.pk), coordinating=(), words="Xem."))
    assert undated.due_at is None
    assert undated.due_basis["review_at"]


def test_a_person_is_asked_himself_or_has_it_at_once_in_the_agency_that_routes(
    office: Office, document: Document
) -> None:
    own = route(office, document, lead=Share(official_id=pk_of(office.second_desk)), coordinating=(), words="Tham mưu.")
    (case,) = cases_of(own)
    assert (case.phase, case.holder_official_id) == ("in_progress", pk_of(office.second_desk))
    an = Share(official_id=pk_of(office.an))
    (other,) = cases_of(route(office, document, lead=an, coordinating=(), words="Làm."))
    assert (other.accountable_agency_id, other.transfer_official_id) == (office.snv.pk, pk_of(office.an))
    assert accept(actor=office.an, case_id=other.pk, now=office.now).holder_official_id == pk_of(office.an)


@pytest.mark.parametrize("which", ["restricted", "sealed", "past", "directive", "unknown person"])
def test_what_is_refused_leaves_the_document_unrouted(office: Office, document: Document, which: str) -> None:
    more: dict[str, object] = {}
    if which in ("restricted", "sealed"):
        Document.objects.filter(pk=document.pk).update(confidentiality=which)
        office.desk = replace(office.desk, grants={**office.desk.grants, "documents.document.read_restricted": None})
    elif which == "past":
        Document.objects.filter(pk=document.pk).update(arrived_on=date(2026, 11, 1))
        more["lead"] = Share(agency_id=office.snv.pk, due_on=date(2026, 11, 2))
    elif which == "directive":
        document = register_directive(
            actor=office.desk, agency_id=office.vpubnd.pk, file=None, now=office.now,
            text="1. Sở Nội vụ báo cáo trước ngày 15/12/2026.", arrived_on=office.now.date(), entry=Entry(
                kind="cong_van", code="9/UBND", issued_on=date(2026, 11, 2), issuer="UBND", subject="Báo cáo"),
        ).document
    else:
        Appointment.objects.filter(official_id=pk_of(office.an)).update(to_on=date(2026, 6, 1))
        more["lead"] = Share(official_id=pk_of(office.an))
    with pytest.raises(Refusal):
        route(office, document, **more)
    assert not Opinion.objects.exists()
    assert not Case.objects.exists()
    assert not Line.objects.filter(verb__in=["document.routed", "directive.routed", "case.registered"]).exists()


def test_only_who_issues_tasks_there_may_turn_a_comment_into_them(office: Office, document: Document) -> None:
    grants = {**office.desk.grants, "directives.directive.issue": frozenset({office.snv.pk})}
    with pytest.raises(NotAllowed):
        route(office, document, actor=replace(office.desk, grants=grants))
    assert not Opinion.objects.exists()
    plain = route(office, document, actor=replace(office.desk, grants=grants), turn_into="")
    assert (plain.turned_into, plain.references) == ("", [])


def test_nothing_is_issued_under_what_has_ended(office: Office, document: Document) -> None:
    route(office, document)
    directive = Directive.objects.get(document=document)
    end_directive(actor=office.desk, directive_id=directive.pk, ground="withdrawal.no_longer_needed", now=office.now)
    with pytest.raises(MoveRefused):
        route(office, document, words="Làm tiếp.")


def test_the_units_on_a_comment_are_kept_as_its_assignees(office: Office, document: Document) -> None:
    route(office, document)
    rows = Assignee.objects.order_by("position").values_list("role", "surface", "agency_id")
    assert list(rows) == [("lead", "Sở Nội vụ", office.snv.pk), ("coordinator", "Sở Tài chính", office.stc.pk)]
