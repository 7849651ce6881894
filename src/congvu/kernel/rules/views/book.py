"""Bộ quy tắc trên màn hình: what holds on a day, with source, standing and history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.core.refusals import NotFound
from congvu.kernel.accounts.policy import acting
from congvu.kernel.rules import queries
from congvu.kernel.rules.forms import ChoiceForm, ReasonForm
from congvu.kernel.rules.policy import pick, value_words
from congvu.kernel.rules.shipped import ACTS, FIELDS, Rule
from congvu.kernel.rules.tables import AUTHORITY, BOOK, GROUNDS, days, standing_mark, standing_of
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires


def _on(request: HttpRequest) -> date:
    """The day asked for; today when none is, or when it cannot be read (the filter then says so)."""
    text = request.GET.get("on", "")
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007  # a calendar date has no zone
        except ValueError:
            continue
    return timezone.localdate()


def _frame(request: HttpRequest, here: str) -> dict[str, Any]:
    """What the three pages share: tabs, the day, who may edit."""
    pages = (
        ("book", _("Rules"), "scale"), ("grounds", _("Coded grounds"), "quote"), ("authority", _("Authority"), "gavel")
    )
    return {
        "tabs": [
            {"label": label, "url": reverse(f"rules:{code}"), "current": code == here, "icon": icon}
            for code, label, icon in pages
        ],
        "on": _on(request), "version": queries.version(), "may_edit": acting(request).may("rules.rule.edit"),
    }


@requires("rules.rule.read")
@require_GET
def rulebook(request: HttpRequest) -> HttpResponseBase:
    """Every rule in force on a day."""
    rows = queries.rules(_on(request))
    return tables.respond(
        request, BOOK, rows, template="rules/book.html", now=timezone.now(), context=_frame(request, "book")
    )


@requires("rules.rule.read")
@require_GET
def grounds(request: HttpRequest) -> HttpResponseBase:
    """Every ground that may be cited on a day."""
    on = _on(request)
    rows = [ground for act in ACTS for ground in queries.grounds(act, on)]
    return tables.respond(
        request, GROUNDS, rows, template="rules/grounds.html", now=timezone.now(), context=_frame(request, "grounds")
    )


@requires("rules.rule.read")
@require_GET
def authority(request: HttpRequest) -> HttpResponseBase:
    """The authority matrix on a day."""
    rows = queries.authority(_on(request))
    return tables.respond(
        request, AUTHORITY, rows, template="rules/authority.html", now=timezone.now(),
        context=_frame(request, "authority"),
    )


@requires("rules.rule.read")
@require_GET
def one_rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule: its value today, its history, the form for a choice of the province's own."""
    return rule_page(request, code)


def rule_page(request: HttpRequest, code: str, form: ChoiceForm | None = None, status: int = 200) -> HttpResponse:
    """The page of a rule, with a form that was refused when one is given."""
    shipped, chosen = queries.history(code)
    if not shipped:
        raise Http404
    on = timezone.localdate()
    try:
        current = queries.rule(code, on)
    except NotFound:
        current = None
    may_edit = acting(request).may("rules.rule.edit")
    context: dict[str, Any] = {
        "code": code, "label": pick(shipped[0].vi, shipped[0].en), "current": current, "may_edit": may_edit,
        "facts": _facts(code, current, shipped[0]), "today": on, "withdraw_form": ReasonForm(auto_id="withdraw_%s"),
        "shipped": [
            (row, value_words(row, row.value), standing_mark(row.standing)) for row in shipped
        ],
        "choices": [
            (choice, value_words(shipped[0], choice.value),
             choice.withdrawn_at is None and (choice.to_on is None or choice.to_on > on))
            for choice in chosen
        ],
    }
    if may_edit:
        context["form"] = form or ChoiceForm(rule=shipped[0], initial={"value": shipped[0].value, "from_on": on})
    return render(request, "rules/rule.html", context, status=status)


def _facts(code: str, current: queries.InForce | None, newest: Rule) -> list[tuple[str, str]]:
    field = pick(*FIELDS[newest.field])
    if current is None:
        return [(_("Field"), field), (_("Code"), code), (_("Value"), _("Not in force today"))]
    return [
        (_("Field"), field), (_("Code"), code), (_("Value"), current.words),
        (_("Standing"), standing_of(current)), (_("Source"), current.source), (_("In force"), days(current)),
        (_("Remark"), current.note),
    ]
