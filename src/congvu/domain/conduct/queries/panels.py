"""What the case page shows of a disciplinary file and of a review of responsibility."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from congvu.domain.conduct.models import Breach, Discipline, Form, Review
from congvu.domain.conduct.policy.codes import ANNULLED, DROPPED, HANDLED
from congvu.domain.conduct.policy.times import days_used
from congvu.domain.conduct.queries import files, rulebook
from congvu.domain.conduct.queries.proposals import Defence, defences_of
from congvu.domain.conduct.queries.reviews import FACTOR_LABELS, FACTORS
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import may_see, people


def discipline_panel(actor: Actor, case: Case, now: datetime) -> dict[str, Any]:
    """Template context: person, breaches, time used, checklist, meetings, decision, complaints."""
    file = Discipline.objects.select_related("official", "former_agency", "cause").filter(case=case).first()
    if file is None:
        return {"file": None}
    on = people.local_date(now)
    is_own = actor.official_id is not None and actor.official_id == file.official_id
    running = files.running_sanction(file.official_id, on, besides=file.pk) if not is_own else None
    papers = files.checklist(file, on)
    return {
        "file": file, "is_own": is_own, "breaches": [_breach(file, row, case) for row in files.standing_breaches(file)],
        "used": days_used(file.discovered_on, on, files.pauses_of(file)) if case.phase in HANDLED else None,
        "handling": rulebook.handling_rule(is_complex=file.is_complex), "papers": papers,
        "missing": sum(not line.is_there for line in papers), "invitations": list(file.invitations.all()),
        "meeting": getattr(file, "review_meeting", None), "council": getattr(file, "council", None),
        "sanction": files.standing_sanction(file), "sanctions": list(file.sanctions.select_related("agency")),
        "defences": _defences(file),
        "complaints": [row for one in file.sanctions.all() for row in one.complaints.all()], "running": running,
        "running_form": Form(running.form).label if running else "",
        "circumstances": [(row, files.ground_words(row.ground)) for row in file.circumstances.all()],
        "suspension": _suspension(file, case),
        "cause": file.cause if file.cause is not None and may_see(actor, file.cause) else None,
        "skips": [files.ground_words(code) for code in (file.review_skip, file.council_skip) if code],
        "members": list(file.council.members.all()) if hasattr(file, "council") else [],
    }  # fmt: skip


def _defences(file: Discipline) -> list[Defence]:
    """Approved innovative proposals the person was carrying out on the day of a breach (NĐ 73/2023/NĐ-CP)."""
    found = {one.code: one for row in files.standing_breaches(file)
             for one in defences_of(file.official_id, row.committed_on)}  # fmt: skip
    return list(found.values())


def _suspension(file: Discipline, case: Case) -> dict[str, Any] | None:
    """The suspension of the file in words: why, how paid, how it ended, and whether the rest is paid afterwards."""
    row = files.suspension_of(file)
    if row is None:
        return None
    back = rulebook.count("suspension_back_pay", row.decided_on) if case.phase in (DROPPED, ANNULLED) else 0
    return {
        "row": row, "ground": files.ground_words(row.ground), "back": back,
        "lifted": files.ground_words(row.end_ground) if row.end_ground else "",
        "rule": rulebook.cited("conduct.suspension_pay", row.decided_on),
    }  # fmt: skip


def _breach(file: Discipline, row: Breach, case: Case) -> dict[str, Any]:
    until = rulebook.barred_after(row, file.category, case.law_on, row.form)
    votes = [(Form(vote.form).label if vote.form else "", vote.ballots) for vote in row.votes.order_by("-ballots")]
    return {"row": row, "until": until, "exempt": files.ground_words(row.exempt) if row.exempt else "", "votes": votes}


def review_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context: whose responsibility, explanation, factors, result, follow-ups."""
    review = Review.objects.select_related("agency", "official", "cause").filter(case=case).first()
    if review is None:
        return {"review": None}
    return {
        "review": review, "factors": [(FACTOR_LABELS[name], getattr(review, name)) for name in FACTORS],
        "follow_ups": list(review.follow_ups.all()),
        "cause": review.cause if review.cause is not None and may_see(actor, review.cause) else None,
    }
