"""What the case page shows of a commendation and of an innovative proposal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from congvu.core.text import nfc
from congvu.domain.conduct.models import Commendation, Proposal, ProposalVersion
from congvu.domain.conduct.policy.praise import FIELDS, SUBMITTED
from congvu.domain.conduct.queries import files, praising, proposals
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import may_see, people
from congvu.kernel.ui import formats


def praise_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context: who, for what, the figures, the merits with their cases, the decision."""
    row = Commendation.objects.select_related("official", "agency").filter(case=case).first()
    if row is None:
        return {"praise": None}
    merits = list(row.merits.select_related("case", "thanks"))
    shown = [one for one in merits if one.case is not None and may_see(actor, one.case)]
    return {
        "praise": row, "form": praising.form_words(row.form), "sort": praising.sort_words(row.sort),
        "figures": figures_in_words(row.facts), "said": said_in_words(row.facts), "cases": [one.case for one in shown],
        "hidden": sum(one.case is not None for one in merits) - len(shown),
        "thanks": [one.thanks for one in merits if one.thanks is not None],
        "papers": [one.words for one in merits if one.words],
        "cancelled": files.ground_words(row.cancelled_why) if row.cancelled_why else "",
        "authority": case.issuing_agency,
    }  # fmt: skip


def figures_in_words(facts: dict[str, Any]) -> dict[str, Any]:
    """The kept figures as the page prints them; empty where the proposal rests on none."""
    if "n" not in facts:
        return {}
    whole = int(facts["n"])
    return {
        "n": whole, "hits": facts["hits"], "share": formats.percent(int(facts["hits"]), whole),
        "expected": _percent(facts["expected"]), "low": _percent(facts["low"]), "high": _percent(facts["high"]),
        "load": formats.number(facts["load"]),
    }  # fmt: skip


def said_in_words(facts: dict[str, Any]) -> list[str]:
    """What others said, as it was kept with the proposal: evaluations of applicants, samples taken again."""
    given = (("evaluated", "best", _("Best evaluations of applicants: %(best)d of %(n)d.")),
             ("sampled", "clean", _("Clean when sampled again: %(best)d of %(n)d.")))  # fmt: skip
    return [words % {"best": facts[best], "n": facts[whole]} for whole, best, words in given if facts.get(whole)]


def _percent(share: float) -> str:
    return formats.percent(round(share * 1000), 1000)


def proposal_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context: the dossier in three parts, its seals, conditions, opinions, decision, result."""
    row = Proposal.objects.select_related("official").filter(case=case).first()
    if row is None:
        return {"proposal": None}
    versions = list(row.versions.order_by("-number"))
    broken = proposals.broken_seals(row)
    return {
        "proposal": row, "version": versions[0] if versions else None, "versions": versions, "broken": broken,
        "changed": changed_parts(versions[0], versions[1]) if len(versions) > 1 else frozenset(),
        "conditions": proposals.conditions(row, case.law_on), "opinions": list(row.opinions.all()),
        "is_new": case.phase == SUBMITTED, "is_own": row.official_id == actor.official_id,
        "unit": people.agency_name(case.accountable_agency_id),
    }  # fmt: skip


def changed_parts(new: ProposalVersion, old: ProposalVersion) -> frozenset[str]:
    """Names of the parts that differ between two versions."""
    mine, before = proposals.contents_of(new), proposals.contents_of(old)
    return frozenset(name for name in FIELDS if nfc(mine[name]) != nfc(before[name]))
