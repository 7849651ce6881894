"""Lập hồ sơ kỷ luật: the discovery, the person, his breaches; what is noted beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.text import skey
from congvu.core.working_time import AS_GIVEN, HANOI, add
from congvu.domain.conduct.actions.steps import cause_of, not_in_the_future, start
from congvu.domain.conduct.models import Breach, Category, Discipline
from congvu.domain.conduct.policy.codes import DISCIPLINE, OPENED
from congvu.domain.conduct.queries import rulebook
from congvu.domain.conduct.queries.files import HANDLE
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import let_in, needed_words
from congvu.kernel.casework.models import Case, Confidentiality, Link
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats


@dataclass(frozen=True, slots=True)
class Found:
    """Hành vi vi phạm được phát hiện: when, what, against which rule, at which level; `exempt`: without limitation."""

    committed_on: date
    text: str
    rule: str
    level: str = Breach.Level.REPRIMAND
    exempt: str = ""


@transaction.atomic
def open_discipline(
    *, actor: Actor, agency_id: int, official_id: int, category: str, discovered_on: date, discovery: str,
    breaches: Sequence[Found], source: str = "", cause_code: str = "", authority_id: int | None = None,
    is_leader: bool = False, standing: str = Discipline.Standing.SERVING, post: str = "",
    former_agency_id: int | None = None, now: datetime,
) -> Case:  # fmt: skip
    """Lập hồ sơ xem xét kỷ luật. The clock begins on the day of the discovery, whenever the file is opened.

    `agency_id` handles (where the person serves now; after a move the new agency), `authority_id` decides (default
    the same). The cause is any case, or typed in with its source. Access list: the person, who handles, both heads.
    Journal: `discipline.opened`. Legal basis: NĐ 172/2025/NĐ-CP, Điều 2.
    """
    require(actor, HANDLE, agency_id)
    on = people.local_date(now)
    not_in_the_future(discovered_on, on, "discovered_on")
    cause = cause_of(actor, cause_code)
    kept_source = source.strip()[:500]
    if cause is None and not kept_source:
        raise Invalid(_("Name the paper that found the breach, or the case it comes from."), field="source")
    if category not in Category.values:
        raise Invalid(_("Choose the category of the person."), field="category")
    if not breaches:
        raise Invalid(_("Name at least one breach."), field="text")
    _require_competent(agency_id, official_id, standing, on, actor)
    case = _case(actor, agency_id, authority_id or agency_id, discovered_on, now)
    file = Discipline.objects.create(
        case=case, official_id=official_id, category=category, is_leader=is_leader, standing=standing,
        post=(post.strip() or _post_of(official_id, agency_id, on))[:200], former_agency_id=former_agency_id,
        discovered_on=discovered_on, discovery=discovery, source=kept_source, cause=cause,
    )
    for found in breaches:
        _add(file, found, on)
    if cause is not None:
        reason = str(Discipline.Discovery(discovery).label)
        Link.objects.create(case=case, other=cause, kind=Link.Kind.CAUSED_BY, reason=reason)
    heads = [people.head_id_of(unit, on) for unit in (agency_id, authority_id or agency_id)]
    let_in(case, [official_id, actor.official_id, *heads], actor.signature, now)
    return case


def _require_competent(agency_id: int, official_id: int, standing: str, on: date, actor: Actor) -> None:
    """Who handles: never the person or a unit he heads; where he serves now. Retired and resigned persons are covered.

    Legal basis: NĐ 172/2025/NĐ-CP, Điều 2 khoản 10 (moved persons).
    """
    if official_id == actor.official_id:
        raise Invalid(_("Nobody opens a file about himself."), field="official")
    serving = org.appointments_of(official_id, on)
    if standing == Discipline.Standing.SERVING:
        if not serving:
            raise Invalid(
                _("This person has no post any more: say whether he has retired or resigned."), field="standing"
            )
        if not people.works_in(official_id, agency_id, on):
            raise Invalid(
                _("This person serves in %(unit)s now: the new agency handles the file, the former one hands over its "
                  "papers (%(rule)s).")
                % {"unit": people.agency_name(serving[0].post.agency_id), "rule": "NĐ 172/2025/NĐ-CP, Điều 2 khoản 10"},
                field="official",
            )  # fmt: skip
    elif serving:
        raise Invalid(_("This person still has a post; choose “in service”."), field="standing")
    head = org.head_of(agency_id, on)
    if head is not None and head.pk == official_id:
        raise Invalid(_("The head of an agency is handled by the level above."), field="agency")


def _post_of(official_id: int, agency_id: int, on: date) -> str:
    serving = org.appointments_of(official_id, on)
    return serving[0].post.title if serving else people.agency_name(agency_id)


def start_of(agency_id: int, discovered_on: date, now: datetime) -> datetime:
    """The moment the handling period begins: the end of the day of the discovery, or now on that very day."""
    return min(close_of(org.calendar_of(agency_id), discovered_on), now)


def _case(actor: Actor, agency_id: int, authority_id: int, discovered_on: date, now: datetime) -> Case:
    on = people.local_date(now)
    limit = rules.rule(rulebook.HANDLING, discovered_on)
    begin = start_of(agency_id, discovered_on, now)
    due = add(org.calendar_of(agency_id), begin, limit.limit(), AS_GIVEN)
    (code,) = allocate_codes(kinds.get(DISCIPLINE).series, on.year, 1)
    title = f"Hồ sơ xử lý kỷ luật tại {people.agency_name(agency_id)}"
    case = Case(
        code=code, kind=DISCIPLINE, title=title, law_on=discovered_on, phase=OPENED, station="handle",
        skey=skey(f"{code} {title}"), confidentiality=Confidentiality.RESTRICTED, accountable_agency_id=agency_id,
        issuing_agency_id=authority_id, holder_agency_id=agency_id,
        holder_official_id=actor.official_id or people.head_id_of(agency_id, on), opened_at=now, first_due_at=due,
        due_at=due,
        due_basis={"limit": limit.limit().code, "words": limit.label, "source": rulebook.cited(limit.code, on),
                   "counted": "as_given"},
    )
    clock = ClockDraft("start", begin, limit=limit.limit().code, rule=rulebook.HANDLING)
    body = {"discovered_on": discovered_on.isoformat()}
    open_cases([Change(case, "discipline.opened", clock=(clock,), body=body)], actor=actor, now=now)
    return case


def _add(file: Discipline, found: Found, on: date) -> Breach:
    if found.exempt:
        require_ground("discipline_exempt", found.exempt, _moment(on))
    breach = Breach(
        discipline=file, official_id=file.official_id, position=file.breaches.count() + 1,
        committed_on=found.committed_on, text=needed_words(found.text, "text", _("Describe the breach."), 2000),
        rule=needed_words(found.rule, "rule", _("Name the rule that was broken."), 300),
        rule_key=skey(found.rule)[:300], level=found.level, exempt=found.exempt,
    )  # fmt: skip
    if found.committed_on > file.discovered_on:
        raise Invalid(_("A breach lies before its discovery."), field="committed_on")
    require_in_time(breach, file.category, on)
    try:
        with transaction.atomic():
            breach.save()
    except IntegrityError as clash:
        raise MoveRefused(
            _("This breach of %(day)s against the same rule is in a file of this person already: one breach is "
              "sanctioned once (%(rule)s).")
            % {"day": formats.day(found.committed_on), "rule": "NĐ 172/2025/NĐ-CP, Điều 2"},
        ) from clash  # fmt: skip
    return breach


def _moment(on: date) -> datetime:
    return datetime.combine(on, time(12), HANOI)


def require_in_time(breach: Breach, category: str, on: date, form: str = "") -> None:
    """MoveRefused, naming the rule, once the limitation of the breach is over."""
    until = rulebook.barred_after(breach, category, on, form)
    if until is None or on <= until:
        return
    level = "reprimand" if (form or breach.level) == "reprimand" else "heavier"
    raise MoveRefused(
        _("The limitation for the breach of %(day)s ended on %(until)s (%(rule)s).")
        % {"day": formats.day(breach.committed_on), "until": formats.day(until),
           "rule": rulebook.cited(rulebook.limitation_rule(level, category), on)},
        hint=_("Conclude that its limitation is over; without limitation are only the grounds the law names."),
    )  # fmt: skip


@transaction.atomic
def add_breach(
    *, actor: Actor, case_id: int, found: Found, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Bổ sung hành vi vi phạm. Found while the file is open: all are concluded, one decision follows."""
    at = start(actor, case_id, now, expected_seq, behalf, move="add_breach")
    breach = _add(at.file, found, at.on)
    return at.write("discipline.breach_added", breach=breach.position, committed_on=breach.committed_on.isoformat())


@transaction.atomic
def note_party(
    *, actor: Actor, case_id: int, form: str, number: str, on: date, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Ghi nhận kỷ luật đảng. It stands beside and replaces nothing."""
    at = start(actor, case_id, now, expected_seq, behalf, act="note_party")
    not_in_the_future(on, at.on, "on")
    if form not in Discipline.PartyForm.values:
        raise Invalid(_("Choose the form of the party sanction."), field="form")
    _update(at.file, party_form=form, party_number=number.strip()[:100], party_on=on)
    return at.write("discipline.party_noted", form=form, on=on.isoformat())


@transaction.atomic
def note_defence(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Ghi nhận căn cứ bảo vệ: an approved innovative proposal, an order followed, force majeure (NĐ 73/2023/NĐ-CP)."""
    at = start(actor, case_id, now, expected_seq, behalf, act="note_defence")
    _update(at.file, defence=needed_words(words, "words", _("Say what speaks for the person."), 5000))
    return at.write("discipline.defence_noted")


@transaction.atomic
def receive_papers(
    *, actor: Actor, case_id: int, on: date, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Nhận hồ sơ do cơ quan cũ bàn giao."""
    at = start(actor, case_id, now, expected_seq, behalf, act="receive_papers")
    not_in_the_future(on, at.on, "on")
    if at.file.former_agency_id is None:
        raise MoveRefused(_("This file has no former agency."))
    _update(at.file, papers_received_on=on)
    return at.write("discipline.papers_received", on=on.isoformat())


def _update(file: Discipline, **values: Any) -> None:
    for name, value in values.items():
        setattr(file, name, value)
    file.save(update_fields=list(values))
