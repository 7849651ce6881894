"""Một hồ sơ: the dossier behind a case, and its papers, for somebody who may see it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed, NotFound
from congvu.domain.onestop.models import Dossier, GivenPaper
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import may_see


def dossier_of(case: Case) -> Dossier:
    """The dossier of a case; NotFound for a case of another kind."""
    found = Dossier.objects.select_related("applicant", "desk__agency").filter(pk=case.pk).first()
    if found is None:
        raise NotFound(_("There is no such dossier."))
    found.case = case
    return found


def paper_for(actor: Actor, dossier_id: int, position: int) -> GivenPaper:
    """A paper with its file, for whoever may see the dossier; NotFound otherwise, NotAllowed for one that bears a mark
    of state secrecy."""
    papers = GivenPaper.objects.select_related("file", "dossier__case")
    found = papers.filter(dossier_id=dossier_id, position=position).first()
    if found is None or found.file is None or not may_see(actor, found.dossier.case):
        raise NotFound(_("There is no such file, or you may not see it."))
    if "secret_mark" in found.file.notes:
        raise NotAllowed(_("This file bears a mark of state secrecy and is not given out."),
                         hint=_("Take it to the person in charge of secret documents."))  # fmt: skip
    return found
