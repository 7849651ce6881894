"""Công bố, công khai, bãi bỏ: a draft becomes what people rely on, from a day on, by a decision."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import one_line
from congvu.domain.procedures.actions.guards import line, search_text
from congvu.domain.procedures.models import Announcer, Change, OnlineLevel, Procedure, Version
from congvu.domain.procedures.policy.parts import missing_parts
from congvu.domain.procedures.policy.routes import faults_of
from congvu.domain.procedures.policy.words import fault_words, part_words
from congvu.domain.procedures.queries.catalogue import ANNOUNCE, in_force_on
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people


def _version(actor: Actor, version_id: int) -> Version:
    version = (
        Version.objects.select_for_update(no_key=True, of=("self",))
        .select_related("procedure__agency", "procedure__field").filter(pk=version_id).first()
    )  # fmt: skip
    if version is None:
        raise NotFound(_("There is no such version of a procedure."))
    require(actor, ANNOUNCE, version.procedure.agency_id)
    return version


def _decision(words: str) -> str:
    found = one_line(words)[:200]
    if not found:
        raise Invalid(_("Give the decision of announcement."), field="decision")
    return found


@transaction.atomic
def announce(
    *,
    actor: Actor,
    version_id: int,
    decision: str,
    announced_on: date,
    from_on: date,
    to_on: date | None = None,
    announcer: str = Announcer.PROVINCE,
    fast_track: bool = False,
    enacted_on: date | None = None,
    now: datetime,
) -> Version:
    """Công bố. From `from_on` new dossiers follow this version; the one before ends. Journal: `procedure.announced`.

    Refused while a mandatory part is missing (NĐ 63/2010 art. 8.2), a route has a fault or does not sum to its limit,
    or a partial online service does not say why (NĐ 224/2026 art. 14). `announcer`, `fast_track` and `enacted_on`
    choose the deadlines it is judged by.
    """
    version = _version(actor, version_id)
    if version.announced_on is not None:
        raise MoveRefused(_("This version is announced already."))
    words = _decision(decision)
    _days(announced_on, from_on, to_on, now)
    _issuer(announcer, announced_on, enacted_on, fast_track=fast_track)
    _complete(version)
    procedure = version.procedure
    before = procedure.versions.exclude(pk=version.pk).exclude(announced_on=None).order_by("-number").first()
    if before is not None and before.from_on is not None and from_on <= before.from_on:
        raise Invalid(
            _("The version before holds from %(day)s on; this one must begin later.")
            % {"day": f"{before.from_on:%d/%m/%Y}"}, field="from_on",
        )  # fmt: skip
    if before is not None and (before.to_on is None or before.to_on > from_on):
        before.to_on = from_on
        before.save(update_fields=["to_on"])
    version.decision, version.announced_on = words, announced_on
    version.from_on, version.to_on = from_on, to_on
    version.announcer, version.fast_track, version.enacted_on = announcer, fast_track, enacted_on
    version.save(
        update_fields=["decision", "announced_on", "from_on", "to_on", "announcer", "fast_track", "enacted_on"]
    )
    procedure.name, procedure.search = version.name, search_text(procedure, version.name)
    procedure.save(update_fields=["name", "search"])
    body = {"version": version.number, "decision": words, "announced": announced_on.isoformat()}
    until: dict[str, object] = {"until": to_on.isoformat()} if to_on else {}
    until |= {"announcer": announcer} if announcer != Announcer.PROVINCE else {}
    until |= {"fast_track": True, "enacted": enacted_on.isoformat()} if fast_track and enacted_on else {}
    line(procedure, "procedure.announced", actor, now, {**body, "from": from_on.isoformat(), **until})
    return version


def _days(announced_on: date, from_on: date, to_on: date | None, now: datetime) -> None:
    if announced_on > people.local_date(now):
        raise Invalid(_("The decision cannot be of a later day than today."), field="announced_on")
    if to_on is not None and to_on <= from_on:
        raise Invalid(_("It must end after it begins."), field="to_on")


def _issuer(announcer: str, announced_on: date, enacted_on: date | None, *, fast_track: bool) -> None:
    if announcer not in Announcer.values:
        raise Invalid(_("Choose from the list."), field="announcer")
    if fast_track and enacted_on is None:
        raise Invalid(
            _("Give the day the instrument was enacted: the time to announce it begins there."), field="enacted_on"
        )
    if enacted_on is not None and enacted_on > announced_on:
        raise Invalid(_("The instrument cannot be enacted after the decision that announces it."), field="enacted_on")


def _complete(version: Version) -> None:
    variants = list(version.variants.prefetch_related("papers", "stations__agency", "groups"))
    if missing := missing_parts(version, variants):
        raise Invalid(
            _("Parts are missing that no procedure may lack: %(parts)s.")
            % {"parts": ", ".join(part_words(part) for part in missing)}
        )
    for variant in variants:
        faults = faults_of(variant) if variant.stations.all() else ()
        if faults:
            said = "; ".join(fault_words(fault, variant.hours_a_day) for fault in faults)
            name = variant.name or _("the procedure")
            raise Invalid(_("The route of %(case)s cannot be announced: %(faults)s.") % {"case": name, "faults": said})
    if version.online == OnlineLevel.PARTIAL and not version.online_reason:
        raise Invalid(_("A partial online service says why it is not full."), field="online_reason")


@transaction.atomic
def publish(*, actor: Actor, version_id: int, on: date, now: datetime) -> Version:
    """Công khai on the national database and at the desk. Journal: `procedure.published`."""
    version = _version(actor, version_id)
    if version.announced_on is None:
        raise MoveRefused(_("Announce the version first."))
    if version.published_on is not None:
        raise MoveRefused(_("This version is published already."))
    if on < version.announced_on or on > people.local_date(now):
        raise Invalid(_("It is published between the day of the decision and today."), field="on")
    version.published_on = on
    version.save(update_fields=["published_on"])
    line(version.procedure, "procedure.published", actor, now, {"version": version.number, "on": on.isoformat()})
    return version


@transaction.atomic
def abolish(*, actor: Actor, procedure_id: int, decision: str, on: date, now: datetime) -> Version:
    """Bãi bỏ. The version in force ends; running dossiers end under it. Journal: `procedure.abolished`."""
    procedure = Procedure.objects.select_for_update(no_key=True, of=("self",)).filter(pk=procedure_id).first()
    if procedure is None:
        raise NotFound(_("There is no such procedure, or it is not open to you."))
    require(actor, ANNOUNCE, procedure.agency_id)
    words = _decision(decision)
    current = procedure.versions.filter(in_force_on(on)).order_by("-number").first()
    if current is None or current.from_on is None or on <= current.from_on:
        raise MoveRefused(_("No version is in force on that day."))
    if procedure.versions.filter(announced_on=None).exists():
        raise MoveRefused(_("There is a draft of this procedure already."), hint=_("Go on with that one."))
    current.to_on = on
    current.save(update_fields=["to_on"])
    ended = Version.objects.create(
        procedure=procedure, number=current.number + 1, change=Change.ABOLISHED, name=current.name,
        settled_at=current.settled_at, subjects=current.subjects, decision=words, announced_on=people.local_date(now),
        from_on=on, made_at=now, made_by=actor.signature,
    )  # fmt: skip
    line(procedure, "procedure.abolished", actor, now, {"decision": words, "from": on.isoformat()})
    return ended
