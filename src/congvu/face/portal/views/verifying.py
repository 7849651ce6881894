"""Kiểm tra giấy tiếp nhận: the leaf on a slip against the journal, at once; its proof after the day's bill."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.core.refusals import Refusal
from congvu.face.portal.forms import VerifyForm
from congvu.face.portal.queries.verifying import Verdict, verify
from congvu.face.portal.views.citizens import address_of, citizen_of
from congvu.face.portal.views.door import everybody
from congvu.kernel.accounts.actions.pacing import keep_pace
from congvu.kernel.accounts.policy.pacing import Pace

PACE = Pace(per_minute=30, at_once=30)


@everybody
@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Code and leaf, typed or from the slip's own code: found or not, and the proof when there is one."""
    asked = "code" in request.GET and "leaf" in request.GET
    form = VerifyForm(request.GET if asked else None, initial={"code": request.GET.get("code", "")})
    verdict: Verdict | None = None
    if asked and form.is_valid():
        keep_pace(name=f"verify:{address_of(request)}", pace=PACE, now=timezone.now())
        leaf = re.sub(r"[^0-9a-f]", "", form.cleaned_data["leaf"].lower())
        if len(leaf) != 64:
            form.add_error("leaf", _("The mark has 64 digits and letters from a to f."))
        else:
            try:
                verdict = verify(form.cleaned_data["code"], bytes.fromhex(leaf))
            except Refusal as refusal:
                form.add_error("code", str(refusal))
    context = {"form": form, "verdict": verdict, "citizen": citizen_of(request)}
    return render(request, "portal/verify.html", context, status=422 if asked and form.errors else 200)
