"""Officials: the list, one person, appointments and absences."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.kernel.org import actions, queries
from congvu.kernel.org.forms import AbsenceForm, AppointForm, EndAppointmentForm
from congvu.kernel.org.models import Official
from congvu.kernel.org.policy import ActingPerson
from congvu.kernel.org.tables import OFFICIALS
from congvu.kernel.org.views.days import person_of
from congvu.kernel.org.views.filling import fill_in
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires


@requires("org.agency.read")
@require_GET
def officials(request: HttpRequest) -> HttpResponseBase:
    """All officials, with a search that knows no accents."""
    now = timezone.now()
    rows = queries.people_on(timezone.localdate(now))
    context = {"total": len(rows), "may_add": person_of(request).may("org.official.edit")}
    return tables.respond(request, OFFICIALS, rows, template="org/officials.html", now=now, context=context)


@requires("org.agency.read")
@require_GET
def official(request: HttpRequest, code: str) -> HttpResponse:
    """One official: posts past and present, absences, delegations."""
    found, actor = queries.official_by_code(code), person_of(request)
    today = timezone.localdate()
    may_record = _may_record(actor, found)
    context = {
        "official": found,
        "on": today,
        "career": queries.career_of(found.pk),
        "absence": queries.absence_of(found.pk, today),
        "acting": queries.acting_official(found.pk, today),
        "absences": queries.absences_of(found.pk)[:20] if may_record else [],
        "given": queries.delegations_from(found.pk, today),
        "received": queries.delegations_to(found.pk, today),
        "may_record": may_record,
        "may_correct": actor.may("org.official.edit"),
        "may_appoint": {
            row.pk for row in queries.career_of(found.pk) if actor.may("org.official.edit", row.post.agency_id)
        },
    }
    return render(request, "org/official.html", context)


def _may_record(actor: ActingPerson, found: Official) -> bool:
    """Own absences, and those of people in an agency for which one may record them."""
    if actor.official_id is not None and actor.official_id == found.pk:
        return True
    held = queries.appointments_of(found.pk, timezone.localdate())
    return any(actor.may("org.absence.record", row.post.agency_id) for row in held)


@requires("org.agency.read")
@require_http_methods(["GET", "POST"])
def record_absence(request: HttpRequest, code: str) -> HttpResponse:
    """Away from a day to a day, with a deputy."""
    found = queries.official_by_code(code)
    act = partial(actions.record_absence, actor=person_of(request), official=found, now=timezone.now())
    back = reverse("org:official", args=[code])
    done = _("The absence has been recorded.")
    title = _("Absence of %(name)s") % {"name": found.full_name}
    return fill_in(request, AbsenceForm, act, title=title, button=_("Record"), done=done, back=back)


@requires("org.agency.read")
@require_POST
def withdraw_absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an absence back."""
    row = queries.absence_by_id(pk)
    actions.withdraw_absence(actor=person_of(request), absence=row, now=timezone.now())
    messages.success(request, _("The absence has been withdrawn."))
    return redirect("org:official", row.official.code)


@requires("org.official.edit")
@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill a post."""
    post = queries.post_by_id(pk)
    act = partial(actions.appoint, actor=person_of(request), post=post, now=timezone.now())
    title = _("Appoint: %(post)s, %(agency)s") % {"post": post.title, "agency": post.agency.name}
    back = reverse("org:agency", args=[post.agency.code])
    done = _("The appointment has been recorded.")
    return fill_in(request, AppointForm, act, title=title, button=_("Appoint"), done=done, back=back)


@requires("org.official.edit")
@require_http_methods(["GET", "POST"])
def end_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """End an appointment from a day."""
    row = queries.appointment_by_id(pk)
    act = partial(actions.end_appointment, actor=person_of(request), appointment=row, now=timezone.now())
    title = _("End the appointment of %(name)s: %(post)s") % {"name": row.official.full_name, "post": row.post.title}
    back = reverse("org:agency", args=[row.post.agency.code])
    done = _("The end of the appointment has been recorded.")
    return fill_in(request, EndAppointmentForm, act, title=title, button=_("End appointment"), done=done, back=back)
