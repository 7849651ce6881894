"""A dossier's acts by hand: through the functions of the one-stop shop, with every check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from congvu.demo.living.acts import Act
from congvu.demo.living.dossiers.applicants import party
from congvu.demo.living.dossiers.ground import Ground
from congvu.demo.living.dossiers.roll import Entry
from congvu.domain.onestop.actions import apologising, branches, ending, papers, paying, returning, routing, submitting
from congvu.domain.onestop.actions import supplementing as asking
from congvu.domain.onestop.actions.receiving import Paying, Reception, receive_dossier
from congvu.domain.onestop.models import Dossier
from congvu.domain.onestop.policy.codes import PART
from congvu.domain.onestop.policy.plans import Plan
from congvu.kernel.casework.actions import consulting, silence
from congvu.kernel.casework.actions.custody import accept
from congvu.kernel.casework.models import Case
from congvu.kernel.org import queries as org

#: Act → the function of the one-stop shop that is given its actor, case, moment and particulars.
RUN: dict[str, Callable[..., Any]] = {
    "dossier.decline": submitting.decline_submission, "dossier.take": accept, "dossier.forward": routing.forward,
    "dossier.settle": ending.settle, "dossier.refuse": ending.refuse, "dossier.evaluate": papers.evaluate,
    "dossier.ask_payment": paying.request_payment, "dossier.paid": paying.confirm_payment,
    "dossier.ask_supplement": asking.ask_supplement, "dossier.supplemented": asking.receive_supplement,
    "dossier.close_incomplete": ending.close_incomplete, "dossier.stop": ending.stop_at_wish,
    "dossier.draft_apology": apologising.draft_apology, "dossier.sign_apology": apologising.sign_apology,
    "dossier.paper_sent": papers.send_paper, "dossier.paper_received": papers.receive_paper,
}  # fmt: skip
#: Acts on a case beside the dossier, by somebody and by the system.
BESIDE: dict[str, Callable[..., Any]] = {"dossier.answer": consulting.answer, "dossier.part_done": branches.finish_part}
SILENT: dict[str, Callable[[int, datetime], bool]] = {
    "dossier.question_silent": silence.fall_silent, "dossier.part_silent": branches.fall_silent,
}  # fmt: skip


def paying_of(plan: Plan, entry: Entry, *, by_page: bool) -> list[Paying]:
    """How the fees of a dossier are paid: at once, unless they are not owed."""
    how = "" if entry.exempt else ("online" if entry.channel == "online" else "cash")
    count, why = entry.pages if by_page else 1, "Hộ nghèo" if entry.exempt else ""
    return [Paying(position=fee.position, count=count, exempt=why, paid_by=how) for fee in plan.fees]


def reception_of(ground: Ground, entry: Entry) -> Reception:
    """What an entry of the roll hands in."""
    sort, place = ground.sorts[entry.sort], ground.places[entry.place]
    return Reception(
        variant_id=sort.plan.variant_id, channel=entry.channel, key=f"song-{entry.index}",
        party=party(entry.applicant, company=entry.company, place=ground.where(place)),
        fees=paying_of(sort.plan, entry, by_page=sort.by_page),
    )  # fmt: skip


def write(ground: Ground, act: Act) -> list[Case]:
    """Do one act; returns the case as it stands then, with those it opened beside it; for an act beside the dossier
    that case and the dossier's. Raises what the action refuses."""
    if act.name in BESIDE or act.name in SILENT:
        return _beside(act)
    if act.name == "dossier.consult":
        ids = [org.agency_by_code(code).pk for code in act.told["units"]]
        asked = consulting.consult(
            actor=act.actor, case_id=act.case.pk, agency_ids=ids, question=act.told["question"], now=act.at
        )
        return [Case.objects.get(pk=act.case.pk), *asked]
    if "entry" in act.told and act.name != "dossier.accept":
        entry = act.told["entry"]
        run: Callable[..., Dossier] = receive_dossier if act.name == "dossier.receive" else submitting.submit_online
        desk = ground.places[entry.place].desk
        made = run(actor=act.actor, desk_id=desk.agency_id, reception=reception_of(ground, entry), now=act.at)
        return [Case.objects.get(pk=made.case_id)]
    if act.name == "dossier.accept":
        submitting.accept_submission(actor=act.actor, case_id=act.case.pk, now=act.at)
    elif act.name == "dossier.return":
        returning.hand_out(actor=act.actor, case_id=act.case.pk, taking=returning.Taking(), now=act.at)
    else:
        RUN[act.name](actor=act.actor, case_id=act.case.pk, now=act.at, **act.told)
    opened = Case.objects.filter(parent_id=act.case.pk, kind=PART, opened_at=act.at).order_by("pk")
    return [Case.objects.get(pk=act.case.pk), *(opened if act.name == "dossier.forward" else ())]


def _beside(act: Act) -> list[Case]:
    if act.name in SILENT:
        if not SILENT[act.name](act.case.pk, act.at):
            raise RuntimeError(f"{act.case.code}: its time was not over")
    else:
        BESIDE[act.name](actor=act.actor, case_id=act.case.pk, now=act.at, **act.told)
    return [Case.objects.get(pk=act.case.pk), Case.objects.get(pk=act.case.parent_id or 0)]
