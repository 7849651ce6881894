"""Tiến độ thiết lập: how far the first set-up has come, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.kernel.accounts.models import Account
from congvu.kernel.org import queries as org


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is, how many there are, and where it is done by hand."""

    label: str | Promise
    words: str | Promise
    count: int
    url: str
    icon: str

    @property
    def is_done(self) -> bool:
        """Whether something has been entered."""
        return self.count > 0


def steps(on: date) -> list[Step]:
    """The steps of a first set-up in their order, each with what is there already."""
    known = org.organisation()
    logins = Account.objects.filter(is_active=True).count()
    return [
        Step(_("Agencies and units"), _("From the top down; each with its code, kind, level and first day."),
             len(org.agencies_on(on)), "org:new_agency", "building-bank"),
        Step(_("Posts of agencies"), _("The head's post of every agency first: work without a name goes to the head."),
             len(known.posts), "org:tree", "briefcase"),
        Step(_("Officials"), _("People with a code of their own, appointed to posts."), len(known.officials),
             "org:new_official", "users"),
        Step(_("Log-ins and roles"), _("One log-in a person; the role holds at an agency and below it."),
             max(0, logins - 1), "accounts:new_account", "key"),
        Step(_("Groups of addressees"), _("“Các sở, ban, ngành” and others; typed in the sheet of groups."),
             len(known.groups), "setup:bring", "sitemap"),
        Step(_("Working calendar"), _("Hours and days off; without one the civil-service calendar is used."),
             len(org.all_calendars()), "org:calendars", "calendar"),
    ]  # fmt: skip
