"""What the sender of a received document may be told next: proposed from routing and cases, sent by a person only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.face.connectors import actions
from congvu.face.connectors.models import Exchange, ExchangeStatus
from congvu.face.connectors.queries import proposal_for
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.actions import accept as accept_case
from congvu.kernel.casework.models import Case
from congvu.kernel.documents.actions import Share, note_progress, register_document, route_document
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models import Opinion
from tests.face.connectors.conftest import Axis
from tests.face.connectors.test_actions import bring
from tests.kernel.accounts.cast import Cast


@pytest.fixture
def accepted(axis: Axis, now: datetime) -> Exchange:
    (found,) = bring(axis, now)
    actions.accept(actor=axis.clerk, exchange_id=found.pk, kind="cong_van", now=now)
    found.refresh_from_db()
    return found


def route(axis: Axis, cast: Cast, found: Exchange, now: datetime, turn_into: str = "") -> Opinion:
    """The head's comment: the health department leads; as a task if asked."""
    may = ("documents.document.route", "directives.directive.issue", "casework.case.read")
    leader = replace(axis.clerk, grants={**axis.clerk.grants, **dict.fromkeys(may)})
    assert found.document_id is not None
    return route_document(
        actor=leader, document_id=found.document_id, words="Giao Sở Y tế chủ trì.", turn_into=turn_into, now=now,
        lead=Share(agency_id=cast.other_agency.pk, due_on=date(2026, 12, 4)),
    )  # fmt: skip


def proposed(actor: Actor, found: Exchange) -> tuple[str, str] | None:
    proposal = proposal_for(actor, Exchange.objects.select_related("document").get(pk=found.pk))
    return (proposal.code, proposal.words) if proposal else None


def test_nothing_is_proposed_before_it_was_routed_and_then_who_leads(
    axis: Axis, cast: Cast, accepted: Exchange, now: datetime
) -> None:
    assert proposed(axis.clerk, accepted) is None
    route(axis, cast, accepted, now)
    assert proposed(axis.clerk, accepted) == ("04", "Đã giao Sở Y tế chủ trì giải quyết.")
    assert not ExchangeStatus.objects.filter(exchange=accepted, code="04").exists(), "nothing is sent by itself"


def test_progress_and_the_end_of_handling_follow_and_are_told_once(
    axis: Axis, cast: Cast, accepted: Exchange, now: datetime
) -> None:
    route(axis, cast, accepted, now)
    document = accepted.document_id
    assert document is not None
    note_progress(actor=axis.clerk, document_id=document, progress="Đang tổng hợp", now=now)
    assert proposed(axis.clerk, accepted) == ("05", "")
    actions.report(actor=axis.clerk, exchange_id=accepted.pk, code="05", words="", now=now)
    assert proposed(axis.clerk, accepted) is None
    note_progress(actor=axis.clerk, document_id=document, progress="", handled_on=now.date(), now=now)
    assert proposed(axis.clerk, accepted) == ("06", "")


def test_the_answer_is_named(axis: Axis, cast: Cast, accepted: Exchange, now: datetime) -> None:
    answer = register_document(
        actor=axis.clerk, agency_id=cast.agency.pk, direction="outgoing", notation="SXD-VP", now=now,
        entry=Entry(kind="cong_van", subject="Trả lời", issued_on=date(2026, 11, 23), issuer="Sở Xây dựng"),
    )  # fmt: skip
    answer.answers_id = accepted.document_id
    answer.save(update_fields=["answers"])
    assert proposed(axis.clerk, accepted) == ("06", f"Đã trả lời bằng văn bản số {answer.code}.")


def test_its_cases_say_how_far_it_is(axis: Axis, cast: Cast, accepted: Exchange, now: datetime) -> None:
    (code,) = route(axis, cast, accepted, now, "directives").references
    clerk = replace(axis.clerk, grants={**axis.clerk.grants, "casework.case.read": None})
    assert (proposed(clerk, accepted) or "")[0] == "04"
    case = Case.objects.get(code=code)
    accept_case(actor=Actor.system(), case_id=case.pk, official_id=None, now=now)
    assert proposed(clerk, accepted) == ("05", "")
    case.refresh_from_db()
    ended = {"phase": "completed", "closed_at": now, "outcome": "completed", "stopped_at": now}
    commit([Change(case, "task.verified", dict(ended))], actor=Actor.system(), now=now)
    assert proposed(clerk, accepted) == ("06", "")
    stranger = replace(clerk, grants={k: v for k, v in clerk.grants.items() if k != "casework.case.read"},
                       agency_ids=frozenset())
    assert (proposed(stranger, accepted) or "")[0] == "04", "a case one may not see says nothing"


def test_one_click_on_the_page_tells_the_sender(
    axis: Axis, cast: Cast, accepted: Exchange, now: datetime, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)
    route(axis, cast, accepted, now)
    alice = cast.sign_in(client, "alice")
    page = alice.get(reverse("connectors:exchange", args=[accepted.pk])).content.decode()
    assert 'name="code" value="04"' in page
    assert "Đã giao Sở Y tế chủ trì giải quyết." in page
    said = {"code": "04", "words": "Đã giao Sở Y tế chủ trì giải quyết."}
    page = alice.post(reverse("connectors:act", args=[accepted.pk, "report"]), said, follow=True).content.decode()
    assert 'name="code" value="04"' not in page
    assert ExchangeStatus.objects.get(exchange=accepted, code="04").description == said["words"]
