"""Trang biểu mẫu. A form is shown; what is refused stands beside the field it speaks of; what is accepted moves on.

Every room's forms go this one way: `posted` gives the form what was sent, `fill` shows it or carries its act out.
A view whose page differs from `ui/form_page.html` names its own template; one that does not end in a single act
uses `blame` and `shown`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from congvu.core.refusals import Refusal
from congvu.kernel.ui.labels import refusal_words

FORM_PAGE = "ui/form_page.html"


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def blame(form: forms.Form, refusal: Refusal, names: Mapping[str, str] | None = None) -> None:
    """Put an act's refusal beside the field it speaks of, or above the form.

    `names`: field of the act → field of the form, where they differ.
    """
    field = getattr(refusal, "field", "")
    field = (names or {}).get(field, field)
    form.retry_after = getattr(refusal, "retry_after", 0)  # type: ignore[attr-defined]  # for `shown`
    form.add_error(field if field in form.fields else None, refusal_words(refusal))


def shown(request: HttpRequest, template: str, form: forms.Form, context: Mapping[str, Any]) -> HttpResponse:
    """The page with its form: 200, 422 with what is wrong, or 429 with Retry-After while one has to wait."""
    wait = getattr(form, "retry_after", 0)
    answer = render(request, template, {**context, "form": form}, status=429 if wait else 422 if form.errors else 200)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


def fill(
    request: HttpRequest, form: forms.Form, act: Callable[[], str], *, title: str = "", button: str = "",
    back: str = "", note: str = "", done: str = "", template: str = FORM_PAGE, more: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """The form's page; once it is sent without fault, `act` carries it out and says where to go (`done` in words;
    without them it is said that it was stored).

    `back`: where “Back” and “Cancel” lead; `note`: a word above the form; `more`: what another `template` shows too.
    """
    if request.method == "POST" and form.is_valid():
        try:
            onward = act()
        except Refusal as refusal:
            blame(form, refusal)
        else:
            # Said in any case: it tells the browser, too, that what it kept of the form is not needed any more.
            messages.success(request, done or _("Stored."))
            return redirect(onward)
    context = {"title": title, "button": button, "back": back, "note": note}
    return shown(request, template, form, {**context, **(more or {})})
