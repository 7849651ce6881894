"""Hồ sơ đã đến đâu: which steps of a file were taken, for offering the acts that make sense now.

Asked once for a case in hand, however many acts are offered; the acts themselves check everything again.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from congvu.domain.conduct.models import Breach, Invitation
from congvu.domain.conduct.queries import files
from congvu.kernel.casework.models import Case


@dataclass(frozen=True, slots=True)
class Progress:
    """`reviewed` and `voted` also where the step falls away by law; `concluded`: every breach."""

    reviewed: bool
    has_council: bool
    voted: bool
    concluded: bool
    awaits_answer: bool
    awaits_papers: bool
    is_put_off: bool
    is_complex: bool
    was_suspended: bool
    is_suspended: bool
    may_be_longer: bool


def progress_of(case: Case) -> Progress:
    """How far the file of the case has come, as of the line it was read at."""
    known = vars(case).get("conduct_progress")
    if known is not None and known[0] == case.seq:
        found: Progress = known[1]
        return found
    file = files.file_of(case)
    council, suspension = getattr(file, "council", None), files.suspension_of(file)
    suspended = suspension is not None and not suspension.end
    made = Progress(
        reviewed=bool(file.review_skip) or hasattr(file, "review_meeting"), has_council=council is not None,
        voted=bool(file.council_skip) or (council is not None and council.met_on is not None),
        concluded=not file.breaches.filter(is_void=False, finding=Breach.Finding.OPEN).exists(),
        awaits_answer=file.invitations.filter(answer=Invitation.Answer.WAITING).exists(),
        awaits_papers=file.former_agency_id is not None and file.papers_received_on is None,
        is_put_off=files.putting_off(file, timezone.localdate()) is not None, is_complex=file.is_complex,
        was_suspended=suspension is not None, is_suspended=suspended,
        may_be_longer=suspension is not None and suspended and suspension.longer_on is None,
    )  # fmt: skip
    vars(case)["conduct_progress"] = (case.seq, made)
    return made
