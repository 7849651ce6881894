"""The list of officials."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.kernel.org.policy import last_day
from congvu.kernel.org.queries import Person
from congvu.kernel.ui import badges, formats, tables


def _matching(rows: Sequence[Person], words: str) -> list[Person]:
    """Whose name, code, post or agency contains every word, accents and case aside."""
    wanted = skey(words).split()
    return [row for row in rows if all(word in _text_of(row) for word in wanted)]


def _text_of(row: Person) -> str:
    places = [
        skey(f"{held.post.title} {held.post.agency.full_name} {held.post.agency.skey}") for held in row.appointments
    ]
    return " ".join([row.official.skey, *places])


def _away(rows: Sequence[Person], _on: object) -> list[Person]:
    return [row for row in rows if row.absence is not None]


def _unplaced(rows: Sequence[Person], _on: object) -> list[Person]:
    return [row for row in rows if not row.appointments]


def _places(row: Person, _scope: tables.Scope) -> str:
    lines = [(held.post.title, held.post.agency.full_name) for held in row.appointments]
    return format_html_join("; ", "{} – {}", lines)


def _state(row: Person, _scope: tables.Scope) -> str:
    if row.absence is not None:
        until = formats.day(last_day(row.absence.to_on))
        return badges.status(gettext("Away until %(day)s") % {"day": until}, "paused", "user-off")
    if not row.official.is_active:
        return badges.status(gettext("Left the service"), "neutral", "user-off")
    return badges.status(gettext("In service"), "ok", "user-check")


OFFICIALS = tables.Table(
    name="officials",
    caption=_("Officials"),
    order="full_name",
    row_url=lambda row: reverse("org:official", args=[row.official.code]),
    columns=(
        tables.Column("full_name", _("Full name"), "official.full_name", sort="sort_key", phone="title"),
        tables.Column(
            "posts",
            _("Post and agency"),
            lambda row: "; ".join(f"{held.post.title} – {held.post.agency.full_name}" for held in row.appointments),
            cell=_places,
            width="wide",
        ),
        tables.Column(
            "state",
            _("State"),
            lambda row: gettext("Away") if row.absence else "",
            cell=_state,
            width="fit",
        ),
        tables.Column("code", _("Code"), "official.code", kind=tables.Kind.CODE, width="fit", phone="hidden"),
    ),
    filters=(
        tables.Filter("q", _("Search"), apply=_matching, kind=tables.FilterKind.SEARCH),
        tables.Filter("away", _("Away today only"), apply=_away, kind=tables.FilterKind.FLAG),
        tables.Filter("unplaced", _("Without a post only"), apply=_unplaced, kind=tables.FilterKind.FLAG),
    ),
    empty_title=_("No officials yet"),
    empty_text=_("Officials are entered by who may edit the organisation, then appointed to posts."),
    empty_icon="users",
)
