"""Lists of the programme room, declared once for screen and file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.domain.programme.models import Consent
from congvu.domain.programme.queries.programmes import ItemRow
from congvu.domain.programme.queries.states import STATES
from congvu.kernel.casework import kinds
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.ui import badges, formats, tables


def _worded(path: str) -> Callable[[Any, str], Any]:
    """A search over a search key: every word must occur."""

    def apply(rows: Any, text: str) -> Any:
        for word in skey(text).split():
            rows = rows.filter(**{f"{path}__contains": word})
        return rows

    return apply


def language() -> str:
    """ "vi" or "en": the language of the screen."""
    return "vi" if (get_language() or "vi").startswith("vi") else "en"


def _matching(rows: list[ItemRow], text: str) -> list[ItemRow]:
    words = skey(text).split()
    return [row for row in rows if all(word in row.case.skey for word in words)]


def _name(row: ItemRow, _scope: tables.Scope) -> str:
    return format_html(
        "{}<br><small class=\"text-secondary\"><span class=\"code\">{}</span> · {}</small>",
        row.case.title, row.case.code, row.item.get_nature_display(),
    )  # fmt: skip


def _drafter(row: ItemRow, _scope: tables.Scope) -> str:
    if not row.partner_names:
        return format_html("{}", row.drafter_name)
    return format_html("{}<br><small class=\"text-secondary\">{}</small>", row.drafter_name, row.partner_names)


def _dates(row: ItemRow, _scope: tables.Scope) -> str:
    """The present day of submission, with the baseline below it where they differ."""
    baseline = row.item.baseline_on
    if baseline is None or baseline == row.submit_on:
        return formats.day(row.submit_on)
    return format_html(
        "{}<br><small class=\"text-secondary\"><s>{}</s></small>", formats.day(row.submit_on), formats.day(baseline)
    )


def _state(row: ItemRow, _scope: tables.Scope) -> str:
    label, tone, icon = STATES[row.state]
    mark = badges.status(label, tone, icon)
    if row.case.asking:
        return format_html("{}<br>{}", mark, badges.status(_("Waiting for consent"), "wait", "hourglass"))
    if row.standing.moved and row.state in ("done", "done_late", "late"):
        return format_html("{}<br>{}", mark, badges.status(_("was moved"), "neutral", "calendar-time"))
    return mark


ITEMS = tables.Table(
    name="programme-items",
    caption=_("Items of the programme"),
    order="submit_on",
    per_page=100,
    row_url=lambda row: kinds.case_href(row.case.code),
    columns=(
        tables.Column("code", _("Code"), "case.code", kind=tables.Kind.CODE, on_screen=False),
        tables.Column("title", _("Item"), "case.title", phone="title", width="wide", cell=_name),
        tables.Column("nature", _("Kind"), lambda row: row.item.get_nature_display(), on_screen=False),
        tables.Column("drafter", _("Drafting agency"), "drafter_name", cell=_drafter, sort="drafter_name"),
        tables.Column("partners", _("Co-drafters"), "partner_names", on_screen=False),
        tables.Column(
            "submit_on", _("Submission"), kind=tables.Kind.DATE, sort="submit_on", width="fit", cell=_dates
        ),
        tables.Column("baseline_on", _("Baseline"), "item.baseline_on", kind=tables.Kind.DATE, on_screen=False),
        tables.Column(
            "stage", _("Next stage"), lambda row: row.stage.get_code_display() if row.stage else "", width="fit"
        ),
        tables.Column(
            "stage_on", _("Stage planned"), lambda row: row.stage.planned_on if row.stage else None,
            kind=tables.Kind.DATE, width="fit",
        ),
        tables.Column("state", _("State"), lambda row: str(STATES[row.state][0]), width="fit", cell=_state),
        tables.Column("submitted", _("Submitted"), "standing.submitted_at", kind=tables.Kind.DATE, on_screen=False),
    ),
    filters=(
        tables.Filter("q", _("Search"), apply=_matching, kind=tables.FilterKind.SEARCH),
        tables.Filter(
            "state", _("State"), choices=tuple((code, label) for code, (label, _tone, _icon) in STATES.items()),
            apply=lambda rows, value: [row for row in rows if row.state == value],
        ),
        tables.Filter(
            "unit", _("Drafting agency"),
            apply=lambda rows, value: [row for row in rows if str(row.item.drafter_id) == value],
        ),
        tables.Filter(
            "late", _("Registered late"), kind=tables.FilterKind.FLAG, primary=False,
            apply=lambda rows, _value: [row for row in rows if row.item.registered_late],
        ),
        tables.Filter(
            "moved", _("Date was moved"), kind=tables.FilterKind.FLAG, primary=False,
            apply=lambda rows, _value: [row for row in rows if row.standing.moved],
        ),
    ),
    empty_title=_("Nothing is registered here yet."),
    empty_text=_("Units register what they will submit; a whole programme can be imported from a sheet."),
    empty_icon="clipboard-list",
)

CONSENT_TONES = {"waiting": ("wait", "hourglass"), "granted": ("ok", "check"), "refused": ("late", "x"),
                 "taken_back": ("neutral", "arrow-back-up")}  # fmt: skip


def _consent(row: Consent, _scope: tables.Scope) -> str:
    mark = badges.status(row.get_decision_display(), *CONSENT_TONES[row.decision])
    if not row.decided_by:
        return mark
    return format_html(
        "{}<br><small class=\"text-secondary\">{} · {}</small>", mark, row.decided_by, formats.day(row.decided_at)
    )


def _change(row: Consent, _scope: tables.Scope) -> str:
    words = row.get_kind_display()
    if row.kind == Consent.Kind.MOVE:
        words = f"{words}: {formats.day(row.from_on)} → {formats.day(row.new_on)}"
    if row.after_date:
        return format_html("{}<br>{}", words, badges.status(_("asked after the date"), "late", "clock-exclamation"))
    return words


CONSENTS = tables.Table(
    name="programme-consents",
    caption=_("Changes of the programme"),
    order="-asked_at",
    per_page=50,
    row_url=lambda row: kinds.case_href(row.item.case.code),
    columns=(
        tables.Column(
            "item", _("Item"), "item.case.title", phone="title", width="wide",
            cell=lambda row, _scope: format_html(
                "{}<br><small class=\"text-secondary\"><span class=\"code\">{}</span> · {}</small>",
                row.item.case.title, row.item.case.code, people.agency_name(row.item.drafter_id),
            ),
        ),
        tables.Column("code", _("Code"), "item.case.code", on_screen=False),
        tables.Column("change", _("Change"), lambda row: row.get_kind_display(), cell=_change),
        tables.Column("from_on", _("From day"), kind=tables.Kind.DATE, on_screen=False),
        tables.Column("new_on", _("New day"), kind=tables.Kind.DATE, on_screen=False),
        tables.Column(
            "asked_at", _("Asked on"), kind=tables.Kind.DATE, sort="asked_at", width="fit",
            cell=lambda row, _scope: format_html(
                "{}<br><small class=\"text-secondary\">{}</small>", formats.day(row.asked_at), row.asked_by
            ),
        ),
        tables.Column("decision", _("Decision"), lambda row: row.get_decision_display(), cell=_consent),
        tables.Column("decided_by", _("Decided by"), on_screen=False),
        tables.Column("decided_at", _("Decided"), kind=tables.Kind.MOMENT, on_screen=False),
    ),
    filters=(
        tables.Filter(
            "q", _("Search"), kind=tables.FilterKind.SEARCH,
            apply=_worded("item__case__skey"),
        ),
        tables.Filter(
            "decision", _("Decision"), choices=Consent.Decision.choices,
            apply=lambda rows, value: rows.filter(decision=value),
        ),
        tables.Filter(
            "kind", _("Change"), choices=Consent.Kind.choices, apply=lambda rows, value: rows.filter(kind=value)
        ),
        tables.Filter(
            "overdue", _("Asked after the date"), kind=tables.FilterKind.FLAG, primary=False,
            apply=lambda rows, _value: rows.filter(after_date=True),
        ),
    ),
    views=(
        tables.View("all", _("All")),
        tables.View("waiting", _("Waiting for consent"), {"decision": "waiting"}),
    ),
    empty_title=_("No change of a programme has been asked for."),
    empty_icon="scale",
)

DRAFT_PHASES = {"drafting": ("info", "writing"), "submitted": ("wait", "hourglass"), "issued": ("ok", "circle-check"),
                "withdrawn": ("neutral", "ban")}  # fmt: skip


def _phase(row: Any) -> str:
    return kinds.get(row.case.kind).lifecycle.phase(row.case.phase).label(language())


def _kind_of(row: Any) -> str:
    kind = KINDS.get(row.document_kind)
    return kind.label if kind else row.document_kind


def _draft_state(row: Any, _scope: tables.Scope) -> str:
    return badges.status(_phase(row), *DRAFT_PHASES[row.case.phase])


def _draft_due(row: Any, scope: tables.Scope) -> str:
    """Before it is submitted the mark of every deadline; then whether the last submission was in time."""
    case = row.case
    if case.outcome == "withdrawn":
        return formats.day(case.due_at)
    if case.stopped_at is None:
        return badges.due(case.due_at, scope.now, brief=True)
    late = case.due_at is not None and case.stopped_at > case.due_at
    mark = badges.status(_("Submitted late"), "late") if late else badges.status(_("Submitted in time"), "ok")
    return format_html("{}<br><small class=\"text-secondary\">{}</small>", mark, formats.day(case.due_at))


DRAFTS = tables.Table(
    name="programme-drafts",
    caption=_("Drafts"),
    order="-opened_at",
    per_page=50,
    row_url=lambda row: kinds.case_href(row.case.code),
    columns=(
        tables.Column("code", _("Code"), "case.code", kind=tables.Kind.CODE, on_screen=False),
        tables.Column(
            "title", _("Document"), "case.title", phone="title", width="wide",
            cell=lambda row, _scope: format_html(
                "{}<br><small class=\"text-secondary\"><span class=\"code\">{}</span> · {}</small>",
                row.case.title, row.case.code, _kind_of(row),
            ),
        ),
        tables.Column("kind", _("Kind"), _kind_of, on_screen=False),
        tables.Column(
            "unit", _("Drafting unit"), lambda row: people.agency_name(row.case.accountable_agency_id),
            cell=lambda row, _scope: format_html(
                "{}<br><small class=\"text-secondary\">{}</small>", people.agency_name(row.case.accountable_agency_id),
                row.drafter.full_name if row.drafter else "",
            ),
        ),
        tables.Column("drafter", _("Drafter"), lambda row: row.drafter.full_name if row.drafter else "",
                      on_screen=False),
        tables.Column("rounds", _("Times submitted"), "rounds_n", kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("errors", _("Errors found"), "errors_n", kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("due_at", _("Deadline"), "case.due_at", kind=tables.Kind.DATE, sort="case__due_at",
                      nullable=True, width="fit", cell=_draft_due),
        tables.Column("state", _("State"), _phase, width="fit", cell=_draft_state),
        tables.Column("opened_at", _("Opened"), "case.opened_at", kind=tables.Kind.DATE, sort="case__opened_at",
                      on_screen=False),
    ),
    filters=(
        tables.Filter(
            "q", _("Search"), kind=tables.FilterKind.SEARCH,
            apply=_worded("case__skey"),
        ),
        tables.Filter(
            "phase", _("State"), apply=lambda rows, value: rows.filter(case__phase=value),
            choices=(("drafting", _("Drafting")), ("submitted", _("Submitted, being checked")),
                     ("issued", _("Issued")), ("withdrawn", _("Withdrawn"))),
        ),
        tables.Filter(
            "unit", _("Drafting unit"),
            apply=lambda rows, value: rows.filter(case__accountable_agency_id__in=people.counted_under(int(value))),
        ),
        tables.Filter(
            "kind", _("Kind"), choices=lambda _scope: [(code, kind.label) for code, kind in KINDS.items()],
            apply=lambda rows, value: rows.filter(document_kind=value), primary=False,
        ),
        tables.Filter(
            "errors", _("With errors found"), kind=tables.FilterKind.FLAG, primary=False,
            apply=lambda rows, _value: rows.filter(errors_n__gt=0),
        ),
    ),
    views=(
        tables.View("all", _("All")),
        tables.View("drafting", _("Drafting"), {"phase": "drafting"}),
        tables.View("submitted", _("Submitted, being checked"), {"phase": "submitted"}),
    ),
    empty_title=_("No draft has been opened yet."),
    empty_text=_("A draft is opened for a task, for an item of a programme, or by itself."),
    empty_icon="writing",
)


def of_units(table: tables.Table, units: Sequence[tuple[str, str]]) -> tables.Table:
    """The table with these units in its filter "unit"."""
    filters = tuple(replace(one, choices=units) if one.name == "unit" else one for one in table.filters)
    return replace(table, filters=filters)
