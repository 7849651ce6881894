"""Phát hiện: written from what was seen, changed while a draft, considered with the answer, final or dropped.

Nothing becomes final before notice, the right to answer and the answer considered; the database refuses it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import nfc, one_line
from congvu.domain.inspections.actions.after_steps import At, start
from congvu.domain.inspections.actions.explaining import end_without_answer, note_one_silence
from congvu.domain.inspections.models import ChecklistItem, Finding, FindingState, Severity
from congvu.domain.inspections.policy.after import ON_SITE, OPEN_PHASES, SIGNED
from congvu.domain.inspections.queries.findings import earlier_of, finding_for
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.steps import needed_words
from congvu.kernel.casework.policy import people
from congvu.kernel.ui import formats


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a finding says: line of the checklist, fact, rule, class, the person (none: the unit), its evidence."""

    item_id: int
    fact: str
    rule: str = ""
    severity: int = Severity.MINOR
    official_id: int | None = None
    evidence_ids: Sequence[int] = ()
    praise: bool = False


@transaction.atomic
def write_finding(
    *, actor: Actor, visit_id: int, said: Said, now: datetime, expected_seq: int | None = None
) -> Finding:
    """Ghi phát hiện. A draft of the team. Journal: `visit.finding_written`, with its number alone."""
    at = start(actor, visit_id, now, (ON_SITE, SIGNED), expected_seq)
    at.member()
    last = at.visit.findings.aggregate(n=Max("number"))["n"] or 0
    finding = Finding(visit=at.visit, number=last + 1, unit_id=at.visit.unit_id, made_at=now, made_by=actor.signature)
    _say(at, finding, said)
    at.write("visit.finding_written", finding=finding.number, severity=finding.severity, praise=finding.praise)
    return finding


@transaction.atomic
def change_finding(*, actor: Actor, finding_id: int, said: Said, now: datetime) -> Finding:
    """Sửa phát hiện. While it is a draft; once told it does not change."""
    at, finding = begin(actor, finding_id, now, (ON_SITE, SIGNED))
    at.member()
    if finding.state != FindingState.DRAFT:
        raise MoveRefused(
            _("This finding was told already; what was told does not change."),
            hint=_("Consider the answer, then keep the finding or drop it."),
        )
    _say(at, finding, said)
    at.write("visit.finding_changed", finding=finding.number, severity=finding.severity, praise=finding.praise)
    return finding


def _say(at: At, finding: Finding, said: Said) -> None:
    """Put what is said into the draft; `Invalid` for what does not hold together."""
    item = ChecklistItem.objects.filter(pk=said.item_id, checklist_id=at.visit.checklist_id).first()
    if item is None:
        raise Invalid(_("Choose a line of the checklist of this visit."), field="item")
    if said.severity not in Severity.values:
        raise Invalid(_("Choose how grave it is."), field="severity")
    finding.item, finding.praise, finding.severity = item, said.praise, 0 if said.praise else said.severity
    finding.fact = needed_words(said.fact, "fact", _("Write what was seen: where, when, how often."), 2000)
    finding.rule = one_line(nfc(said.rule))[:500]
    if not finding.rule and not said.praise:
        raise Invalid(_("Name the rule that was broken: instrument and article."), field="rule")
    if said.official_id is not None and not people.works_in(said.official_id, at.visit.unit_id, at.visit.visit_on):
        raise Invalid(_("This person did not serve in the inspected unit on the day of the visit."), field="official")
    if said.official_id is not None and said.official_id == at.who.official_id:
        raise Invalid(_("Nobody writes a finding about himself."), field="official")
    finding.official_id = said.official_id
    earlier = None if said.praise else earlier_of(at.visit, item.code, at.visit.unit_id)
    finding.repeats = earlier
    chosen = list(at.visit.evidence.filter(pk__in=said.evidence_ids))
    if len(chosen) != len(set(said.evidence_ids)):
        raise Invalid(_("Choose evidence of this visit."), field="evidence")
    finding.save()
    finding.evidence.set(chosen)


def begin(
    actor: Actor, finding_id: int, now: datetime, phases: Sequence[str] = OPEN_PHASES, behalf: int | None = None
) -> tuple[At, Finding]:
    """The finding under lock after its visit's case, for somebody to whom it is open."""
    seen = finding_for(actor, finding_id, people.local_date(now))
    at = start(actor, seen.visit_id, now, phases, behalf=behalf)
    rows = Finding.objects.select_for_update(no_key=True, of=("self",)).select_related("item", "explanation", "unit")
    finding = rows.filter(pk=finding_id).first()
    if finding is None:
        raise NotFound(_("There is no such finding, or it is not open to you."))
    finding.visit = at.visit
    return at, finding


@transaction.atomic
def consider(
    *, actor: Actor, finding_id: int, words: str, keep: bool, severity: int | None = None, now: datetime,
    behalf: int | None = None,
) -> Finding:  # fmt: skip
    """Xem xét giải trình, chốt hoặc không giữ phát hiện. By the head of the team, a deputy or the secretary.

    The answer, or the silence after its time, is weighed in words. The class may become milder, never graver: that
    would be another finding and needs its own notice. Journal: `visit.finding_considered`, then `_final` or
    `_dropped`.
    """
    note_one_silence(finding_for(actor, finding_id, people.local_date(now)).pk, now)
    at, finding = begin(actor, finding_id, now, behalf=behalf)
    at.head()
    if finding.praise or finding.state == FindingState.DRAFT:
        raise MoveRefused(_("Nothing is final before it was told and could be answered."),
                          hint=_("Give notice of the finding first."))  # fmt: skip
    if finding.state not in (FindingState.NOTICED, FindingState.ANSWERED):
        raise MoveRefused(_("This finding is settled already."))
    if finding.state == FindingState.NOTICED and finding.silent_at is None:
        raise MoveRefused(
            _("The answer may still come until %(at)s; nothing is final before.")
            % {"at": formats.moment(finding.answer_by)}
        )
    if finding.official_id is not None and finding.official_id == at.who.official_id:
        raise Invalid(_("Nobody considers his own answer."), field="words")
    finding.considered = needed_words(words, "words", _("Say how the answer, or the silence, was weighed."), 5000)
    finding.considered_at, finding.considered_by = now, actor.signature
    if severity is not None and severity != finding.severity:
        if severity not in Severity.values or severity > finding.severity:
            raise Invalid(_("After the notice a finding may become milder, not graver."), field="severity")
        finding.severity = severity
    finding.state = FindingState.FINAL if keep else FindingState.DROPPED
    finding.final_at = now if keep else None
    finding.save()
    end_without_answer(finding, actor, now)
    at.write("visit.finding_considered", finding=finding.number, answered=finding.answered_at is not None)
    at.write(f"visit.finding_{finding.state}", finding=finding.number, severity=finding.severity)
    return finding


@transaction.atomic
def confirm_praise(*, actor: Actor, finding_id: int, now: datetime) -> Finding:
    """Ghi nhận cách làm tốt. Praise needs no answer; it becomes final at once."""
    at, finding = begin(actor, finding_id, now)
    at.head()
    if not finding.praise or finding.state != FindingState.DRAFT:
        raise MoveRefused(_("Only a draft of praise is confirmed like this."))
    finding.state, finding.final_at = FindingState.FINAL, now
    finding.save(update_fields=["state", "final_at"])
    at.write("visit.finding_final", finding=finding.number, praise=True)
    return finding


@transaction.atomic
def drop(*, actor: Actor, finding_id: int, words: str, now: datetime) -> Finding:
    """Không giữ phát hiện. A draft, or one that was told and turned out wrong before the answer; with the reason."""
    at, finding = begin(actor, finding_id, now)
    at.head()
    if finding.state in (FindingState.FINAL, FindingState.DROPPED):
        raise MoveRefused(_("This finding is settled already."))
    finding.considered = needed_words(words, "words", _("Say why it is dropped."), 5000)
    finding.considered_at, finding.considered_by, finding.state = now, actor.signature, FindingState.DROPPED
    finding.save(update_fields=["considered", "considered_at", "considered_by", "state"])
    end_without_answer(finding, actor, now)
    at.write("visit.finding_dropped", finding=finding.number)
    return finding
