"""Shape of the order of numbering and of councils."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.documents.forms.entries import day_field
from congvu.kernel.documents.models import NumberingPlan
from congvu.kernel.documents.models.catalogue import KINDS

MODES = (
    (NumberingPlan.ONE, _("One series for all kinds")),
    (NumberingPlan.PER_KIND, _("A series for each kind")),
    (NumberingPlan.SOME, _("Some kinds have a series of their own, the rest share one")),
)


def _own_kinds() -> list[tuple[str, str]]:
    return [(kind.code, kind.label) for kind in KINDS.values() if kind.family == "administrative"]


class PlanForm(forms.Form):
    """Cách đánh số văn bản đi."""

    from_year = forms.TypedChoiceField(label=_("From 1 January of"), coerce=int)
    mode = forms.ChoiceField(label=_("How documents are numbered"), choices=MODES, widget=forms.RadioSelect)
    separate = forms.MultipleChoiceField(
        label=_("Kinds with a series of their own"), choices=_own_kinds, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Only for the third way."),
    )
    basis = forms.CharField(label=_("Decision of the head of the agency"), required=False, max_length=300)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_year"].choices = [  # type: ignore[attr-defined]  # a choice field
            (one, str(one)) for one in range(year, year + 3)
        ]


class CouncilForm(forms.Form):
    """Hội đồng, ban, tổ có dãy số riêng."""

    name = forms.CharField(label=_("Name of the council, committee or team"), max_length=200)
    symbol = forms.CharField(label=_("Its symbol"), max_length=20, help_text=_("For example HĐTĐKT."))
    from_on = day_field(label=_("From day"))


class CouncilEndForm(forms.Form):
    """Chấm dứt dãy số của một hội đồng."""

    council = forms.TypedChoiceField(label=_("Council"), coerce=int)
    to_on = day_field(label=_("No longer from"))

    def __init__(self, *args: Any, councils: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].choices = councils  # type: ignore[attr-defined]  # a choice field
