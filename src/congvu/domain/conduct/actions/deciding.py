"""Trình và quyết định kỷ luật: a complete file or none, one decision by the principles, in time or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.working_time import FixedDate
from congvu.domain.conduct.actions.opening import require_in_time
from congvu.domain.conduct.actions.steps import At, next_limit, not_in_the_future, start
from congvu.domain.conduct.actions.suspending import end_with_file
from congvu.domain.conduct.models import Breach, FilePaper, Form, Sanction, Suspension
from congvu.domain.conduct.policy.codes import DROPPED, IN_EFFECT, OPENED, PROPOSED
from congvu.domain.conduct.policy.principles import Required, deviation, required_form
from congvu.domain.conduct.policy.times import months_after
from congvu.domain.conduct.policy.words import PAPERS
from congvu.domain.conduct.queries import files, rulebook
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import ClockDraft
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import needed_words
from congvu.kernel.casework.models import Case, CaseDocument
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.ui import formats

PRINCIPLES = "NĐ 172/2025/NĐ-CP, Điều 2"


@transaction.atomic
def add_paper(
    *, actor: Actor, case_id: int, code: str, words: str, file: StoredFile | None = None, file_name: str = "",
    now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Đưa tài liệu vào hồ sơ kỷ luật. A paper of the checklist, with its number and day, and its scan where there is
    one."""
    at = start(actor, case_id, now, expected_seq, behalf, move="add_paper")
    if code not in PAPERS.values():
        raise Invalid(_("Choose a paper of the checklist."), field="code")
    kept = None
    if file is not None:
        kept = CaseDocument.objects.create(
            case=at.case, file=file, name=file_name[:300], role=CaseDocument.Role.EVIDENCE, added_at=now,
            added_by=actor.signature,
        )
    said = needed_words(words, "words", _("Name the paper: number, day, who issued it."), 500)
    FilePaper.objects.update_or_create(
        discipline=at.file, code=code,
        defaults={"words": said, "document": kept, "added_at": now, "added_by": actor.signature},
    )
    return at.write("discipline.paper_added", code=code, sha256=file.sha256 if file else "")


@transaction.atomic
def send_file(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Trình cấp có thẩm quyền. Every step taken or left out with its ground, every breach concluded, no paper missing.

    Journal: `discipline.file_sent`. Legal basis: NĐ 172/2025/NĐ-CP, Điều 16.
    """
    at = start(actor, case_id, now, expected_seq, behalf, move="send_file")
    file = at.file
    if not file.review_skip and not hasattr(file, "review_meeting"):
        raise MoveRefused(_("The review meeting has not been held."))
    council = getattr(file, "council", None)
    if not file.council_skip and (council is None or council.met_on is None):
        raise MoveRefused(_("The disciplinary council has not voted."))
    breaches = files.standing_breaches(file)
    if any(row.finding == Breach.Finding.OPEN for row in breaches):
        raise MoveRefused(_("Every breach has to be concluded on its own."))
    if not any(row.finding == Breach.Finding.ESTABLISHED for row in breaches):
        raise MoveRefused(_("No breach is established."), hint=_("Drop the file with its ground."))
    missing = files.missing_papers(file, at.on)
    if missing:
        raise Invalid(
            _("The file is not complete; missing: %(papers)s (%(rule)s).")
            % {"papers": ", ".join(missing), "rule": rulebook.cited("conduct.file_papers", at.on)},
            hint=_("Nothing was sent."),
        )  # fmt: skip
    file.sent_at, file.sent_by = now, actor.signature
    file.save(update_fields=["sent_at", "sent_by"])
    rule = "conduct.decide_within_complex" if file.is_complex else "conduct.decide_within"
    expected = clocks.due_after(at.case, rule, now, agency_id=at.case.issuing_agency_id)
    values = {
        "phase": PROPOSED, "station": "decide", "holder_agency_id": at.case.issuing_agency_id,
        "holder_official_id": people.head_id_of(at.case.issuing_agency_id, at.on),
        "doer_official_id": at.who.official_id, "next_event_at": min(filter(None, (expected, at.case.due_at))),
    }
    return at.write("discipline.file_sent", values, words=words.strip())


@transaction.atomic
def return_file(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Trả lại hồ sơ. The authority wants something put right; the time goes on."""
    at = start(actor, case_id, now, expected_seq, behalf, move="return_file", permission=files.DECIDE)
    require_ground("return", ground, now)
    said = needed_words(words, "words", _("Say what has to be put right."), 2000)
    at.file.sent_at, at.file.sent_by = None, ""
    at.file.save(update_fields=["sent_at", "sent_by"])
    values = {
        "phase": OPENED, "station": "handle", "holder_agency_id": at.case.accountable_agency_id,
        "holder_official_id": at.case.doer_official_id, "times_returned": at.case.times_returned + 1,
        "next_event_at": at.case.due_at,
    }
    return at.write("discipline.file_returned", values, ground=ground, words=said)


@dataclass(frozen=True, slots=True)
class Decision:
    """Quyết định kỷ luật as it was signed. `reasons` are needed where the form is not the one concluded."""

    form: str
    number: str
    signed_by: str
    decided_on: date
    effective_on: date | None = None
    reasons: str = ""


@transaction.atomic
def decide(
    *, actor: Actor, case_id: int, decision: Decision, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Quyết định kỷ luật. One for all breaches; in the handling period and the limitation; while nothing puts it off.

    Side effects: the sanction, a suspension ends, the time of its effect begins, the person hears of it.
    Journal: `discipline.decided`.
    Legal basis: NĐ 172/2025/NĐ-CP, Điều 2 and 16; for public employees NĐ 234/2026/NĐ-CP.
    """
    at = start(actor, case_id, now, expected_seq, behalf, move="decide", permission=files.DECIDE)
    _require_moment(at, decision)
    breaches = [row for row in files.standing_breaches(at.file) if row.finding == Breach.Finding.ESTABLISHED]
    if not breaches:
        raise MoveRefused(_("No breach is established."), hint=_("Drop the file with its ground."))
    for breach in breaches:
        require_in_time(breach, at.file.category, decision.decided_on, breach.form)
    required = _required(at, breaches, decision)
    sanction = _kept(at, breaches, decision, required)
    end_with_file(at.file, Suspension.End.DECIDED, at.on)
    carried_out, clock = carrying_out(at, sanction, since=now)
    return at.write(
        "discipline.decided", {**carried_out, "doer_official_id": at.who.official_id}, clock,
        form=sanction.form, number=sanction.number,
        decided_on=sanction.decided_on.isoformat(), effective_on=sanction.effective_on.isoformat(),
        effect_until=sanction.effect_until.isoformat(), breaches=[row.position for row in breaches],
    )


def carrying_out(at: At, sanction: Sanction, since: datetime) -> tuple[dict[str, Any], tuple[ClockDraft, ...]]:
    """Thi hành. What the case says while a decision is in effect: the agency of the person carries it out, until its
    effect ends by itself. The work owed was done `since` the decision; nobody above is waited for."""
    values, clock = next_limit(
        at.case, FixedDate(max(sanction.effect_until, at.on)), "conduct.effect_months", at.now
    )
    here = at.case.accountable_agency_id
    return {
        **values, "phase": IN_EFFECT, "station": "carry_out", "holder_agency_id": here,
        "holder_official_id": people.head_id_of(here, at.on), "stopped_at": since,
    }, clock  # fmt: skip


def _require_moment(at: At, decision: Decision) -> None:
    on = decision.decided_on
    not_in_the_future(on, at.on, "decided_on")
    sent_on = people.local_date(at.file.sent_at) if at.file.sent_at else at.on
    if on < sent_on:
        raise Invalid(_("The decision lies before the day the file was sent."), field="decided_on")
    holding = files.putting_off(at.file, on)
    if holding is not None:
        raise MoveRefused(
            _("Discipline is put off: %(ground)s (%(rule)s).")
            % {"ground": files.ground_words(holding.ground), "rule": PRINCIPLES},
            hint=_("Put the file off; the handling period stands meanwhile."),
        )
    due = at.case.due_at
    if due is not None and on > people.local_date(due):
        raise MoveRefused(
            _("The handling period ended on %(day)s (%(rule)s); nothing can be decided any more.")
            % {"day": formats.day(due),
               "rule": rulebook.cited(rulebook.handling_rule(is_complex=at.file.is_complex), on)},
        )  # fmt: skip


def _required(at: At, breaches: list[Breach], decision: Decision) -> Required:
    file, on = at.file, decision.decided_on
    ladder = rulebook.ladder(file.category, on, is_leader=file.is_leader)
    if decision.form not in ladder:
        raise Invalid(
            _("This form is not for this person on that day; there are: %(forms)s (%(rule)s).")
            % {"forms": ", ".join(str(Form(one).label) for one in ladder),
               "rule": rulebook.cited(f"conduct.forms.{file.category}", on)},
            field="form",
        )  # fmt: skip
    gone = [row.form for row in breaches if row.form not in ladder]
    if gone:
        raise Invalid(_("A breach was concluded with a form this person cannot be given."), field="form")
    running = files.running_sanction(file.official_id, on, besides=file.pk)
    required = required_form(
        [row.form for row in breaches], running.form if running else "", ladder,
        rulebook.whole_ladder(file.category, on), rulebook.count("aggravation_steps", on) if running else 1,
    )
    _require_form(decision, required, len(breaches), ladder, running)
    return required


def _require_form(
    decision: Decision, required: Required, count: int, ladder: tuple[str, ...], running: files.Running | None
) -> None:
    how = deviation(decision.form, required, count, ladder)
    if how == "forbidden" and running is not None:
        raise Invalid(
            _("Decision %(number)s is in effect until %(day)s: the new breach leads to “%(form)s” at least (%(rule)s).")
            % {"number": running.number, "day": formats.day(running.until), "form": Form(required.form).label,
               "rule": PRINCIPLES}, field="form",
        )  # fmt: skip
    if how == "forbidden":
        raise Invalid(
            _("Several breaches at once: one decision with the gravest form, “%(form)s” (%(rule)s).")
            % {"form": Form(required.form).label, "rule": PRINCIPLES}, field="form",
        )  # fmt: skip
    if how and not decision.reasons.strip():
        raise Invalid(
            _("The file leads to “%(form)s”; write why another form is decided.")
            % {"form": Form(required.form).label}, field="reasons",
        )  # fmt: skip


def _kept(at: At, breaches: list[Breach], decision: Decision, required: Required) -> Sanction:
    file, on = at.file, decision.decided_on
    effective_on = decision.effective_on or on
    if effective_on < on:
        raise Invalid(_("A decision takes effect on its day or later."), field="effective_on")
    limits = [rulebook.barred_after(row, file.category, on, row.form) for row in breaches]
    ends = [one for one in limits if one is not None]
    row = Sanction(
        discipline=file, category=file.category, is_leader=file.is_leader, form=decision.form,
        aggravated_from=required.aggravated_from, agency_id=at.case.issuing_agency_id,
        number=needed_words(decision.number, "number", _("Give the number of the decision."), 100),
        signed_by=needed_words(decision.signed_by, "signed_by", _("Name who signed."), 200),
        sent_on=people.local_date(file.sent_at) if file.sent_at else on, decided_on=on,
        handle_by=people.local_date(at.case.due_at) if at.case.due_at else on,
        barred_after=min(ends) if ends else None, exempt="" if ends else breaches[0].exempt,
        effective_on=effective_on,
        effect_until=months_after(effective_on, rulebook.count("effect_months", on)),
        reasons=decision.reasons.strip()[:2000], decided_at=at.now, decided_by=at.actor.signature,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        if "one_stands" in str(clash) or "discipline_id" in str(clash):
            raise MoveRefused(_("A decision stands in this file already: one breach, one sanction.")) from clash
        raise Invalid(_("This number was given to another decision of that day."), field="number") from clash
    return row


@transaction.atomic
def drop(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Thôi xem xét kỷ luật. No breach, exempt, out of time: with its ground; the breaches may be opened elsewhere only
    where another agency is competent. Journal: `discipline.dropped`."""
    at = start(actor, case_id, now, expected_seq, behalf, move="drop", permission=files.DECIDE)
    require_ground("discipline_drop", ground, now)
    said = needed_words(words, "words", _("Write the reasons."), 2000)
    if ground.endswith(".wrong_agency"):
        at.file.breaches.update(is_void=True)
    end_with_file(at.file, Suspension.End.DROPPED, at.on)
    values = {"phase": DROPPED, "closed_at": now, "stopped_at": now, "outcome": DROPPED}
    return at.write("discipline.dropped", values, (ClockDraft("stop", now, ground=ground),), ground=ground, words=said)
