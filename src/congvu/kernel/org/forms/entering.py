"""Shape of what people type about agencies, posts and officials."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.org.forms.office import OfficeForm
from congvu.kernel.org.models import Agency, AgencyKind, Calendar, Level, PlaceKind
from congvu.kernel.org.queries import all_calendars, organisation
from congvu.kernel.ui.widgets import DayInput


def _agency(code: str) -> Agency | None:
    return organisation().by_code.get(code)


def _agencies() -> list[tuple[str, str]]:
    """Agencies that have not ended, for a choice, each below what stands above it."""
    rows = [row for row in organisation().agencies.values() if row.valid_to is None]
    return [("", "—"), *((row.code, row.full_name) for row in rows)]


def _calendars() -> list[tuple[str, str]]:
    return [("", "—"), *((row.code, row.name) for row, _users in all_calendars())]


class AgencyForm(OfficeForm):
    """Thành lập cơ quan, đơn vị."""

    name = forms.CharField(label=_("Name of the agency"), max_length=200)
    code = forms.CharField(label=_("Code"), max_length=60, help_text=_("Small letters, digits and hyphens: so-noi-vu"))
    kind = forms.ChoiceField(label=_("Kind of agency"), choices=AgencyKind.choices, initial=AgencyKind.DEPARTMENT)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    parent = forms.ChoiceField(label=_("Agency above it"), choices=_agencies, required=False)
    valid_from = forms.DateField(label=_("Exists from day"), widget=DayInput())
    short_name = forms.CharField(label=_("Short name"), max_length=80, required=False)
    symbol = forms.CharField(label=_("Symbol in document numbers"), max_length=20, required=False)
    place_kind = forms.ChoiceField(
        label=_("Kind of administrative unit"), choices=[("", "—"), *PlaceKind.choices], required=False,
        help_text=_("Only for a People's Committee."),
    )
    place_name = forms.CharField(label=_("Name of the place"), max_length=80, required=False)
    calendar = forms.ChoiceField(
        label=_("Working calendar"), choices=_calendars, required=False,
        help_text=_("Empty: that of the agency above it."),
    )
    decision = forms.CharField(label=_("Decision"), max_length=300, required=False)

    def values(self) -> dict[str, Any]:
        """The agency above and the calendar as rows."""
        values = super().values()
        return {**values, "parent": _agency(values["parent"]), "calendar": _calendar(values["calendar"])}


def _calendar(code: str) -> Calendar | None:
    return next((row for row, _users in all_calendars() if row.code == code), None)


class DetailsForm(OfficeForm):
    """Sửa thông tin cơ quan."""

    short_name = forms.CharField(label=_("Short name"), max_length=80, required=False)
    symbol = forms.CharField(label=_("Symbol in document numbers"), max_length=20, required=False)
    aliases = forms.CharField(
        label=_("Also written"), max_length=600, required=False, help_text=_("Other prints of the name; between “;”.")
    )
    place_kind = forms.ChoiceField(
        label=_("Kind of administrative unit"), choices=[("", "—"), *PlaceKind.choices], required=False
    )
    place_name = forms.CharField(label=_("Name of the place"), max_length=80, required=False)
    calendar = forms.ChoiceField(
        label=_("Working calendar"), choices=_calendars, required=False,
        help_text=_("Empty: that of the agency above it."),
    )
    position = forms.IntegerField(label=_("Place in lists"), min_value=0, max_value=32000)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    website = forms.CharField(label=_("Website"), max_length=120, required=False)

    def values(self) -> dict[str, Any]:
        """The calendar as a row."""
        values = super().values()
        return {**values, "calendar": _calendar(values["calendar"])}


class PostForm(OfficeForm):
    """Lập vị trí, chức vụ."""

    title = forms.CharField(label=_("Title of the post"), max_length=120)
    code = forms.CharField(label=_("Code"), max_length=60, help_text=_("Small letters, digits and hyphens: giam-doc"))
    seat = forms.ChoiceField(
        label=_("Kind of post"), required=False,
        choices=[("", _("Ordinary post")), ("head", _("Head")), ("deputy", _("Deputy"))],
    )
    valid_from = forms.DateField(label=_("Exists from day"), widget=DayInput())
    position = forms.IntegerField(label=_("Place in lists"), min_value=0, max_value=32000, initial=500)

    def values(self) -> dict[str, Any]:
        """Head or deputy as two marks."""
        values = super().values()
        seat = values.pop("seat")
        return {**values, "is_head": seat == "head", "is_deputy": seat == "deputy"}


class EndPostForm(OfficeForm):
    """Bãi bỏ vị trí."""

    on = forms.DateField(label=_("No longer from day"), widget=DayInput())


class OfficialForm(OfficeForm):
    """Thêm cán bộ, công chức, viên chức."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    code = forms.CharField(
        label=_("Code"), max_length=60, help_text=_("Small letters, digits and hyphens: nguyen-van-a")
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)


class PersonForm(OfficeForm):
    """Sửa thông tin cán bộ."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    is_active = forms.BooleanField(label=_("In service"), required=False)
