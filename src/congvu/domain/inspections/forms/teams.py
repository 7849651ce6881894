"""Forms of teams and recusals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.domain.inspections.models import MemberRole
from congvu.kernel.ui.widgets import DayInput

Options = Sequence[tuple[str, str]]


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TeamForm(forms.Form):
    """A new team."""

    agency = forms.TypedChoiceField(label=_("Agency that forms the team"), coerce=int)
    name = forms.CharField(label=_("Name of the team"), max_length=300)
    decision = forms.CharField(label=_("Number of the decision"), max_length=60, help_text=_("Such as 245/QĐ-UBND."))
    decided_on = forms.DateField(label=_("Day of the decision"), widget=DayInput())
    ordered_by = forms.TypedChoiceField(label=_("Who signs the decision"), coerce=int)
    valid_from = forms.DateField(label=_("Works from day"), widget=DayInput())
    valid_to = forms.DateField(label=_("Last day"), required=False, widget=DayInput(),
                               help_text=_("Empty: until its task is done."))  # fmt: skip
    rules = forms.CharField(label=_("Working rules"), required=False, max_length=20_000, widget=_words(14),
                            help_text=_("A model is shown; change it as the decision says."))  # fmt: skip

    def __init__(self, *args: Any, agencies: Options, leaders: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]
        self.fields["ordered_by"].choices = [("", _("Choose …")), *leaders]  # type: ignore[attr-defined]

    def act(self) -> dict[str, Any]:
        """The keywords of `form_team`."""
        given = dict(self.cleaned_data)
        given["agency_id"], given["ordered_by_id"] = given.pop("agency"), given.pop("ordered_by")
        return given


class RulesForm(forms.Form):
    """The working rules of a team."""

    rules = forms.CharField(label=_("Working rules"), required=False, max_length=20_000, widget=_words(20))


class MemberForm(forms.Form):
    """An official for the team."""

    official = forms.TypedChoiceField(label=_("Official"), coerce=int)
    role = forms.ChoiceField(label=_("Role in the team"), choices=MemberRole.choices, initial=MemberRole.MEMBER)
    from_on = forms.DateField(label=_("In the team from day"), widget=DayInput())

    def __init__(self, *args: Any, officials: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["official"].choices = [("", _("Choose …")), *officials]  # type: ignore[attr-defined]


class ObserverForm(forms.Form):
    """An observer from outside."""

    name = forms.CharField(label=_("Name"), max_length=200)
    body = forms.CharField(label=_("Body that sends the observer"), max_length=300,
                           help_text=_("The Fatherland Front, a party body, the press …"))  # fmt: skip
    from_on = forms.DateField(label=_("In the team from day"), widget=DayInput())


class LeaveForm(forms.Form):
    """A day and why: a member leaves, a team ends."""

    on = forms.DateField(label=_("Day"), widget=DayInput())
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=_words(2))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=_words(2))


class RecusalForm(forms.Form):
    """Who takes no part in checks of which unit, and why."""

    official = forms.TypedChoiceField(label=_("Official"), coerce=int, required=False)
    unit = forms.TypedChoiceField(label=_("Takes no part in checks of"), coerce=int,
                                  help_text=_("With all units that belong to it."))  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=_words(2),
        help_text=_("Kinship, an interest, earlier work there. Read by who forms the team; the unit does not see it."),
    )

    def __init__(self, *args: Any, units: Options, officials: Options | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Choose …")), *units]  # type: ignore[attr-defined]
        if officials is None:
            del self.fields["official"]
        else:
            self.fields["official"].required = True
            self.fields["official"].choices = [("", _("Choose …")), *officials]  # type: ignore[attr-defined]
