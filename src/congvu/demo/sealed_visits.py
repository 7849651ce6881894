"""A draw by lot of the made-up province: published, drawn, sealed; one slot has been opened at the door since.

The two devices exist while this runs only: their private halves are thrown away and the keys withdrawn, as if both
had been lost, so whoever tries the demo makes keys of his own. What is still sealed can be read by nobody any more.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from datetime import datetime, time
from hashlib import sha256
from random import Random
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils.timezone import localdate

from congvu.core.lot import Envelope, commitment, draw_slot, envelope_hash, padded
from congvu.core.working_time import HANOI
from congvu.demo.accounts import Crew
from congvu.demo.dates import office_day
from congvu.domain.inspections.actions import calling_off, opening, rounds, sealing, unit_reports, visits
from congvu.domain.inspections.models import DeviceKey, PlanItem, Round, Team, Visit, VisitNotice
from congvu.domain.inspections.policy.sealed import MAGIC, OWN_MAGIC
from congvu.domain.inspections.queries import draws
from congvu.kernel.accounts.policy import Actor

NAME, CODE, SLOTS, OPENED = "Kiểm tra công vụ đột xuất quý IV", "ubnd-tinh-dot-xuat-1", 12, 4
SOURCE = "Xổ số kiến thiết Lam Giang, giải đặc biệt kỳ quay đầu tiên sau ngày công bố"
BEACON = "XSLG giải đặc biệt 482915"
TOLD = "Kiểm tra giờ giấc, giải quyết thủ tục hành chính, tiếp công dân. Đơn vị chuẩn bị hồ sơ, sổ sách, số liệu."
HANDED_IN = "Đơn vị đã tự rà soát theo đề cương; báo cáo đầy đủ gửi kèm khi đoàn làm việc."
SHORT = "Hai thành viên được điều động đột xuất; thông báo lại ngay trong ngày."


def point_of(key: EllipticCurvePublicKey) -> bytes:
    """A public key as it is sent."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


class Device:
    """A person's device, as long as the demo is loaded."""

    def __init__(self, actor: Actor, rng: Random, at: datetime) -> None:
        self.actor, self._rng = actor, rng
        private: EllipticCurvePrivateKey = generate_private_key(SECP256R1())
        self.point = point_of(private.public_key())
        self.key: DeviceKey = sealing.register_key(actor=actor, public=_base64(self.point), name="Máy đã mất", now=at)

    def wrapped(self, content_key: bytes) -> bytes:
        """The content key for this device."""
        made = generate_private_key(SECP256R1())
        ephemeral = point_of(made.public_key())
        shared = made.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), self.point))
        how = HKDF(hashes.SHA256(), 32, salt=ephemeral + self.point, info=b"congvu-lot-1|wrap")
        nonce = self._rng.randbytes(12)
        return sha256(self.point).digest() + ephemeral + nonce + AESGCM(how.derive(shared)).encrypt(
            nonce, content_key, None
        )


def sealed(rng: Random, content: bytes, devices: list[Device], magic: bytes) -> bytes:
    """Content that only these devices can read."""
    content_key, nonce = rng.randbytes(32), rng.randbytes(12)
    outside = magic + b"".join(one.wrapped(content_key) for one in devices)
    return outside + nonce + AESGCM(content_key).encrypt(nonce, content, outside)


def told_of(envelope: Envelope) -> dict[str, Any]:
    """What an envelope says, as a browser tells it at the door."""
    told = json.loads(json.dumps(asdict(envelope)))
    return {name: value for name, value in told.items() if name != "salt"}


def _base64(body: bytes) -> str:
    return base64.b64encode(body).decode()


class Draw:
    """The draw as it is held."""

    def __init__(self, chairman: Actor, head: Actor, team: Team, began: datetime, now: datetime) -> None:
        self._chairman, self._head, self._team, self._now = chairman, head, team, now
        self._rng = Random(CODE)  # a draw of a made-up province comes out the same every time
        self._began = max(began, datetime.combine(office_day(localdate(now), -28), time(8), HANOI))
        self._secrets = [self._rng.randbytes(32).hex() for _slot in range(SLOTS)]

    def _at(self, share: float) -> datetime:
        return self._began + (self._now - self._began) * share

    def _morning(self) -> datetime:
        """Before an office opens its doors on a day of work; some other hour where the draw is too young for that."""
        then = datetime.combine(office_day(localdate(self._at(0.7))), time(7, 20), HANOI)
        return then if self._at(0.55) < then < self._at(0.85) else self._at(0.7)

    def hold(self, unit_ids: list[int]) -> int:
        """Publish, enter the value, seal, open one slot; returns the number of acts."""
        devices = [Device(one, self._rng, self._at(0)) for one in (self._chairman, self._head)]
        one = self._publish(unit_ids, devices[0])
        rounds.enter_beacon(actor=self._chairman, code=CODE, beacon=BEACON, read_at="trang của công ty xổ số",
                            now=self._at(0.35))  # fmt: skip
        one.refresh_from_db()
        at = self._morning()
        envelope = self._visit(one, at)
        self._seal(one, devices, envelope)
        opening.open_slot(
            actor=self._head, code=CODE, number=OPENED, secret=envelope.secret, salt=envelope.salt,
            told=told_of(envelope),
            door=opening.Door(at, "Cổng chính, trước giờ mở cửa bộ phận Một cửa"), now=at,
        )  # fmt: skip
        for device in devices:
            sealing.revoke_key(actor=device.actor, key_id=device.key.pk, now=self._at(0.9))
        return 7

    def _publish(self, unit_ids: list[int], own: Device) -> Round:
        return rounds.commit_round(
            actor=self._chairman, agency_id=self._team.agency_id, team_id=self._team.pk, code=CODE, name=NAME,
            unit_ids=unit_ids, slots=SLOTS, team_size=2, beacon_source=SOURCE, beacon_at=self._at(0.3),
            opens_until=office_day(localdate(self._now), 15), now=self._at(0.05),
            commitments=[commitment(CODE, number, one) for number, one in enumerate(self._secrets, 1)],
            own_copy=sealed(self._rng, b"".join(bytes.fromhex(one) for one in self._secrets), [own], OWN_MAGIC),
        )  # fmt: skip

    def _visit(self, one: Round, at: datetime) -> Envelope:
        listing = draws.published(one)
        secret = self._secrets[OPENED - 1]
        drawn = draw_slot(listing, slot=OPENED, secret=secret, beacon=one.beacon)
        name = next(unit.name for unit in listing.listing.units if unit.code == drawn.unit)
        return Envelope(
            slot=OPENED, unit=drawn.unit, unit_name=name, visit_on=localdate(at).isoformat(), team=drawn.team,
            sort="draw", reason="", secret=secret, salt=self._rng.randbytes(32).hex(), note="Có mặt trước 7 giờ",
        )  # fmt: skip

    def _seal(self, one: Round, devices: list[Device], visit: Envelope) -> None:
        envelopes = {
            number: visit if number == OPENED else Envelope(slot=number, salt=self._rng.randbytes(32).hex())
            for number in range(1, SLOTS + 1)
        }
        sealing.seal_round(
            actor=self._chairman, code=one.code, now=self._at(0.5),
            envelopes={number: sealed(self._rng, padded(row), devices, MAGIC) for number, row in envelopes.items()},
            hashes={number: envelope_hash(row) for number, row in envelopes.items()},
        )


def announce(crew: Crew, head: Actor, now: datetime) -> int:
    """The next two checks of the issued plan that leave the unit its time are announced: the first is called off and
    announced anew, for the second the unit hands its report in."""
    later = office_day(localdate(now), 8)
    items = list(PlanItem.objects.filter(plan__issued_on__isnull=False, from_on__gte=later, team__isnull=False)[:2])
    acts = 0
    for place, item in enumerate(items):
        visit = _told(head, item, now)
        acts += 2
        if place == 0:
            calling_off.cancel_visit(actor=head, case_id=visit.pk, ground="visit_change.team_short", words=SHORT,
                                     now=now)  # fmt: skip
            _told(head, item, now)
            continue
        case = VisitNotice.objects.select_related("case__holder_official").get(visit=visit).case
        if case.holder_official is not None:
            chief = crew.actor(case.holder_official.code)
            unit_reports.hand_in_report(actor=chief, case_id=case.pk, words=HANDED_IN, now=now)
    return acts


def _told(head: Actor, item: PlanItem, now: datetime) -> Visit:
    return visits.announce_visit(actor=head, plan_item_id=item.pk, visit_on=item.from_on, said=visits.Said(TOLD),
                                 now=now)  # fmt: skip
