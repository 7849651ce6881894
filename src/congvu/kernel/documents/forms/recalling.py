"""Shape of the recall of an issued document."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from congvu.kernel.rules.queries import grounds


class RecallForm(forms.Form):
    """Thu hồi văn bản đã phát hành."""

    ground = forms.ChoiceField(label=_("Ground of the recall"))
    words = forms.CharField(
        label=_("In words (who decided, what replaces it)"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vietnamese = (get_language() or "vi").startswith("vi")
        options = [(one.code, one.vi if vietnamese else one.en) for one in grounds("recall", today)]
        self.fields["ground"].choices = [("", _("Choose a ground")), *options]  # type: ignore[attr-defined]  # a choice
