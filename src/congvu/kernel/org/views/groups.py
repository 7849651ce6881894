"""Nhóm cơ quan nhận văn bản: the list, one group with its members of a day, and the forms that keep them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.kernel.org import actions, queries
from congvu.kernel.org.actions.groups import KEEP, general_ways
from congvu.kernel.org.forms.groups import EndGroupForm, GroupForm
from congvu.kernel.org.models import AgencyGroup, AgencyKind, Level, PlaceKind
from congvu.kernel.org.views.days import person_of
from congvu.kernel.org.views.filling import fill_in
from congvu.kernel.ui.access import requires


@requires("org.agency.read")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Every group with how many agencies it means today; ended ones stand last."""
    today = timezone.localdate()
    rows = [
        {"group": group, "n": len(queries.expand_group(group.code, today)), "ended": _ended(group)}
        for group in queries.groups()
    ]
    rows.sort(key=lambda row: bool(row["ended"]))
    return render(request, "org/groups.html", {"rows": rows, "may_keep": person_of(request).may(KEEP)})


@requires("org.agency.read")
@require_GET
def group(request: HttpRequest, code: str) -> HttpResponse:
    """One group: whom it means today, by which rule, how documents write it."""
    row, today = queries.group_by_code(code), timezone.localdate()
    context = {
        "group": row, "members": queries.expand_group(code, today), "rule": _in_words(row), "ended": _ended(row),
        "may_keep": person_of(request).may(KEEP) and row.ended_on is None,
    }  # fmt: skip
    return render(request, "org/group.html", context)


@requires("org.agency.add")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Form a group."""
    act = partial(actions.form_group, actor=person_of(request), now=timezone.now())
    return fill_in(
        request, GroupForm, act, title=_("Form a group of addressees"), button=_("Form the group"),
        back=reverse("org:groups"), done=_("The group has been formed."),
    )  # fmt: skip


@requires("org.agency.add")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change the name, the ways of writing and the members of a group."""
    row = queries.group_by_code(code)
    fine = _is_fine(row)
    act = partial(actions.change_group, actor=person_of(request), group=row, now=timezone.now())
    note = _("The general rule of this group stays as it is: %(rule)s.") % {"rule": "; ".join(_general_words(row))}
    return fill_in(
        request, partial(GroupForm, keeps_rule=fine), act, title=_("Change the group: %(name)s") % {"name": row.name},
        button=_("Keep the group"), back=reverse("org:group", args=[code]), done=_("The group has been kept."),
        initial=GroupForm.initial_of(row), note=note if fine else "",
    )  # fmt: skip


@requires("org.agency.add")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End a group."""
    row = queries.group_by_code(code)
    act = partial(actions.end_group, actor=person_of(request), group=row, now=timezone.now())
    return fill_in(
        request, EndGroupForm, act, title=_("End the group: %(name)s") % {"name": row.name}, button=_("End the group"),
        back=reverse("org:group", args=[code]), done=_("The group has been ended."),
        initial={"on": timezone.localdate()},
    )  # fmt: skip


def _ended(group: AgencyGroup) -> bool:
    return group.ended_on is not None and group.ended_on <= timezone.localdate()


def _is_fine(group: AgencyGroup) -> bool:
    """True if the rule says more than a form by hand can."""
    ways = general_ways(group)
    return len(ways) > 1 or any(set(way) - {"kinds", "levels"} for way in ways)


def _labels(choices: Any, codes: list[str]) -> str:
    known = dict(choices.choices)
    return ", ".join(str(known.get(code, code)) for code in codes)


def _general_words(group: AgencyGroup) -> list[str]:
    words = []
    for way in general_ways(group):
        parts = [_labels(kind, way[key]) for key, kind in
                 (("kinds", AgencyKind), ("place_kinds", PlaceKind), ("levels", Level)) if way.get(key)]  # fmt: skip
        if way.get("under"):
            above = queries.organisation().by_code.get(way["under"])
            parts.append(_("below %(agency)s") % {"agency": above.name if above else way["under"]})
        words.append(" · ".join(parts) or _("every agency"))
    return words


def _in_words(group: AgencyGroup) -> dict[str, list[str]]:
    known = queries.organisation().by_code
    ways: list[dict[str, Any]] = group.rule.get("any", [])
    named = [code for way in ways for code in way.get("codes", ())]
    left_out = dict.fromkeys(code for way in ways for code in way.get("except_codes", ()))
    return {
        "general": _general_words(group),
        "named": [known[code].full_name if code in known else code for code in named],
        "excluded": [known[code].full_name if code in known else code for code in left_out],
    }  # fmt: skip
