"""Shape of what people type about groups of addressees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.text import agency_key
from congvu.kernel.org.forms.office import OfficeForm
from congvu.kernel.org.models import Agency, AgencyGroup, AgencyKind, Level
from congvu.kernel.org.queries import organisation
from congvu.kernel.ui.widgets import DayInput

LINES = 300


class AgencyLines(forms.CharField):
    """One agency a line, by its code or by a name it is called by; gives the rows, names what it does not find."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), required=False, **kwargs)

    def clean(self, value: Any) -> tuple[Agency, ...]:
        """The agencies in the order of the lines, each once."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > LINES:
            raise forms.ValidationError(_("At most %(n)d lines.") % {"n": LINES})
        names, codes = _called(), organisation().by_code
        found, wrong = dict[int, Agency](), list[str]()
        for line in lines:
            code = codes.get(line)
            rows = [code] if code is not None else names.get(agency_key(line), [])
            if len(rows) == 1:
                found[rows[0].pk] = rows[0]
            elif rows:
                wrong.append(_("“%(line)s” is the name of several agencies; write the code.") % {"line": line})
            else:
                wrong.append(_("No agency is called “%(line)s”.") % {"line": line})
        if wrong:
            raise forms.ValidationError([forms.ValidationError(words) for words in wrong[:10]])
        return tuple(found.values())


def _called() -> dict[str, list[Agency]]:
    """Agencies that have not ended, by every name they are called by."""
    called: dict[str, list[Agency]] = {}
    for row in organisation().agencies.values():
        if row.valid_to is None:
            names = {row.name, row.full_name, row.short_name, *row.aliases} - {""}
            for key in {agency_key(name) for name in names}:
                called.setdefault(key, []).append(row)
    return called


def lines_of(codes: Iterable[str]) -> str:
    """Agencies as the form shows them: the full name, or the code where the name is not of one agency alone."""
    names, known = _called(), organisation().by_code
    rows = [known[code] for code in codes if code in known]
    return "\n".join(row.full_name if len(names.get(agency_key(row.full_name), [])) == 1 else row.code for row in rows)


class GroupForm(OfficeForm):
    """Nhóm cơ quan nhận văn bản."""

    name = forms.CharField(label=gettext_lazy("Name of the group"), max_length=160)
    surfaces = forms.CharField(
        label=gettext_lazy("As documents write it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One way of writing a line, for example: các sở, ban, ngành."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Every agency of these kinds"),
        choices=AgencyKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("of these levels"),
        choices=Level.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: of every level."),
    )
    members = AgencyLines(
        label=gettext_lazy("Members named one by one"),
        help_text=gettext_lazy("One agency a line: its name or its code."),
    )
    excluded = AgencyLines(
        label=gettext_lazy("Agencies left out"),
        help_text=gettext_lazy("Agencies of these kinds that are not meant."),
    )

    def __init__(self, *args: Any, keeps_rule: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if keeps_rule:
            del self.fields["kinds"], self.fields["levels"]

    def values(self) -> dict[str, Any]:
        """The ways of writing as lines."""
        values = super().values()
        return values | {"surfaces": [line for line in values["surfaces"].splitlines() if line.strip()]}

    @staticmethod
    def initial_of(group: AgencyGroup) -> dict[str, Any]:
        """What the form shows of a group."""
        ways: list[dict[str, Any]] = group.rule.get("any", [])
        general = next((way for way in ways if "codes" not in way), {})
        named = [code for way in ways for code in way.get("codes", ())]
        left_out = dict.fromkeys(code for way in ways for code in way.get("except_codes", ()))
        return {
            "name": group.name, "surfaces": "\n".join(group.surfaces), "kinds": general.get("kinds", []),
            "levels": general.get("levels", []), "members": lines_of(named), "excluded": lines_of(left_out),
        }  # fmt: skip


class EndGroupForm(OfficeForm):
    """Chấm dứt nhóm."""

    on = forms.DateField(
        label=gettext_lazy("No longer from day"),
        widget=DayInput(),
        help_text=gettext_lazy("From this day the group means nobody. What was issued before keeps its addressees."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
