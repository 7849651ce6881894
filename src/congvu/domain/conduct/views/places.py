"""Các phần của khen thưởng, đổi mới sáng tạo, kết quả công việc: the tabs above their pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from congvu.domain.conduct.policy.praise import PROPOSE_PRAISE, READ_PRAISE, READ_WORK
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.ui.places import Place, Tabs, tabs_of

PLACES = (
    Place("commendations", _("Commendations"), "conduct:commendations", "certificate", READ_PRAISE),
    Place("candidates", _("From the figures"), "conduct:candidates", "chart-bar", PROPOSE_PRAISE),
    Place("thanks", _("Thanks"), "conduct:thanks", "mood-smile", READ_PRAISE),
    Place("proposals", _("Innovative proposals"), "conduct:proposals", "star"),
    Place("my_work", _("My work items"), "conduct:my_work", "list-check"),
    Place("work", _("Work of officials"), "conduct:work", "users", READ_WORK),
)


def tabs(actor: Actor, current: str) -> Tabs:
    """The tabs open to the actor."""
    return tabs_of(PLACES, actor.may, current)
