"""Danh mục thủ tục hành chính, as a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from congvu.core.codes import read_procedure_code
from congvu.core.text import skey
from congvu.domain.procedures.actions.importing_plan import Does
from congvu.domain.procedures.models import Announcer, Change, Means, OnlineLevel, Scope, SettledAt
from congvu.domain.procedures.policy.deadlines import Deed
from congvu.domain.procedures.policy.words import limit_words, part_words
from congvu.domain.procedures.queries.deadlines import Announced, agencies_with_procedures
from congvu.kernel.ui import badges, formats, tables

STATES = (
    ("in_force", _("Is in force")),
    ("announced", _("Announced, not yet in force")),
    ("draft", _("Draft")),
    ("ended", _("Ended")),
    ("abolished", _("Abolished")),
)
_TONES = {"in_force": ("ok", "check"), "announced": ("wait", "clock"), "draft": ("wait", "edit")}


def state_badge(state: str) -> Any:
    """A version's state: colour, word and sign."""
    tone, icon = _TONES.get(state, ("neutral", "ban"))
    return badges.status(dict(STATES)[state], tone, icon)


def _state(row: Any, _scope: tables.Scope) -> str:
    mark = state_badge(row.state)
    if row.state == "in_force" and not row.published:
        mark = format_html("{} {}", mark, badges.status(_("Not published"), "late", "alert-triangle"))
    if row.draft and row.state != "draft":
        mark = format_html("{} {}", mark, badges.status(_("Draft"), "wait", "edit"))
    return str(mark)


_SEARCHED = ("code", "written", "name", "field", "agency", "decision")


def _matching(rows: list[Any], text: str) -> list[Any]:
    if (code := read_procedure_code(text)) is not None:
        return [row for row in rows if row.code.startswith(code.stem)]
    words = skey(text).split()
    return [
        row for row in rows
        if all(word in skey(" ".join(getattr(row, name, "") for name in _SEARCHED)) for word in words)
    ]  # fmt: skip


def _having(name: str) -> Callable[[list[Any], str], list[Any]]:
    return lambda rows, value: [row for row in rows if getattr(row, name) == value]


def _limit(row: Any, _scope: tables.Scope) -> str:
    return " / ".join(limit_words(one) for one in row.limit.split(" / ")) if row.limit else "—"


CATALOGUE = tables.Table(
    name="procedures",
    caption=_("Procedures"),
    order="field",
    row_url=lambda row: reverse("procedures:procedure", args=[row.pk]),
    columns=(
        tables.Column("code", _("Code"), sort="code", width="fit"),
        tables.Column("name", _("Procedure"), sort="name", phone="title", width="wide"),
        tables.Column("field", _("Field"), sort="sort_key"),
        tables.Column("agency", _("Agency"), sort="agency"),
        tables.Column("limit", _("Time limit"), cell=_limit),
        tables.Column("state", _("State"), cell=_state),
    ),
    filters=(
        tables.Filter("q", _("Search"), apply=_matching, kind=tables.FilterKind.SEARCH),
        tables.Filter("state", _("State"), apply=_having("state"), choices=STATES),
        tables.Filter("settled_at", _("Settled at"), apply=_having("settled_at"), choices=SettledAt.choices),
        tables.Filter("online", _("Online service"), apply=_having("online"), choices=OnlineLevel.choices),
        tables.Filter("scope", _("Who it is for"), apply=_having("scope"), choices=Scope.choices),
    ),
    empty_title=_("The catalogue is empty"),
    empty_text=_("Add a procedure with its papers, time limit and route, then announce it."),
    empty_icon="list-details",
)  # fmt: skip

_DEEDS: dict[Deed, tuple[Any, badges.Tone, str]] = {
    Deed.IN_TIME: (_("On time"), "ok", "check"),
    Deed.LATE: (_("Behind its day"), "late", "alert-triangle"),
    Deed.WAITING: (_("Not yet"), "wait", "clock"),
    Deed.OVERDUE: (_("Past due"), "late", "alert-octagon"),
    Deed.UNKNOWN: (_("No rule"), "neutral", "minus"),
}


_DONE: dict[Does, tuple[Any, badges.Tone, str]] = {
    Does.NEW: (_("New procedure"), "info", "plus"),
    Does.ANNOUNCED: (_("New version, announced"), "ok", "check"),
    Does.PUBLISHED: (_("Day of publication noted"), "ok", "world"),
    Does.DRAFT: (_("Draft of a new version"), "wait", "edit"),
    Does.SAME: (_("Unchanged"), "neutral", "minus"),
    Does.REFUSED: (_("Cannot be taken in"), "late", "alert-triangle"),
}


def does_badge(does: Does) -> Any:
    """What a record of a file would do."""
    word, tone, icon = _DONE[does]
    return badges.status(word, tone, icon)


def deed_badge(deed: Deed, over: int = 0) -> Any:
    """In time or late, and by how many days."""
    word, tone, icon = _DEEDS[deed]
    if over:
        word = _("%(state)s by %(n)d days") % {"state": word, "n": over}
    return badges.status(word, tone, icon)


def _day_and_badge(on: date | None, last: date | None, mark: Any) -> Any:
    day = formats.day(on) if on else "—"
    if last is None:
        return format_html("{}<br>{}", day, mark)
    by = _("at latest %(day)s") % {"day": formats.day(last)}
    return format_html("{}<br>{}<br><small class='text-secondary'>{}</small>", day, mark, by)


def _announced(row: Announced, _scope: tables.Scope) -> Any:
    found = _day_and_badge(row.announced_on, row.announce_by, deed_badge(row.announcement, row.announced_over))
    words = issuer_words(row)
    return format_html("{}<br><small>{}</small>", found, words) if words else found


def issuer_words(row: Announced) -> str:
    """By whose deadlines a version is judged, where they are not the province's ordinary ones."""
    ministry = str(Announcer.MINISTRY.label) if row.announcer == Announcer.MINISTRY else ""
    fast = str(_("Shortened procedure")) if row.fast_track else ""
    return ", ".join(one for one in (ministry, fast) if one)


#: Kinds of deadlines: code, words, and which rows they are.
TIMED: dict[str, tuple[Any, Callable[[Announced], bool]]] = {
    "province": (Announcer.PROVINCE.label, lambda row: row.announcer == Announcer.PROVINCE),
    "ministry": (Announcer.MINISTRY.label, lambda row: row.announcer == Announcer.MINISTRY),
    "fast": (_("Shortened procedure"), lambda row: row.fast_track),
}


def _published(row: Announced, _scope: tables.Scope) -> Any:
    return _day_and_badge(row.published_on, row.publish_by, deed_badge(row.publication, row.published_over))


def missing_words(row: Announced) -> str:
    """The mandatory parts a version lacks."""
    return ", ".join(part_words(part) for part in row.missing)


#: What is asked of an announced version: code, words, and which rows it picks.
ASKED: dict[str, tuple[Any, Callable[[Announced], bool]]] = {
    "announced_late": (_("Announced late"), lambda row: row.announcement == Deed.LATE),
    "published_late": (_("Published late or overdue"), lambda row: row.publication in {Deed.LATE, Deed.OVERDUE}),
    "unpublished": (_("Not published"), lambda row: not row.published),
    "incomplete": (_("Parts missing"), lambda row: bool(row.missing)),
}

DEADLINES = tables.Table(
    name="procedure-deadlines",
    caption=_("Announcement and publication"),
    order="-announced",
    row_url=lambda row: f"{reverse('procedures:procedure', args=[row.procedure_id])}?v={row.number}",
    columns=(
        tables.Column("code", _("Code"), sort="code", width="fit"),
        tables.Column("name", _("Procedure"), sort="name", phone="title", width="wide"),
        tables.Column("agency", _("Agency"), sort="agency"),
        tables.Column("change", _("Change"), value=lambda row: dict(Change.choices)[row.change], on_screen=False),
        tables.Column("decision", _("Decision"), on_screen=False),
        tables.Column("announcer", _("Who made the decision"), value=lambda row: str(Announcer(row.announcer).label),
                      on_screen=False),
        tables.Column("fast_track", _("Shortened procedure"),
                      value=lambda row: _("Yes") if row.fast_track else _("No"), on_screen=False),
        tables.Column("from_on", _("In force from day"), kind=tables.Kind.DATE, on_screen=False),
        tables.Column("announced", _("Announced"), value="announced_on", kind=tables.Kind.DATE, sort="announced_on",
                      cell=_announced),
        tables.Column("announce_by", _("To be announced by"), kind=tables.Kind.DATE, on_screen=False),
        tables.Column("announced_over", _("Days late with the announcement"), kind=tables.Kind.NUMBER,
                      on_screen=False),
        tables.Column("published", _("Published"), value="published_on", kind=tables.Kind.DATE, sort="published_on",
                      nullable=True, cell=_published),
        tables.Column("publish_by", _("To be published by"), kind=tables.Kind.DATE, on_screen=False),
        tables.Column("published_over", _("Days late with the publication"), kind=tables.Kind.NUMBER, on_screen=False),
        tables.Column("missing", _("Parts missing"), value=missing_words,
                      cell=lambda row, _scope: missing_words(row) or "—"),
        tables.Column("state", _("State"), value=lambda row: dict(STATES)[row.state], on_screen=False),
    ),
    filters=(
        tables.Filter("q", _("Search"), apply=_matching, kind=tables.FilterKind.SEARCH),
        tables.Filter("asked", _("What is asked"), apply=lambda rows, code: [r for r in rows if ASKED[code][1](r)],
                      choices=[(code, words) for code, (words, _pick) in ASKED.items()]),
        tables.Filter("agency", _("Agency"), apply=lambda rows, pk: [r for r in rows if str(r.agency_id) == pk],
                      choices=lambda _scope: agencies_with_procedures()),
        tables.Filter("state", _("State"), apply=_having("state"),
                      choices=[one for one in STATES if one[0] != "draft"]),
        tables.Filter("timed", _("Whose deadlines"), apply=lambda rows, code: [r for r in rows if TIMED[code][1](r)],
                      choices=[(code, words) for code, (words, _pick) in TIMED.items()], primary=False),
        tables.Filter("first", _("Decided from"), apply=lambda rows, on: [r for r in rows if r.announced_on >= on],
                      kind=tables.FilterKind.DATE, primary=False),
        tables.Filter("last", _("Decided until"), apply=lambda rows, on: [r for r in rows if r.announced_on <= on],
                      kind=tables.FilterKind.DATE, primary=False),
    ),
    empty_title=_("Nothing is announced yet"),
    empty_text=_("An announced version stands here with the last days for its decision and its publication."),
    empty_icon="world",
)  # fmt: skip


DELEGATION_STATES = (
    ("in_force", _("Is in force")),
    ("ending", _("Ends within 90 days")),
    ("coming", _("Not yet in force")),
    ("ended", _("Ended")),
)
_DELEGATION_TONES = {"in_force": ("ok", "check"), "ending": ("soon", "clock"), "coming": ("wait", "clock")}


def delegation_badge(state: str) -> Any:
    """How a delegation stands on a day."""
    tone, icon = _DELEGATION_TONES.get(state, ("neutral", "ban"))
    return badges.status(dict(DELEGATION_STATES)[state], tone, icon)


def _delegations_matching(rows: list[Any], text: str) -> list[Any]:
    words = skey(text).split()
    return [
        row for row in rows
        if all(
            word in skey(
                " ".join((row.decision, row.authority, row.delegate, row.position, row.place,
                          *(f"{code} {name}" for _pk, code, name in row.procedures)))
            )
            for word in words
        )
    ]  # fmt: skip


def _delegations_in(rows: list[Any], state: str) -> list[Any]:
    """Those in force hold the ones that end soon."""
    wanted = ("in_force", "ending") if state == "in_force" else (state,)
    return [row for row in rows if row.state in wanted]


def _procedures(row: Any, _scope: tables.Scope) -> str:
    shown = ", ".join(code or name for _pk, code, name in row.procedures[:4])
    return shown + (f" … (+{len(row.procedures) - 4})" if len(row.procedures) > 4 else "")


DELEGATIONS = tables.Table(
    name="delegations",
    caption=_("Decentralised and delegated settling"),
    order="until",
    row_url=lambda row: reverse("procedures:delegation", args=[row.pk]),
    columns=(
        tables.Column("decision", _("Decision"), sort="decision", phone="title", width="wide"),
        tables.Column("authority", _("Delegating authority"), on_screen=False),
        tables.Column("delegate", _("Who settles now"), sort="delegate",
                      cell=lambda row, _scope: f"{row.position}, {row.delegate}" if row.position else row.delegate),
        tables.Column("procedures", _("Procedures"), cell=_procedures,
                      export=lambda row: ", ".join(code or name for _pk, code, name in row.procedures)),
        tables.Column("place", _("Limited to")),
        tables.Column("from_on", _("In force from day"), kind=tables.Kind.DATE, on_screen=False),
        tables.Column("until", _("Ends on day"), value="to_on", kind=tables.Kind.DATE, sort="to_on",
                      nullable=True, width="fit"),
        tables.Column("state", _("State"), cell=lambda row, _scope: str(delegation_badge(row.state)), width="fit"),
    ),
    filters=(
        tables.Filter("q", _("Search"), apply=_delegations_matching, kind=tables.FilterKind.SEARCH),
        tables.Filter("state", _("State"), apply=_delegations_in, choices=DELEGATION_STATES),
        tables.Filter("means", _("Form of delegation"), apply=_having("means"), choices=Means.choices),
    ),
    empty_title=_("Nothing is delegated"),
    empty_text=_("Record a decision that decentralises or delegates the settling of procedures."),
    empty_icon="users",
)  # fmt: skip

POSTING_STATES = (
    ("posted", _("Posted")),
    ("outdated", _("Outdated")),
    ("missing", _("Not posted yet")),
    ("surplus", _("To be taken down")),
)
_POSTING_TONES = {"posted": ("ok", "check"), "outdated": ("late", "alert-triangle"), "missing": ("soon", "clock")}


def posting_badge(state: str) -> Any:
    """How a sheet stands at a desk."""
    tone, icon = _POSTING_TONES.get(state, ("neutral", "ban"))
    return badges.status(dict(POSTING_STATES)[state], tone, icon)


def _with_open(rows: list[Any], name: str) -> list[Any]:
    return [row for row in rows if getattr(row, name)]


DESKS = tables.Table(
    name="desks",
    caption=_("Posting at the one-stop desks"),
    order="-missing",
    row_url=lambda row: reverse("procedures:desk_postings", args=[row.pk]),
    columns=(
        tables.Column("desk", _("One-stop desk"), sort="desk", phone="title", width="wide"),
        tables.Column("required", _("To be posted"), kind=tables.Kind.NUMBER, sort="required", width="fit"),
        tables.Column("posted", _("Posted"), kind=tables.Kind.NUMBER, sort="posted", width="fit"),
        tables.Column("outdated", _("Outdated"), kind=tables.Kind.NUMBER, sort="outdated", width="fit"),
        tables.Column("missing", _("Not posted yet"), kind=tables.Kind.NUMBER, sort="missing", width="fit"),
        tables.Column("surplus", _("To be taken down"), kind=tables.Kind.NUMBER, sort="surplus", width="fit"),
    ),
    filters=(
        tables.Filter("q", _("Search"), kind=tables.FilterKind.SEARCH,
                      apply=lambda rows, text: [row for row in rows if skey(text) in skey(row.desk)]),
        tables.Filter("lacks", _("State"), apply=_with_open, choices=POSTING_STATES[1:]),
    ),
    empty_title=_("There is no one-stop desk"),
    empty_text=_("Desks are the public administration service centres of the organisation."),
)  # fmt: skip
