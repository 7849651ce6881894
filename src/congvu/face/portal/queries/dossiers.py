"""Hồ sơ nhìn từ phía người nộp: status in the words of the law, whose time was used, what comes next and why then.

Never a name, number or telephone of the applicant: whoever holds the slip knows who filed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.core import clock
from congvu.core.codes import read_dossier_code
from congvu.core.refusals import NotFound, Refusal
from congvu.domain.citizens.models import Person
from congvu.domain.citizens.policy.details import Details
from congvu.domain.onestop.models import Dossier, IdKind, Supplement, Visit
from congvu.domain.onestop.policy.plans import Plan
from congvu.domain.onestop.policy.statuses import WAITING, WORDS, status_of
from congvu.domain.onestop.queries.plans import plan_of
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks, custody_of
from congvu.kernel.casework.queries.strips import segments_of
from congvu.kernel.journal import queries as journal
from congvu.kernel.ui.labels import WHOSE_LABELS

#: From which level of assurance a number counts as the person's own.
OWN_NUMBER_LEVEL = 2
POPULAR_DAYS = timedelta(hours=24 * 90)
#: Phases in which nothing more is done for the applicant.
ENDED = ("returned", "not_accepted", "withdrawn", "stopped")
#: Phases in which the applicant himself has to act.
YOUR_TURN = ("asked_before", "supplement", "payment")
#: Phases in which the agency works and the appointment can pass.
IN_HAND = ("received", "processing")
BEFORE_RESULT = ("submitted", "asked_before", "received", "processing", "supplement", "payment")


def _rows() -> QuerySet[Dossier]:
    return Dossier.objects.select_related("case", "procedure", "desk__agency", "returns__agency", "settling")


def dossier_of(code: str) -> Dossier:
    """The dossier of a code, in any writing; NotFound with the same sentence for a code nobody gave out."""
    read = read_dossier_code(code)
    found = _rows().filter(case__code=read.text).first() if read is not None else None
    if found is None:
        raise NotFound(
            _("No dossier with this code was found."),
            hint=_("Type the code as it stands on the slip, such as H99.18.05-261109-0001."),
        )
    return found


def opens(dossier: Dossier, secret: str) -> bool:
    """Whether what was typed is the secret on the slip."""
    typed = "".join(secret.split()).replace("-", "").upper()
    return bool(dossier.secret) and constant_time_compare(typed, dossier.secret)


def is_of(dossier: Dossier, person: Person, details: Details) -> bool:
    """Whether a dossier is this person's: filed by him online, or with his number at a counter."""
    if dossier.citizen == person.ref:
        return True
    applicant = dossier.applicant
    sure = person.level >= OWN_NUMBER_LEVEL and bool(details.id_number)
    return sure and applicant.id_kind == IdKind.PERSONAL and applicant.id_number == details.id_number


def dossiers_of(person: Person, details: Details) -> list[Dossier]:
    """A person's dossiers, the newest first."""
    mine = Q(citizen=person.ref)
    if person.level >= OWN_NUMBER_LEVEL and details.id_number:
        mine |= Q(applicant__id_kind=IdKind.PERSONAL, applicant__id_number=details.id_number)
    return list(_rows().filter(mine).order_by("-submitted_at", "-pk")[:100])


def status_words(case: Case) -> str:
    """The status as the law says it."""
    return str(WORDS[status_of(case.phase)])


def completion(dossier: Dossier, plan: Plan) -> int:
    """Mức độ hoàn thành, in percent: how much of its route a dossier has behind it. 100 once there is a result."""
    case = dossier.case
    if dossier.settled_at is not None or case.phase in ENDED:
        return 100
    if dossier.received_at is None:
        return 0
    codes = [stop.code for stop in plan.line]
    place = codes.index(case.station) if case.station in codes else 0
    return max(5, min(95, 100 * place // max(1, len(codes))))


@dataclass(frozen=True, slots=True)
class Share:
    """Thời gian đã dùng của một bên: working minutes on one account."""

    label: str
    minutes: int
    late: int


@dataclass(frozen=True, slots=True)
class Step:
    """A station as the applicant sees it: done, now or later."""

    name: str
    state: str
    unit: str
    from_at: datetime | None
    to_at: datetime | None


@dataclass(frozen=True, slots=True)
class Followed:
    """Everything an applicant may see of his dossier."""

    dossier: Dossier
    case: Case
    plan: Plan
    status: str
    holder: str
    person: str
    steps: tuple[Step, ...]
    shares: tuple[Share, ...]
    total: int
    units: tuple[Share, ...]
    asked: Supplement | None
    asked_before: tuple[Supplement, ...]
    apology: Any
    papers: tuple[Any, ...]
    charges: tuple[Any, ...]
    owed: int
    next_step: str
    may_evaluate: bool
    may_stop: bool
    late: bool
    leaf: str


def followed(dossier: Dossier, now: datetime) -> Followed:
    """The dossier as its applicant sees it."""
    case, plan = dossier.case, plan_of(dossier.variant_id)
    requests = list(dossier.supplement_requests.all())
    waiting = case.phase in ("supplement", "asked_before")
    asked = next((one for one in reversed(requests) if one.answered_at is None), None) if waiting else None
    apology = getattr(dossier, "reappointment", None)
    charges = tuple(dossier.charges.filter(cancelled_at=None))
    rows = custody_of(case)
    segments = segments_of(case, rows, case.closed_at or now, clocks.calendar_for(case))
    slip = dossier.slips.order_by("issued_at", "pk").first()
    return Followed(
        dossier=dossier, case=case, plan=plan, status=status_words(case),
        holder=people.agency_name(case.holder_agency_id) if case.closed_at is None else "",
        person=people.official_name(case.holder_official_id) if case.closed_at is None else "",
        steps=_steps(case, plan), shares=_by_whose(segments), total=sum(one.used for one in segments),
        units=_by_unit(segments), asked=asked, asked_before=tuple(one for one in requests if one is not asked),
        apology=apology if apology is not None and apology.signed_at is not None else None,
        papers=tuple(dossier.papers.all()), charges=charges,
        owed=sum(one.amount for one in charges if one.paid_at is None and not one.exempt),
        next_step=_next_step(case, plan), leaf=_leaf(case, slip.line_seq) if slip is not None else "",
        may_evaluate=dossier.received_at is not None and case.phase in ("settled", *ENDED)
        and not hasattr(dossier, "evaluation"),
        may_stop=case.phase in BEFORE_RESULT,
        late=case.phase in IN_HAND and case.due_at is not None and case.due_at < now,
    )  # fmt: skip


def _steps(case: Case, plan: Plan) -> tuple[Step, ...]:
    visits: dict[str, Visit] = {}
    for visit in Visit.objects.filter(case=case):
        visits[visit.station] = visit
    found = []
    codes = [stop.code for stop in plan.line]
    here = codes.index(case.station) if case.station in codes else -1
    for place, stop in enumerate(plan.line):
        seen = visits.get(stop.code)
        state = "now" if place == here and case.closed_at is None and seen is not None else (
            "done" if seen is not None and place <= here else "later")
        found.append(Step(
            stop.name, state, people.agency_name(seen.unit_id) if seen else "", seen.entered_at if seen else None,
            seen.left_at if seen else None,
        ))  # fmt: skip
    return tuple(found)


def _by_whose(segments: Sequence[Any]) -> tuple[Share, ...]:
    used: dict[str, list[int]] = {}
    for one in segments:
        mine = used.setdefault(one.whose, [0, 0])
        mine[0], mine[1] = mine[0] + one.used, mine[1] + one.late
    return tuple(Share(str(WHOSE_LABELS[whose]), *mine) for whose, mine in used.items())


def _by_unit(segments: Sequence[Any]) -> tuple[Share, ...]:
    used: dict[str, list[int]] = {}
    for one in segments:
        if one.whose in ("agency", "consulted", "higher"):
            mine = used.setdefault(one.holder, [0, 0])
            mine[0], mine[1] = mine[0] + one.used, mine[1] + one.late
    return tuple(Share(unit, *mine) for unit, mine in used.items())


def _next_step(case: Case, plan: Plan) -> str:
    waiting = {
        "submitted": _("The one-stop desk looks through your papers and answers."),
        "asked_before": _("You complete the papers asked for."),
        "supplement": _("You complete the papers asked for; then the time limit goes on."),
        "payment": _("You pay the financial obligation and send the proof."),
        "settled": _("You fetch the result, or it is sent to you as you chose."),
    }  # fmt: skip
    if case.phase in waiting:
        return waiting[case.phase]
    if case.phase in ENDED:
        return ""
    after = plan.after(case.station)
    return after.name if after is not None else _("The result is handed over.")


def _leaf(case: Case, seq: int) -> str:
    line = case_line(case, seq)
    return bytes(line.leaf).hex() if line is not None else ""


def case_line(case: Case, seq: int) -> Any:
    """A line of the case's journal by its number."""
    return journal.of_stream(case.stream).filter(seq=seq).first()


def case_line_of_leaf(case: Case, leaf: bytes) -> Any:
    """The line of the case's journal with this leaf; None when there is none."""
    return journal.of_stream(case.stream).filter(leaf=leaf).first()


def certificate_lines(case: Case) -> tuple[list[str], str, str]:
    """Why the date is what it is: sentences, their hash, and what stands in the way of telling."""
    try:
        events = [one for one in clocks.events_of(case) if one.ground != WAITING]
        found = clocks.certificate_of(case, events)
    except Refusal as refusal:
        return [], "", str(refusal)
    if found is None:
        return [], "", ""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    return [clock.render(line, language) for line in found.lines], found.sha256, ""


def popular(now: datetime, many: int = 6) -> list[int]:
    """Procedures most dossiers were received for lately; asked once an hour."""
    found: list[int] | None = cache.get("portal.popular")
    if found is None:
        rows = Dossier.objects.filter(received_at__gte=now - POPULAR_DAYS).values("procedure_id").order_by()
        counted = rows.annotate(n=Count("pk")).order_by("-n", "procedure_id")
        found = list(counted.values_list("procedure_id", flat=True)[:many])
        cache.set("portal.popular", found, 3600)
    return found
