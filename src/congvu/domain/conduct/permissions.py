"""Quyền trong kỷ luật, khen thưởng, trách nhiệm."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "conduct.discipline.read": _("Read disciplinary files and reviews of responsibility"),
    "conduct.discipline.handle": _("Keep disciplinary files: review, council, vote"),
    "conduct.discipline.decide": _("Decide on discipline"),
    "conduct.commendation.read": _("Read commendations and their proposals"),
    "conduct.commendation.propose": _("Propose commendations"),
    "conduct.commendation.decide": _("Decide on commendations"),
    "conduct.proposal.submit": _("Hand in innovative proposals"),
    "conduct.proposal.decide": _("Decide on innovative proposals"),
    "conduct.leaver.keep": _("Keep the register of those who leave"),
    "conduct.publication.approve": _("Publish violators and delaying units, and take publications down"),
    "conduct.work.read": _("Read the work items of officials for their rating"),
}
