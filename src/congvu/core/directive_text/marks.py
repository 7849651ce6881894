"""Đánh dấu: every sentence and list item of the text with the reader's proposal, so that coverage can be counted
on all of them.
"""

from __future__ import annotations

from bisect import bisect_right

from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.model import Clause, Mark, Sentence, Span
from congvu.core.directive_text.orders import Force, read_order
from congvu.core.directive_text.outline import Outline, Zone
from congvu.core.directive_text.sentences import split_sentences

_ZONE_MARKS = {
    Zone.FURNITURE: Mark.FURNITURE, Zone.HEADER: Mark.HEADING, Zone.TITLE: Mark.HEADING, Zone.SUBJECT: Mark.HEADING,
    Zone.ADDRESSEES: Mark.HEADING, Zone.BASIS: Mark.BASIS, Zone.CLOSING: Mark.CLOSING, Zone.NOTE: Mark.NARRATIVE,
}  # fmt: skip


def mark_sentences(blocks: list[Block], outline: Outline, headings: set[int], clauses: list[Clause]) -> list[Sentence]:
    """All sentences in reading order; a sentence that touches a clause carries its index."""
    starts = [clause.span.start for clause in clauses]
    sentences: list[Sentence] = []
    for index, block in enumerate(blocks):
        zone = outline.zones[index]
        if zone not in (Zone.BODY, Zone.ANNEX):
            start, end = block.span(0, len(block.text))
            sentences.append(Sentence(Span(start, end), _ZONE_MARKS[zone], None, False))
            continue
        pieces = split_sentences(block.text, block.body) if block.body < len(block.text) else [(0, len(block.text), "")]
        for begin, stop, _ in pieces:
            start, end = block.span(begin, stop)
            clause = _clause_at(clauses, starts, start, end)
            if clause is not None:
                mark = Mark.CLAUSE
            elif index in headings:
                mark = Mark.HEADING
            else:
                mark = Mark.NARRATIVE
            orders = clause is not None or (
                mark is Mark.NARRATIVE and read_order(block.text, begin, stop).force is Force.ASSIGNED
            )
            sentences.append(Sentence(Span(start, end), mark, clause, orders))
    return sentences


def _clause_at(clauses: list[Clause], starts: list[int], start: int, end: int) -> int | None:
    """Index of the first clause that covers at least half of the range."""
    at = bisect_right(starts, end - 1) - 1
    for index in range(at, max(-1, at - 6), -1):
        span = clauses[index].span
        if min(end, span.end) - max(start, span.start) > (min(end - start, span.end - span.start)) / 2:
            return index
    return None
