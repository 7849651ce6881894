"""Báo cáo vượt thẩm quyền: a case goes up only on the article that puts its matter above one's authority."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions.custody import behalf_name, require_open
from congvu.kernel.casework.actions.engine import Change, commit
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin
from congvu.kernel.casework.models import Case, Referral, Whose
from congvu.kernel.casework.policy import holds, people
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.casework.queries.competence import Ruling, judged_from, ruling_on


@transaction.atomic
def refer_upward(
    *, actor: Actor, case_id: int, matter: str, ground: str, words: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Báo cáo vượt thẩm quyền. Put the case before the one whom the authority matrix names for its matter.

    The holder stays responsible until the higher level accepts. Refused, with who is competent, when the matter lies
    within one's own authority or with somebody who is not above; Invalid without an article of the matrix.
    """
    on = people.local_date(now)
    who, case = begin(actor, case_id, now, expected_seq, behalf, act="refer_upward")
    require_open(case)
    if not holds(who, case):
        raise NotAllowed(_("Only the holder of this case refers it upward."))
    if case.transfer_agency_id is not None or case.stopped_at is not None or kinds.get(case.kind).umbrella:
        raise MoveRefused(_("This case cannot be referred upward as it stands now."))
    row = ruling_on(matter, on)
    target = _target(row, case)
    require_ground("referral", ground, now)
    if not words.strip():
        raise Invalid(_("Say what the higher level is asked to decide."), field="words")
    due = due_after(case, kinds.get(case.kind).limit_rule("accept"), now, agency_id=target)
    commit(
        [Change(
            case, "case.referred_upward",
            {"transfer_agency_id": target, "transfer_official_id": None, "transfer_at": now, "transfer_due_at": due,
             "whose_clock": Whose.HIGHER},
            body={"to": people.agency_name(target), "matter": row.matter, "label": row.label, "basis": row.source,
                  "standing": row.standing, "competent": row.decides, "ground": ground, "words": words.strip()},
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    Referral.objects.create(
        case=case, line_seq=case.seq, matter=row.matter, label=row.label, basis=row.source, standing=row.standing,
        ground=ground, words=words.strip(), from_agency_id=case.holder_agency_id, to_agency_id=target, at=now,
        by=actor.signature,
    )  # fmt: skip
    return case


def _target(row: Ruling, case: Case) -> int:
    """The agency above that decides the matter; MoveRefused with the competent one named when there is none above."""
    verdict = judged_from(row, case.holder_agency_id)
    if verdict.where == "above" and verdict.agency_id is not None:
        return verdict.agency_id
    said = {"source": row.source, "who": verdict.words}
    if verdict.where == "own":
        raise MoveRefused(
            _("By %(source)s this matter is decided by %(who)s: it is not above your authority. The case stays.")
            % said,
            hint=_("Inside the agency, hand it over or present it to the one who signs."),
        )
    if verdict.where == "elsewhere":
        raise MoveRefused(
            _("By %(source)s this matter is decided by %(who)s, which is not above you. The case stays.") % said,
            hint=_("If the work belongs there, propose a re-assignment."),
        )
    raise MoveRefused(
        _("By %(source)s this matter is decided by %(who)s, outside this system. The case stays.") % said,
        hint=_("Write to them, and note the number of the letter in the case."),
    )
