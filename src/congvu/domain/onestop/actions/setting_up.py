"""Lập Bộ phận Một cửa, phân công bước: desks with their codes and accounts, and who takes which station."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from congvu.core.codes import read_agency_code
from congvu.core.refusals import Invalid, NotFound
from congvu.domain.onestop.models import Desk, Dossier, Duty
from congvu.domain.onestop.policy.plans import DESK
from congvu.domain.onestop.queries.plans import plan_of
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions.custody import check_receiver
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency

EDIT = "onestop.desk.edit"
STREAM = "onestop"
_BIN, _ACCOUNT = re.compile(r"\d{6}"), re.compile(r"[0-9A-Za-z]{1,19}")
_SHORT = re.compile(r"[A-ZĐ0-9][A-ZĐ0-9.\-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFacts:
    """What a desk is known by, and where fees are paid by transfer."""

    identifier: str
    serves_id: int
    short: str = "TTPVHCC"
    bank_bin: str = ""
    account: str = ""
    account_name: str = ""
    open_to_all: bool = True


@transaction.atomic
def set_up_desk(*, actor: Actor, agency_id: int, facts: DeskFacts, now: datetime) -> Desk:
    """Lập hoặc sửa Bộ phận Một cửa. The identifier begins the codes of its dossiers: it cannot change once there are
    some. Journal stream "onestop": `desk.set_up` or `desk.changed`."""
    require(actor, EDIT, agency_id)
    found = _checked(facts, agency_id, now)
    desk = Desk.objects.select_for_update().filter(pk=agency_id).first()
    if desk is not None and desk.identifier != found.identifier and _has_dossiers(desk):
        raise Invalid(
            _("The identifier begins the codes of dossiers received already and cannot change."), field="identifier",
            hint=_("Set up the new agency as a desk of its own."),
        )  # fmt: skip
    if Desk.objects.filter(identifier=found.identifier).exclude(pk=agency_id).exists():
        raise Invalid(_("Another desk has this identifier."), field="identifier")
    verb, desk = ("desk.changed", desk) if desk is not None else ("desk.set_up", Desk(pk=agency_id))
    for name in DeskFacts.__dataclass_fields__:
        setattr(desk, name, getattr(found, name))
    desk.save()
    # Renews the stamp of the organisation, under which every process keeps what it knows of desks.
    Agency.objects.filter(pk=agency_id).update(valid_from=F("valid_from"))
    record(
        stream=STREAM, verb=verb, at=now, actor=actor.signature,
        body={"desk": people.agency_name(agency_id), "identifier": found.identifier, "short": found.short,
              "serves": people.agency_name(found.serves_id), "account": f"{found.bank_bin} {found.account}".strip()},
    )  # fmt: skip
    return desk


def _has_dossiers(desk: Desk) -> bool:
    return Dossier.objects.filter(desk=desk).exists()


def _checked(facts: DeskFacts, agency_id: int, now: datetime) -> DeskFacts:
    on = people.local_date(now)
    identifier = "".join(facts.identifier.split()).upper()
    if read_agency_code(identifier) is None:
        raise Invalid(_("An identifier reads like “H61.18.05” (QĐ 20/2020/QĐ-TTg)."), field="identifier")
    if not people.is_valid_on(agency_id, on):
        raise Invalid(_("This agency no longer exists."), field="agency")
    if not people.is_valid_on(facts.serves_id, on):
        raise Invalid(_("This agency no longer exists."), field="serves")
    short = "".join(facts.short.split()).upper()
    if not _SHORT.fullmatch(short):
        raise Invalid(_("The sign of the slips is made of capital letters, like TTPVHCC."), field="short")
    return DeskFacts(
        identifier=identifier, serves_id=facts.serves_id, short=short, open_to_all=facts.open_to_all, **_bank(facts)
    )


def _bank(facts: DeskFacts) -> dict[str, str]:
    """The account: all of it or nothing, as the codes of bank transfers want it."""
    given = {"bank_bin": facts.bank_bin.strip(), "account": "".join(facts.account.split()),
             "account_name": " ".join(facts.account_name.split()).upper()[:120]}  # fmt: skip
    if not given["bank_bin"] and not given["account"]:
        return dict.fromkeys(given, "")
    if not _BIN.fullmatch(given["bank_bin"]):
        raise Invalid(_("The code of a bank has 6 digits, like 970436."), field="bank_bin")
    if not _ACCOUNT.fullmatch(given["account"]):
        raise Invalid(_("An account number has at most 19 letters and digits."), field="account")
    if not given["account_name"]:
        raise Invalid(_("Type the name of the account, so that payers can compare it."), field="account_name")
    return given


@transaction.atomic
def lay_down_duty(
    *, actor: Actor, agency_id: int, variant_id: int, station: str, official_id: int | None, now: datetime
) -> Duty | None:
    """Phân công bước. Who takes a station in the agency that settles, from now on; None: by the name of the post again.

    Dossiers standing there already stay with whom they have. Journal stream "onestop": `duty.laid_down`, `duty.ended`.
    """
    require(actor, EDIT, agency_id)
    stop = plan_of(variant_id).stop(station)
    if stop is None:
        raise NotFound(_("The route has no such station."))
    if stop.who == DESK:
        raise Invalid(_("Whoever sits at the desk takes this station."), field="station")
    known = Duty.objects.filter(agency_id=agency_id, variant_id=variant_id, station=station)
    body = {"agency": people.agency_name(agency_id), "station": stop.name, "variant": variant_id}
    if official_id is None:
        if known.delete()[0]:
            record(stream=STREAM, verb="duty.ended", at=now, actor=actor.signature, body=body)
        return None
    unit = _unit_of(official_id, agency_id, now)
    duty, _new = Duty.objects.update_or_create(
        agency_id=agency_id, variant_id=variant_id, station=station,
        defaults={"unit_id": unit, "official_id": official_id},
    )  # fmt: skip
    record(stream=STREAM, verb="duty.laid_down", at=now, actor=actor.signature,
           body={**body, "official": people.official_name(official_id)})  # fmt: skip
    return duty


@transaction.atomic
def lay_down_duties(
    *, actor: Actor, agency_id: int, variant_id: int, chosen: Mapping[str, int | None], now: datetime
) -> None:
    """Several stations of one route at once (station → official): all of it or nothing."""
    for station, official_id in chosen.items():
        lay_down_duty(actor=actor, agency_id=agency_id, variant_id=variant_id, station=station,
                      official_id=official_id, now=now)  # fmt: skip


def _unit_of(official_id: int, agency_id: int, now: datetime) -> int:
    units = org.subtree_ids(agency_id)
    posts = org.appointments_of(official_id, people.local_date(now))
    unit = next((one.post.agency_id for one in posts if one.post.agency_id in units), None)
    if unit is None:
        raise Invalid(_("Choose somebody of %(agency)s.") % {"agency": people.agency_name(agency_id)}, field="official")
    check_receiver(unit, official_id, now)
    return unit
