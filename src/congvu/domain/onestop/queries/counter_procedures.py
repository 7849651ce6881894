"""Chọn thủ tục: a procedure by code in any writing or by words without diacritics; the desk's usual ones first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from congvu.core.codes import read_procedure_code
from congvu.core.text import skey
from congvu.domain.onestop.models import Desk, Dossier
from congvu.domain.procedures.models import Scope, SettledAt, Version
from congvu.domain.procedures.policy.words import limit_words
from congvu.domain.procedures.queries.catalogue import in_force_on

#: So many of the newest dossiers of a desk say what it receives most.
_REMEMBERED = 300
_PARTS = re.compile(r"[\d.]{3,}")


@dataclass(frozen=True, slots=True)
class Variant:
    """Trường hợp."""

    pk: int
    name: str
    limit: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Một thủ tục để chọn. With the cases it has; `often` how many of the desk's newest dossiers were of it."""

    code: str
    name: str
    field: str
    online: str
    often: int
    variants: tuple[Variant, ...]


def often_at(desk_id: int) -> Counter[int]:
    """How often each procedure stands among the newest dossiers of a desk."""
    rows = Dossier.objects.filter(desk_id=desk_id, received_at__isnull=False).order_by("-received_at")
    return Counter(rows.values_list("procedure_id", flat=True)[:_REMEMBERED])


def recent(desk: Desk, on: date, limit: int = 8) -> list[Choice]:
    """What the desk received most lately, of what is in force."""
    often = often_at(desk.pk)
    rows = _versions(on).filter(procedure_id__in=[pk for pk, _n in often.most_common(limit * 2)])
    return _choices(rows, desk, often)[:limit]


def choices(desk: Desk, text: str, on: date, limit: int = 12) -> list[Choice]:
    """Procedures in force that answer to what was typed. Three statements."""
    rows = _versions(on)
    code = read_procedure_code(text)
    bare = text.strip()
    if code is not None:
        rows = rows.filter(procedure__stem=code.stem)
    elif _PARTS.fullmatch(bare):
        rows = rows.filter(procedure__stem__startswith=bare)
    else:
        words = skey(text).split()[:10]
        if not words:
            return recent(desk, on, limit)
        for word in words:
            rows = rows.filter(procedure__search__contains=word)
    return _choices(rows[:200], desk, often_at(desk.pk))[:limit]


def _versions(on: date) -> QuerySet[Version]:
    return (
        Version.objects.filter(in_force_on(on), procedure__scope=Scope.PUBLIC)
        .select_related("procedure__field").prefetch_related("variants")
        .order_by("procedure__stem", "from_on", "number")
    )  # fmt: skip


def _choices(rows: Iterable[Version], desk: Desk, often: Counter[int]) -> list[Choice]:
    newest = {one.procedure_id: one for one in rows}
    level = desk.agency.level

    def rank(one: Version) -> tuple[int, int, str]:
        return (-often[one.procedure_id], 0 if _own(level, one) else 1, one.procedure.stem)

    return [_choice(one, often[one.procedure_id]) for one in sorted(newest.values(), key=rank)]


def _own(level: str, version: Version) -> bool:
    at = SettledAt.COMMUNE if level == "commune" else SettledAt.PROVINCE
    return version.settled_at in (at, SettledAt.BOTH)


def _choice(version: Version, often: int) -> Choice:
    procedure = version.procedure
    variants = tuple(
        Variant(one.pk, one.name, limit_words(one.limit) if one.limit else "") for one in version.variants.all()
    )
    return Choice(procedure.code, version.name, procedure.field.name, version.online, often, variants)
