"""Quyền đối với bộ quy tắc."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "rules.rule.read": _("Read the rulebook"),
    "rules.rule.edit": _("Set the province's own choices in the rulebook"),
}
