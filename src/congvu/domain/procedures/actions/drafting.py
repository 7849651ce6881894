"""Soạn thủ tục: a procedure is named, its draft is filled, a new version begins from the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.codes import read_procedure_code
from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.text import one_line, sort_key
from congvu.domain.procedures.actions.guards import line, locked_draft, paragraphs, search_text
from congvu.domain.procedures.models import (
    Announcer,
    Change,
    Fee,
    Field,
    OnlineLevel,
    Paper,
    Procedure,
    Scope,
    SettledAt,
    Station,
    StationGroup,
    Subject,
    Variant,
    Version,
)
from congvu.domain.procedures.queries.catalogue import DRAFT
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people

_MOST_SETS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a version says about the procedure as a whole (NĐ 63/2010 art. 8.2)."""

    name: str
    settled_at: str
    settled_by: str = ""
    subjects: tuple[str, ...] = ()
    sequence: str = ""
    ways: str = ""
    support: str = ""
    sets: int = 1
    result: str = ""
    requirements: str = ""
    legal_basis: str = ""
    boundary_free: bool = False
    interlinked: bool = False
    online: str = OnlineLevel.INFORMATION
    online_reason: str = ""


def _field(name: str) -> Field:
    words = one_line(name)[:200]
    if not words:
        raise Invalid(_("Name the field."), field="field")
    key = sort_key(words)[:320]
    return Field.objects.get_or_create(name=words, defaults={"sort_key": key})[0]


@transaction.atomic
def add_procedure(
    *, actor: Actor, agency_id: int, code: str, scope: str = Scope.PUBLIC, field: str, facts: Facts, now: datetime
) -> Version:
    """Lập thủ tục. A procedure with its first draft. Journal: `procedure.added`.

    The code may be written as annexes write it; it is kept so, and read. Invalid for a code that cannot be read, is
    known already, or is missing from a procedure for people and enterprises.
    """
    require(actor, DRAFT, agency_id)
    if not people.is_valid_on(agency_id, people.local_date(now)):
        raise Invalid(_("%(unit)s does not exist any more.") % {"unit": people.agency_name(agency_id)}, field="agency")
    if scope not in Scope.values:
        raise Invalid(_("Choose who the procedure is for."), field="scope")
    read = read_procedure_code(code)
    if code.strip() and read is None:
        raise Invalid(
            _("“%(code)s” is not a code of a procedure.") % {"code": code}, field="code",
            hint=_("Such a code looks like 1.001193, or 3.000527.H61 for a province's own version."),
        )  # fmt: skip
    if read is None and scope == Scope.PUBLIC:
        raise Invalid(_("A procedure for people and enterprises needs its national code."), field="code")
    known = Procedure.objects.filter(stem=read.stem, top=read.top).first() if read else None
    if known is not None:
        raise Invalid(
            _("The catalogue has this code already: %(name)s.") % {"name": known.name}, field="code",
            hint=_("Begin a new version of it instead."),
        )  # fmt: skip
    procedure = Procedure(
        stem=read.stem if read else "", top=read.top if read else "", written=one_line(code)[:80], scope=scope,
        field=_field(field), agency_id=agency_id, name=_name(facts),
    )  # fmt: skip
    procedure.search = search_text(procedure, procedure.name)
    procedure.save()
    version = Version(procedure=procedure, number=1, made_at=now, made_by=actor.signature)
    _fill(version, facts)
    version.save()
    Variant.objects.create(version=version, position=1)
    body = {"code": procedure.code, "written": procedure.written, "name": procedure.name}
    line(procedure, "procedure.added", actor, now, {**body, "agency": procedure.agency.name})
    return version


def _name(facts: Facts) -> str:
    name = one_line(facts.name)[:1000]
    if not name:
        raise Invalid(_("Name the procedure."), field="name")
    return name


def _among(values: Iterable[str], known: Iterable[str], field: str) -> list[str]:
    found = list(dict.fromkeys(values))
    if not set(found) <= set(known):
        raise Invalid(_("Choose from the list."), field=field)
    return found


def _fill(version: Version, facts: Facts) -> None:
    _among([facts.settled_at], SettledAt.values, "settled_at")
    _among([facts.online], OnlineLevel.values, "online")
    if not 1 <= facts.sets <= _MOST_SETS:
        raise Invalid(_("Between 1 and %(n)d sets of papers.") % {"n": _MOST_SETS}, field="sets")
    version.name = _name(facts)
    version.settled_at, version.settled_by = facts.settled_at, one_line(facts.settled_by)[:300]
    version.subjects = _among(facts.subjects, Subject.values, "subjects")
    version.sequence, version.ways = paragraphs(facts.sequence), paragraphs(facts.ways)
    version.support = paragraphs(facts.support)
    version.sets, version.result = facts.sets, paragraphs(facts.result)
    version.requirements, version.legal_basis = paragraphs(facts.requirements), paragraphs(facts.legal_basis)
    version.boundary_free, version.interlinked = facts.boundary_free, facts.interlinked
    version.online, version.online_reason = facts.online, one_line(facts.online_reason)[:500]


@transaction.atomic
def fill_draft(*, actor: Actor, version_id: int, facts: Facts, now: datetime) -> Version:
    """Sửa dự thảo: what it says as a whole. Journal: `procedure.draft_filled` with the parts that changed."""
    version = locked_draft(actor, version_id)
    before = {name: getattr(version, name) for name in Facts.__dataclass_fields__}
    _fill(version, facts)
    changed = sorted(name for name, value in before.items() if getattr(version, name) != value)
    if changed:
        version.save()
        body = {"version": version.number, "changed": changed}
        line(version.procedure, "procedure.draft_filled", actor, now, body)
    return version


@transaction.atomic
def begin_version(*, actor: Actor, procedure_id: int, now: datetime) -> Version:
    """Sửa đổi, bổ sung: a draft that begins as a copy of the newest version. Journal: `procedure.version_begun`."""
    procedure = Procedure.objects.select_for_update(no_key=True, of=("self",)).get(pk=procedure_id)
    require(actor, DRAFT, procedure.agency_id)
    newest = procedure.versions.order_by("-number").first()
    if newest is None or newest.announced_on is None:
        raise MoveRefused(_("There is a draft of this procedure already."), hint=_("Go on with that one."))
    if newest.change == Change.ABOLISHED:
        raise MoveRefused(_("The procedure is abolished."))
    copied = Version.objects.get(pk=newest.pk)
    copied.pk, copied.number, copied.change = None, newest.number + 1, Change.AMENDED
    copied.decision, copied.announced_on, copied.published_on = "", None, None
    copied.announcer, copied.fast_track, copied.enacted_on = Announcer.PROVINCE, False, None
    copied.from_on, copied.to_on, copied.made_at, copied.made_by = None, None, now, actor.signature
    copied.save(force_insert=True)
    for variant in newest.variants.all():
        copy_variant(variant, copied, variant.position)
    line(procedure, "procedure.version_begun", actor, now, {"version": copied.number, "from": newest.number})
    return copied


def copy_variant(variant: Variant, version: Version, position: int) -> Variant:
    """A case with all its rows, written again under a version."""
    copied = Variant.objects.get(pk=variant.pk)
    copied.pk, copied.version, copied.position = None, version, position
    copied.save(force_insert=True)
    kinds: tuple[Any, ...] = (Paper, Fee, StationGroup, Station)
    for kind in kinds:
        rows = list(kind.objects.filter(variant=variant))
        for row in rows:
            row.pk, row.variant = None, copied
        kind.objects.bulk_create(rows)
    return copied
