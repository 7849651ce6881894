"""Thu hồi một lần sắp xếp: the compensating act for a reorganisation entered by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import ForeignObjectRel
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.working_time import HANOI
from congvu.kernel.org.actions.agencies import locked_all
from congvu.kernel.org.actions.ending import end_all
from congvu.kernel.org.actions.lines import write_line
from congvu.kernel.org.actions.successions import equal_shares
from congvu.kernel.org.models import Agency, Appointment, Post, Reform, Succession, SuccessionKind
from congvu.kernel.org.policy import ActingPerson, day_after, require


@transaction.atomic
def revoke_reorganisation(
    *, actor: ActingPerson, agencies: Sequence[Agency], reason: str, now: datetime, behalf: str = ""
) -> list[Agency]:
    """Make ended agencies go on as if the act had not been: units, posts and appointments included.

    Possible while nobody has built on it: the heirs the act made have no work, accounts or successors yet. What was to
    begin later in the ended agencies and was dropped by the act is not brought back. Journals
    `reorganisation.revoked`; the line of the act itself stays.
    """
    rows = locked_all(list(agencies))
    for row in rows:
        require(actor, "org.agency.reorganise", row.pk)
    if not reason.strip():
        raise Invalid(_("Say why the act is revoked."), field="reason")
    days = {row.valid_to for row in rows}
    on = days.pop() if len(days) == 1 else None
    if on is None:
        raise Invalid(_("These agencies did not end in one act."), field="agencies")
    ended = [*rows, *_units_ended_with(rows, on)]
    successions = list(Succession.objects.filter(predecessor__in=ended, on=on).select_related("successor"))
    made = _made_by_the_act(successions, ended, on)
    _refuse_if_built_on(made, ended)
    body = {
        "agencies": [row.code for row in ended],
        "heirs_removed": [row.code for row in made],
        "on": on.isoformat(),
        "reason": reason.strip(),
    }
    write_line("reorganisation.revoked", actor=actor, behalf=behalf, now=now, body=body)
    Succession.objects.filter(pk__in=[row.pk for row in successions]).delete()
    _remove(made)
    _reopen(ended, on)
    return ended


@transaction.atomic
def revoke_reform(
    *, actor: ActingPerson, reform: Reform, reason: str, now: datetime, history: Sequence[str] = (), behalf: str = ""
) -> Reform:
    """Thu hồi một đợt sắp xếp. What the act ended goes on as if it had not been; what it founded is no more.

    Possible while nobody has built on it. `history` names models ("room.Model") whose rows only remember: an agency
    they speak of is kept and ended today, passing on to those it came from; others vanish. Open cases are brought
    back by the room that moved them, before this. Journals `reform.revoked`.
    """
    row = Reform.objects.select_for_update(no_key=True).get(pk=reform.pk)
    require(actor, "org.agency.reorganise")
    if not reason.strip():
        raise Invalid(_("Say why the act is revoked."), field="reason")
    if row.state != Reform.State.APPLIED:
        raise MoveRefused(_("Only what has been carried out can be revoked."))
    ended = list(Agency.objects.filter(code__in=row.result["ended"]).order_by("pk"))
    made = list(Agency.objects.filter(code__in=row.result["made"]).order_by("pk"))
    locked_all([*ended, *made])
    if any(agency.valid_to != row.on for agency in ended) or any(agency.valid_to is not None for agency in made):
        raise Invalid(_("The heirs have been reorganised since; revoke that first."))
    serving = Appointment.objects.filter(post__agency__in=made).values_list("pk", flat=True)
    if sorted(serving) != sorted(row.result["appointments"]):
        raise Invalid(
            _("People have been appointed in the heirs since."), hint=_("Enter a new reorganisation instead.")
        )
    _refuse_if_built_on(made, ended, history)
    kept = _kept_for_history(made, history)
    came_from: dict[int, list[Agency]] = {}
    for succession in Succession.objects.filter(predecessor__in=ended, on=row.on).select_related("predecessor"):
        came_from.setdefault(succession.successor_id, []).append(succession.predecessor)
        succession.delete()
    body = {"name": row.name, "decision": row.decision, "on": row.on.isoformat(), "reason": reason.strip(),
            "agencies": len(ended), "kept": [agency.code for agency in kept]}  # fmt: skip
    write_line("reform.revoked", actor=actor, behalf=behalf, now=now, body=body)
    _remove([agency for agency in made if agency not in kept])
    _end_kept(kept, came_from, row, max(day_after(row.on), now.astimezone(HANOI).date()))
    _reopen(ended, row.on)
    row.state, row.revoked_at = Reform.State.REVOKED, now
    row.save(update_fields=["state", "revoked_at"])
    return row


def _kept_for_history(made: list[Agency], history: Sequence[str]) -> list[Agency]:
    """Agencies that a row of history speaks of, and what stands above them."""
    ids = {agency.pk: agency for agency in made}
    spoken: set[int] = set()
    for relation in Agency._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model._meta.label in history:
            name = relation.field.attname
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": list(ids)})
            spoken |= set(rows.values_list(name, flat=True).distinct())
    for agency in sorted(made, key=lambda row: row.pk, reverse=True):
        if agency.pk in spoken and agency.parent_id in ids:
            spoken.add(agency.parent_id)
    return [agency for agency in made if agency.pk in spoken]


def _end_kept(kept: list[Agency], came_from: dict[int, list[Agency]], row: Reform, on: date) -> None:
    """What must be remembered existed until the act was taken back; its affairs go to those it came from."""
    end_all(kept, on)
    rows: list[Succession] = []
    for agency in kept:
        origins: list[Agency] = []
        at: Agency | None = agency
        while at is not None and not origins:
            origins, at = came_from.get(at.pk, []), at.parent
        shares = equal_shares(len(origins)) if origins else []
        rows += [
            Succession(predecessor=agency, successor=origin, kind=SuccessionKind.MERGE, on=on, share=share,
                       decision=_("Revoked: %(decision)s") % {"decision": row.decision[:250]})
            for origin, share in zip(origins, shares, strict=True)
        ]  # fmt: skip
    Succession.objects.bulk_create(rows)


def _remove(made: list[Agency]) -> None:
    Appointment.objects.filter(post__agency__in=made).delete()
    Post.objects.filter(agency__in=made).delete()
    for agency in sorted(made, key=lambda row: row.pk, reverse=True):  # units were made after what is above them
        agency.delete()


def _units_ended_with(rows: list[Agency], on: date) -> list[Agency]:
    """The units below that ended on the same day."""
    found: list[Agency] = []
    layer = list(rows)
    while layer:
        layer = list(Agency.objects.select_for_update(no_key=True).filter(parent__in=layer, valid_to=on).order_by("pk"))
        found += layer
    return found


def _made_by_the_act(successions: list[Succession], ended: list[Agency], on: date) -> list[Agency]:
    """The heirs that began that day and inherit from nobody else."""
    heirs = {row.successor_id: row.successor for row in successions if row.successor.valid_from == on}
    others = Succession.objects.filter(successor__in=heirs).exclude(predecessor__in=ended)
    for pk in others.values_list("successor_id", flat=True):
        heirs.pop(pk, None)
    return list(heirs.values())


def _refuse_if_built_on(made: list[Agency], ended: list[Agency], history: Sequence[str] = ()) -> None:
    ids = [row.pk for row in made]
    own = {row.pk for row in (*made, *ended)}
    if Succession.objects.filter(predecessor__in=ids).exists() or Agency.objects.filter(parent__in=ids).exclude(
        pk__in=own
    ):
        raise Invalid(_("The heirs have been reorganised since; revoke that first."))
    for relation in Agency._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.related_model._meta.app_label == "org":
            continue
        if relation.related_model._meta.label in history:
            continue
        using = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids})
        if ids and using.exists():
            raise Invalid(
                _("Work or accounts already stand in the heirs."), hint=_("Enter a new reorganisation instead.")
            )


def _reopen(ended: list[Agency], on: date) -> None:
    posts = list(Post.objects.filter(agency__in=ended, valid_to=on))
    Appointment.objects.filter(post__in=posts, to_on=on).update(to_on=None)
    Post.objects.filter(pk__in=[post.pk for post in posts]).update(valid_to=None)
    Agency.objects.filter(pk__in=[row.pk for row in ended]).update(valid_to=None)
