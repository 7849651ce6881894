"""Theo dõi hồ sơ: by code and secret, by the code on the slip, or signed in."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.core.refusals import Invalid, NotFound, Refusal
from congvu.domain.onestop.actions.papers import evaluate as evaluate_dossier
from congvu.domain.onestop.models import Dossier, Evaluation
from congvu.domain.onestop.queries.plans import plan_of
from congvu.face.portal.forms import EvaluationForm, FollowForm
from congvu.face.portal.queries import dossiers
from congvu.face.portal.views import slips
from congvu.face.portal.views.citizens import address_of, citizen_of
from congvu.face.portal.views.door import everybody
from congvu.kernel.accounts.actions.pacing import keep_pace
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.accounts.policy.pacing import Pace
from congvu.kernel.ui.form_pages import blame, posted

#: Secrets one address may try, and tries for one dossier from anywhere.
PER_ADDRESS = Pace(per_minute=20, at_once=20)
PER_DOSSIER = Pace(per_minute=10, at_once=10)


@everybody
@never_cache
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponseBase:
    """The form for code and secret; without a secret the degree of completion alone."""
    given = posted(request)
    form = FollowForm(given, initial={"code": request.GET.get("code", "")[:40]})
    if given is not None and form.is_valid():
        try:
            dossier = dossiers.dossier_of(form.cleaned_data["code"])
            answer = redirect("portal:followed", code=dossier.case.code)
            if form.cleaned_data["secret"]:
                _check(request, dossier, form.cleaned_data["secret"], timezone.now())
                slips.remember(request, answer, dossier.case.code)
        except NotFound as unknown:
            form.add_error("code", str(unknown))
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return answer
    context = {"form": form, "citizen": citizen_of(request)}
    return render(request, "portal/follow.html", context, status=422 if form.errors else 200)


def _check(request: HttpRequest, dossier: Dossier, secret: str, now: datetime) -> None:
    keep_pace(name=f"follow:{address_of(request)}", pace=PER_ADDRESS, now=now)
    keep_pace(name=f"secret:{dossier.case.code}", pace=PER_DOSSIER, now=now)
    if not dossiers.opens(dossier, secret):
        raise Invalid(
            _("Code and secret do not fit."), field="secret",
            hint=_("The secret stands on the slip below the code: eight letters and digits."),
        )


@everybody
@never_cache
@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponseBase:
    """A dossier. The code on the slip brings its secret along (`k`): it is checked, and taken out of the address."""
    found = dossiers.dossier_of(code)
    if secret := request.GET.get("k", ""):
        _check(request, found, secret, timezone.now())
        return slips.remember(request, redirect("portal:followed", code=found.case.code), found.case.code)
    if found.case.code != code:
        return redirect("portal:followed", code=found.case.code)
    if not slips.may_see(request, found):
        plan = plan_of(found.variant_id)
        context = {
            "code": found.case.code, "completion": dossiers.completion(found, plan), "citizen": citizen_of(request),
            "form": FollowForm(initial={"code": found.case.code}),
        }  # fmt: skip
        return render(request, "portal/dossier_closed.html", context)
    return _page(request, found, EvaluationForm(), 200)


def _page(request: HttpRequest, found: Dossier, form: EvaluationForm, status: int) -> HttpResponse:
    now = timezone.now()
    context = {
        "f": dossiers.followed(found, now), "owner": slips.owns(request, found), "citizen": citizen_of(request),
        "evaluation": form, "now": now, "completion": dossiers.completion(found, plan_of(found.variant_id)),
    }  # fmt: skip
    return render(request, "portal/dossier.html", context, status=status)


def opened(request: HttpRequest, code: str) -> Dossier:
    """The dossier, if this browser may see it; NotFound otherwise."""
    found = dossiers.dossier_of(code)
    if not slips.may_see(request, found):
        raise NotFound(
            _("Show the secret on the slip first, or sign in."),
            hint=_("Open the dossier with its code and secret and come back."),
        )
    return found


@everybody
@never_cache
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Why the appointment is when it is: the same text for staff, citizen and court. Whoever may not see it yet
    comes to where the secret is typed."""
    found = dossiers.dossier_of(code)
    if not slips.may_see(request, found):
        return redirect("portal:followed", code=found.case.code)
    lines, digest, trouble = dossiers.certificate_lines(found.case)
    context = {"case": found.case, "lines": lines, "digest": digest, "trouble": trouble, "citizen": citizen_of(request)}
    return render(request, "portal/certificate.html", context)


@everybody
@never_cache
@require_POST
def evaluate(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the applicant thought of it, once."""
    found = opened(request, code)
    form = EvaluationForm(request.POST)
    if form.is_valid():
        try:
            evaluate_dossier(
                actor=Actor.system(), case_id=found.case_id, way=Evaluation.Way.ONLINE, now=timezone.now(), **form.act()
            )
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return redirect(f"{reverse('portal:followed', args=[found.case.code])}#evaluated")
    return _page(request, found, form, 422)
