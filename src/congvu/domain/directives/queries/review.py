"""What the review screen shows: the text cut into coloured pieces, and a card for every clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from congvu.core.directive_text import DeadlineKind
from congvu.core.refusals import Invalid, NotFound
from congvu.core.working_time import read_limit
from congvu.domain.directives.models import Assignee, Citation, Clause, Directive, Passage, Target
from congvu.domain.directives.queries.rhythms import rule_words
from congvu.kernel.documents.models.catalogue import in_vietnamese
from congvu.kernel.rules import queries as rules
from congvu.kernel.rules.queries import InForce

#: Below this the reader asks for a second look (0 … 1).
DOUBTFUL = 0.7


@dataclass(slots=True)
class Piece:
    """A run of the text: plain, or part of a clause or passage. `tone` is a class of the review island."""

    text: str
    start: int
    tone: str = ""
    clause: int | None = None
    passage: int | None = None
    cited: bool = False
    unseen: bool = False


@dataclass(slots=True)
class Card:
    """One clause with everything about it."""

    clause: Clause
    leads: list[Assignee] = field(default_factory=list)
    coordinators: list[Assignee] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    #: The period the rulebook proposes because the text is urgent and names no date.
    proposal: InForce | None = None
    #: The rule the clause's period was taken from, when it was.
    taken: InForce | None = None

    @property
    def needs_confirmation(self) -> bool:
        return any(not row.confirmed for row in (*self.leads, *self.coordinators))

    @property
    def tone(self) -> str:
        if self.clause.state == Clause.State.REJECTED:
            return "none"
        return {"prohibition": "standing"}.get(self.clause.nature, self.clause.nature)

    @property
    def sure(self) -> str:
        """How sure the reader was of the clause: high, fair or low."""
        value = self.clause.confidence.get("clause")
        if not isinstance(value, int | float):
            return ""
        return "high" if value >= 0.9 else "fair" if value >= DOUBTFUL else "low"

    def _doubts(self, part: str) -> bool:
        value = self.clause.confidence.get(part)
        return self.clause.state == Clause.State.PROPOSED and isinstance(value, int | float) and value < DOUBTFUL

    @property
    def doubts_leads(self) -> bool:
        """Whether the reader was unsure who is meant."""
        return self._doubts("leads")

    @property
    def doubts_deadline(self) -> bool:
        """Whether the reader was unsure by when."""
        return self._doubts("deadline")

    @property
    def limit(self) -> str:
        """Thời hạn as a period, in words; empty when there is none."""
        return limit_words(self.clause.due_limit)

    @property
    def rhythm(self) -> str:
        """Định kỳ: how often, in a word; empty for once."""
        return rule_words(self.clause)

    @property
    def proposal_words(self) -> str:
        """The proposed period as the office writes it."""
        return limit_words(self.proposal.value) if self.proposal is not None else ""

    @property
    def review_words(self) -> str:
        """How often its validity is reviewed, in words; empty when the rule of the day decides."""
        return limit_words(self.clause.review_limit)


#: The rule behind the period proposed for an urgent clause without a date.
URGENT_RULE = "directives.urgent_undated"


def proposed_limit(clause: Clause, on: date) -> InForce | None:
    """Thời hạn đề xuất: the rule of the day for a clause whose text is urgent and names no date; None for others."""
    dated = clause.due_on is not None or bool(clause.due_limit) or bool(clause.recurrence)
    if clause.due_kind != DeadlineKind.URGENT_UNDATED or dated:
        return None
    try:
        return rules.rule(URGENT_RULE, on)
    except NotFound:
        return None


def limit_words(code: str) -> str:
    """A period as the office writes it ("5 working days" → "05 ngày làm việc"); a code that is none as it is."""
    if not code:
        return ""
    try:
        return read_limit(code).words("vi" if in_vietnamese() else "en")
    except Invalid:
        return code


def cards_of(directive: Directive, on: date | None = None) -> list[Card]:
    """Every clause with its assignees and targets, in the order of the text; three statements.

    With the day `on` also what the rulebook of that day proposes for urgent clauses without a date.
    """
    cards = {clause.pk: Card(clause) for clause in Clause.objects.filter(directive=directive)}
    if on is not None:
        for card in cards.values():
            card.proposal = proposed_limit(card.clause, on)
            card.taken = rules.rule(card.clause.due_rule, on) if card.clause.due_rule else None
    for row in Assignee.objects.filter(clause__directive=directive).select_related("agency", "group"):
        card = cards[row.clause_id]
        (card.leads if row.role == Assignee.Role.LEAD else card.coordinators).append(row)
    for target in Target.objects.filter(directive=directive, clause__isnull=False):
        if target.clause_id is not None:
            cards[target.clause_id].targets.append(target)
    return list(cards.values())


def pieces_of(
    directive: Directive, cards: list[Card], passages: list[Passage], citations: list[Citation]
) -> list[Piece]:
    """The text as consecutive pieces that together are exactly the text."""
    text = directive.text
    cuts = {0, len(text)}
    cuts |= {at for passage in passages for at in (passage.start, passage.end)}
    cuts |= {at for card in cards for at in (card.clause.start, card.clause.end)}
    cuts |= {at for citation in citations for at in (citation.start, citation.end)}
    places = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    pieces = [Piece(text[a:b], a) for a, b in pairwise(places) if b > a]
    for passage in passages:
        for piece in _inside(pieces, passage.start, passage.end):
            piece.passage, piece.unseen = passage.pk, passage.mark == Passage.Mark.UNSEEN
            piece.tone = {"narrative": "narrative", "no_action": "none", "unseen": "unseen"}.get(passage.mark, "")
    for card in cards:
        if card.clause.state == Clause.State.REJECTED:
            continue
        for piece in _inside(pieces, card.clause.start, card.clause.end):
            piece.clause, piece.tone = card.clause.pk, card.tone
    for citation in citations:
        for piece in _inside(pieces, citation.start, citation.end):
            piece.cited = True
    return pieces


def _inside(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    return [piece for piece in pieces if start <= piece.start < end]


def passages_of(directive: Directive) -> list[Passage]:
    """The passages of the text, in order."""
    return list(Passage.objects.filter(directive=directive))


def citations_of(directive: Directive) -> list[Citation]:
    """What the directive cites, in order, with our own documents where they are known."""
    return list(Citation.objects.filter(directive=directive).select_related("document"))


def targets_without_clause(directive: Directive) -> list[Target]:
    """Targets of the text that belong to no clause, in order."""
    return list(Target.objects.filter(directive=directive, clause=None))


def accepted_clauses(directive: Directive) -> list[Clause]:
    """Clauses that are accepted and not issued yet, in the order of the text."""
    return list(Clause.objects.filter(directive=directive, state=Clause.State.ACCEPTED).order_by("start", "pk"))
