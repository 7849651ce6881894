"""Short forms of the counter: an answer on paper, who takes a result, a cancelled receipt, a closed book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.domain.onestop.actions.returning import Taking
from congvu.domain.onestop.models import PaidBy, Taker


class AnswerForm(forms.Form):
    """What is missing, or why the dossier is declined."""

    ground = forms.ChoiceField(label=_("Ground"), required=False)
    words = forms.CharField(label=_("In words"), required=False, max_length=8000,
                            widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip

    def __init__(self, *args: Any, grounds: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *grounds]


class TakingForm(forms.Form):
    """Who takes a result."""

    paid_by = forms.ChoiceField(label=_("Take the fee now"), required=False,
                                choices=[("", _("nothing is taken")), *PaidBy.choices])  # fmt: skip
    taker = forms.ChoiceField(label=_("Who takes the result"), choices=Taker.choices, initial=Taker.APPLICANT,
                              widget=forms.RadioSelect)  # fmt: skip
    name = forms.CharField(label=_("Name of who came"), max_length=300, required=False)
    id_number = forms.CharField(label=_("Number of his paper"), max_length=30, required=False)
    authority = forms.CharField(label=_("Authorisation"), max_length=300, required=False)
    tracking = forms.CharField(label=_("Number of the postal item"), max_length=60, required=False)
    papers_back = forms.CharField(label=_("Originals given back"), max_length=1000, required=False,
                                  widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def taking(self) -> Taking:
        """What the action takes."""
        given = self.cleaned_data
        return Taking(**{name: given[name] for name in Taking.__dataclass_fields__})


class CancelReceiptForm(forms.Form):
    """Why a receipt is cancelled."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
    owed_again = forms.BooleanField(label=_("The fee is owed again"), required=False, initial=True,
                                    help_text=_("Leave it out when the money is given back for good."))  # fmt: skip


class CloseBookForm(forms.Form):
    """A remark when the book is closed."""

    note = forms.CharField(label=_("Remark"), max_length=500, required=False)
