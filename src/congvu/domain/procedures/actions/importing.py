"""Nhập danh mục: records of a file become procedures, drafts and announced versions; all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.codes import read_procedure_code
from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.text import sort_key
from congvu.domain.procedures.actions.guards import search_text
from congvu.domain.procedures.actions.importing_plan import Does, Planned, plan
from congvu.domain.procedures.models import (
    Change,
    Fee,
    Field,
    Paper,
    Procedure,
    Station,
    StationGroup,
    Variant,
    Version,
)
from congvu.domain.procedures.policy.record_checks import station_row, variant_row
from congvu.domain.procedures.policy.records import DECIDED, FACTS, ProcedureRecord
from congvu.domain.procedures.queries.exchange import Names
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record_each

_BATCH = 500


@dataclass(frozen=True, slots=True)
class File:
    """Which file something came from, for the journal."""

    name: str
    sha256: str


def import_procedures(
    *, actor: Actor, records: Sequence[ProcedureRecord], file: File, now: datetime
) -> dict[Does, int]:
    """Nhập danh mục. What was decided already is entered as decided; the rest becomes drafts. Counts by what was done.

    A sheet that is taken in a second time changes nothing. Journal: `procedure.imported` for each that changed.
    Invalid when a record cannot be taken in; then nothing is written.
    """
    return _taken_in(actor, records, file, now, only_drafts=False)


def take_over(*, actor: Actor, records: Sequence[ProcedureRecord], file: File, now: datetime) -> dict[Does, int]:
    """Lấy nội dung của bên kia: drafts that say what the file says; announced by nobody yet, and no draft is lost."""
    return _taken_in(actor, records, file, now, only_drafts=True)


def _taken_in(
    actor: Actor, records: Sequence[ProcedureRecord], file: File, now: datetime, *, only_drafts: bool
) -> dict[Does, int]:
    stems = {read.stem for one in records if (read := read_procedure_code(one.code))}
    try:
        with transaction.atomic():
            list(Procedure.objects.select_for_update(no_key=True).filter(stem__in=stems).order_by("pk").values("pk"))
            today = people.local_date(now)
            planned = plan(actor=actor, records=records, today=today, only_drafts=only_drafts)
            return _carried_out(planned, actor, file, now)
    except IntegrityError as clash:
        raise MoveRefused(
            _("Somebody else changed these procedures at the same moment; nothing was written."),
            hint=_("Check the sheet again."),
        ) from clash


def _carried_out(planned: Sequence[Planned], actor: Actor, file: File, now: datetime) -> dict[Does, int]:
    wrong = sum(bool(one.problems) for one in planned)
    if wrong or not planned:
        raise Invalid(
            _("%(n)d rows cannot be imported yet; nothing was written.") % {"n": wrong}, field="file",
            hint=_("Correct the rows in the sheet and try again."),
        )
    todo = [one for one in planned if one.does not in {Does.SAME, Does.REFUSED}]
    names = Names(people.local_date(now))
    procedures = _procedures([one for one in todo if one.ours is None], names)
    versions = [_version(one, procedures, actor, now) for one in todo]
    _write_versions(todo, versions)
    written = [(one, version) for one, version in zip(todo, versions, strict=True) if one.does != Does.PUBLISHED]
    _write_contents(written, names)
    _close_earlier(written)
    bodies = {
        f"procedure/{version.procedure_id}": {
            "file": file.name, "sha256": file.sha256, "version": version.number, "does": one.does.value,
            **({"decision": version.decision, "from": version.from_on.isoformat()} if version.from_on else {}),
        }
        for one, version in zip(todo, versions, strict=True)
    }  # fmt: skip
    record_each(bodies, verb="procedure.imported", at=now, actor=actor.signature)
    return {does: sum(one.does == does for one in planned) for does in Does}


def _procedures(new: Sequence[Planned], agencies: Names) -> dict[tuple[str, str], Procedure]:
    names = {one.record.field for one in new}
    Field.objects.bulk_create(
        [Field(name=name, sort_key=sort_key(name)[:320]) for name in names], ignore_conflicts=True
    )
    fields = {one.name: one for one in Field.objects.filter(name__in=names)}
    rows = []
    for one in new:
        assert one.agency_id is not None
        read = read_procedure_code(one.record.code)
        row = Procedure(
            stem=read.stem if read else "", top=read.top if read else "", written=one.record.written,
            scope=one.record.scope, field=fields[one.record.field], agency=agencies.agencies[one.agency_id],
            name=one.then.name,
        )  # fmt: skip
        row.search = search_text(row, row.name)
        rows.append(row)
    made = Procedure.objects.bulk_create(rows, batch_size=_BATCH)
    return {one.record.key: row for one, row in zip(new, made, strict=True)}


def _version(one: Planned, procedures: dict[tuple[str, str], Procedure], actor: Actor, now: datetime) -> Version:
    ours, record = one.ours, one.record
    if ours is None:
        version = Version(procedure=procedures[record.key], number=1, change=record.change)
    elif one.does == Does.PUBLISHED:
        assert ours.announced is not None
        ours.announced.published_on = record.published_on
        return ours.announced
    elif ours.has_draft:
        version = ours.newest
    else:
        amended = Change.AMENDED if record.change == Change.NEW else record.change
        version = Version(procedure=ours.procedure, number=ours.newest.number + 1, change=amended)
    version.made_at, version.made_by = now, actor.signature
    for name in FACTS:
        value = getattr(one.then, name)
        setattr(version, name, list(value) if name == "subjects" else value)
    if one.does in {Does.NEW, Does.ANNOUNCED}:
        for name in DECIDED:
            setattr(version, name, getattr(record, name))
    return version


def _write_versions(todo: Sequence[Planned], versions: Sequence[Version]) -> None:
    old = [version for version in versions if version.pk]
    new = [version for version in versions if not version.pk]
    Version.objects.bulk_update(old, [*FACTS, *DECIDED, "made_at", "made_by"], batch_size=100)
    Version.objects.bulk_create(new, batch_size=_BATCH)
    renamed = []
    for one, version in zip(todo, versions, strict=True):
        if one.does == Does.ANNOUNCED and one.ours is not None:
            one.ours.procedure.name = version.name
            one.ours.procedure.search = search_text(one.ours.procedure, version.name)
            renamed.append(one.ours.procedure)
    Procedure.objects.bulk_update(renamed, ["name", "search"], batch_size=_BATCH)


def _write_contents(written: Sequence[tuple[Planned, Version]], names: Names) -> None:
    ids = [version.pk for one, version in written if one.ours is not None]
    for begin in range(0, len(ids), _BATCH):
        Variant.objects.filter(version_id__in=ids[begin : begin + _BATCH]).delete()
    cases, variants = [], []
    for one, version in written:
        for position, case in enumerate(one.then.cases, 1):
            row = variant_row(case, position)
            row.version = version
            cases.append(case)
            variants.append(row)
    Variant.objects.bulk_create(variants, batch_size=_BATCH)
    rows: dict[type[Any], list[Any]] = {Paper: [], Fee: [], StationGroup: [], Station: []}
    for case, variant in zip(cases, variants, strict=True):
        rows[Paper] += _rows(Paper, variant, case.papers)
        rows[Fee] += _rows(Fee, variant, case.fees)
        rows[StationGroup] += [
            StationGroup(variant=variant, code=one.code, name=one.name, minutes=one.minutes) for one in case.groups
        ]
        for position, station in enumerate(case.stations, 1):
            agency_id = names.find(station.agency) if station.agency else None
            stop = station_row(station, agency_id, position)
            stop.variant = variant
            rows[Station].append(stop)
    for kind, made in rows.items():
        kind.objects.bulk_create(made, batch_size=_BATCH)


def _rows(kind: type[Any], variant: Variant, records: Iterable[Any]) -> list[Any]:
    names = [field.name for field in kind._meta.concrete_fields]
    return [
        kind(variant=variant, position=position, **{name: getattr(one, name) for name in names if hasattr(one, name)})
        for position, one in enumerate(records, 1)
    ]


def _close_earlier(written: Sequence[tuple[Planned, Version]]) -> None:
    """The version before ends on the first day of the one that was announced."""
    ended = []
    for one, version in written:
        before = one.ours.announced if one.ours else None
        if one.does != Does.ANNOUNCED or before is None or version.from_on is None:
            continue
        if before.to_on is None or before.to_on > version.from_on:
            before.to_on = version.from_on
            ended.append(before)
    Version.objects.bulk_update(ended, ["to_on"], batch_size=_BATCH)
