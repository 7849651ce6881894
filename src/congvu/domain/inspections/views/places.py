"""Các mục của phòng: the tabs above every page of the room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.ui.places import Place, Tabs, tabs_of

PLACES = (
    Place("front", _("The room at a glance"), "inspections:front", "home", "inspections.plan.read"),
    Place("plans", _("Yearly plans"), "inspections:plans", "calendar-event", "inspections.plan.read"),
    Place("teams", _("Teams"), "inspections:teams", "users-group", "inspections.plan.read"),
    Place("rounds", _("Draws by lot"), "inspections:rounds", "lock", "inspections.plan.read"),
    Place("visits", _("Visits"), "inspections:visits", "map-pin", "inspections.plan.read"),
    Place("told", _("Told to me"), "inspections:told", "message"),
    Place("remedies", _("Remedies"), "inspections:remedies", "checks"),
    Place("rechecks", _("Re-checks due"), "inspections:rechecks", "refresh", "inspections.visit.read", more=True),
    Place("resamples", _("Effect after months"), "inspections:resamples", "history", "inspections.visit.read",
          more=True),
    Place("scores", _("Discipline scores"), "inspections:scores", "report-analytics", "inspections.score.read"),
    Place("consolidated", _("Consolidated report"), "inspections:consolidated", "file-report",
          "inspections.visit.read", more=True),
    Place("recusals", _("Recusals"), "inspections:recusals", "user-off", more=True),
    Place("checklists", _("Checklists"), "inspections:checklists", "list-check", "inspections.plan.read", more=True),
    Place("selfchecks", _("Self-checks"), "inspections:selfchecks", "clipboard-check", "inspections.plan.read",
          more=True),
)


def tabs(actor: Actor, current: str) -> Tabs:
    """The tabs open to the actor."""
    return tabs_of(PLACES, actor.may, current)
