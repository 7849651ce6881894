"""Quyền đối với văn bản chỉ đạo và nhiệm vụ."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "directives.directive.read": _("Read directives"),
    "directives.directive.register": _("Register directives"),
    "directives.directive.review": _("Review what a directive orders"),
    "directives.directive.issue": _("Issue a directive's tasks"),
    "directives.task.verify": _("Verify or return reported tasks"),
    "directives.task.import": _("Import running tasks"),
    "directives.meeting.read": _("Read meetings and their conclusions"),
    "directives.meeting.keep": _("Keep meetings and issue their conclusions"),
    "directives.statistics.read": _("Read the statistics of tasks"),
}
