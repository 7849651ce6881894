"""The reading as plain values for JSON: the machine contract of ``congvu read --json``."""

from __future__ import annotations

from typing import Any

from congvu.core.directive_text.model import Citation, Clause, Fact, Party, Reading, Span, Target


def _fact(fact: Fact | None) -> str | None:
    return fact.text if fact else None


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _names(parties: tuple[Party, ...]) -> list[str]:
    return [party.name for party in parties]


def _task(clause: Clause, text: str) -> dict[str, Any]:
    deadline = clause.deadline
    return {
        "start": clause.span.start,
        "end": clause.span.end,
        "text": text[clause.span.start : clause.span.end],
        "leads": _names(clause.leads),
        "coordinates": _names(clause.coordinators),
        "deadline": deadline.on.isoformat() if deadline and deadline.on else None,
        "deadline_text": deadline.text if deadline else None,
        "recurrence": clause.recurrence,
        "nature": clause.nature.value,
        "verb": _fact(clause.verb),
        "leads_inherited": clause.leads_inherited,
        "reports_to": _names(clause.reports_to),
        "through": _names(clause.through),
        "deadline_kind": deadline.kind.value if deadline else None,
        "deadline_span": _span(deadline.span) if deadline else None,
        "heading": clause.heading,
        "confidence": clause.confidence,
    }


def as_record(reading: Reading, text: str, file: str) -> dict[str, Any]:
    """One JSON-ready object for one text; ``text`` is the text that was read."""
    facts = reading.facts
    return {
        "file": file,
        "document": {
            "type": _fact(facts.kind),
            "number": _fact(facts.number),
            "date": facts.issued_on.on.isoformat() if facts.issued_on else None,
            "issuer": _fact(facts.issuer),
            "subject": _fact(facts.subject),
        },
        "addressees": _names(reading.addressees),
        "citations": [_cited(item, text) for item in reading.citations],
        "tasks": [_task(clause, text) for clause in reading.clauses],
        "targets": [_goal(target, text) for target in reading.targets],
        "sentences": [
            {
                "start": item.span.start,
                "end": item.span.end,
                "mark": item.mark.value,
                "task": item.clause,
                "orders": item.orders,
            }
            for item in reading.sentences
        ],
        "is_directive": reading.is_directive,
        "retelling": reading.retelling,
        "notes": list(reading.notes),
    }


def _cited(item: Citation, text: str) -> dict[str, Any]:
    return {
        "start": item.span.start,
        "end": item.span.end,
        "text": text[item.span.start : item.span.end],
        "type": item.kind,
        "number": item.number,
        "date": item.issued_on.isoformat() if item.issued_on else None,
        "issuer": item.issuer,
        "confidence": item.confidence,
    }


def _goal(target: Target, text: str) -> dict[str, Any]:
    return {
        "start": target.span.start,
        "end": target.span.end,
        "text": text[target.span.start : target.span.end],
        "quantity": target.quantity,
        "quantity_max": target.quantity_max,
        "unit": target.unit,
        "comparator": target.comparator,
        "of": target.of,
        "deadline": target.deadline.isoformat() if target.deadline else None,
    }
