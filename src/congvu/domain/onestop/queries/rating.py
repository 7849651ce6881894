"""Thiết bị đánh giá tại quầy: the devices of a desk, and what each shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.onestop.models import Desk, Dossier, Evaluation, RatingDevice
from congvu.domain.onestop.policy import rating
from congvu.domain.onestop.queries.desks import RECEIVE
from congvu.kernel.accounts.policy import Actor


@dataclass(frozen=True, slots=True)
class Standing:
    """What a device shows. `stamp` changes with it, so that a screen asks only whether there is something new."""

    device: RatingDevice
    state: str
    code: str
    stamp: str

    @property
    def is_free(self) -> bool:
        """Whether it asks nobody anything."""
        return self.state in (rating.WAITING, rating.THANKS)


def _devices() -> QuerySet[RatingDevice]:
    return RatingDevice.objects.filter(ended_at=None).select_related("desk__agency", "dossier__case")


def device_by_key(key: str) -> RatingDevice:
    """The device of an address. Raises NotFound."""
    found = _devices().filter(key=key).first()
    if found is None:
        raise NotFound(_("There is no device at this address."), hint=_("Ask the desk for its present address."))
    return found


def device_in_use(device_id: int) -> RatingDevice:
    """A device by its number. Raises NotFound."""
    found = _devices().filter(pk=device_id).first()
    if found is None:
        raise NotFound(_("There is no such device."))
    return found


def devices_of(desk_id: int) -> list[RatingDevice]:
    """The devices in use at a desk."""
    return list(_devices().filter(desk=desk_id))


def device_at(actor: Actor, device_id: int) -> RatingDevice:
    """A device at which the actor serves, or NotFound."""
    found = _devices().filter(pk=device_id).first()
    if found is None or not actor.may(RECEIVE, found.desk_id):
        raise NotFound(_("There is no such device at your desk."))
    return found


def standings(devices: Sequence[RatingDevice], now: datetime) -> list[Standing]:
    """What each shows: one statement more than the devices themselves."""
    told = Evaluation.objects.filter(dossier__in=[one.dossier_id for one in devices if one.dossier_id])
    rated = {one.dossier_id: one for one in told}
    return [_standing(one, rated.get(one.dossier_id or 0), now) for one in devices]


def standing(device: RatingDevice, now: datetime) -> Standing:
    """What one device shows."""
    return standings([device], now)[0]


def _standing(device: RatingDevice, told: Evaluation | None, now: datetime) -> Standing:
    state = rating.showing(
        shown_at=device.shown_at, rated_at=told.at if told else None, thanked_at=device.thanked_at, now=now,
        here=told is not None and told.way == Evaluation.Way.DEVICE,
    )  # fmt: skip
    busy = device.dossier is not None and state in (rating.ASKING, rating.MORE)
    code = device.dossier.case.code if busy and device.dossier is not None else ""
    return Standing(device, state, code, f"{state}-{device.dossier_id if state != rating.WAITING else ''}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Người nộp đã đánh giá chưa: for the clerk's page. `shown_on` is the device that asks about this dossier now."""

    evaluation: Evaluation | None
    shown_on: RatingDevice | None
    free: tuple[RatingDevice, ...]
    busy: tuple[RatingDevice, ...]


def asked_of(dossier: Dossier, desk: Desk, now: datetime) -> Asked:
    """Whether the applicant has answered, and which devices of the desk could ask him."""
    known = standings(devices_of(desk.pk), now)
    told = Evaluation.objects.filter(dossier=dossier).first()
    here = next((one.device for one in known if one.device.dossier_id == dossier.pk and not one.is_free), None)
    return Asked(
        told, here, tuple(one.device for one in known if one.is_free),
        tuple(one.device for one in known if not one.is_free and one.device != here),
    )  # fmt: skip
