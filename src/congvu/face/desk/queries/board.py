"""What the leader's page shows: counts that open their lists, lateness in median and P90, and by whose clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import overview
from congvu.kernel.ui import formats
from congvu.kernel.ui.labels import WHOSE_LABELS

#: column → (heading, query of the case list that holds exactly these cases, tone of a number above nought)
COLUMNS: dict[str, tuple[Promise, dict[str, str], str]] = {
    "open": (_("Under way"), {"open": "1"}, ""),
    "overdue": (_("Past due"), {"state": "overdue"}, "late"),
    "due_soon": (_("Due soon"), {"state": "due_soon"}, "soon"),
    "transfer": (_("Waiting for acceptance"), {"transfer": "1"}, "wait"),
    "waiting": (_("Waiting for verification"), {"state": "waiting"}, "wait"),
    "nameless": (_("Without a named person"), {"nameless": "1"}, "soon"),
}


def _list_url(**query: str) -> str:
    return f"{reverse('desk:cases')}?{urlencode(query)}"


def _cells(counts: dict[str, int], agency_id: int | None = None) -> list[dict[str, Any]]:
    where = {} if agency_id is None else {"agency": str(agency_id)}
    return [
        {"label": label, "n": counts[name], "tone": tone if counts[name] else "", "url": _list_url(**query, **where)}
        for name, (label, query, tone) in COLUMNS.items()
    ]


def leaders_page(actor: Actor, now: datetime) -> dict[str, Any]:
    """The page of `overview`, with words and addresses."""
    found = overview.overview(actor, now)
    rows = [
        {
            "name": people.agency_name(row.agency_id), "cells": _cells(row.counts, row.agency_id),
            "lateness": row.lateness, "done": row.counts["done"], "done_late": row.counts["done_late"],
        }
        for row in found.agencies
    ]  # fmt: skip
    whole = sum(found.by_whose.values())
    shares = [
        {"label": WHOSE_LABELS[whose], "minutes": minutes, "share": formats.percent(minutes, whole)}
        for whose, minutes in sorted(found.by_whose.items(), key=lambda pair: -pair[1])
    ]
    return {
        "now": now, "totals": _cells(found.totals), "headings": [label for label, _query, _tone in COLUMNS.values()],
        "rows": rows, "lateness": found.lateness, "shares": shares, "whole": whole, "measured": found.measured,
        "done": found.totals["done"], "done_late": found.totals["done_late"], "limit": overview.MEASURED,
    }  # fmt: skip
