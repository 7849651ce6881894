"""One page for every form of this room: shown, filled in, refused with words, or carried out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from congvu.kernel.org.forms import OfficeForm
from congvu.kernel.ui.form_pages import FORM_PAGE, posted, shown


def fill_in(
    request: HttpRequest,
    form_class: Callable[..., OfficeForm],
    act: Callable[..., object],
    *,
    title: str,
    button: str,
    done: str,
    back: str,
    note: str = "",
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; when it is sent and the act accepts it, say so and go `back`. Refusals stand on the form."""
    form = form_class(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid() and form.carry_out(act):
        messages.success(request, done)
        return redirect(back)
    return shown(request, FORM_PAGE, form, {"title": title, "button": button, "back": back, "note": note})
