"""Khai báo văn bản triển khai: which document answers which, clause by clause; plans owed; figures of targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.lineage import propose
from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.directives.actions.reviewing import locked_directive
from congvu.domain.directives.models import (
    Answering,
    Clause,
    ClauseLink,
    Directive,
    PlanExpected,
    Target,
    TargetResult,
)
from congvu.domain.directives.queries.directives import get_for, visible_to
from congvu.domain.directives.queries.lineage import answering_for, clauses_for, order_of
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.documents.actions import require_not_recalled
from congvu.kernel.documents.queries import get_for as document_for
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org

State = ClauseLink.State


def declare_answer(*, actor: Actor, directive_id: int, above_id: int, now: datetime) -> Answering:
    """Khai báo văn bản triển khai. `directive_id` passes on what `above_id` orders; the matches are proposed.

    Settles the plan its agency owes under the document above. Raises `Invalid` for itself, a circle, or a document
    that is older than the one it answers. Journal: `directive.answer_declared` on both documents.
    """
    with transaction.atomic():
        directive = locked_directive(actor, directive_id)
        above = get_for(actor, above_id)
        require_not_recalled(above.document)
        _check_pair(directive, above)
        answering, created = Answering.objects.get_or_create(
            directive=directive, above=above, defaults={"declared_at": now, "declared_by": actor.signature}
        )
        if not created:
            raise Invalid(_("It is declared already that this document answers that one."), field="above")
        matches = propose(
            [order_of(clause) for clause in clauses_for(above.pk)],
            [order_of(clause) for clause in clauses_for(directive.pk)],
        )
        ClauseLink.objects.bulk_create(
            [ClauseLink(answering=answering, above_id=m.above, below_id=m.below, score=m.score) for m in matches]
        )
        body = {"directive": directive.pk, "above": above.pk, "proposed": len(matches)}
        for stream in (directive.stream, above.stream):
            record(stream=stream, verb="directive.answer_declared", at=now, actor=actor.signature, body=body)
        _settle_plan(answering, actor, now)
    return answering


def _check_pair(directive: Directive, above: Directive) -> None:
    """`Invalid` unless the pair makes sense: two documents, no circle, time runs forward."""
    if directive.pk == above.pk:
        raise Invalid(_("A document does not answer itself."), field="above")
    before, after = above.document.issued_on, directive.document.issued_on
    if before and after and after < before:
        raise Invalid(
            _("This document (%(after)s) is older than the one it would answer (%(before)s).")
            % {"after": f"{after:%d/%m/%Y}", "before": f"{before:%d/%m/%Y}"},
            field="above",
        )
    front, seen = {above.pk}, set()
    while front:
        if directive.pk in front:
            raise Invalid(_("This would close a circle: the other document answers this one."), field="above")
        seen |= front
        front = set(Answering.objects.filter(directive__in=front).values_list("above_id", flat=True)) - seen


def _settle_plan(answering: Answering, actor: Actor, now: datetime) -> None:
    """The plan the issuing agency owed under the document above has come."""
    document = answering.directive.document
    agencies = [pk for pk in (document.issuer_agency_id, answering.directive.owner_agency_id) if pk is not None]
    owed = PlanExpected.objects.filter(
        directive_id=answering.above_id, agency_id__in=agencies, received=None, waived_words=""
    ).first()
    if owed is None:
        return
    owed.received = answering
    owed.save(update_fields=["received"])
    record(
        stream=answering.above.stream, verb="directive.plan_received", at=now, actor=actor.signature,
        body={"agency": owed.agency_id, "directive": answering.directive_id, "due_on": owed.due_on.isoformat()},
    )  # fmt: skip


def retract_answer(*, actor: Actor, answering_id: int, words: str, now: datetime) -> None:
    """Huỷ khai báo. The declaration was a mistake; both journals keep it. Journal: `directive.answer_retracted`."""
    if not words.strip():
        raise Invalid(_("Say why."), field="words")
    with transaction.atomic():
        answering = _pair(actor, answering_id)
        body = {"directive": answering.directive_id, "above": answering.above_id, "words": words.strip()[:300]}
        for stream in (answering.directive.stream, answering.above.stream):
            record(stream=stream, verb="directive.answer_retracted", at=now, actor=actor.signature, body=body)
        answering.delete()


def _pair(actor: Actor, answering_id: int) -> Answering:
    """The pair with its answering directive locked, for somebody who may review that."""
    answering = answering_for(actor, answering_id)
    if answering is None:
        raise NotFound(_("There is no such pair of documents, or it is not open to you."))
    locked_directive(actor, answering.directive_id, settles=True)
    return answering


def decide_links(
    *, actor: Actor, answering_id: int, confirm: Iterable[int] = (), reject: Iterable[int] = (), now: datetime
) -> int:
    """Xác nhận, bác bỏ đề xuất ghép. Stand for proposed matches, or reject them; returns how many were decided.

    Journal: `directive.clauses_linked`.
    """
    wanted = dict.fromkeys(confirm, State.CONFIRMED) | dict.fromkeys(reject, State.REJECTED)
    if not wanted:
        raise Invalid(_("Choose what to confirm or to reject."))
    with transaction.atomic():
        answering = _pair(actor, answering_id)
        links = [link for link in answering.links.filter(pk__in=wanted) if link.state != wanted[link.pk]]
        for link in links:
            link.state, link.decided_at, link.decided_by = wanted[link.pk], now, actor.signature
        ClauseLink.objects.bulk_update(links, ["state", "decided_at", "decided_by"])
        _note(answering, links, actor, now)
    return len(links)


def link_clauses(*, actor: Actor, answering_id: int, above: int, below: Sequence[int], now: datetime) -> None:
    """Ghép nội dung. Say by hand which clauses below take over a clause above. Journal: `directive.clauses_linked`."""
    with transaction.atomic():
        answering = _pair(actor, answering_id)
        uppers = Clause.objects.filter(pk=above, directive_id=answering.above_id).exclude(state=Clause.State.REJECTED)
        lowers = Clause.objects.filter(pk__in=below, directive_id=answering.directive_id)
        if not uppers.exists() or not below or lowers.count() != len(set(below)):
            raise Invalid(_("Choose clauses of these two documents."), field="below")
        links = []
        for clause in lowers:
            link, _made = ClauseLink.objects.get_or_create(answering=answering, above_id=above, below=clause)
            link.state, link.decided_at, link.decided_by = State.CONFIRMED, now, actor.signature
            link.save()
            links.append(link)
        _note(answering, links, actor, now)


def _note(answering: Answering, links: Sequence[ClauseLink], actor: Actor, now: datetime) -> None:
    if links:
        record(
            stream=answering.directive.stream, verb="directive.clauses_linked", at=now, actor=actor.signature,
            body={"above": answering.above_id, "links": [[one.above_id, one.below_id, one.state] for one in links]},
        )  # fmt: skip


def expect_plans(
    *, actor: Actor, directive_id: int, agency_ids: Sequence[int], due_on: date, now: datetime
) -> int:
    """Yêu cầu ban hành kế hoạch triển khai. These units owe an answering document by a day; returns how many are new.

    Documents already declared settle it at once. Raises `Invalid` for a day before the document, or an ended unit.
    Journal: `directive.plans_expected`.
    """
    with transaction.atomic():
        directive = locked_directive(actor, directive_id)
        require(actor, "directives.directive.issue", directive.owner_agency_id)
        if directive.document.issued_on and due_on < directive.document.issued_on:
            raise Invalid(_("A plan cannot be due before the document it answers was issued."), field="due_on")
        alive = {agency.pk for agency in org.agencies_on(localdate(now)) if agency.pk in set(agency_ids)}
        if not agency_ids or alive != set(agency_ids):
            raise Invalid(_("Choose units that exist today."), field="agencies")
        known = set(directive.plans_expected.values_list("agency_id", flat=True))
        new = sorted(alive - known)
        PlanExpected.objects.bulk_create(
            [
                PlanExpected(directive=directive, agency_id=pk, due_on=due_on, asked_at=now, asked_by=actor.signature)
                for pk in new
            ]
        )
        if new:
            record(
                stream=directive.stream, verb="directive.plans_expected", at=now, actor=actor.signature,
                body={"agencies": new, "due_on": due_on.isoformat()},
            )  # fmt: skip
        for answering in directive.answered_by.select_related("directive__document", "above"):
            _settle_plan(answering, actor, now)
    return len(new)


def waive_plan(*, actor: Actor, expected_id: int, words: str, now: datetime) -> PlanExpected:
    """Miễn ban hành kế hoạch. The unit need not issue one, and why. Journal: `directive.plan_waived`."""
    words = words.strip()
    if not words:
        raise Invalid(_("Say why this unit needs no plan."), field="words")
    with transaction.atomic():
        expected = PlanExpected.objects.filter(pk=expected_id, directive__in=visible_to(actor).values("pk")).first()
        if expected is None:
            raise NotFound(_("There is no such plan, or it is not open to you."))
        directive = locked_directive(actor, expected.directive_id, settles=True)
        require(actor, "directives.directive.issue", directive.owner_agency_id)
        if expected.received_id is not None:
            raise MoveRefused(_("The plan of this unit has been received."))
        expected.waived_words = words[:300]
        expected.save(update_fields=["waived_words"])
        record(
            stream=directive.stream, verb="directive.plan_waived", at=now, actor=actor.signature,
            body={"agency": expected.agency_id, "words": expected.waived_words},
        )  # fmt: skip
    return expected


def type_result(
    *, actor: Actor, target_id: int, agency_id: int, value: Decimal, as_of: date, words: str, now: datetime,
    document_id: int | None = None,
) -> TargetResult:  # fmt: skip
    """Báo cáo kết quả chỉ tiêu. A figure typed in with its source in words; earlier figures stay.

    By somebody who acts for the unit, or for the office that keeps the directive. Journal: `target.result_typed`.
    """
    if not words.strip():
        raise Invalid(_("Say where the figure comes from."), field="words")
    if as_of > localdate(now):
        raise Invalid(_("A result cannot be of a later day than today."), field="as_of")
    target = Target.objects.filter(pk=target_id, directive__in=visible_to(actor).values("pk")).first()
    if target is None:
        raise NotFound(_("There is no such target, or it is not open to you."))
    directive = get_for(actor, target.directive_id)
    keeps = actor.may("directives.directive.issue", directive.owner_agency_id)
    if not keeps and not actor.may("casework.case.act", agency_id):
        raise NotAllowed(_("You report results of your own unit only."))
    document = document_for(actor, document_id) if document_id else None
    if document is not None:
        require_not_recalled(document)
    with transaction.atomic():
        result = TargetResult.objects.create(
            target=target, agency_id=agency_id, value=value, as_of=as_of, words=words.strip()[:500], document=document,
            typed_at=now, typed_by=actor.signature,
        )  # fmt: skip
        record(
            stream=directive.stream, verb="target.result_typed", at=now, actor=actor.signature,
            body={"target": target.pk, "agency": agency_id, "value": str(value), "as_of": as_of.isoformat(),
                  "words": result.words},
        )  # fmt: skip
    return result
