"""A portal for tests of the room: it keeps what it is told in lists, and answers as it is ordered to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest

from congvu.domain.onestop.kinds import portal as socket
from congvu.domain.onestop.kinds.portal import Answer, PortalDown, Told
from congvu.kernel.jobs.models import Job
from congvu.kernel.jobs.queue import kind_of

TAKEN = Answer("00")


@dataclass
class Ear:
    """A portal without a network."""

    told: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    there: set[str] = field(default_factory=set)
    down: PortalDown | None = None
    no: dict[str, str] = field(default_factory=dict)
    calls: int = 0

    def push_dossiers(self, told: Sequence[Told], *, update: bool) -> list[Answer]:
        return self._hear("update" if update else "create", told)

    def push_progress(self, told: Sequence[Told]) -> list[Answer]:
        return self._hear("progress", told)

    def _hear(self, service: str, told: Sequence[Told]) -> list[Answer]:
        self.calls += 1
        if self.down is not None:
            raise self.down
        answers = []
        for one in told:
            code = one.payload["MaHoSo"]
            if code in self.no:
                answers.append(Answer("01", self.no[code]))
                continue
            self.told.append((service, one.ref, one.payload))
            self.there.add(code)
            answers.append(TAKEN)
        return answers

    def known(self, codes: Sequence[str]) -> set[str]:
        self.calls += 1
        if self.down is not None:
            raise self.down
        return self.there & set(codes)

    def said_of(self, from_on: date, to_on: date) -> list[dict[str, Any]]:
        latest = {payload["MaHoSo"]: payload for service, _ref, payload in self.told if service != "progress"}
        span = (f"{from_on:%Y%m%d}", f"{to_on:%Y%m%d}")
        return [one for one in latest.values() if span[0] <= one["NgayTiepNhan"][:8] <= span[1]]


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    """The portal, connected."""
    found = Ear()
    monkeypatch.setattr(socket._Socket, "factory", lambda: found)
    return found


def work(now: datetime, *names: str) -> None:
    """Let the worker do what acts have left for it: by default everything on the way into the outbox."""
    for name in names or ("casework.announce", "onestop.feed_portal"):
        for job in Job.objects.filter(name=name, finished_at=None).order_by("pk"):
            kind_of(name).call(job.args, now=now)
            job.delete()
