"""Các mục của phòng: the tabs above every page of the room."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.kernel.accounts.policy import Actor


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab as the component draws it."""

    url: str
    label: str | Promise
    icon: str
    current: bool
    count: int | None = None


#: code, label, url name, icon, permission
PLACES = (
    ("front", _("The room at a glance"), "inspections:front", "home", "inspections.plan.read"),
    ("plans", _("Yearly plans"), "inspections:plans", "calendar-event", "inspections.plan.read"),
    ("teams", _("Teams"), "inspections:teams", "users-group", "inspections.plan.read"),
    ("rounds", _("Draws by lot"), "inspections:rounds", "lock", "inspections.plan.read"),
    ("told", _("Told to me"), "inspections:told", "message", ""),
    ("remedies", _("Remedies"), "inspections:remedies", "checks", ""),
    ("resamples", _("Effect after months"), "inspections:resamples", "refresh", "inspections.visit.read"),
    ("scores", _("Discipline scores"), "inspections:scores", "report-analytics", "inspections.score.read"),
    ("consolidated", _("Consolidated report"), "inspections:consolidated", "file-report", "inspections.visit.read"),
    ("recusals", _("Recusals"), "inspections:recusals", "user-off", ""),
    ("checklists", _("Checklists"), "inspections:checklists", "list-check", "inspections.plan.read"),
    ("selfchecks", _("Self-checks"), "inspections:selfchecks", "clipboard-check", "inspections.plan.read"),
)


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The tabs open to the actor."""
    return [
        Tab(reverse(name), label, icon, code == current)
        for code, label, name, icon, permission in PLACES
        if not permission or actor.may(permission)
    ]
