"""Báo cáo kết quả, thông báo kết luận, công khai: each with its number, by who must; what the unit owes begins here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import one_line
from congvu.domain.inspections.actions.after_steps import At, start
from congvu.domain.inspections.actions.remedies import Asked, assign
from congvu.domain.inspections.actions.timing import CONCLUDE, next_step
from congvu.domain.inspections.models import Conclusion, FindingState, MemberRole, Recommendation, Resample, Visit
from congvu.domain.inspections.policy.after import REPORTED, SIGN, SIGNED
from congvu.domain.inspections.policy.months import months_after
from congvu.domain.inspections.policy.privacy import traces
from congvu.domain.inspections.policy.visits import CLOSED, CONCLUDED
from congvu.domain.inspections.queries import teams
from congvu.domain.inspections.queries.conclusions import names_in, signer_id
from congvu.domain.inspections.queries.findings import open_findings
from congvu.domain.inspections.queries.on_site import require_member
from congvu.domain.inspections.queries.rechecks import RECHECK_WITHIN, has_grave
from congvu.domain.inspections.queries.scores import points_off
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import ClockDraft
from congvu.kernel.casework.actions.steps import needed_words
from congvu.kernel.casework.models import Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules


@transaction.atomic
def report_result(
    *, actor: Actor, visit_id: int, number: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Conclusion:  # fmt: skip
    """Báo cáo kết quả kiểm tra. By the head of the team, once every finding was told. Journal: `visit.reported`."""
    at = start(actor, visit_id, now, (SIGNED,), expected_seq, behalf)
    if require_member(at.who, at.visit, at.on).role != MemberRole.HEAD:
        raise NotAllowed(_("The head of the team reports the result."))
    if at.visit.supplement_at is not None:
        raise MoveRefused(_("A supplement to the minutes is open."), hint=_("Make it and have it signed first."))
    drafts = at.visit.findings.filter(state=FindingState.DRAFT)
    if drafts.exists():
        raise MoveRefused(
            _("Findings not told yet: %(list)s.") % {"list": ", ".join(str(one.number) for one in drafts)},
            hint=_("Give notice of them, confirm the praise, or drop what does not stand."),
        )
    kept = _number(number)
    conclusion, _made = Conclusion.objects.get_or_create(visit=at.visit)
    conclusion.report_number, conclusion.reported_at, conclusion.reported_by = kept, now, actor.signature
    conclusion.save()
    values, clock = next_step(at.case, CONCLUDE, now)
    at.write("visit.reported", {"phase": REPORTED, **values, **_signer(at)}, clock, number=kept)
    return conclusion


def _signer(at: At) -> dict[str, Any]:
    """Who holds the visit while its conclusion is owed: who ordered it, where he still serves."""
    signer = signer_id(at.visit)
    post = next(iter(org.appointments_of(signer, at.on)), None) if signer is not None else None
    return {} if post is None else {"holder_official_id": signer, "holder_agency_id": post.post.agency_id}


def _number(number: str) -> str:
    kept = one_line(number)[:60]
    if not kept:
        raise Invalid(_("Give the number and symbol of the paper."), field="number")
    return kept


@transaction.atomic
def conclude(
    *, actor: Actor, visit_id: int, number: str, words: str, remedies: Sequence[Asked] = (), now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Conclusion:  # fmt: skip
    """Ký thông báo kết luận. By who ordered the visit; refused while a finding is neither final nor dropped.

    Remedies are assigned with it, their time begins now; samples of its effect fall due later. Journal:
    `visit.concluded`.
    """
    at = start(actor, visit_id, now, (), expected_seq, behalf)
    _may_sign(at)
    conclusion = Conclusion.objects.select_for_update(no_key=True).filter(visit=at.visit).first()
    if conclusion is not None and conclusion.concluded_at is not None:
        raise MoveRefused(
            _("This visit was concluded already: %(number)s.") % {"number": conclusion.number},
            hint=_("A conclusion that was signed does not change; what is new needs a new visit."),
        )
    if conclusion is None or at.case.phase != REPORTED:
        raise MoveRefused(_("The result has not been reported yet."), hint=_("The head of the team reports it first."))
    waiting = open_findings(at.visit)
    if waiting:
        raise MoveRefused(
            _("Findings neither final nor dropped: %(list)s.")
            % {"list": ", ".join(str(one.number) for one in waiting)},
            hint=_("Nothing is concluded before the answers came, or their time passed, and were considered."),
        )
    kept = _number(number)
    same = Conclusion.objects.filter(number=kept, visit__case__issuing_agency_id=at.case.issuing_agency_id)
    if same.exclude(pk=conclusion.pk).exists():
        raise Invalid(_("Another conclusion of this agency bears this number."), field="number")
    conclusion.number, conclusion.concluded_at, conclusion.concluded_by = kept, now, actor.signature
    conclusion.words = needed_words(words, "words", _("Write what is concluded."))
    conclusion.points = points_off(at.visit, at.on)
    conclusion.save()
    looked_at = due_after(at.case, "inspections.remedy_within", now, agency_id=at.case.issuing_agency_id)
    if not remedies and has_grave(at.visit):
        looked_at = due_after(at.case, RECHECK_WITHIN, now, agency_id=at.case.issuing_agency_id)
    head = teams.head_of(at.visit.team, at.on) if at.visit.team is not None else None
    holder = head.official_id if head is not None else at.case.holder_official_id
    values = {"phase": CONCLUDED, "stopped_at": now, "whose_clock": Whose.HIGHER, "next_event_at": looked_at,
              "holder_official_id": holder, "holder_agency_id": at.case.issuing_agency_id}  # fmt: skip
    at.write("visit.concluded", values, (ClockDraft("pause", now, Whose.HIGHER),), number=kept,
             points=str(conclusion.points))  # fmt: skip
    for asked in remedies:
        assign(at, conclusion, asked)
    _plan_samples(at)
    return conclusion


def _may_sign(at: At) -> None:
    """NotAllowed unless the actor ordered the visit, or signs for the agency where who ordered it serves no more."""
    require(at.who, SIGN, at.case.issuing_agency_id)
    ordered = signer_id(at.visit)
    if ordered is not None and at.who.official_id != ordered and org.appointments_of(ordered, at.on):
        raise NotAllowed(
            _("Who ordered the visit signs its conclusion: %(name)s.") % {"name": people.official_name(ordered)}
        )


def _plan_samples(at: At) -> None:
    months = int(rules.rule("inspections.resample_after_months", at.on).value)
    due = months_after(at.on, months)
    Resample.objects.bulk_create([
        Resample(finding=one, due_on=due)
        for one in at.visit.findings.filter(state=FindingState.FINAL, praise=False, item__isnull=False)
    ])  # fmt: skip


@transaction.atomic
def recommend(*, actor: Actor, visit_id: int, asked: Asked, now: datetime) -> Recommendation:
    """Kiến nghị thêm sau kết luận. By the head of the team or who signs; its time runs from the conclusion all the same
    where that still gives the unit its time, else from now."""
    at = start(actor, visit_id, now, (CONCLUDED,))
    if not at.who.may(SIGN, at.case.issuing_agency_id):
        at.head()
    return assign(at, Conclusion.objects.get(visit=at.visit), asked)


@transaction.atomic
def publish(
    *, actor: Actor, visit_id: int, public_words: str, confirmed: bool = False, now: datetime
) -> Conclusion:
    """Công khai kết luận. In words of their own without personal data; a name or number of somebody in the findings
    stops it until it is taken out, or confirmed to be nobody's. Journal: `visit.conclusion_published`."""
    at = start(actor, visit_id, now, (CONCLUDED, CLOSED))
    require(at.who, SIGN, at.case.issuing_agency_id)
    conclusion = Conclusion.objects.select_for_update(no_key=True).get(visit=at.visit)
    if conclusion.published_at is not None:
        raise MoveRefused(_("This conclusion is public already."))
    ask = _("Write what everybody may read, without personal data.")
    said = needed_words(public_words, "public_words", ask, 10_000)
    found = check_public(at.visit, said, confirmed=confirmed)
    conclusion.public_words, conclusion.published_at, conclusion.published_by = said, now, actor.signature
    conclusion.save(update_fields=["public_words", "published_at", "published_by"])
    at.write("visit.conclusion_published", number=conclusion.number, confirmed=found)
    return conclusion


def check_public(visit: Visit, said: str, *, confirmed: bool) -> bool:
    """Whether something like personal data stands in words for everybody; Invalid unless it is confirmed to be
    nobody's."""
    found = traces(said, names_in(visit))
    if found and not confirmed:
        raise Invalid(
            _("This may be personal data: %(list)s.") % {"list": "; ".join(dict.fromkeys(one.words for one in found))},
            field="public_words",
            hint=_("Take it out; or confirm that it is nobody's name or number in these findings."),
        )  # fmt: skip
    return bool(found)


@transaction.atomic
def close_visit(
    *, actor: Actor, visit_id: int, now: datetime, expected_seq: int | None = None, behalf: int | None = None
) -> None:
    """Kết thúc cuộc kiểm tra. By who signs, once every remedy is verified. Journal: `visit.closed`."""
    at = start(actor, visit_id, now, (CONCLUDED,), expected_seq, behalf)
    require(at.who, SIGN, at.case.issuing_agency_id)
    waiting = Recommendation.objects.filter(visit=at.visit, case__closed_at=None).count()
    if waiting:
        raise MoveRefused(_("%(n)d remedies are not verified yet.") % {"n": waiting})
    values = {"phase": CLOSED, "closed_at": now, "outcome": CLOSED}
    at.write("visit.closed", values, (ClockDraft("stop", now),))
