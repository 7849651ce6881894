"""Các phần của khen thưởng, đổi mới sáng tạo, kết quả công việc: the tabs above their pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.domain.conduct.policy.praise import PROPOSE_PRAISE, READ_PRAISE, READ_WORK
from congvu.kernel.accounts.policy import Actor


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab as the component draws it."""

    url: str
    label: str | Promise
    icon: str
    current: bool
    count: int | None = None


#: name of the url, label, icon, permission
PLACES = (
    ("commendations", _("Commendations"), "certificate", READ_PRAISE),
    ("candidates", _("From the figures"), "chart-bar", PROPOSE_PRAISE),
    ("thanks", _("Thanks"), "mood-smile", READ_PRAISE),
    ("proposals", _("Innovative proposals"), "star", ""),
    ("my_work", _("My work items"), "list-check", ""),
    ("work", _("Work of officials"), "users", READ_WORK),
)


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The tabs open to the actor."""
    return [
        Tab(reverse(f"conduct:{code}"), label, icon, code == current)
        for code, label, icon, permission in PLACES
        if not permission or actor.may(permission)
    ]
