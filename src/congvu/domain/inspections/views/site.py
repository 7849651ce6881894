"""Cuộc kiểm tra tại đơn vị: the office's view of what was recorded; arriving, leaving, sample, minutes and signing."""

from __future__ import annotations

from collections.abc import Callable

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import MoveRefused
from congvu.domain.inspections.actions import minutes as minutes_acts
from congvu.domain.inspections.actions import on_site as acts
from congvu.domain.inspections.actions import phones, sampling
from congvu.domain.inspections.forms import site as forms
from congvu.domain.inspections.models import Minutes, Visit
from congvu.domain.inspections.papers.minutes import minutes_paper
from congvu.domain.inspections.policy.visits import NOTICED, ON_SITE, SIGNED
from congvu.domain.inspections.queries import minutes as minutes_of
from congvu.domain.inspections.queries import on_site as queries
from congvu.domain.inspections.queries import sampling as samples
from congvu.domain.inspections.queries.site import figures_for_page, minutes_state, purposes_of, way_words
from congvu.domain.inspections.views.places import tabs
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.documents.models.content import open_content
from congvu.kernel.documents.papers.http import file_response, paper_response
from congvu.kernel.ui.access import signed_in
from congvu.kernel.ui.form_pages import fill, posted


@signed_in
@require_GET
def site(request: HttpRequest, code: str) -> HttpResponse:
    """Everything recorded of the visit so far, and what can be done next."""
    actor, today = acting(request), timezone.localdate()
    found = queries.visit_for(actor, code)
    record_view(actor=actor, what="inspections.visit", subject=f"case/{found.pk}", now=timezone.now())
    member = queries.member_of(actor, found, today)
    signed, newest = minutes_state(found)
    context = {
        "tabs": tabs(actor, ""), "visit": found, "case": found.case, "member": member, "address": case_href(code),
        "may_arrive": member is not None and found.case.phase == NOTICED,
        "on_site": member is not None and (found.case.phase == ON_SITE or found.supplement_at is not None),
        "may_supplement": member is not None and member.role != "member" and found.case.phase == SIGNED
        and found.supplement_at is None, "phones": minutes_of.phones_waited_for(found),
        "leads": member is not None and member.role != "member", "signed": signed, "newest": newest,
        "drawn": list(samples.drawn_of(found).values()), **figures_for_page(found),
    }  # fmt: skip
    return render(request, "inspections/site.html", context)


def _form(
    request: HttpRequest, code: str, form: django_forms.Form, act: Callable[[Actor, Visit], object],
    *, title: str, button: str, note: str = "", done: str = "",
) -> HttpResponse:  # fmt: skip
    """A form of the visit that leads back to it."""
    actor = acting(request)
    found = queries.visit_for(actor, code)
    back = reverse("inspections:site", args=[code])

    def carry_out() -> str:
        act(actor, found)
        return back

    return fill(request, form, carry_out, title=f"{title}: {found.unit_name}", button=button, back=back, note=note,
                done=done)  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest, code: str) -> HttpResponse:
    """The team has arrived."""
    form = forms.ArriveForm(posted(request))
    return _form(request, code, form, lambda actor, visit: acts.arrive(
        actor=actor, visit_id=visit.pk, now=timezone.now(), **form.cleaned_data,
    ), title=_("Begin on site"), button=_("Begin"), done=_("The check on site has begun."),
        note=_("The unit's data are frozen as of this moment."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """The check on site has ended."""
    form = forms.LeaveSiteForm(posted(request))
    return _form(request, code, form, lambda actor, visit: acts.leave(
        actor=actor, visit_id=visit.pk, now=timezone.now(),
    ), title=_("End on site"), button=_("Record the end"), done=_("The end on site is recorded; make the minutes now."),
        note=_("Synchronise all phones first. Records can still come until the minutes are signed."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """Draw a sample from the frozen data."""
    found = queries.visit_for(acting(request), code)
    purposes = purposes_of(found)
    form = forms.SampleForm(posted(request), purposes=purposes)
    return _form(request, code, form, lambda actor, visit: sampling.draw_sample(
        actor=actor, visit_id=visit.pk, now=timezone.now(), **form.cleaned_data,
    ), title=_("Draw a sample"), button=_("Draw"), done=_("The sample is drawn; load the visit on the phones again."),
        note=_("The sample is drawn once; who has the frozen listing and the seed draws the same."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def make_minutes(request: HttpRequest, code: str) -> HttpResponse:
    """Make the minutes from what was recorded."""
    form = forms.MinutesForm(posted(request))
    return _form(request, code, form, lambda actor, visit: minutes_acts.make_minutes(
        actor=actor, visit_id=visit.pk, now=timezone.now(), **form.cleaned_data,
    ), title=_("Make the minutes"), button=_("Make"),
        done=_("The minutes are made: read them out, then have them signed."),
        note=_("They are frozen with a hash. Wrong ones are made anew; only the newest can be signed."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """Take late records in for a supplement to the signed minutes."""
    form = forms.BecauseForm(posted(request))
    return _form(request, code, form, lambda actor, visit: phones.open_supplement(
        actor=actor, visit_id=visit.pk, now=timezone.now(), **form.cleaned_data,
    ), title=_("Open a supplement to the minutes"), button=_("Open it"),
        done=_("Phones can send again; then make the supplement and have it signed."),
        note=_("The signed minutes stay as they are. What comes late stands in a supplement, read and signed like "
               "them."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def give_up(request: HttpRequest, code: str, phone_id: int) -> HttpResponse:
    """A phone is lost or broken: its records are not waited for."""
    form = forms.BecauseForm(posted(request))
    return _form(request, code, form, lambda actor, visit: phones.give_up_phone(
        actor=actor, visit_id=visit.pk, phone_id=phone_id, now=timezone.now(), **form.cleaned_data,
    ), title=_("No longer wait for a phone"), button=_("Note it"), done=_("It is kept."),
        note=_("The minutes can be signed without its records; the journal says so."))  # fmt: skip


@signed_in
@require_GET
def minutes(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The minutes as they were frozen, to be read out; how they were signed; what can be done."""
    actor, now = acting(request), timezone.now()
    found = minutes_of.minutes_for(actor, code, number)
    record_view(actor=actor, what="inspections.minutes", subject=f"minutes/{found.pk}", now=now)
    member = queries.member_of(actor, found.visit, timezone.localdate())
    _signed, newest = minutes_state(found.visit)
    is_open = newest is not None and newest.pk == found.pk and minutes_of.is_open(found)
    context = {
        "tabs": tabs(actor, ""), "minutes": found, "visit": found.visit, "way": way_words(found),
        "may_note": is_open and member is not None, "is_intact": minutes_of.hash_of(found.content) == found.sha256,
        "may_confirm": is_open and member is None and queries.represents(actor, found.visit),
        "form": forms.ConfirmForm(initial={"sha256": found.sha256}), "older": newest is not None and newest != found,
    }  # fmt: skip
    return render(request, "inspections/minutes.html", context)


@signed_in
@require_GET
def minutes_print(request: HttpRequest, code: str, number: int, fmt: str) -> HttpResponse:
    """The minutes as an official paper."""
    actor = acting(request)
    found = minutes_of.minutes_for(actor, code, number)
    record_view(actor=actor, what="inspections.minutes", subject=f"minutes/{found.pk}", now=timezone.now())
    head = next((one["name"] for one in found.content["members"]), "")
    what = minutes_paper(found.content, number=found.number, sha256=found.sha256, signed=way_words(found), head=head,
                         on=timezone.localtime(found.made_at).date(), place=minutes_of.place_of(found))  # fmt: skip
    return paper_response(what, fmt, f"bien-ban-{code}-{number}", inline=fmt == "pdf")


def _sign(
    request: HttpRequest, code: str, number: int, form: django_forms.Form, act: Callable[[Actor, Minutes], object],
    *, title: str, button: str, note: str = "",
) -> HttpResponse:  # fmt: skip
    actor = acting(request)
    found = minutes_of.minutes_for(actor, code, number)
    if request.method == "GET" and found.way:
        raise MoveRefused(_("The minutes of this visit have been signed already; they are not signed twice."))
    back = reverse("inspections:minutes", args=[code, number])

    def carry_out() -> str:
        act(actor, found)
        return back

    return fill(request, form, carry_out, title=title, button=button, back=back, note=note, done=_("It is kept."))


@signed_in
@require_http_methods(["GET", "POST"])
def sign_paper(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Minutes signed on paper, with their scan."""
    form = forms.PaperForm(posted(request), request.FILES or None)
    return _sign(request, code, number, form, lambda actor, found: minutes_acts.sign_on_paper(
        actor=actor, visit_id=found.visit_id, number=number, signed_by=form.cleaned_data["signed_by"],
        scan=form.cleaned_data["scan"].file, name=form.cleaned_data["scan"].name, now=timezone.now(),
    ), title=_("Signed on paper"), button=_("Keep"))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The unit refused to sign."""
    form = forms.RefusedForm(posted(request))
    return _sign(request, code, number, form, lambda actor, found: minutes_acts.refuse_to_sign(
        actor=actor, visit_id=found.visit_id, number=number, now=timezone.now(), **form.cleaned_data,
    ), title=_("Refused to sign"), button=_("Note it"),
        note=_("The minutes stand all the same; the refusal is written into them with its witness."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Whoever heads the unit confirms the minutes by his own log-in."""
    found = minutes_of.minutes_for(acting(request), code, number)
    form = forms.ConfirmForm(posted(request), initial={"sha256": found.sha256})
    return _sign(request, code, number, form, lambda actor, _found: minutes_acts.confirm_by_login(
        actor=actor, code=code, number=number, sha256=form.cleaned_data["sha256"], now=timezone.now(),
    ), title=_("Confirm by log-in"), button=_("Confirm"),
        note=_("This is a confirmation by log-in, not a signature; the paper says so."))  # fmt: skip


@signed_in
@require_GET
def scan(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The scan of the minutes signed on paper."""
    found = minutes_of.scan_for(acting(request), code, number)
    record_view(actor=acting(request), what="inspections.minutes", subject=f"scan/{found.pk}", now=timezone.now())
    with open_content(found.sha256) as content:
        answer = file_response(content.read(), "pdf", f"bien-ban-{code}-{number}-da-ky")
    answer["Content-Type"] = found.media_type
    answer["Content-Disposition"] = f'attachment; filename="bien-ban-{code}-{number}-da-ky.{found.kind}"'
    return answer
