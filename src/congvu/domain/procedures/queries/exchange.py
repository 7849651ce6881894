"""Danh mục để trao đổi: versions as records, ours beside what a file brings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from congvu.core.codes import read_procedure_code
from congvu.core.text import skey
from congvu.domain.procedures.models import Procedure, Scope, Version
from congvu.domain.procedures.policy.records import ProcedureRecord, record_of
from congvu.domain.procedures.queries.catalogue import procedures_for, state_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency

#: So many ids or codes are asked for by one statement.
_BATCH = 500


def _whole(rows: QuerySet[Version]) -> QuerySet[Version]:
    return rows.select_related("procedure__agency__parent", "procedure__field").prefetch_related(
        "variants__papers", "variants__fees", "variants__groups", "variants__stations__agency__parent"
    )


def exported(actor: Actor, procedure_ids: Collection[int], on: date) -> list[ProcedureRecord]:
    """What the catalogue shows of these procedures on a day, drafts left out; by code, then name."""
    wanted = list(procedures_for(actor).order_by().filter(pk__in=procedure_ids).values_list("pk", flat=True))
    shown: list[int] = []
    kept: dict[int, list[Version]] = {}
    short = Version.objects.only("pk", "procedure_id", "number", "change", "from_on", "to_on")
    for part in _parts(wanted):
        for one in short.filter(procedure_id__in=part, announced_on__isnull=False).order_by("-number"):
            kept.setdefault(one.procedure_id, []).append(one)
    for versions in kept.values():
        shown.append(next((one for one in versions if state_of(one, on) == "in_force"), versions[0]).pk)
    found = [record_of(one) for part in _parts(shown) for one in _whole(Version.objects.filter(pk__in=part))]
    return sorted(found, key=lambda one: (one.code, skey(one.name)))


def _parts(ids: Collection[int]) -> Iterable[list[int]]:
    listed = list(ids)
    return (listed[begin : begin + _BATCH] for begin in range(0, len(listed), _BATCH))


@dataclass(frozen=True, slots=True)
class Ours:
    """A procedure we have: its newest version, which may be a draft, and the newest announced one."""

    procedure: Procedure
    newest: Version
    announced: Version | None
    record: ProcedureRecord
    """The newest version's."""
    in_force: ProcedureRecord | None
    """The newest announced one's."""

    @property
    def has_draft(self) -> bool:
        return self.newest.announced_on is None


def ours_of(records: Iterable[ProcedureRecord]) -> dict[tuple[str, str], Ours]:
    """The procedures of ours that these records are about, by the records' keys."""
    wanted = list(records)
    stems = {code.stem for one in wanted if one.code and (code := read_procedure_code(one.code))}
    found: dict[tuple[str, str], Ours] = {}
    rows: list[Procedure] = []
    for begin in range(0, len(stems), _BATCH):
        rows += Procedure.objects.filter(stem__in=sorted(stems)[begin : begin + _BATCH])
    if any(not one.code for one in wanted):
        rows += Procedure.objects.filter(stem="", scope=Scope.INTERNAL)
    keys = {one.key for one in wanted}
    for known in _ours(row.pk for row in rows):
        if known.record.key in keys:
            found[known.record.key] = known
    return found


def _ours(ids: Iterable[int]) -> Iterable[Ours]:
    newest: dict[int, Version] = {}
    announced: dict[int, Version] = {}
    for part in _parts(list(ids)):
        short = Version.objects.only("pk", "procedure_id", "number", "announced_on")
        for one in short.filter(procedure_id__in=part).order_by("number"):
            newest[one.procedure_id] = one
            if one.announced_on is not None:
                announced[one.procedure_id] = one
    wanted = {one.pk for one in (*newest.values(), *announced.values())}
    whole = {one.pk: one for part in _parts(wanted) for one in _whole(Version.objects.filter(pk__in=part))}
    for procedure_id, last in newest.items():
        held = announced.get(procedure_id)
        row, old = whole[last.pk], whole[held.pk] if held else None
        yield Ours(row.procedure, row, old, record_of(row), record_of(old) if old else None)


class Names:
    """Agencies by what a sheet may call them on a day: code, name, short name or full name; else as texts do."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._known: dict[str, set[int]] = {}
        self.agencies: dict[int, Agency] = {}
        for one in org.agencies_on(on):
            self.agencies[one.pk] = one
            for name in {one.code, one.name, one.short_name, one.full_name, *one.aliases}:
                if name:
                    self._known.setdefault(skey(name), set()).add(one.pk)

    def full_name(self, text: str) -> str:
        """The agency's full name, or the text as it is where it names none."""
        pk = self.find(text)
        return self.agencies[pk].full_name if pk in self.agencies else text

    def find(self, text: str) -> int | None:
        """The one agency a text names; None for none or several."""
        exact = self._known.get(skey(text), set())
        if not exact:
            matches = [one for one in org.resolve_name(text, self._on) if one.kind == "agency"]
            exact = {unit.pk for match in matches for unit in match.targets}
            self._known[skey(text)] = exact
        return next(iter(exact)) if len(exact) == 1 else None
