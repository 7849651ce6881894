"""Quyền trong kiểm tra công vụ."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "inspections.plan.read": _("Read plans of inspection, teams and checklists"),
    "inspections.plan.edit": _("Draft plans of inspection and checklists, call for self-checks"),
    "inspections.selfcheck.hold": _("Hold and sign the self-check of an agency"),
    "inspections.plan.issue": _("Issue plans of inspection and put checklists in force"),
    "inspections.team.form": _("Form teams by decision, issue duty cards, note recusals"),
    "inspections.draw.order": _("Order visits: draw by lot, seal, open"),
    "inspections.visit.conduct": _("Check on site as a member of the team"),
    "inspections.visit.read": _("Read visits, findings and conclusions"),
    "inspections.finding.answer": _("Answer findings for a unit"),
    "inspections.conclusion.sign": _("Sign conclusions of inspection and have them published"),
    "inspections.score.read": _("Read the discipline scores of units"),
}
