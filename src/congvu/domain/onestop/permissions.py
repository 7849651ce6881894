"""Quyền đối với hồ sơ một cửa."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "onestop.dossier.read": _("Read the lists and boards of the one-stop shop"),
    "onestop.dossier.receive": _("Receive dossiers at a desk, collect fees and return results"),
    "onestop.dossier.settle": _("Work on dossiers at the stations of their routes"),
    "onestop.dossier.sign": _("Sign apologies and approve a second request for papers"),
    "onestop.desk.edit": _("Set up desks, their codes, accounts and who takes which station"),
    "onestop.report.read": _("Read the reports on dossiers"),
    "onestop.cash.close": _("Close the cash book of a day"),
    "onestop.portal.keep": _("Keep the exchange with the national portal"),
}
