"""Niêm yết: what each one-stop desk must post, what hangs there, and what is missing or no longer true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from congvu.core.codes import read_procedure_code
from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import skey
from congvu.domain.procedures.models import (
    Paper,
    PostedSheet,
    PostingChoice,
    Procedure,
    Scope,
    SettledAt,
    Subject,
    Variant,
    Version,
)
from congvu.domain.procedures.papers import CaseFacts, FeeLine, PaperLine, SheetFacts
from congvu.domain.procedures.policy.words import limit_words, terms_words
from congvu.domain.procedures.queries.catalogue import in_force_on
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency, AgencyKind, Level
from congvu.kernel.ui import formats

READ, POST = "procedures.procedure.read", "procedures.sheet.post"
#: The public page of a procedure, where the portal has one.
PUBLIC_PAGE = "portal:procedure"


def desks_on(on: date) -> list[Agency]:
    """The one-stop desks of a day, in the order of the organisation."""
    return [one for one in org.agencies_on(on) if one.kind == AgencyKind.SERVICE_CENTRE]


def desk_for(desk_id: int, on: date) -> Agency:
    """One of them, or NotFound."""
    found = next((one for one in desks_on(on) if one.pk == desk_id), None)
    if found is None:
        raise NotFound(_("There is no such one-stop desk."))
    return found


@dataclass(frozen=True, slots=True)
class Posting:
    """A procedure at a desk. `state`: posted, outdated, missing, or surplus (hangs there, but should no longer).

    `version_id` and `number` are those in force; None for what is in force no more.
    """

    procedure_id: int
    code: str
    name: str
    field: str
    sort_key: str
    version_id: int | None
    number: int | None
    from_on: date | None
    posted_number: int | None
    posted_on: date | None
    posted_by: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """How a desk stands: how many sheets it must post, and how many are right, outdated, missing or surplus."""

    pk: int
    desk: str
    level: str
    required: int
    posted: int
    outdated: int
    missing: int
    surplus: int
    editable: bool

    @property
    def state(self) -> str:
        """complete, or incomplete."""
        return "incomplete" if self.outdated or self.missing or self.surplus else "complete"


def _versions_in_force(on: date) -> list[Version]:
    rows = Version.objects.filter(in_force_on(on), procedure__scope=Scope.PUBLIC).select_related("procedure__field")
    long = ("sequence", "ways", "result", "requirements", "legal_basis")
    newest = {one.procedure_id: one for one in rows.defer(*long).order_by("from_on", "number")}
    return list(newest.values())


def _must_post(level: str, version: Version) -> bool:
    """The rule: a desk posts what it receives, of its own level and what is received anywhere in the province."""
    if version.boundary_free:
        return True
    own = SettledAt.COMMUNE if level == Level.COMMUNE else SettledAt.PROVINCE
    return version.settled_at in (own, SettledAt.BOTH) or (own == SettledAt.PROVINCE and version.settled_at == "centre")


def _hanging(desk_ids: Iterable[int]) -> dict[int, dict[int, PostedSheet]]:
    """Desk → procedure → the sheet that hangs there."""
    found: dict[int, dict[int, PostedSheet]] = {}
    rows = PostedSheet.objects.filter(desk__in=desk_ids).select_related("version").only(
        "desk_id", "posted_on", "posted_by", "taken_down_on", "version__procedure_id", "version__number"
    )
    for row in rows.order_by("posted_on", "pk"):
        found.setdefault(row.desk_id, {})[row.version.procedure_id] = row
    return {
        desk: {key: row for key, row in rows.items() if row.taken_down_on is None} for desk, rows in found.items()
    }


def _choices(desk_ids: Iterable[int]) -> dict[int, dict[int, PostingChoice]]:
    found: dict[int, dict[int, PostingChoice]] = {}
    for row in PostingChoice.objects.filter(desk__in=desk_ids):
        found.setdefault(row.desk_id, {})[row.procedure_id] = row
    return found


def _required(desk: Agency, versions: Sequence[Version], choices: Mapping[int, PostingChoice]) -> dict[int, Version]:
    found = {}
    for version in versions:
        choice = choices.get(version.procedure_id)
        if choice.posts if choice is not None else _must_post(desk.level, version):
            found[version.procedure_id] = version
    return found


def desks_for(actor: Actor, on: date) -> list[DeskRow]:
    """Every one-stop desk with its counts, those with most to do first. Three statements however many there are."""
    desks, versions = desks_on(on), _versions_in_force(on)
    ids = [one.pk for one in desks]
    hanging, choices = _hanging(ids), _choices(ids)
    found = []
    for desk in desks:
        required, there = _required(desk, versions, choices.get(desk.pk, {})), hanging.get(desk.pk, {})
        right = sum(1 for key, one in required.items() if key in there and there[key].version_id == one.pk)
        known = sum(1 for key in required if key in there)
        found.append(
            DeskRow(
                pk=desk.pk, desk=desk.name, level=desk.level, required=len(required), posted=right,
                outdated=known - right, missing=len(required) - known,
                surplus=sum(1 for key in there if key not in required), editable=actor.may(POST, desk.pk),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (-(one.outdated + one.missing), skey(one.desk)))


def postings_at(desk: Agency, on: date) -> list[Posting]:
    """What one desk must post and what hangs there, by field and name."""
    hanging, choices = _hanging([desk.pk]).get(desk.pk, {}), _choices([desk.pk]).get(desk.pk, {})
    required = _required(desk, _versions_in_force(on), choices)
    found = [_posting(one.procedure, one, hanging.get(key), choices.get(key)) for key, one in required.items()]
    surplus = Procedure.objects.filter(pk__in=set(hanging) - set(required)).select_related("field")
    found += [_posting(one, None, hanging[one.pk], choices.get(one.pk)) for one in surplus]
    return sorted(found, key=lambda one: (one.sort_key, skey(one.name)))


def matching(rows: list[Posting], words: str) -> list[Posting]:
    """Those of the sheets that a code, or words in any writing, names."""
    if (code := read_procedure_code(words)) is not None:
        return [row for row in rows if row.code.startswith(code.stem)]
    wanted = skey(words).split()
    return [row for row in rows if all(word in skey(f"{row.name} {row.field}") for word in wanted)]


def _posting(
    procedure: Procedure, version: Version | None, sheet: PostedSheet | None, choice: PostingChoice | None
) -> Posting:
    if version is None:
        state = "surplus"
    elif sheet is None:
        state = "missing"
    else:
        state = "posted" if sheet.version_id == version.pk else "outdated"
    return Posting(
        procedure_id=procedure.pk, code=procedure.code, name=version.name if version else procedure.name,
        field=procedure.field.name, sort_key=procedure.field.sort_key, version_id=version.pk if version else None,
        number=version.number if version else None, from_on=version.from_on if version else None,
        posted_number=sheet.version.number if sheet else None, posted_on=sheet.posted_on if sheet else None,
        posted_by=sheet.posted_by if sheet else "", state=state, reason=choice.reason if choice else "",
    )  # fmt: skip


def public_procedure(typed: str) -> int:
    """The procedure of a code; Invalid for one that is not known or not for people."""
    code = read_procedure_code(typed)
    rows = Procedure.objects.filter(scope=Scope.PUBLIC)
    found = rows.filter(stem=code.stem, top=code.top).first() if code is not None else None
    if found is None:
        raise Invalid(_("No procedure has the code %(codes)s.") % {"codes": typed.strip()}, field="code")
    return found.pk


def sheets_of_version(version_id: int) -> list[PostedSheet]:
    """Where a version hangs or hung, newest first."""
    rows = PostedSheet.objects.filter(version=version_id).select_related("desk")
    return list(rows.order_by("-posted_on", "-pk"))


def public_address(code: str) -> str:
    """Address of the procedure's public page for a QR code; the site's own where the portal has no such page yet."""
    base = settings.CONGVU_URL
    try:
        path = reverse(PUBLIC_PAGE, args=[code])
    except NoReverseMatch:
        path = f"/?q={code}"
    return f"{base}{path}"


def versions_to_print(version_ids: Iterable[int]) -> list[Version]:
    """Announced public versions with everything a sheet says, by field and name."""
    rows = Version.objects.filter(
        ~Q(announced_on=None), pk__in=list(version_ids), procedure__scope=Scope.PUBLIC
    ).select_related("procedure__field", "procedure__agency")
    rows = rows.prefetch_related("variants__papers", "variants__fees")
    return sorted(rows, key=lambda one: (one.procedure.field.sort_key, skey(one.name)))


def sheet_facts(version: Version, desk: Agency | None, on: date) -> SheetFacts:
    """What the posting sheet of a version says, in Vietnamese whatever the screen's language."""
    procedure = version.procedure
    agency = desk or procedure.agency
    above = org.agency_by_id(agency.parent_id) if agency.parent_id else None
    with override("vi"):
        return SheetFacts(
            agency=agency.name, parent_agency=above.name if above else "", code=procedure.code,
            field=procedure.field.name, name=version.name, number=version.number, from_on=version.from_on,
            decision=version.decision, announced_on=version.announced_on, printed_on=on,
            settled_at=version.get_settled_at_display(), settled_by=version.settled_by,
            subjects=_subjects(version), sequence=tuple(version.sequence.splitlines()),
            ways=tuple(version.ways.splitlines()), support=tuple(version.support.splitlines()), sets=version.sets,
            result=tuple(version.result.splitlines()),
            requirements=tuple(version.requirements.splitlines()), legal_basis=tuple(version.legal_basis.splitlines()),
            online=version.get_online_display(), boundary_free=version.boundary_free,
            cases=tuple(_case(one) for one in version.variants.all()), address=public_address(procedure.code),
        )  # fmt: skip


def _subjects(version: Version) -> str:
    names = dict(Subject.choices)
    return ", ".join(str(names.get(one, one)) for one in version.subjects)


def _case(variant: Variant) -> CaseFacts:
    limit = limit_words(variant.limit) if variant.limit else ""
    notes = [variant.limit_note, *terms_words(variant)]
    return CaseFacts(
        name=variant.name, limit=limit, notes=tuple(one for one in notes if one),
        papers=tuple(
            PaperLine(one.name, one.originals, one.copies, one.form, _when(one)) for one in variant.papers.all()
        ),
        fees=tuple(FeeLine(one.name, formats.number(one.amount), one.per, one.free_when) for one in variant.fees.all()),
    )  # fmt: skip


def _when(paper: Paper) -> str:
    held = _("need not be brought: %(source)s") % {"source": paper.held_by} if paper.held_by else ""
    needed = paper.when_needed or ("" if paper.mandatory else _("where it applies"))
    return "; ".join(one for one in (needed, held) if one)
