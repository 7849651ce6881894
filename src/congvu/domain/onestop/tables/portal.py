"""Danh sách của việc đồng bộ Cổng: messages, comparisons, differences."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from congvu.domain.onestop.models import Difference, PortalMessage, Reconciliation
from congvu.domain.onestop.policy.statuses import WORDS
from congvu.domain.onestop.queries.reconciling import side
from congvu.domain.onestop.queries.telling import KEEP, narrowed
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.ui import badges, tables
from congvu.kernel.ui.tables import BulkAct, Column, Filter, FilterKind, Kind, Scope

State = PortalMessage.State
_TONES = {
    State.WAITING: ("wait", "hourglass"), State.SENT: ("ok", "check"), State.DEAD: ("late", "alert-triangle"),
    State.REPLACED: ("neutral", "arrow-right"),
}  # fmt: skip


def state_badge(message: PortalMessage) -> SafeString:
    """The state as colour, icon and word; one that waits after trouble says so."""
    tone, icon = _TONES[State(message.state)]
    if message.state == State.WAITING and message.last_error:
        return badges.status(_("Will be tried again"), "soon", "refresh")
    return badges.status(State(message.state).label, tone, icon)


def _told(message: PortalMessage) -> str:
    return str(PortalMessage.Kind(message.kind).label)


def _status(message: PortalMessage) -> str:
    return f"{message.status} – {WORDS[message.status]}"


def _in_state(rows: QuerySet[PortalMessage], value: str) -> QuerySet[PortalMessage]:
    return rows.filter(Q(state=State.WAITING) & ~Q(last_error="")) if value == "trouble" else rows.filter(state=value)


MESSAGES = tables.Table(
    name="portal-messages", caption=_("Messages to the national portal"), order="-created_at",
    row_url=lambda row: reverse("onestop:portal_message", args=[row.pk]),
    columns=(
        Column("code", _("Dossier"), value="dossier.case.code", kind=Kind.CODE, phone="title", width="fit"),
        Column("kind", _("Message"), value=_told, width="fit"),
        Column("status", _("Status told"), value=_status),
        Column("state", _("State"), cell=lambda row, _scope: state_badge(row), width="fit",
               value=lambda row: State(row.state).label),
        Column("created_at", _("Written down"), kind=Kind.MOMENT, sort="created_at", width="fit"),
        Column("last_error", _("What the portal said")),
        Column("tries", _("Refused"), kind=Kind.NUMBER, on_screen=False),
        Column("next_try_at", _("Next try"), kind=Kind.MOMENT, on_screen=False),
    ),
    filters=(
        Filter("q", _("Search"), kind=FilterKind.SEARCH, placeholder=_("Code, applicant, procedure"), apply=narrowed),
        Filter("state", _("State"), apply=_in_state,
               choices=[*State.choices, ("trouble", _("Waiting after trouble"))]),
        Filter("kind", _("Message"), choices=PortalMessage.Kind.choices,
               apply=lambda rows, value: rows.filter(kind=value)),
        Filter("from", _("From day"), kind=FilterKind.DATE, primary=False,
               apply=lambda rows, day: rows.filter(created_at__date__gte=day)),
        Filter("to", _("To day"), kind=FilterKind.DATE, primary=False,
               apply=lambda rows, day: rows.filter(created_at__date__lte=day)),
    ),
    acts=(BulkAct("again", _("Send again"), "/onestop/portal/again/", icon="refresh", permission=KEEP),),
    empty_title=_("Nothing has to be told"),
    empty_text=_("Every act on a dossier becomes a message here, once a portal is connected."), empty_icon="upload",
)  # fmt: skip


RECONCILIATIONS = tables.Table(
    name="portal-reconciliations", caption=_("Comparisons with the portal"), order="-made_at", exportable=False,
    row_url=lambda row: reverse("onestop:reconciliation", args=[row.pk]),
    columns=(
        Column("period", _("Dossiers received"), value=str, phone="title", width="fit"),
        Column("source", _("Where the list comes from"), value=lambda row: Reconciliation.Source(row.source).label),
        Column("said_at", _("As the portal said at"), kind=Kind.MOMENT, sort="said_at", width="fit"),
        Column("ours", _("Here"), kind=Kind.NUMBER, width="fit"),
        Column("theirs", _("On the portal"), kind=Kind.NUMBER, width="fit"),
        Column("n", _("Differences from the portal"), kind=Kind.NUMBER, sort="n", width="fit"),
        Column("made_by", _("Compared by"), phone="hidden"),
        Column("made_at", _("Compared at"), kind=Kind.MOMENT, sort="made_at", width="fit", phone="hidden"),
    ),
    empty_title=_("Nothing has been compared yet"),
    empty_text=_("Fetch what the portal says of a period, or bring the list downloaded from it."),
    empty_icon="scale",
)  # fmt: skip

_CAUSE_TONES = {
    Difference.Cause.OURS_WAITS: "wait", Difference.Cause.OURS_DEAD: "late", Difference.Cause.AFTER: "info",
    Difference.Cause.APPLICANT: "soon", Difference.Cause.BY_DAY: "soon", Difference.Cause.AGENCY: "late",
    Difference.Cause.PORTAL: "soon", Difference.Cause.UNKNOWN: "neutral",
}  # fmt: skip


def _cause(row: Difference, _scope: Scope) -> SafeString:
    cause = Difference.Cause(row.cause)
    return badges.status(cause.label, _CAUSE_TONES[cause])


def _lines(row: Difference) -> str:
    return ", ".join(str(line["seq"]) for line in row.evidence)


def _page_of(row: Difference) -> str:
    return case_href(row.code) if row.dossier_id is not None else ""


def differences_table(reconciliation: Reconciliation) -> tables.Table:
    """The differences of one comparison: chosen ones become an appeal."""
    return tables.Table(
        name="portal-differences", caption=_("Differences from the portal"), order="code", row_url=_page_of,
        columns=(
            Column("code", _("Dossier"), kind=Kind.CODE, sort="code", phone="title", width="fit"),
            Column("kind", _("What differs"), value=lambda row: Difference.Kind(row.kind).label, sort="kind"),
            Column("ours", _("Here"), value=lambda row: side(row, row.ours)),
            Column("theirs", _("On the portal"), value=lambda row: side(row, row.theirs)),
            Column("cause", _("Whose clock, why"), cell=_cause, value=lambda row: Difference.Cause(row.cause).label),
            Column("desk", _("One-stop desk"), value="desk.agency.name", phone="hidden"),
            Column("lines", _("Journal lines"), value=_lines),
        ),
        filters=(
            Filter("kind", _("What differs"), choices=Difference.Kind.choices,
                   apply=lambda rows, value: rows.filter(kind=value)),
            Filter("cause", _("Whose clock, why"), choices=Difference.Cause.choices,
                   apply=lambda rows, value: rows.filter(cause=value)),
            Filter("q", _("Search"), kind=FilterKind.SEARCH, placeholder=_("Code of the dossier"),
                   apply=lambda rows, words: rows.filter(code__icontains=words.strip())),
        ),
        acts=(BulkAct("appeal", _("Make an appeal (.zip)"), reverse("onestop:appeal", args=[reconciliation.pk]),
                      icon="download", permission=KEEP),),
        empty_title=_("No difference"), empty_text=_("Both sides say the same of every dossier compared."),
        empty_icon="checks",
    )  # fmt: skip


def figures(counted: dict[str, Any]) -> list[tuple[Any, int, str]]:
    """Figures of the overview: label, number, what the list shows behind it."""
    return [
        (_("Waiting to be sent"), counted["waiting"], "?state=waiting"),
        (_("Waiting after trouble"), counted["trouble"], "?state=trouble"),
        (_("Given up, needs somebody"), counted["dead"], "?state=dead"),
    ]
