"""Danh sách: disciplinary files, reviews, measures, leavers, publications, older decisions."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.domain.conduct.models import (
    Category,
    Discipline,
    Form,
    Leaver,
    Measure,
    Publication,
    Review,
    Thanks,
)
from congvu.domain.conduct.policy.codes import DISCIPLINE, REVIEW
from congvu.domain.conduct.policy.praise import COMMENDATION, INNOVATION
from congvu.domain.conduct.queries.praising import form_words
from congvu.domain.conduct.queries.registers import state_of
from congvu.domain.conduct.queries.work_items import WorkRow
from congvu.kernel.casework import kinds
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.casework.models import Case
from congvu.kernel.rules.policy import in_vietnamese
from congvu.kernel.ui import badges, tables

_TONES = {
    "opened": ("info", "edit"), "proposed": ("wait", "send"), "postponed": ("paused", "player-pause"),
    "in_effect": ("soon", "gavel"), "complained": ("wait", "message"), "ended": ("ok", "check"),
    "dropped": ("neutral", "ban"), "annulled": ("neutral", "x"), "asked": ("wait", "message"),
    "answered": ("info", "message"), "concluded": ("soon", "gavel"), "closed": ("ok", "check"),
}  # fmt: skip
_STATES = {
    "draft": (_("draft"), "wait", "edit"), "waiting": (_("approved, not yet public"), "info", "clock"),
    "public": (_("public"), "soon", "world"), "expired": (_("over"), "ok", "check"),
    "removed": (_("taken down"), "neutral", "eye-off"),
}  # fmt: skip


def phase_words(case: Case) -> str:
    """The phase of a case of this room in the language of the screen."""
    return kinds.get(case.kind).lifecycle.phase(case.phase).label("vi" if in_vietnamese() else "en")


def phase_mark(case: Case) -> str:
    """The phase with its colour and icon."""
    tone, icon = _TONES[case.phase]
    return badges.status(phase_words(case), tone, icon)


def state_mark(row: Publication) -> str:
    """The state of a publication with its colour and icon."""
    label, tone, icon = _STATES[state_of(row, timezone.localdate())]
    return badges.status(label, tone, icon)


def _phases(kind: str) -> list[tuple[str, str]]:
    language = "vi" if in_vietnamese() else "en"
    return [(one.code, one.label(language)) for one in kinds.get(kind).lifecycle.phases]


def _by_official(rows: QuerySet[Discipline], words: str) -> QuerySet[Discipline]:
    for word in skey(words).split():
        rows = rows.filter(official__skey__contains=word) | rows.filter(case__skey__contains=word)
    return rows


#: What every list of cases of this room has: when it is due, in which phase it is.
_DUE = tables.Column("due", _("Due"), lambda row: row.case.due_at, kind=tables.Kind.DATE, sort="case__due_at",
                     width="fit")  # fmt: skip
_STATE = tables.Column("state", _("State"), lambda row: phase_words(row.case),
                       cell=lambda row, _scope: phase_mark(row.case), width="fit")  # fmt: skip


def _code(label: Promise) -> tables.Column:
    return tables.Column("code", label, lambda row: row.case.code, width="fit")


def _opened(label: Promise) -> tables.Column:
    return tables.Column("opened", label, lambda row: row.case.opened_at, kind=tables.Kind.DATE,
                         sort="case__opened_at", width="fit")  # fmt: skip


def _by_phase(kind: str) -> tables.Filter:
    return tables.Filter("phase", _("State"), choices=lambda _scope: _phases(kind),
                         apply=lambda rows, value: rows.filter(case__phase=value))  # fmt: skip


FILES = tables.Table(
    name="disciplinary-files",
    caption=_("Disciplinary files"),
    order="-discovered_on",
    row_url=lambda row: case_href(row.case.code),
    columns=(
        _code(_("Code")),
        tables.Column("official", _("Person"), lambda row: row.official.full_name, phone="title"),
        tables.Column("unit", _("Agency"), lambda row: row.case.accountable_agency.name),
        tables.Column("category", _("Category"), lambda row: Category(row.category).label, width="fit"),
        tables.Column("discovered_on", _("Discovered on"), kind=tables.Kind.DATE, sort="discovered_on", width="fit"),
        _DUE,
        _STATE,
    ),
    filters=(
        tables.Filter("q", _("Search"), kind=tables.FilterKind.SEARCH, apply=_by_official, placeholder=_("Name, code")),
        _by_phase(DISCIPLINE),
        tables.Filter("category", _("Category"), choices=lambda _scope: list(Category.choices),
                      apply=lambda rows, value: rows.filter(category=value)),
    ),
    empty_title=_("No disciplinary file that is open to you"),
    empty_text=_("A file is opened from minutes, a conclusion or another paper that found a breach."),
    empty_icon="gavel",
)  # fmt: skip

REVIEWS = tables.Table(
    name="conduct-reviews",
    caption=_("Reviews of responsibility"),
    order="-opened",
    row_url=lambda row: case_href(row.case.code),
    columns=(
        _code(_("Code")),
        tables.Column("agency", _("Agency"), lambda row: row.agency.name, phone="title"),
        tables.Column("subject", _("Whose responsibility"),
                      lambda row: row.official.full_name if row.official else Review.Subject(row.subject).label),
        _opened(_("Opened")),
        tables.Column("responsibility", _("Responsibility"),
                      lambda row: Review.Responsibility(row.responsibility).label),
        _STATE,
    ),
    filters=(
        _by_phase(REVIEW),
    ),
    empty_title=_("No review of responsibility that is open to you"),
    empty_text=_("A collective or its head is reviewed after a conclusion or an order."),
    empty_icon="users",
)  # fmt: skip

MEASURES = tables.Table(
    name="conduct-measures",
    caption=_("Remarks and personnel measures"),
    order="-issued_on",
    columns=(
        tables.Column("issued_on", _("Day"), kind=tables.Kind.DATE, sort="issued_on", width="fit"),
        tables.Column("number", _("Document"), width="fit"),
        tables.Column("sort", _("Measure"), lambda row: Measure.Sort(row.sort).label, phone="title"),
        tables.Column("whom", _("To"), lambda row: row.official.full_name if row.official else row.agency.name),
        tables.Column("words", _("About"), width="wide"),
        tables.Column("cause", _("Cause"), lambda row: row.cause.code if row.cause else row.source),
    ),
    filters=(
        tables.Filter("family", _("Group of measures"), choices=lambda _scope: list(Measure.Family.choices),
                      apply=lambda rows, value: rows.filter(family=value)),
        tables.Filter("measure", _("Measure"), choices=lambda _scope: list(Measure.Sort.choices),
                      apply=lambda rows, value: rows.filter(sort=value)),
    ),
    empty_title=_("No measure has been entered"),
    empty_text=_("Reminders, criticism, correction letters; moves and endings of service. No discipline."),
    empty_icon="list-check",
)  # fmt: skip

LEAVERS = tables.Table(
    name="conduct-leavers",
    caption=_("Leavers"),
    order="-left_on",
    columns=(
        tables.Column("left_on", _("Left on"), kind=tables.Kind.DATE, sort="left_on", width="fit"),
        tables.Column("name", _("Name"), phone="title"),
        tables.Column("category", _("Category"), lambda row: Category(row.category).label, width="fit"),
        tables.Column("post", _("Post")),
        tables.Column("agency", _("Agency"), lambda row: row.agency.name),
        tables.Column("field", _("Field of work")),
        tables.Column("age", _("Age"), lambda row: row.age, kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("way", _("Way of leaving"), lambda row: Leaver.Way(row.way).label),
        tables.Column("ground", _("Ground of leaving"), lambda row: Leaver.Ground(row.ground).label),
    ),
    filters=(
        tables.Filter("way", _("Way of leaving"), choices=lambda _scope: list(Leaver.Way.choices),
                      apply=lambda rows, value: rows.filter(way=value)),
        tables.Filter("ground", _("Ground of leaving"), choices=lambda _scope: list(Leaver.Ground.choices),
                      apply=lambda rows, value: rows.filter(ground=value)),
    ),
    empty_title=_("Nobody stands in the register of leavers"),
    empty_text=_("Enter who resigned or left, with the ground, so that the year can be analysed."),
    empty_icon="users-minus",
)  # fmt: skip

PUBLICATIONS = tables.Table(
    name="conduct-publications",
    caption=_("Publications of violators and delaying units"),
    order="-from_on",
    row_url=lambda row: reverse("conduct:publication", args=[row.pk]),
    columns=(
        tables.Column("title", _("Publication"), phone="title", width="wide"),
        tables.Column("subject", _("About"), lambda row: Publication.Subject(row.subject).label, width="fit"),
        tables.Column("basis", _("By the document")),
        tables.Column("from_on", _("From"), kind=tables.Kind.DATE, sort="from_on", width="fit"),
        tables.Column("until_on", _("Until"), kind=tables.Kind.DATE, sort="until_on", width="fit"),
        tables.Column("state", _("State"), lambda row: str(_STATES[state_of(row, timezone.localdate())][0]),
                      cell=lambda row, _scope: state_mark(row), width="fit"),
    ),
    empty_title=_("Nothing has been published"),
    empty_text=_("A publication rests on an order, is approved by somebody else, and ends by its day."),
    empty_icon="speakerphone",
)  # fmt: skip

EARLIER = tables.Table(
    name="earlier-sanctions",
    caption=_("Earlier decisions on discipline"),
    order="-decided_on",
    columns=(
        tables.Column("number", _("Decision"), phone="title"),
        tables.Column("official", _("Person"), lambda row: row.official.full_name),
        tables.Column("form", _("Form"), lambda row: Form(row.form).label),
        tables.Column("decided_on", _("Decided on"), kind=tables.Kind.DATE, sort="decided_on", width="fit"),
        tables.Column("effect_until", _("In effect until"), kind=tables.Kind.DATE, sort="effect_until", width="fit"),
        tables.Column("law", _("By the law of its day")),
    ),
    empty_title=_("No earlier decision has been entered"),
    empty_text=_("A decision still in effect makes a new breach graver; enter it from the paper."),
    empty_icon="history",
)  # fmt: skip

_TONES |= {
    "granted": ("ok", "certificate"), "published": ("ok", "world"), "refused": ("neutral", "ban"),
    "cancelled": ("late", "x"), "submitted": ("info", "lock"), "appraised": ("info", "checklist"),
    "party_asked": ("wait", "message"), "approved": ("ok", "check"), "running": ("info", "player-play"),
    "stopped": ("paused", "player-pause"), "result_asked": ("wait", "message"), "rejected": ("neutral", "ban"),
}  # fmt: skip

COMMENDATIONS = tables.Table(
    name="commendations",
    caption=_("Commendations"),
    order="-opened",
    row_url=lambda row: case_href(row.case.code),
    columns=(
        _code(_("Code")),
        tables.Column("whom", _("Who is praised"),
                      lambda row: row.official.full_name if row.official else row.agency.name, phone="title"),
        tables.Column("agency", _("Agency"), lambda row: row.agency.name),
        tables.Column("form", _("Form of commendation"), lambda row: form_words(row.form)),
        _opened(_("Proposed on")),
        _DUE,
        _STATE,
    ),
    filters=(
        _by_phase(COMMENDATION),
    ),
    empty_title=_("Nobody has been proposed yet"),
    empty_text=_("Propose from the figures of a month, from thanks of citizens, or for an outstanding deed."),
    empty_icon="certificate",
)  # fmt: skip

THANKS = tables.Table(
    name="conduct-thanks",
    caption=_("Thanks from citizens"),
    order="-received_on",
    columns=(
        tables.Column("received_on", _("Received on"), kind=tables.Kind.DATE, sort="received_on", width="fit"),
        tables.Column("whom", _("To"), lambda row: row.official.full_name if row.official else row.agency.name,
                      phone="title"),
        tables.Column("channel", _("How it came"), lambda row: Thanks.Channel(row.channel).label, width="fit"),
        tables.Column("words", _("Words of thanks"), width="wide"),
        tables.Column("source", _("Source")),
        tables.Column("case", _("Case"), lambda row: row.case.code if row.case else "", width="fit"),
    ),
    filters=(
        tables.Filter("channel", _("How it came"), choices=lambda _scope: list(Thanks.Channel.choices),
                      apply=lambda rows, value: rows.filter(channel=value)),
    ),
    empty_title=_("No thanks have been entered"),
    empty_text=_("Enter letters, calls and words at the counter with where they come from; they count as evidence."),
    empty_icon="mood-smile",
)  # fmt: skip

PROPOSALS = tables.Table(
    name="innovative-proposals",
    caption=_("Innovative proposals"),
    order="-opened",
    row_url=lambda row: case_href(row.case.code),
    columns=(
        _code(_("Code")),
        tables.Column("title", _("Proposal"), phone="title", width="wide"),
        tables.Column("official", _("Author of the proposal"), lambda row: row.official.full_name),
        tables.Column("agency", _("Agency"), lambda row: row.case.accountable_agency.name, on_screen=False),
        _opened(_("Handed in on")),
        _STATE,
        tables.Column("result", _("Result"), lambda row: row.get_result_display() if row.result else ""),
    ),
    filters=(
        _by_phase(INNOVATION),
    ),
    empty_title=_("No proposal has been handed in"),
    empty_text=_("An idea is written down and sealed before it is tried; approved, it protects who dared."),
    empty_icon="star",
)  # fmt: skip


def _excused(row: WorkRow) -> str:
    parts = (
        (_("delay excused by %(who)s"), row.delay_excused),
        (_("return excused by %(who)s"), row.quality_excused),
    )
    return "; ".join(words % {"who": who} for words, who in parts if who)


def _contest_words(row: WorkRow) -> str:
    return f"{row.contest.get_about_display()}: {row.contest.get_answer_display()}" if row.contest else ""


WORK_ITEMS = tables.Table(
    name="work-items",
    caption=_("Work items of the period"),
    order="due_on",
    row_url=lambda row: case_href(row.code),
    columns=(
        tables.Column("code", _("Code"), width="fit"),
        tables.Column("title", _("Work"), phone="title", width="wide"),
        tables.Column("kind", _("Kind of work"), on_screen=False),
        tables.Column("weight", _("Converted weight"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("assigned_on", _("Assigned"), kind=tables.Kind.DATE, width="fit"),
        tables.Column("due_on", _("Due"), kind=tables.Kind.DATE, sort="due_on", width="fit"),
        tables.Column("done_on", _("Done"), kind=tables.Kind.DATE, width="fit"),
        tables.Column("delays", _("Delays"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("returns", _("Times returned"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("quantity_points", _("Quantity"), kind=tables.Kind.NUMBER, on_screen=False),
        tables.Column("quality_points", _("Quality"), kind=tables.Kind.NUMBER, on_screen=False),
        tables.Column("progress_points", _("Progress"), kind=tables.Kind.NUMBER, on_screen=False),
        tables.Column("excused", _("Objective cause"), _excused, on_screen=False),
        tables.Column("contest", _("Contested"), _contest_words),
    ),
    empty_title=_("No work fell due in this period"),
    empty_text=_("Work counts in the period in which it falls due, for who does it."),
    empty_icon="list-check",
)  # fmt: skip

PEOPLE_AT_WORK = tables.Table(
    name="work-of-officials",
    caption=_("Work items of officials"),
    order="name",
    row_url=lambda row: reverse("conduct:work_of", args=[row.pk]),
    columns=(
        tables.Column("name", _("Official"), phone="title", sort="name"),
        tables.Column("unit", _("Unit"), sort="unit"),
        tables.Column("assigned", _("Fell due"), kind=tables.Kind.NUMBER, sort="assigned", width="fit"),
        tables.Column("done", _("Done"), kind=tables.Kind.NUMBER, sort="done", width="fit"),
        tables.Column("late", _("Delays"), kind=tables.Kind.NUMBER, sort="late", width="fit"),
        tables.Column("returned", _("Times returned"), kind=tables.Kind.NUMBER, sort="returned", width="fit"),
        tables.Column("points", _("Points of task results"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("waiting", _("Contests waiting"), kind=tables.Kind.NUMBER, width="fit"),
    ),
    empty_title=_("No work fell due in this period"),
    empty_text=_("Work counts in the period in which it falls due, for who does it."),
    empty_icon="users",
)  # fmt: skip
