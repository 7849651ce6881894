"""Bản tin sáng, lựa chọn nhắc việc, thư đã gửi."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.core.text import typed_numbers
from congvu.face.desk.forms import ReminderForm
from congvu.face.desk.queries import urging as shown
from congvu.face.desk.queries.sentences import language
from congvu.face.desk.tables import OUTBOX
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.actions.mailing import mails_are_on, send_again
from congvu.kernel.casework.actions.reminding import choose_reminders, mark_seen
from congvu.kernel.casework.policy import mail_times, people
from congvu.kernel.casework.queries import outbox as mails
from congvu.kernel.casework.queries.reminding import choice_of, province_plan
from congvu.kernel.org import queries as org
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires, signed_in
from congvu.kernel.ui.form_pages import blame


@signed_in
@require_GET
def digest(request: HttpRequest) -> HttpResponse:
    """The morning digest."""
    actor = acting(request)
    page = shown.digest_page(actor, timezone.now())
    return render(request, "desk/digest.html", page | {"may_list": actor.may("casework.case.read")})


@signed_in
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """The reminders on the desk are known."""
    mark_seen(actor=acting(request), now=timezone.now())
    return redirect("desk:home")


@signed_in
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """My own choice of reminders and e-mails."""
    actor, now = acting(request), timezone.now()
    form = ReminderForm(request.POST or None, choice=choice_of(actor))
    if request.method == "POST" and form.is_valid():
        try:
            choose_reminders(actor=actor, now=now, **form.cleaned_data)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("Your choices have been saved."))
            return redirect("desk:my_reminders")
    on = people.local_date(now)
    plan = province_plan(on)
    official = org.official_by_id(actor.official_id) if actor.official_id is not None else None
    context = {
        "form": form, "before": plan.before.words(language()), "every": plan.every.words(language()),
        "hours": mail_times.province_hours(on), "mails": mails_are_on(),
        "address": official.email if official is not None else "",
    }
    return render(request, "desk/my_reminders.html", context, status=422 if form.errors else 200)


@requires(mails.OVERSEE)
@require_GET
def outbox(request: HttpRequest) -> HttpResponseBase:
    """What was e-mailed to whom, and how it went; no contents."""
    actor, now = acting(request), timezone.now()
    context = {"figures": shown.outbox_figures(actor, now), "mails": mails_are_on()}
    return tables.respond(request, OUTBOX, mails.outbox(actor), template="desk/outbox.html", now=now, context=context)


@requires(mails.OVERSEE)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Send e-mails again that could not be delivered."""
    ids = typed_numbers(request.POST.getlist("ids"))
    sent = 0
    for pk in ids[:500]:
        try:
            send_again(actor=acting(request), mail_id=pk, now=timezone.now())
            sent += 1
        except Refusal as refusal:
            messages.error(request, refusal.message)
            break
    if sent:
        messages.success(request, _("%(n)d e-mails will be sent again.") % {"n": sent})
    return redirect("desk:outbox")
