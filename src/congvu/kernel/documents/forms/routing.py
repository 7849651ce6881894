"""Shape of the routing slip: the leader's comment, the choice of a person, the proposal, the progress."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.documents.actions import Share
from congvu.kernel.documents.forms.entries import day_field

COORDINATING = 4


class RoutingForm(forms.Form):
    """Bút phê của lãnh đạo."""

    leader = forms.ChoiceField(label=_("Whose comment it is"), required=False)
    words = forms.CharField(label=_("Comment (bút phê)"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    lead = forms.TypedChoiceField(label=_("Lead unit"), coerce=int)
    lead_due_on = day_field(label=_("Deadline of the lead"), required=False)
    turn_into = forms.ChoiceField(label=_("Follow it as"), required=False)

    def __init__(
        self, *args: Any, leaders: Sequence[tuple[str, str]], units: Sequence[tuple[int, str]],
        routers: Sequence[tuple[str, str]], **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = [("", "—"), *units]
        self.fields["leader"].choices = leaders  # type: ignore[attr-defined]  # a choice field
        self.fields["lead"].choices = chosen  # type: ignore[attr-defined]
        for place in range(COORDINATING):
            self.fields[f"with_{place}"] = forms.TypedChoiceField(
                label=_("Coordinating unit"), choices=chosen, coerce=int, required=False, empty_value=None
            )
            self.fields[f"with_{place}_due_on"] = day_field(label=_("Its deadline"), required=False)
        if routers:
            self.fields["turn_into"].choices = [("", _("Only routed")), *routers]  # type: ignore[attr-defined]
        else:
            del self.fields["turn_into"]
        if len(leaders) == 1 and not leaders[0][0]:
            del self.fields["leader"]

    def propose(self, leader: str, name: str, of: str) -> None:
        """Say who is in charge of the matter, and choose him where he may be chosen."""
        words = _("In charge of “%(of)s”: %(name)s.") % {"of": of, "name": name}
        if "leader" not in self.fields:
            self.fields["words"].help_text = words
            return
        self.fields["leader"].help_text = words
        if leader in dict(self.fields["leader"].choices):  # type: ignore[attr-defined]
            self.fields["leader"].initial = leader

    def act(self) -> dict[str, Any]:
        """The keywords of `route_document`."""
        given = self.cleaned_data
        named = [
            Share(agency_id=given[f"with_{place}"], due_on=given[f"with_{place}_due_on"])
            for place in range(COORDINATING) if given[f"with_{place}"]
        ]
        leader = given.get("leader") or ""
        return {
            "words": given["words"], "lead": Share(agency_id=given["lead"], due_on=given["lead_due_on"]),
            "coordinating": tuple(named), "leader_id": int(leader) if leader else None,
            "turn_into": given.get("turn_into") or "",
        }


class HandlerForm(forms.Form):
    """Giao người giải quyết."""

    official = forms.TypedChoiceField(label=_("Who handles it"), coerce=int)
    due_on = day_field(label=_("Deadline"), required=False)
    words = forms.CharField(label=_("Opinion of the unit's head"), required=False, max_length=2000,
                            widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["official"].choices = [("", "—"), *people]  # type: ignore[attr-defined]  # a choice field


class ProposalForm(forms.Form):
    """Ý kiến đề xuất của người giải quyết."""

    words = forms.CharField(label=_("Proposal of the handler"), max_length=2000,
                            widget=forms.Textarea(attrs={"rows": 3}))


class ProgressForm(forms.Form):
    """Tiến độ giải quyết."""

    progress = forms.CharField(label=_("Progress"), required=False, max_length=300)
    handled_on = day_field(label=_("Handling ended on"), required=False)
