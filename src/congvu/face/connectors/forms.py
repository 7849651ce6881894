"""Shape of what people send about the exchange with other systems; the rules are in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.face.connectors.extract import StatusCode
from congvu.face.connectors.models import Organ
from congvu.face.connectors.queries import partners
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.ui.widgets import DayInput


class AcceptForm(forms.Form):
    """Tiếp nhận: the kind the document is registered as."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=lambda: [(k.code, k.label) for k in KINDS.values()])
    confirm_duplicate = forms.BooleanField(
        label=_("This is another document: register it all the same"), required=False
    )


class WordsForm(forms.Form):
    """A reason that the other side reads."""

    words = forms.CharField(
        label=_("Reason (the other side reads it)"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReportForm(forms.Form):
    """Thông báo tình trạng xử lý."""

    code = forms.ChoiceField(
        label=_("Tell the sender"),
        choices=[
            (StatusCode.ASSIGNED.value, _("assigned to a person")),
            (StatusCode.IN_PROCESS.value, _("in process")),
            (StatusCode.FINISHED.value, _("finished")),
        ],
    )
    words = forms.CharField(label=_("In words"), required=False, max_length=500)


class RecallForm(forms.Form):
    """Trả lời đề nghị thu hồi."""

    agree = forms.ChoiceField(
        label=_("Your answer"), choices=[("yes", _("agree: it is taken back")), ("no", _("refuse"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = forms.CharField(label=_("In words"), required=False, max_length=500)


class SendForm(forms.Form):
    """Gửi văn bản: to whom, and until when an answer is asked for."""

    organs = forms.MultipleChoiceField(
        label=_("Send to"), widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(str(organ.pk), str(organ)) for organ in partners()],
        error_messages={"required": _("Choose at least one organisation.")},
    )  # fmt: skip
    due_on = forms.DateField(label=_("Answer asked for by"), required=False, widget=DayInput())


class OrganForm(forms.Form):
    """Một dòng của danh bạ mã định danh."""

    organ_id = forms.CharField(label=_("Identifier"), max_length=35, help_text=_("For example H56.01"))
    name = forms.CharField(label=_("Name"), max_length=200)
    agency = forms.CharField(
        label=_("Agency of ours (code)"), required=False, max_length=60,
        help_text=_("Only for organisations whose documents are received here."),
    )  # fmt: skip
    variant = forms.ChoiceField(label=_("Variant of the message"), choices=Organ.Variant.choices)
    email = forms.EmailField(label=_("E-mail"), required=False)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ_id"].disabled = fixed
