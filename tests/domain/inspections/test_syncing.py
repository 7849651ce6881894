"""A phone synchronises while its connection is cut: nothing is lost, nothing doubled, every hash is equal."""

from __future__ import annotations

import hashlib
import json
import random
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from congvu.domain.inspections.actions.syncing import PIECE
from congvu.domain.inspections.models import Answer, Evidence, HeadCount, Interview, Receipt
from congvu.kernel.documents.models.content import read_content
from tests.domain.inspections.site import PNG, Stage, parcel, today

__all__ = ["today"]

CUTS, PHOTOS = 30, 40


class Cut(Exception):
    """The network is gone: before the request went out, or after it was carried out and before its answer came."""


@dataclass
class Phone:
    """Stands in for the phone: keeps what it recorded until it was acknowledged by the same hash."""

    stage: Stage
    client: Client
    cut_at: set[int]
    records: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    requests: int = 0
    cuts: list[str] = field(default_factory=list)
    luck: random.Random = field(default_factory=lambda: random.Random(78))

    def record(self, sort: str, /, **body: Any) -> None:
        one = parcel(sort, **body, at=self.stage.now.isoformat())
        self.records[one["uid"]] = one

    def photo(self, content: bytes, name: str) -> None:
        one = parcel("evidence", sort="photo", name=name, size=len(content), at=self.stage.now.isoformat(),
                     sha256=hashlib.sha256(content).hexdigest())  # fmt: skip
        self.records[one["uid"]] = one
        self.files[one["uid"]] = content

    def _over_the_network(self, ask: Any) -> Any:
        self.requests += 1
        if self.requests not in self.cut_at:
            return ask()
        before = self.luck.random() < 0.5
        self.cuts.append("before" if before else "after")
        if not before:
            ask()
        raise Cut

    def synchronise(self) -> None:
        """One attempt, as the page's script makes it: ask what is there, send the rest, forget what is acknowledged."""
        page = self.stage.page
        held = self._over_the_network(lambda: self.client.get(page("state/"))).json()
        for uid, sha256 in held["records"].items():
            if uid in self.records and self.records[uid]["sha256"] == sha256 and uid not in self.files:
                del self.records[uid]
        waiting = [one for uid, one in self.records.items() if uid not in held["records"]]
        for start in range(0, len(waiting), 10):
            some = waiting[start : start + 10]
            answer = self._over_the_network(lambda some=some: self.client.post(
                page("sync/"), json.dumps({"skew": 0, "parcels": some}), content_type="application/json"
            )).json()  # fmt: skip
            assert answer["refused"] == []
            for one in answer["kept"]:
                assert self.records[one["uid"]]["sha256"] == one["sha256"]
                if one["uid"] not in self.files:
                    del self.records[one["uid"]]
        for uid, content in list(self.files.items()):
            there = held["files"].get(uid, {"sha256": "", "have": []})
            whole = bool(there["sha256"])
            for offset in range(0, len(content), PIECE):
                if not whole and (offset not in there["have"] or offset + PIECE >= len(content)):
                    whole = self._send_piece(uid, content, offset)
            if whole:
                del self.files[uid], self.records[uid]

    def _send_piece(self, uid: str, content: bytes, offset: int) -> bool:
        part = content[offset : offset + PIECE]
        query = (f"?uid={uuid.uuid5(uuid.UUID(uid), str(offset))}&of={uid}&offset={offset}&total={len(content)}"
                 f"&sha256={hashlib.sha256(part).hexdigest()}")  # fmt: skip
        answer = self._over_the_network(lambda: self.client.post(
            self.stage.page("piece/") + query, part, content_type="application/octet-stream"
        ))  # fmt: skip
        assert answer.status_code == 200, answer.content
        return bool(answer.json()["whole"])


@pytest.mark.parametrize("seed", [1, 2])
def test_cut_thirty_times_nothing_is_lost_and_nothing_doubled(today: Stage, seed: int) -> None:
    luck = random.Random(seed)
    phone = Phone(today, today.signed_in("member"), set(), luck=luck)
    items = list(today.visit.checklist.items.values_list("code", flat=True))
    assert len(items) == 78
    for code in items:
        phone.record("answer", item=code, value=luck.choice(("good", "breach")), note=f"Ghi nhận tại {code}")
    phone.record("head", official="an", presence="present")
    phone.record("head", official="binh", presence="absent", reason="Không rõ lý do", proved=False)
    phone.record("interview", words="Phải chờ hơn một giờ", satisfied=False)
    for number in range(PHOTOS):
        phone.photo(PNG + luck.randbytes(luck.choice((4_000, PIECE - 8, PIECE, 2 * PIECE + 77))), f"anh-{number}.png")
    records = {uid: one["sha256"] for uid, one in phone.records.items()}
    pictures = {uid: hashlib.sha256(content).hexdigest() for uid, content in phone.files.items()}
    # Every cut ends an attempt, so they come at the first to the fourth request of each of thirty attempts.
    for _attempt in range(CUTS):
        phone.cut_at = {phone.requests + luck.randint(1, 4)}
        with pytest.raises(Cut):
            phone.synchronise()
    phone.cut_at = set()
    phone.synchronise()
    assert len(phone.cuts) == CUTS
    assert {"before", "after"} == set(phone.cuts)
    assert phone.files == {}
    assert phone.records == {}

    visit = today.visit
    assert dict(visit.receipts.filter(of=None).values_list("uid", "sha256")) == {
        uuid.UUID(uid): sha256 for uid, sha256 in records.items()
    }
    assert sorted(visit.answers.values_list("item__code", flat=True)) == sorted(items)
    assert (HeadCount.objects.count(), Interview.objects.count()) == (2, 1)
    kept = {str(one.uid): one for one in visit.evidence.select_related("file")}
    assert {uid: one.sha256 for uid, one in kept.items()} == pictures
    for uid, one in kept.items():
        assert one.file is not None
        assert hashlib.sha256(read_content(one.file.sha256)).hexdigest() == pictures[uid]
    assert not any(bytes(piece) for piece in Receipt.objects.values_list("piece", flat=True))


def _post(client: Client, stage: Stage, *parcels: dict[str, str], skew: int = 0) -> dict[str, Any]:
    answer = client.post(stage.page("sync/"), json.dumps({"skew": skew, "parcels": parcels}),
                         content_type="application/json")  # fmt: skip
    assert answer.status_code == 200
    return dict(answer.json())


def test_a_photo_of_100_mb_is_refused_with_a_sentence_and_the_rest_is_kept(today: Stage) -> None:
    at = today.now.isoformat()
    large = parcel("evidence", sort="photo", name="to.jpg", size=100 * 1024**2, sha256="a" * 64, at=at)
    small = parcel("answer", item="A01", value="good", at=at)
    answer = _post(today.signed_in("member"), today, large, small)
    assert [one["uid"] for one in answer["kept"]] == [small["uid"]]
    (refused,) = answer["refused"]
    assert (refused["uid"], refused["code"]) == (large["uid"], "upload_too_large")
    assert "100 MB" in refused["sentence"]
    assert not Evidence.objects.exists()


def test_the_same_number_with_another_content_is_refused(today: Stage) -> None:
    client, at = today.signed_in("member"), today.now.isoformat()
    one = parcel("answer", item="A01", value="good", at=at)
    other = parcel("answer", item="A01", value="breach", note="Đi muộn", at=at) | {"uid": one["uid"]}
    _post(client, today, one)
    assert _post(client, today, one)["kept"] == [{"uid": one["uid"], "sha256": one["sha256"]}]
    assert _post(client, today, other)["refused"][0]["code"] == "other_content"
    assert Answer.objects.get().value == "good"


def test_what_was_damaged_on_its_way_is_not_kept(today: Stage) -> None:
    one = parcel("answer", item="A01", value="good", at=today.now.isoformat())
    answer = _post(today.signed_in("member"), today, one | {"body": one["body"].replace("good", "hood")})
    assert answer["refused"][0]["code"] == "damaged"
    assert not Receipt.objects.exists()


def test_a_wrong_clock_is_noted_with_the_evidence_and_taken_out_of_records(today: Stage) -> None:
    fast = 3 * 3600
    ahead = today.now + timedelta(seconds=fast)
    at = ahead.isoformat()
    answer = parcel("answer", item="A01", value="good", at=at)
    photo = parcel("evidence", sort="photo", name="a.png", size=20, sha256="b" * 64, at=at)
    _post(today.signed_in("member"), today, answer, photo, skew=fast)
    assert Answer.objects.get().noted_at == today.now
    kept = Evidence.objects.get()
    assert (kept.taken_at, kept.skew) == (ahead, fast)


def test_a_file_that_is_not_what_its_hash_says_is_dropped_and_can_be_sent_again(today: Stage) -> None:
    client, content = today.signed_in("member"), PNG + b"x" * 50
    phone = Phone(today, client, set())
    phone.photo(content, "a.png")
    uid = next(iter(phone.files))
    phone.files[uid] = PNG + b"y" * 50
    with pytest.raises(AssertionError, match="file_damaged"):
        phone.synchronise()
    assert not Receipt.objects.filter(of__isnull=False).exists()
    phone.files[uid] = content
    phone.synchronise()
    assert Evidence.objects.get().file is not None


@pytest.mark.parametrize(("name", "status"), [("observer", 403), ("stranger", 404), ("chief", 404)])
def test_only_members_of_the_team_come_in(today: Stage, name: str, status: int) -> None:
    client = today.signed_in(name)
    assert client.get(today.page()).status_code == status
    assert client.get(today.page("parcel/")).status_code == status
    answer = client.post(today.page("sync/"), json.dumps({"parcels": []}), content_type="application/json")
    assert answer.status_code == status


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"parcels": 3}', '{"parcels": [1]}', '{"parcels": "' + "[" * 99])
def test_what_cannot_be_read_gets_a_sentence(today: Stage, body: str) -> None:
    answer = today.signed_in("member").post(today.page("sync/"), body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["sentence"]


@pytest.mark.parametrize("body", [
    {"item": "A01"}, {"item": 5, "value": "good", "at": "x"},
    {"item": "A01", "value": "good", "at": "2026-99-99T00:00Z"},
    {"item": "A01", "value": ["good"], "at": "2026-11-24T08:00:00+07:00"},
    {"item": "Z99", "value": "good", "at": "2026-11-24T08:00:00+07:00"},
    {"item": "A01", "value": "breach", "at": "2026-11-24T08:00:00+07:00"},
])  # fmt: skip
def test_a_record_that_says_nothing_is_refused(today: Stage, body: dict[str, Any]) -> None:
    answer = _post(today.signed_in("member"), today, parcel("answer", **body))
    assert answer["refused"][0]["sentence"]
    assert not Receipt.objects.exists()
