"""Niêm yết: a sheet is posted or taken down at a desk; a desk's own list differs from the rule, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import one_line
from congvu.domain.procedures.models import Change, PostedSheet, PostingChoice, Procedure, Scope, Version
from congvu.domain.procedures.queries.posting import POST, desk_for
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record


def _line(desk_code: str, verb: str, actor: Actor, now: datetime, body: dict[str, object]) -> None:
    record(stream=f"posting/{desk_code}", verb=verb, at=now, actor=actor.signature, body=body)


@transaction.atomic
def note_posted(
    *, actor: Actor, desk_id: int, version_ids: Sequence[int], on: date, by: str = "", now: datetime
) -> list[PostedSheet]:
    """Niêm yết: these versions hang at the desk since `on`, put up by `by` (empty: the actor).

    Journal: `sheet.posted`, one line for all of them.
    """
    require(actor, POST, desk_id)
    desk = desk_for(desk_id, people.local_date(now))
    if on > people.local_date(now):
        raise Invalid(_("It cannot have been posted on a later day than today."), field="on")
    rows = Version.objects.filter(pk__in=set(version_ids), procedure__scope=Scope.PUBLIC).exclude(announced_on=None)
    versions = list(rows.exclude(change=Change.ABOLISHED).select_related("procedure").order_by("pk"))
    if not versions or len(versions) != len(set(version_ids)):
        raise Invalid(_("Choose announced procedures to be posted."), field="versions")
    for version in versions:
        if version.announced_on is not None and on < version.announced_on:
            raise Invalid(
                _("%(name)s was announced only on %(day)s.")
                % {"name": version.name, "day": f"{version.announced_on:%d/%m/%Y}"}, field="on",
            )  # fmt: skip
    who = one_line(by)[:200] or actor.name
    made = PostedSheet.objects.bulk_create(
        PostedSheet(desk=desk, version=one, posted_on=on, posted_by=who, made_at=now, made_by=actor.signature)
        for one in versions
    )
    sheets = [{"procedure": one.procedure.code or one.name, "version": one.number} for one in versions]
    _line(desk.code, "sheet.posted", actor, now, {"on": on.isoformat(), "by": who, "sheets": sheets})
    return made


@transaction.atomic
def take_down(*, actor: Actor, desk_id: int, procedure_id: int, on: date, now: datetime) -> None:
    """Gỡ bỏ: no sheet of the procedure hangs at the desk from `on`. Journal: `sheet.taken_down`."""
    require(actor, POST, desk_id)
    desk = desk_for(desk_id, people.local_date(now))
    rows = PostedSheet.objects.select_for_update(no_key=True, of=("self",)).filter(
        desk=desk, version__procedure=procedure_id, taken_down_on=None
    )
    sheets = list(rows.select_related("version__procedure"))
    if not sheets:
        raise NotFound(_("No sheet of this procedure hangs at the desk."))
    if on > people.local_date(now) or any(on < one.posted_on for one in sheets):
        raise Invalid(_("It was taken down between the day it was posted and today."), field="on")
    for one in sheets:
        one.taken_down_on = on
    PostedSheet.objects.bulk_update(sheets, ["taken_down_on"])
    procedure = sheets[-1].version.procedure
    _line(desk.code, "sheet.taken_down", actor, now, {"procedure": procedure.code or procedure.name,
                                                      "on": on.isoformat()})  # fmt: skip


@transaction.atomic
def choose_posting(
    *, actor: Actor, desk_id: int, procedure_id: int, posts: bool, reason: str, now: datetime
) -> PostingChoice:
    """The desk posts a procedure it need not, or does not post one it should. Journal: `posting.chosen`."""
    require(actor, POST, desk_id)
    desk = desk_for(desk_id, people.local_date(now))
    procedure = Procedure.objects.filter(pk=procedure_id, scope=Scope.PUBLIC).first()
    if procedure is None:
        raise NotFound(_("There is no such procedure, or it is not open to you."))
    words = one_line(reason)[:300]
    if not words:
        raise Invalid(_("Say why the desk differs from the rule."), field="reason")
    row, _made = PostingChoice.objects.update_or_create(
        desk=desk, procedure=procedure,
        defaults={"posts": posts, "reason": words, "made_at": now, "made_by": actor.signature},
    )  # fmt: skip
    body = {"procedure": procedure.code or procedure.name, "posts": posts, "reason": words}
    _line(desk.code, "posting.chosen", actor, now, body)
    return row


@transaction.atomic
def follow_rule(*, actor: Actor, desk_id: int, procedure_id: int, now: datetime) -> None:
    """The desk's own choice ends; the rule holds again. Journal: `posting.rule_followed`."""
    require(actor, POST, desk_id)
    desk = desk_for(desk_id, people.local_date(now))
    row = PostingChoice.objects.filter(desk=desk, procedure=procedure_id).select_related("procedure").first()
    if row is None:
        raise MoveRefused(_("The desk follows the rule already."))
    row.delete()
    body: dict[str, object] = {"procedure": row.procedure.code or row.procedure.name}
    _line(desk.code, "posting.rule_followed", actor, now, body)
