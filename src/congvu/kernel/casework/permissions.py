"""Quyền đối với công việc."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "casework.case.read": _("Read the cases of the agency"),
    "casework.case.read_restricted": _("Read restricted cases of the agency"),
    "casework.case.act": _("Act on the cases of the agency"),
    "casework.case.assign": _("Assign and hand over cases of the agency"),
    "casework.case.export": _("Export lists of cases"),
    "casework.case.urge": _("Urge cases under one's order, singly and in bulk, and write urging letters"),
    "casework.mail.oversee": _("See what was e-mailed to whom, and send again what failed"),
    "casework.request.decide": _("Decide extensions and re-assignments"),
    "casework.competence.edit": _("Lay down who decides which matter, and what silence means"),
    "casework.desk.hand_over": _("Hand over the whole desk of somebody of the unit"),
    "casework.unit.watch": _("See units with open cases where nobody can act"),
    "casework.case.oversee": _("See cases without a named person and cases without a next event"),
    "casework.case.load": _("Load whole histories of cases at once"),
}
