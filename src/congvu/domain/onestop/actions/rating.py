"""Đánh giá tại quầy: devices set up, a dossier given to one, what the applicant presses there.

Nobody signs in at a device: whoever stands before it acts under the secret in its address, and only on the dossier a
clerk has just put there.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import one_line
from congvu.domain.onestop.actions.papers import evaluate
from congvu.domain.onestop.actions.setting_up import EDIT, STREAM
from congvu.domain.onestop.models import Desk, Dossier, Evaluation, RatingDevice, Taker
from congvu.domain.onestop.policy import rating
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.domain.onestop.queries import rating as queries
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.actions.steps import begin
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record

MOST_DEVICES = 40


@transaction.atomic
def add_device(*, actor: Actor, desk_id: int, name: str, now: datetime) -> RatingDevice:
    """Thêm thiết bị đánh giá. Journal stream "onestop": `rating_device.added`; its address is not written there."""
    require(actor, EDIT, desk_id)
    desk = Desk.objects.select_for_update(of=("self",)).filter(pk=desk_id).first()
    if desk is None:
        raise NotFound(_("This agency has no one-stop desk."))
    clean = one_line(name)[:80]
    there = RatingDevice.objects.filter(desk=desk, ended_at=None)
    if not clean:
        raise Invalid(_("Give the device a name, such as “Window 1”."), field="name")
    if there.filter(name=clean).exists():
        raise Invalid(_("There is a device with this name already."), field="name")
    if there.count() >= MOST_DEVICES:
        raise Invalid(_("At most %(n)d devices at one desk.") % {"n": MOST_DEVICES}, field="name")
    made = RatingDevice.objects.create(
        desk=desk, name=clean, key=secrets.token_urlsafe(24), made_at=now, made_by=actor.signature
    )
    _line(made, "rating_device.added", actor, now)
    return made


@transaction.atomic
def renew_address(*, actor: Actor, device_id: int, now: datetime) -> RatingDevice:
    """Đổi địa chỉ: the old one leads nowhere from now on. Journal stream "onestop": `rating_device.renewed`."""
    device = _settable(actor, device_id)
    device.key = secrets.token_urlsafe(24)
    device.save(update_fields=["key"])
    _line(device, "rating_device.renewed", actor, now)
    return device


@transaction.atomic
def end_device(*, actor: Actor, device_id: int, now: datetime) -> RatingDevice:
    """Thôi dùng thiết bị. Journal stream "onestop": `rating_device.ended`."""
    device = _settable(actor, device_id)
    device.ended_at = now
    device.save(update_fields=["ended_at"])
    _line(device, "rating_device.ended", actor, now)
    return device


def _settable(actor: Actor, device_id: int) -> RatingDevice:
    rows = RatingDevice.objects.select_for_update(of=("self",)).filter(pk=device_id, ended_at=None)
    found = rows.first()
    if found is None:
        raise NotFound(_("There is no such device."))
    require(actor, EDIT, found.desk_id)
    return found


def _line(device: RatingDevice, verb: str, actor: Actor, now: datetime) -> None:
    body = {"desk": people.agency_name(device.desk_id), "device": device.name}
    record(stream=STREAM, verb=verb, at=now, actor=actor.signature, body=body)


@transaction.atomic
def offer(*, actor: Actor, case_id: int, device_id: int, now: datetime) -> RatingDevice:
    """Mời đánh giá: the device shows the dossier's code and asks. A dossier evaluated already, or still worked on, is
    refused; so is a device at which somebody is answering. Journal: `dossier.rating_offered`."""
    device = queries.device_at(actor, device_id)
    _who, case = begin(actor, case_id, now, kind=DOSSIER)
    dossier = Dossier.objects.get(case=case)
    device = RatingDevice.objects.select_for_update(no_key=True, of=("self",)).get(pk=device.pk)
    if device.desk_id not in (dossier.desk_id, dossier.returns_id):
        raise Invalid(_("The dossier was neither received nor returned at this desk."), field="device")
    if dossier.received_at is None or case.phase not in rating.RATEABLE:
        raise MoveRefused(_("A dossier is evaluated at the desk once it has been dealt with."))
    if Evaluation.objects.filter(dossier=dossier).exists():
        raise MoveRefused(_("This dossier has been evaluated already; thank you."), code="evaluated")
    standing = queries.standing(device, now)
    if not standing.is_free and device.dossier_id != dossier.pk:
        raise MoveRefused(
            _("Somebody is answering at “%(name)s”.") % {"name": device.name},
            hint=_("Wait until the device is free, or take the other dossier off it."),
        )
    _show(device, dossier, now, actor.signature)
    commit([Change(case, "dossier.rating_offered", body={"device": device.name})], actor=actor, now=now)
    return device


def offer_if_free(*, actor: Actor, dossier: Dossier, taker: str, chosen: int | None, now: datetime) -> str:
    """Mời đánh giá ngay khi trả kết quả: where somebody stands at the desk and its device (`chosen`, or the only one)
    is free. The device's name, or nothing."""
    devices = queries.devices_of(dossier.returns_id)
    device = next((one for one in devices if one.pk == chosen), devices[0] if len(devices) == 1 else None)
    if device is None or taker not in (Taker.APPLICANT, Taker.PROXY):
        return ""
    if Evaluation.objects.filter(dossier=dossier).exists() or not queries.standing(device, now).is_free:
        return ""
    return offer(actor=actor, case_id=dossier.case_id, device_id=device.pk, now=now).name


@transaction.atomic
def take_off(*, actor: Actor, device_id: int, now: datetime) -> RatingDevice:
    """Thôi hỏi: the device waits again."""
    device = queries.device_at(actor, device_id)
    if queries.standing(device, now).is_free:
        raise MoveRefused(_("The device asks about no dossier now."))
    _show(device, None, None, "")
    return device


def _show(device: RatingDevice, dossier: Dossier | None, at: datetime | None, by: str) -> None:
    device.dossier, device.shown_at, device.shown_by, device.thanked_at = dossier, at, by, None
    device.save(update_fields=["dossier", "shown_at", "shown_by", "thanked_at"])


@transaction.atomic
def rate(*, key: str, code: str, satisfaction: int, now: datetime) -> Evaluation:
    """Bấm mức độ hài lòng. Kept at once: who walks away after one press has answered. Journal: `dossier.evaluated`."""
    device = _asking(key, code, rating.ASKING, now)
    assert device.dossier is not None
    return evaluate(
        actor=Actor.system(), case_id=device.dossier.case_id, satisfaction=satisfaction, way=Evaluation.Way.DEVICE,
        now=now,
    )  # fmt: skip


@transaction.atomic
def tell_more(
    *, key: str, code: str, contacts: int | None = None, agencies: int | None = None, complaint: bool = False,
    now: datetime,
) -> Evaluation:
    """Trả lời thêm: what the form asks besides, while the device still asks.

    Journal: `dossier.evaluation_completed`.
    """
    device = _asking(key, code, rating.MORE, now)
    assert device.dossier is not None
    _who, case = begin(Actor.system(), device.dossier.case_id, now, kind=DOSSIER)
    row = Evaluation.objects.get(dossier=device.dossier)
    row.contacts, row.agencies, row.complaint = contacts, agencies, complaint
    row.save(update_fields=["contacts", "agencies", "complaint"])
    body = {"contacts": contacts, "agencies": agencies, "complaint": complaint}
    commit([Change(case, "dossier.evaluation_completed", body=body)], actor=Actor.system(), now=now)
    _thank(device, now)
    return row


@transaction.atomic
def pass_on(*, key: str, code: str, now: datetime) -> None:
    """Bỏ qua: without an answer the device waits again; after one it thanks."""
    device = queries.device_by_key(key)
    standing = queries.standing(device, now)
    if standing.code != code or standing.is_free:
        return
    if standing.state == rating.MORE:
        _thank(device, now)
    else:
        _show(device, None, None, "")


def _thank(device: RatingDevice, now: datetime) -> None:
    device.thanked_at = now
    device.save(update_fields=["thanked_at"])


def _asking(key: str, code: str, state: str, now: datetime) -> RatingDevice:
    """The device, if it asks this about that dossier."""
    device = queries.device_by_key(key)
    standing = queries.standing(device, now)
    if standing.state != state or standing.code != code:
        raise MoveRefused(
            _("The time for this answer is over, or it has been given."), hint=_("Ask the clerk to show it again."),
            code="over",
        )
    return device
