"""Cán bộ: officials, their appointments, absences and delegations."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import nfc
from congvu.kernel.org.actions.agencies import locked
from congvu.kernel.org.actions.lines import write_line
from congvu.kernel.org.actions.standing_in import (
    refuse_circle_of_delegations,
    refuse_circle_of_deputies,
    refuse_same_authority_twice,
)
from congvu.kernel.org.models import Absence, Appointment, Delegation, Official, Post, Secretary
from congvu.kernel.org.policy import SECRETARY_POWERS, ActingPerson, holds_on, overlap, require, secretary_powers_in
from congvu.kernel.ui import formats

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@transaction.atomic
def add_official(
    *, actor: ActingPerson, code: str, full_name: str, now: datetime, phone: str = "", email: str = "", behalf: str = ""
) -> Official:
    """Thêm cán bộ, công chức, viên chức. Journals `official.added`; the person has no post yet."""
    require(actor, "org.official.edit")
    name = " ".join(nfc(full_name).split())
    if not name:
        raise Invalid(_("Give the full name."), field="full_name")
    if len(code) > 60 or not _CODE.fullmatch(code):
        raise Invalid(_("A code has small letters, digits and hyphens only, at most 60."), field="code")
    if Official.objects.filter(code=code).exists():
        raise Invalid(_("The code “%(code)s” is taken.") % {"code": code}, field="code")
    write_line("official.added", actor=actor, behalf=behalf, now=now, body={"official": code, "name": name})
    official = Official(code=code, full_name=name, phone=phone, email=email).fill_keys()
    official.save(force_insert=True)
    return official


@transaction.atomic
def appoint(
    *,
    actor: ActingPerson,
    official: Official,
    post: Post,
    from_on: date,
    now: datetime,
    to_on: date | None = None,
    decision: str = "",
    behalf: str = "",
) -> Appointment:
    """Bổ nhiệm, phân công. The official fills the post from `from_on`; journals `official.appointed`.

    Refuses days on which the post does not exist or somebody else fills it. An official may hold several posts.
    """
    require(actor, "org.official.edit", post.agency_id)
    agency = locked(post.agency)
    post = Post.objects.get(pk=post.pk)
    if to_on is not None and to_on <= from_on:
        raise Invalid(_("The last day lies before the first."), field="to_on")
    if not holds_on(post.valid_from, post.valid_to, from_on) or (
        post.valid_to is not None and (to_on is None or to_on > post.valid_to)
    ):
        raise Invalid(_("The post does not exist on all these days."), field="from_on")
    if not official.is_active:
        raise Invalid(_("%(name)s has left the service.") % {"name": official.full_name}, field="official")
    for other in Appointment.objects.filter(post=post).select_related("official"):
        if overlap((other.from_on, other.to_on), (from_on, to_on)):
            raise Invalid(
                _("%(name)s fills this post from %(day)s; end that appointment first.")
                % {"name": other.official.full_name, "day": formats.day(other.from_on)},
                field="post",
            )
    body = {
        "official": official.code,
        "name": official.full_name,
        "agency": agency.code,
        "post": post.code,
        "title": post.title,
        "from_on": from_on.isoformat(),
        "to_on": to_on.isoformat() if to_on else "",
        "decision": decision,
    }
    write_line("official.appointed", actor=actor, behalf=behalf, now=now, body=body)
    return Appointment.objects.create(official=official, post=post, from_on=from_on, to_on=to_on, decision=decision)


@transaction.atomic
def end_appointment(
    *, actor: ActingPerson, appointment: Appointment, on: date, reason: str, now: datetime, behalf: str = ""
) -> Appointment:
    """Thôi giữ chức vụ. `on` is the first day the official no longer fills the post; journals `appointment.ended`."""
    row = _appointment(appointment)
    require(actor, "org.official.edit", row.post.agency_id)
    locked(row.post.agency)
    row = _appointment(appointment)
    if row.to_on is not None and row.to_on <= on:
        raise Invalid(_("The appointment has ended before that day."), field="on")
    if on <= row.from_on:
        raise Invalid(_("An appointment cannot end before it began."), field="on")
    body = {
        "official": row.official.code,
        "agency": row.post.agency.code,
        "post": row.post.code,
        "on": on.isoformat(),
        "reason": reason,
    }
    write_line("appointment.ended", actor=actor, behalf=behalf, now=now, body=body)
    row.to_on = on
    row.save(update_fields=["to_on"])
    return row


def _appointment(appointment: Appointment) -> Appointment:
    found = Appointment.objects.select_related("official", "post__agency").filter(pk=appointment.pk).first()
    if found is None:
        raise NotFound(_("There is no such appointment."))
    return found


@transaction.atomic
def record_absence(
    *,
    actor: ActingPerson,
    official: Official,
    from_on: date,
    to_on: date,
    now: datetime,
    reason: str = "",
    deputy: Official | None = None,
    behalf: str = "",
) -> Absence:
    """Ghi nhận vắng mặt. Away from `from_on` until the day before `to_on`; journals `absence.recorded`.

    Everybody may record their own absence; another person's needs the permission. The reason is not journalled: it
    may be a private one.
    """
    _require_own_or(actor, official, "org.absence.record")
    if to_on <= from_on:
        raise Invalid(_("The last day lies before the first."), field="to_on")
    if deputy is not None and deputy.pk == official.pk:
        raise Invalid(_("Nobody is their own deputy."), field="deputy")
    if deputy is not None and not deputy.is_active:
        raise Invalid(_("%(name)s has left the service.") % {"name": deputy.full_name}, field="deputy")
    Official.objects.select_for_update(no_key=True).get(pk=official.pk)
    for other in Absence.objects.filter(official=official, withdrawn_at=None):
        if overlap((other.from_on, other.to_on), (from_on, to_on)):
            raise Invalid(
                _("An absence from %(day)s is recorded already; withdraw it first.")
                % {"day": formats.day(other.from_on)},
                field="from_on",
            )
    body = {
        "official": official.code,
        "from_on": from_on.isoformat(),
        "to_on": to_on.isoformat(),
        "deputy": deputy.code if deputy else "",
    }
    write_line("absence.recorded", actor=actor, behalf=behalf, now=now, body=body)
    if deputy is not None:  # the line holds the stream: of two that would close a circle the second sees the first
        refuse_circle_of_deputies(official, deputy, (from_on, to_on))
    return Absence.objects.create(
        official=official, from_on=from_on, to_on=to_on, reason=reason.strip(), deputy=deputy, recorded_at=now
    )


@transaction.atomic
def withdraw_absence(*, actor: ActingPerson, absence: Absence, now: datetime, behalf: str = "") -> Absence:
    """Huỷ ghi nhận vắng mặt. The row stays and counts no longer; journals `absence.withdrawn`."""
    row = Absence.objects.select_for_update(no_key=True, of=("self",)).select_related("official").get(pk=absence.pk)
    _require_own_or(actor, row.official, "org.absence.record")
    if row.withdrawn_at is not None:
        raise Invalid(_("This has been withdrawn already."))
    body = {"official": row.official.code, "from_on": row.from_on.isoformat(), "to_on": row.to_on.isoformat()}
    write_line("absence.withdrawn", actor=actor, behalf=behalf, now=now, body=body)
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    return row


@transaction.atomic
def delegate(
    *,
    actor: ActingPerson,
    from_official: Official,
    to_official: Official,
    scope: str,
    basis: str,
    from_on: date,
    now: datetime,
    to_on: date | None = None,
    behalf: str = "",
    as_secretary: bool = False,
) -> Delegation:
    """Ủy quyền. `to_official` may act for `from_official` within `scope`; journals `authority.delegated`.

    The paper of authorisation (`basis`) is asked for. Everybody may delegate their own authority. `as_secretary`:
    Thư ký giúp việc, who enters acts for the leader; journals `secretary.assigned`, and a leader may have several;
    his scope names the kinds of act he may do in the leader's name, and every other act is refused to him.
    """
    _require_own_or(actor, from_official, "org.portfolio.assign" if as_secretary else "org.delegation.record")
    _check_delegation(from_official, to_official, scope, basis, (from_on, to_on), as_secretary)
    Official.objects.select_for_update(no_key=True).get(pk=from_official.pk)
    refuse_same_authority_twice(from_official, scope, (from_on, to_on), to_official if as_secretary else None)
    body = {
        "from": from_official.code,
        "to": to_official.code,
        "scope": scope.strip(),
        "basis": basis.strip(),
        "from_on": from_on.isoformat(),
        "to_on": to_on.isoformat() if to_on else "",
    }
    verb = "secretary.assigned" if as_secretary else "authority.delegated"
    write_line(verb, actor=actor, behalf=behalf, now=now, body=body)
    # The line holds the stream: of two that would close a circle together the second sees the first.
    refuse_circle_of_delegations(from_official, to_official, (from_on, to_on))
    made = Delegation.objects.create(
        from_official=from_official,
        to_official=to_official,
        scope=scope.strip(),
        basis=basis.strip(),
        from_on=from_on,
        to_on=to_on,
        recorded_at=now,
    )
    if as_secretary:
        Secretary.objects.create(delegation=made)
    return made


def _check_delegation(
    from_official: Official, to_official: Official, scope: str, basis: str, days: tuple[date, date | None],
    as_secretary: bool,
) -> None:
    """Invalid, naming the field, for a delegation that says too little or nothing that can be."""
    if from_official.pk == to_official.pk:
        raise Invalid(_("Authority is delegated to somebody else."), field="to_official")
    if not scope.strip():
        raise Invalid(_("Say what may be done on behalf."), field="scope")
    if as_secretary and not secretary_powers_in(scope):
        known = "; ".join(vi for vi, _en, _phrases in SECRETARY_POWERS.values())
        raise Invalid(
            _("The scope names no act a secretary can do here."), field="scope",
            hint=_("Name at least one: %(acts)s.") % {"acts": known},
        )  # fmt: skip
    if not basis.strip():
        raise Invalid(_("Name the paper of authorisation."), field="basis")
    if days[1] is not None and days[1] <= days[0]:
        raise Invalid(_("The last day lies before the first."), field="to_on")
    if not to_official.is_active:
        raise Invalid(_("%(name)s has left the service.") % {"name": to_official.full_name}, field="to_official")


@transaction.atomic
def withdraw_delegation(*, actor: ActingPerson, delegation: Delegation, now: datetime, behalf: str = "") -> Delegation:
    """Chấm dứt ủy quyền. The row stays and counts no longer; journals `delegation.withdrawn`."""
    row = (
        Delegation.objects.select_for_update(no_key=True, of=("self",))
        .select_related("from_official", "to_official")
        .get(pk=delegation.pk)
    )
    secretary = Secretary.objects.filter(delegation=row).exists()
    _require_own_or(actor, row.from_official, "org.portfolio.assign" if secretary else "org.delegation.record")
    if row.withdrawn_at is not None:
        raise Invalid(_("This has been withdrawn already."))
    body = {"from": row.from_official.code, "to": row.to_official.code, "scope": row.scope}
    verb = "secretary.ended" if secretary else "delegation.withdrawn"
    write_line(verb, actor=actor, behalf=behalf, now=now, body=body)
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    return row


def _require_own_or(actor: ActingPerson, official: Official, permission: str) -> None:
    """Own affairs need no permission; another person's need it for an agency where that person serves."""
    if actor.official_id is not None and actor.official_id == official.pk:
        return
    agencies = list(Appointment.objects.filter(official=official, to_on=None).values_list("post__agency_id", flat=True))
    if not any(actor.may(permission, agency_id) for agency_id in agencies):
        require(actor, permission, agencies[0] if agencies else None)
