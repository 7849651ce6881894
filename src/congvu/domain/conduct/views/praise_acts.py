"""Các bước khen thưởng và đề xuất đổi mới, sáng tạo có trang riêng."""

from __future__ import annotations

from typing import Any

from congvu.domain.conduct.actions import praising, proposing
from congvu.domain.conduct.forms import praise as forms
from congvu.domain.conduct.views.acts import Given, Pages


def _said(form: Any, *names: str) -> Given:
    return {name: form.cleaned_data[name] for name in names}


def _cancel(move: str) -> Any:
    def run(given: Given, form: forms.CancelForm) -> object:
        return praising.cancel(**given, move=move, **_said(form, "ground", "number", "cancelled_on", "words"))

    return run


def _version(act: Any) -> Any:
    def run(given: Given, form: forms.VersionForm) -> object:
        return act(**given, dossier=form.dossier(), why=form.cleaned_data["why"])

    return run


def _grant(given: Given, form: forms.GrantForm) -> object:
    return praising.grant(**given, **_said(form, "form", "number", "signed_by", "decided_on"))


def _appraise(given: Given, form: forms.AppraiseForm) -> object:
    return proposing.appraise(**given, met=form.met(), words=form.said())


def _ask_party(given: Given, form: forms.AskPartyForm) -> object:
    return proposing.ask_party(**given, **_said(form, "body", "asked_on"))


def _opinion(given: Given, form: forms.OpinionForm) -> object:
    return proposing.note_opinion(**given, **_said(form, "answer", "number", "answered_on", "words"))


def _approve(given: Given, form: forms.ApproveForm) -> object:
    return proposing.approve(**given, **_said(form, "number", "decided_on"))


def _result(given: Given, form: forms.ResultForm) -> object:
    return proposing.review_result(**given, **_said(form, "result", "cause", "words"))


PRAISE_PAGES: Pages = {
    "grant": (forms.GrantForm, _grant),
    "cancel_granted": (forms.CancelForm, _cancel("cancel_granted")),
    "cancel_published": (forms.CancelForm, _cancel("cancel_published")),
    "revise": (forms.VersionForm, _version(proposing.revise)),
    "adjust": (forms.VersionForm, _version(proposing.adjust)),
    "appraise": (forms.AppraiseForm, _appraise),
    "ask_party": (forms.AskPartyForm, _ask_party),
    "ask_party_result": (forms.AskPartyForm, _ask_party),
    "note_opinion": (forms.OpinionForm, _opinion),
    "note_result_opinion": (forms.OpinionForm, _opinion),
    "approve": (forms.ApproveForm, _approve),
    "review_result": (forms.ResultForm, _result),
}
