"""Ma trận thẩm quyền. Who decides which matter on a day, and whether that lies above the unit that holds a case.

The province's own rows go before the shipped ones of the same matter. Rows that ended or were withdrawn stay as
history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.working_time import Limit, read_limit
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Competence, ConsultationTerm, Referral, Silence, Tier
from congvu.kernel.casework.models.competence import DatedRule
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.cases import visible_to
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency, AgencyKind, Level
from congvu.kernel.rules import queries as rules

EDIT = "casework.competence.edit"
#: Height of the tiers: a matter of a higher one is above the authority of a lower one.
RANK = {Tier.UNIT: 0, Tier.COMMUNE: 1, Tier.DEPARTMENT: 2, Tier.PROVINCE: 3, Tier.CENTRE: 4}
#: The two sorts of dated rows, by the word that names them in an address.
SORTS: dict[str, type[DatedRule]] = {"competence": Competence, "consultation": ConsultationTerm}
Row = TypeVar("Row", bound=DatedRule)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Một dòng của ma trận: a matter and who decides it, shipped (`pk` None) or laid down by the province."""

    matter: str
    label: str
    tier: str
    agency_id: int | None
    post: str
    source: str
    standing: str
    valid_from: date
    valid_to: date | None
    pk: int | None = None

    @property
    def decides(self) -> str:
        """Who decides, in words: post and agency, or the tier."""
        where = people.agency_name(self.agency_id) if self.agency_id is not None else str(Tier(self.tier).label)
        return f"{self.post} – {where}" if self.post else where


@dataclass(frozen=True, slots=True)
class Term:
    """Thời hạn và hệ quả im lặng khi lấy ý kiến: the window, what silence means ("" for a mere reminder), its basis."""

    matter: str
    label: str
    window: Limit
    silence: str
    source: str
    standing: str
    rule: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is competent for a matter, seen from a unit: `where` is above, own, elsewhere or outside."""

    where: str
    agency_id: int | None
    words: str


def in_force(rows: QuerySet[Row], on: date) -> QuerySet[Row]:
    """The rows that hold on a day."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    return rows.filter(lasting, withdrawn_at=None, valid_from__lte=on)


def matrix(on: date) -> list[Ruling]:
    """The whole matrix on a day, by the name of the matter."""
    own = [_of_row(row) for row in in_force(Competence.objects.all(), on)]
    taken = {row.matter for row in own}
    shipped = [
        Ruling(
            row.code, row.vi, row.tier, None, row.post, str(row.source), row.standing, row.valid_from, row.valid_to
        )
        for row in rules.authority(on)
        if row.tier and row.code not in taken
    ]
    return sorted([*own, *shipped], key=lambda row: (row.label, row.matter))


def _of_row(row: Competence) -> Ruling:
    return Ruling(
        row.matter, row.label, row.tier, row.agency_id, row.post, row.source, row.standing, row.valid_from,
        row.valid_to, row.pk,
    )


def ruling_on(matter: str, on: date) -> Ruling:
    """The row of a matter on a day. Invalid when the matrix has none."""
    for row in matrix(on):
        if row.matter == matter:
            return row
    raise Invalid(
        _("Name the article of the authority matrix that puts this matter above your authority."), field="matter",
        hint=_("Without it the case stays where it is."),
    )  # fmt: skip


def tier_of(agency: Agency) -> Tier:
    """At which tier an agency stands."""
    if agency.kind in (AgencyKind.DIVISION, AgencyKind.PUBLIC_UNIT, AgencyKind.SERVICE_CENTRE):
        return Tier.UNIT
    if agency.level == Level.PROVINCE:
        return Tier.PROVINCE if agency.kind == AgencyKind.PEOPLES_COMMITTEE else Tier.DEPARTMENT
    return Tier.COMMUNE if agency.kind == AgencyKind.PEOPLES_COMMITTEE else Tier.UNIT


def judged_from(row: Ruling, agency_id: int) -> Verdict:
    """Where the competence for a matter lies as seen from the unit that holds the case."""
    known = org.organisation()
    agency = known.agencies[agency_id]
    own, wanted = RANK[tier_of(agency)], RANK[Tier(row.tier)]
    if row.agency_id is not None:
        where = "own" if row.agency_id == agency_id else ("above" if wanted > own else "elsewhere")
        return Verdict(where, row.agency_id, row.decides)
    if wanted == own:
        return Verdict("own", agency_id, _with_unit(row, agency_id))
    chain = [above for above in known.chain(agency) if above.pk != agency_id]
    if row.tier == Tier.CENTRE:
        top = chain[-1].pk if chain else None
        return Verdict("above" if top is not None else "outside", top, row.decides)
    found = next((above for above in chain if tier_of(above) == row.tier), None)
    if found is None or wanted < own:
        return Verdict("elsewhere", None, row.decides)
    return Verdict("above", found.pk, _with_unit(row, found.pk))


def _with_unit(row: Ruling, agency_id: int) -> str:
    name = people.agency_name(agency_id)
    return f"{row.post} – {name}" if row.post else name


def terms(on: date) -> list[ConsultationTerm]:
    """What holds on a day for consultations, by the name of the matter."""
    return list(in_force(ConsultationTerm.objects.all(), on).order_by("label", "matter"))


def window_words(window: str) -> str:
    """A window as people read it."""
    return read_limit(window).words("vi" if (get_language() or "vi").startswith("vi") else "en")


def term_on(matter: str, on: date) -> Term:
    """Window and silence for a matter on a day; without a matter what the rulebook says for all. Invalid: unknown."""
    if not matter:
        window, silence = rules.rule("consultation.window", on), rules.rule("consultation.silence", on)
        meaning = Silence.CONSENT if silence.value == "agreement" else ""
        return Term("", "", window.limit(), str(meaning), silence.source, silence.standing, silence.code)
    row = in_force(ConsultationTerm.objects.filter(matter=matter), on).first()
    if row is None:
        raise Invalid(_("No window for consultations is laid down for this matter on this day."), field="asked_matter")
    return Term(
        row.matter, row.label, read_limit(row.window), row.silence, row.source, row.standing, f"consultation.{matter}"
    )


def history(sort: str, matter: str) -> Sequence[DatedRule]:
    """Every row ever laid down for a matter, the newest first. NotFound for an unknown sort."""
    return list(_model(sort)._default_manager.filter(matter=matter).order_by("-valid_from", "-pk"))


def row_of(sort: str, pk: int) -> DatedRule:
    """One row. NotFound."""
    row = _model(sort)._default_manager.filter(pk=pk).first()
    if row is None:
        raise NotFound(_("There is no such row."))
    return row


def all_rows(sort: str) -> QuerySet[DatedRule]:
    """Every row of a sort, for the list of the editor."""
    return _model(sort)._default_manager.all()


def _model(sort: str) -> type[DatedRule]:
    if sort not in SORTS:
        raise NotFound(_("There is no such list."))
    return SORTS[sort]


def referrals_seen_by(actor: Actor) -> QuerySet[Referral]:
    """Referrals of cases the actor may see: the list and every count come from here."""
    return Referral.objects.filter(case__in=visible_to(actor)).select_related("case")
