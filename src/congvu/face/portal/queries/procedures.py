"""Thủ tục đã công khai: looking procedures up by code or words, and everything about the version in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from congvu.core.codes import read_procedure_code
from congvu.core.refusals import NotFound
from congvu.core.text import skey
from congvu.domain.procedures.models import (
    Change,
    Field,
    OnlineLevel,
    Procedure,
    Scope,
    SettledAt,
    Subject,
    Variant,
    Version,
)
from congvu.domain.procedures.policy.words import limit_words
from congvu.domain.procedures.queries.catalogue import in_force_on

PAGE = 20
#: How many of what a search finds are put in order by how well they fit.
RANKED = 200
_LONG = ("sequence", "ways", "result", "requirements", "legal_basis")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. Empty parts ask for nothing."""

    words: str = ""
    field: int | None = None
    level: str = ""
    online: str = ""
    subject: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Wanted:
        """From the query string; a value nobody offers is as good as none."""
        number = given.get("field", "")
        return cls(
            words=given.get("q", "").strip()[:200],
            field=int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None,
            level=_one_of(given.get("level", ""), SettledAt.values),
            online=_one_of(given.get("online", ""), OnlineLevel.values),
            subject=_one_of(given.get("subject", ""), Subject.values),
        )

    @property
    def narrowed(self) -> int:
        """How many filters are set, the words left out."""
        return sum(bool(one) for one in (self.field, self.level, self.online, self.subject))


def _one_of(value: str, known: list[str]) -> str:
    return value if value in known else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A procedure as listed."""

    code: str
    name: str
    field: str
    settled_at: str
    online: str
    online_label: str
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found."""

    rows: tuple[Row, ...]
    total: int
    page: int
    pages: int


def published_on(on: date) -> Q:
    """Condition on Version: a public procedure's version that is in force on the day and published by then."""
    return in_force_on(on) & Q(published_on__lte=on, procedure__scope=Scope.PUBLIC)


def _versions(on: date) -> QuerySet[Version]:
    limits = Prefetch("variants", Variant.objects.only("pk", "version_id", "position", "limit"))
    return (
        Version.objects.filter(published_on(on)).select_related("procedure__field").defer(*_LONG)
        .prefetch_related(limits)
    )  # fmt: skip


def _row(version: Version) -> Row:
    procedure = version.procedure
    limits = dict.fromkeys(limit_words(one.limit) for one in version.variants.all() if one.limit)
    return Row(
        code=procedure.code, name=version.name, field=procedure.field.name,
        settled_at=str(version.get_settled_at_display()), online=version.online,
        online_label=str(version.get_online_display()), limits=tuple(limits),
    )  # fmt: skip


def find(wanted: Wanted, on: date, page: int = 1) -> Found:
    """Published procedures that fit, a page of them. What fits best by name comes first."""
    rows = _versions(on)
    if wanted.field is not None:
        rows = rows.filter(procedure__field_id=wanted.field)
    if wanted.level:
        rows = rows.filter(settled_at=wanted.level)
    if wanted.online:
        rows = rows.filter(online=wanted.online)
    if wanted.subject:
        known = Cast("subjects", TextField())
        rows = rows.annotate(subjects_text=known).filter(subjects_text__contains=f'"{wanted.subject}"')
    rows = rows.order_by("procedure__field__sort_key", "procedure__stem", "pk")
    code = read_procedure_code(wanted.words) if wanted.words else None
    if code is not None:
        rows = rows.filter(procedure__stem=code.stem, **({"procedure__top": code.top} if code.top else {}))
    else:
        for word in skey(wanted.words).split():
            rows = rows.filter(procedure__search__contains=word)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    ranked = wanted.words and code is None and total <= RANKED
    kept = _ranked(list(rows), wanted.words) if ranked else rows
    shown = kept[(page - 1) * PAGE : page * PAGE]
    return Found(tuple(_row(one) for one in shown), total, page, pages)


def _ranked(versions: list[Version], words: str) -> list[Version]:
    """The words as typed first, then without their marks at the beginning of the name, in it, and anywhere."""
    exact, folded = words.casefold(), skey(words)

    def distance(version: Version) -> int:
        name, plain = version.name.casefold(), skey(version.name)
        return next(
            (place for place, fits in enumerate((exact in name, plain.startswith(folded), folded in plain)) if fits), 3
        )

    return sorted(versions, key=distance)


def code_meant(words: str, on: date) -> str:
    """The code of the one published procedure that what was typed names as a code; empty when there is none, or
    more than one province's version of it."""
    code = read_procedure_code(words)
    if code is None:
        return ""
    rows = Version.objects.filter(published_on(on), procedure__stem=code.stem).select_related("procedure")
    codes = {one.procedure.code for one in rows}
    if code.text in codes:
        return code.text
    return codes.pop() if not code.top and len(codes) == 1 else ""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of procedures, with how many are published in it."""

    pk: int
    name: str
    count: int


def fields(on: date) -> list[FieldRow]:
    """Fields in which something is published, in their order."""
    counted = Version.objects.filter(published_on(on)).order_by().values("procedure__field").annotate(n=Count("pk"))
    counts = dict(counted.values_list("procedure__field", "n"))
    rows = Field.objects.filter(pk__in=counts).order_by("sort_key")
    return [FieldRow(one.pk, one.name, counts[one.pk]) for one in rows]


def newest(on: date, many: int = 6) -> list[Row]:
    """What was published last."""
    return [_row(one) for one in _versions(on).order_by("-published_on", "procedure__stem", "pk")[:many]]


def of_procedures(keys: list[int], on: date) -> list[Row]:
    """Those of these procedures that are published, in this order."""
    found = {one.procedure_id: _row(one) for one in _versions(on).filter(procedure_id__in=keys)}
    return [found[key] for key in keys if key in found]


@dataclass(frozen=True, slots=True)
class Step:
    """A station of a route, as a reader sees it."""

    name: str
    who: str
    post: str
    minutes: int | None
    shared: str
    counted: bool
    branch: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the procedure with its rows."""

    pk: int
    name: str
    limit: str
    note: str
    phases: tuple[tuple[str, str], ...]
    refusal: str
    same_day: bool
    papers: tuple[Any, ...]
    fees: tuple[Any, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything people are told about a procedure: the version shown, its cases, and the other versions."""

    procedure: Procedure
    version: Version
    in_force: bool
    subjects: tuple[str, ...]
    cases: tuple[Case, ...]
    has_current: bool
    versions: tuple[Version, ...]


def sheet(code: str, on: date, number: int | None = None) -> Sheet:
    """The procedure of a code, its version in force or an earlier one by number; NotFound while nothing is
    published of it."""
    procedure = _procedure(code)
    rows = list(
        Version.objects.filter(procedure=procedure, published_on__lte=on, from_on__lte=on)
        .exclude(change=Change.ABOLISHED).order_by("-number")
        .prefetch_related("variants__papers", "variants__fees", "variants__groups", "variants__stations__agency")
    )  # fmt: skip
    current = next((one for one in rows if one.to_on is None or one.to_on > on), None)
    newest = current or next(iter(rows), None)
    shown = next((one for one in rows if one.number == number), None) if number else newest
    if procedure is None or shown is None:
        raise NotFound(
            _("No procedure with this code is published."),
            hint=_("Check the code, or look it up by the words of its name."),
        )
    labels = dict(Subject.choices)
    return Sheet(
        procedure, shown, current is not None and shown.pk == current.pk,
        tuple(str(labels.get(one, one)) for one in shown.subjects),
        tuple(_case(one) for one in shown.variants.all()), current is not None, tuple(rows),
    )  # fmt: skip


def _procedure(code: str) -> Procedure | None:
    read = read_procedure_code(code)
    if read is None:
        return None
    rows = Procedure.objects.filter(stem=read.stem, scope=Scope.PUBLIC).select_related("field", "agency")
    return rows.filter(top=read.top).first()


def _case(variant: Variant) -> Case:
    groups = {one.code: one.name for one in variant.groups.all()}
    return Case(
        pk=variant.pk, name=variant.name, limit=limit_words(variant.limit) if variant.limit else "",
        note=variant.limit_note, same_day=variant.same_day,
        phases=tuple((str(one.get("name", "")), limit_words(str(one.get("limit", "")))) for one in variant.phases),
        refusal=limit_words(variant.refusal_limit) if variant.refusal_limit else "",
        papers=tuple(variant.papers.all()), fees=tuple(variant.fees.all()),
        steps=tuple(
            Step(
                name=one.name, who=one.agency.name if one.agency else str(one.get_who_display()), post=one.post,
                minutes=one.minutes, shared=groups.get(one.group, ""), counted=one.counted, branch=one.branch,
            )
            for one in variant.stations.all()
        ),
    )  # fmt: skip
