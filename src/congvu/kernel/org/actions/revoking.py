"""Thu hồi một lần sắp xếp: the compensating act for a reorganisation entered by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import ForeignObjectRel
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.kernel.org.actions.agencies import locked_all
from congvu.kernel.org.actions.lines import write_line
from congvu.kernel.org.models import Agency, Appointment, Post, Succession
from congvu.kernel.org.policy import ActingPerson, require


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
    Appointment.objects.filter(post__agency__in=made).delete()
    Post.objects.filter(agency__in=made).delete()
    for agency in sorted(made, key=lambda row: row.pk, reverse=True):  # units were made after what is above them
        agency.delete()
    _reopen(ended, on)
    return ended


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


def _refuse_if_built_on(made: list[Agency], ended: list[Agency]) -> None:
    ids = [row.pk for row in made]
    own = {row.pk for row in (*made, *ended)}
    if Succession.objects.filter(predecessor__in=ids).exists() or Agency.objects.filter(parent__in=ids).exclude(
        pk__in=own
    ):
        raise Invalid(_("The heirs have been reorganised since; revoke that first."))
    for relation in Agency._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.related_model._meta.app_label == "org":
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
