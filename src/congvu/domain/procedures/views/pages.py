"""One page for every form of the room: shown, refused with words, or carried out and gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from congvu.core.refusals import Refusal
from congvu.domain.procedures.forms import blame


def posted(request: HttpRequest) -> Any:
    """What was sent, or None where the form is only shown."""
    return request.POST if request.method == "POST" else None


def fill(
    request: HttpRequest, form: django_forms.Form, act: Callable[[], str], *, title: str, button: str, back: str,
    note: str = "",
) -> HttpResponse:  # fmt: skip
    """The form's page; `act` carries it out and says where to go."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(act())
        except Refusal as refusal:
            blame(form, refusal)
    context = {"form": form, "title": title, "button": button, "back": back, "note": note}
    return render(request, "procedures/form.html", context, status=422 if form.errors else 200)
