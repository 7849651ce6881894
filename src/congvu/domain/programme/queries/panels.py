"""What the case page shows of an item and of a draft."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from congvu.domain.programme.models import Consent, Draft, Item, Round, Version
from congvu.domain.programme.models.draft import CATEGORIES
from congvu.domain.programme.queries.drafts import (
    asked_of,
    consultations_of,
    drafts_for_case,
    late_minutes,
    rounds_of,
)
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.rules import queries as rules


def ground_words(code: str) -> str:
    """A coded ground in the language of the screen; the code itself for an unknown one."""
    found = rules.known_grounds().get(code)
    if found is None:
        return code
    return found.vi if (get_language() or "vi").startswith("vi") else found.en or found.vi


def item_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context: the item, its stages, partners, consents with their grounds in words, and its drafts."""
    item = Item.objects.select_related("programme").prefetch_related("stages", "partners").filter(case=case).first()
    if item is None:
        return {"item": None}
    consents = list(Consent.objects.filter(item=item))
    return {
        "item": item, "stages": list(item.stages.all()),
        "partners": [people.agency_name(row.agency_id) for row in item.partners.all()],
        "consents": [(row, ground_words(row.ground), ground_words(row.decision_ground)) for row in consents],
        "drafts": drafts_for_case(actor, case),
    }  # fmt: skip


def draft_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context: the draft, its rounds with errors in words, its versions, and its consultations counted."""
    draft = Draft.objects.select_related("drafter", "final_document").filter(case=case).first()
    if draft is None:
        return {"draft": None}
    rounds = rounds_of(draft)
    versions = [version for one in rounds for version in one.versions.all()]
    kind = KINDS.get(draft.document_kind)
    questions = consultations_of(actor, draft)
    return {
        "draft": draft, "document_kind": kind.label if kind else draft.document_kind,
        "rounds": [_round(one, case) for one in rounds if one.submitted_at is not None or one.result == "open"],
        "versions": _with_before(versions), "asked": asked_of(questions) if questions else None,
        "error_totals": [(code, n) for code in (*CATEGORIES, "other") if (n := _errors(rounds, code))],
    }  # fmt: skip


def _round(one: Round, case: Case) -> dict[str, Any]:
    late = late_minutes(case, one.submitted_at, one.due_at) if one.submitted_at is not None else 0
    return {
        "round": one, "late": late, "versions": list(one.versions.all()),
        "errors": [(error, ground_words(error.ground)) for error in one.errors.all()],
    }


def _errors(rounds: list[Round], category: str) -> int:
    return sum(error.count for one in rounds for error in one.errors.all() if error.category == category)


def _with_before(versions: list[Version]) -> list[tuple[Version, Version | None]]:
    return [(version, versions[place - 1] if place else None) for place, version in enumerate(versions)]
