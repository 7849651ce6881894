"""Nothing of a sealed visit can be known before it is opened: marked words are sealed and looked for everywhere."""

from __future__ import annotations

import base64
import json
import logging
import os
import secrets
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.core.lot import Envelope
from congvu.domain.inspections.actions import opening
from congvu.domain.inspections.models import Round, Slot, Visit
from congvu.domain.inspections.queries import draws
from congvu.kernel.casework.actions.daily_sweep import sweep
from congvu.kernel.casework.actions.feeds import make_feed
from congvu.kernel.casework.models import Case, Notice
from congvu.kernel.jobs.models import Job
from congvu.kernel.jobs.tasks import drain
from tests.domain.inspections.browser import Secrets, sealed, told_of
from tests.domain.inspections.searching import Search, body_of
from tests.domain.inspections.stage import BEACON, Stage, make_stage

PLACES = [
    "/", "/inspections/", "/inspections/sealed/", "/inspections/draws/", "/inspections/plans/", "/cases/",
    "/journal/", "/calendar/", "/search/?q=kiểm+tra", "/search/?q=Sở", "/cases/?export=csv", "/cases/?export=xlsx",
    "/jobs/", "/reports/", "/search/?q=DAUKIN", "/conduct/", "/directives/", "/organisation/", "/accounts/",
]  # fmt: skip


@dataclass
class Sealed:
    """A round in which every slot stands for a visit with marked words."""

    stage: Stage
    round: Round
    made: Secrets
    envelopes: dict[int, Envelope]
    search: Search


def plant(slots: int) -> Sealed:
    """Seal visits of today over HTTP, as the ordering person's browser does, with marks in everything sealed."""
    stage = make_stage(timezone.now() - timedelta(days=12))
    word, mark = f"DAUKIN{secrets.token_hex(6)}", secrets.token_bytes(12)
    made = Secrets.make("ubnd-2026-k", slots, mark)
    one, _made = stage.commit(slots, code="ubnd-2026-k", secrets=made)
    one = stage.beacon(one)
    listing = draws.published(one)
    today = timezone.localdate()
    envelopes = {
        number: made.visit(listing, BEACON, number, today, note=f"{word}-ghi-chu-{number}.",
                           reason=f"{word}-ly-do-{number}.")
        for number in range(1, slots + 1)
    }  # fmt: skip
    assert send(stage, one, envelopes) == 302
    return Sealed(stage, one, made, envelopes, Search(word.encode(), mark))


def send(stage: Stage, one: Round, envelopes: dict[int, Envelope]) -> int:
    """Seal over HTTP; the status of the answer."""
    bodies, hashes = sealed(envelopes, stage.devices["chair"], stage.devices["head"])
    client = page(stage, "chair")
    return client.post(reverse("inspections:seal_round", args=[one.code]), {
        "envelopes": json.dumps({n: base64.b64encode(body).decode() for n, body in bodies.items()}),
        "hashes": json.dumps(hashes),
    }).status_code  # fmt: skip


def page(stage: Stage, name: str) -> Client:
    client = Client(raise_request_exception=False)
    if name:
        client.force_login(stage.accounts[name])
    return client


def at_door(found: Sealed, number: int) -> Visit:
    envelope, now = found.envelopes[number], timezone.now()
    return opening.open_slot(
        actor=found.stage.actor("head", now), code=found.round.code, number=number, secret=envelope.secret,
        salt=envelope.salt, told=told_of(envelope), door=opening.Door(now, "Cổng chính"), now=now,
    )  # fmt: skip


def feeds(found: Sealed) -> list[str]:
    """Addresses of the calendar feeds of people."""
    now = timezone.now()
    return [
        reverse("desk:calendar_feed", args=[make_feed(actor=found.stage.actor(name, now), now=now)[1]])
        for name in ("target", "head", "chair", "mai")
    ]


def everything(found: Sealed, most: int, caplog: pytest.LogCaptureFixture, *folders: Path) -> dict[str, list[str]]:
    """Where a marked word stands: database, pages and exports of several persons, feeds, logs, letters, files."""
    search, hits = found.search, dict[str, list[str]]()
    drain(now=timezone.now())
    sweep(now=timezone.now())
    drain(now=timezone.now())
    walked = 0
    for name in ("target", "owner", "mai", "chair", "head", ""):
        done, where = search.site(page(found.stage, name), PLACES, most)
        walked += len(done)
        hits[f"pages of {name or 'anybody'}"] = where
    hits["feeds"] = [one for one in feeds(found) if search.hits(body_of(Client().get(one)))]
    hits["database"] = search.database()
    hits["logs"] = [record.name for record in caplog.records if search.hits(logged(record))]
    hits["letters"] = [str(letter.subject) for letter in mail.outbox if search.hits(str(letter.message()))]
    hits["files"] = search.folder(*folders)
    assert walked > 6 * len(PLACES), "hardly anything was walked"
    return {where: what for where, what in hits.items() if what}


def logged(record: logging.LogRecord) -> str:
    return f"{record.getMessage()} {record.args} {record.exc_text} {vars(record)}"


def run(slots: int, most: int, caplog: pytest.LogCaptureFixture, folder: Path, patch: pytest.MonkeyPatch) -> Sealed:
    """Plant and look; 0 found. Then one is opened, and the same search finds that one: it can see."""
    patch.setattr(tempfile, "tempdir", str(folder))
    caplog.set_level(logging.DEBUG)
    found = plant(slots)
    data = Path(os.environ["CONGVU_DATA"])
    assert everything(found, most, caplog, folder, data) == {}
    assert found.search.looked > 1_000_000
    at_door(found, 3)
    after = Search(found.envelopes[3].note.encode())
    assert "inspections_opening.told" in after.database()
    others = [one for number, one in found.envelopes.items() if number != 3]
    assert Search(*(one.note.encode() for one in others)).database() == []
    assert Search(*(bytes.fromhex(one.secret) for one in others)).database() == []
    return found


def test_nothing_sealed_is_found_anywhere_before_its_opening(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    run(20, 25, caplog, tmp_path, monkeypatch)


@pytest.mark.slow
def test_nothing_of_two_hundred_sealed_visits_is_found_anywhere(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    run(200, 120, caplog, tmp_path, monkeypatch)


def test_the_search_finds_words_however_they_are_written() -> None:
    word = b"DAUKIN0123456789"
    search = Search(word)
    for before in range(4):
        assert search.hits(base64.b64encode(b"x" * before + word + b"tail"))
    assert search.hits(word.hex())
    assert not search.hits(b"DAUKIN")


# ---- numbers ----------------------------------------------------------------------------------------------------


def numbers(found_by: Stage) -> dict[str, Any]:
    """Everything countable that could betray a visit."""
    drain(now=timezone.now())
    return {
        "cases": Case.objects.count(), "visits": Visit.objects.count(), "notices": Notice.objects.count(),
        "jobs": Counter(Job.objects.values_list("name", flat=True)), "sweep": sweep(now=timezone.now()),
        "next": list(Case.objects.values_list("next_event_at", flat=True)), "letters": len(mail.outbox),
        "sizes": {len(bytes(body)) for body in Slot.objects.values_list("envelope", flat=True)},
        "pages": {name: [shape(page(found_by, name), place) for place in PLACES[:5]] for name in ("target", "owner")},
    }  # fmt: skip


def shape(client: Client, address: str) -> tuple[int, int]:
    """Status and length of a page."""
    answer = client.get(address)
    return answer.status_code, len(body_of(answer))


def test_numbers_jobs_notices_and_pages_are_the_same_with_and_without_sealed_visits(db: None) -> None:
    stage = make_stage(timezone.now() - timedelta(days=12))
    one, made, listing = stage.drawn_round(8)
    assert send(stage, one, {number: made.empty(number) for number in range(1, 9)}) == 302
    without = numbers(stage)
    today = timezone.localdate()
    some = {number: made.visit(listing, BEACON, number, today, note="Đi sớm") for number in (2, 5, 7)}
    assert send(stage, one, {number: some.get(number) or made.empty(number) for number in range(1, 9)}) == 302
    assert numbers(stage) == without
