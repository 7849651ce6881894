"""The register, a new directive in two steps (file, then facts), and the page of one directive."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.directive_text import read_directive
from congvu.core.refusals import Refusal
from congvu.domain.directives.actions.registering import register_directive
from congvu.domain.directives.forms import FactsForm, UploadForm
from congvu.domain.directives.models import Task
from congvu.domain.directives.policy.entries import home_agency, kind_code
from congvu.domain.directives.queries import directives as queries
from congvu.domain.directives.queries.chronicle import chronicle_of
from congvu.domain.directives.queries.review import citations_of
from congvu.domain.directives.queries.tasks import tasks_of
from congvu.domain.directives.tables import REGISTER
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents.actions.entries import DuplicateFound
from congvu.kernel.documents.actions.files import store_upload
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.documents.models.catalogue import KINDS, URGENCIES, word
from congvu.kernel.documents.queries import text_of_file
from congvu.kernel.documents.queries.tickets import file_behind, ticket_for
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame


@requires("directives.directive.read")
@require_GET
def register(request: HttpRequest) -> HttpResponseBase:
    """The register of directives."""
    actor = acting(request)
    context = {
        "may_register": actor.may("directives.directive.register"),
        "may_import": actor.may("directives.task.import"),
    }
    return tables.respond(
        request,
        REGISTER,
        queries.register_of(actor),
        template="directives/register.html",
        now=timezone.now(),
        context=context,
    )


@requires("directives.directive.register")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Step 1: the file, or its text pasted. It is checked and kept; nothing is registered yet."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if given["file"]:
                name, content = given["file"].name, given["file"]
            else:
                name, content = _("pasted.txt"), given["text"].encode()
            file = store_upload(
                actor=acting(request), name=name, content=content, secret=given["secret"], now=timezone.now()
            )
            return redirect(_facts_url(acting(request), file, name))
        except Refusal as refusal:
            blame(form, refusal)
    return render(request, "directives/new.html", {"form": form}, status=422 if form.errors else 200)


def _facts_url(actor: Actor, file: StoredFile, name: str) -> str:
    address = reverse("directives:facts", args=[ticket_for(actor, file)])
    return f"{address}?{urlencode({'name': name})}"


@requires("directives.directive.register")
@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, ticket: str) -> HttpResponse:
    """Step 2: the register entry as the reader proposes it, corrected by the desk."""
    actor, now = acting(request), timezone.now()
    file = file_behind(actor, ticket)
    found = text_of_file(file.pk)
    name = request.GET.get("name") or request.POST.get("name") or _("directive")
    reading = read_directive(found.text)
    context: dict[str, Any] = {"file": file, "name": name, "found": found, "reading": reading}
    if not found.text.strip():
        context["scan"] = True
    if request.method == "GET":
        said = reading.facts
        initial = {
            "kind": kind_code(said.kind.text if said.kind else ""), "code": said.number and said.number.text,
            "issued_on": said.issued_on and said.issued_on.on, "issuer": said.issuer and said.issuer.text,
            "subject": said.subject and said.subject.text, "arrived_on": timezone.localdate(now), "urgency": "normal",
        }  # fmt: skip
        return render(request, "directives/facts.html", {**context, "form": FactsForm(initial=initial)})
    form = FactsForm(request.POST)
    if form.is_valid():
        try:
            directive = register_directive(
                actor=actor,
                agency_id=home_agency(actor),
                entry=form.entry(),
                file=file,
                file_name=name,
                text=found.text,
                recognised=found.recognised,
                arrived_on=form.cleaned_data["arrived_on"],
                confirm_duplicate=bool(form.cleaned_data.get("confirm_duplicate")),
                now=now,
            )
            messages.success(request, _("The directive is registered. Now look at what it orders."))
            return redirect("directives:review", directive.pk)
        except DuplicateFound as double:
            form = FactsForm(request.POST, ask_duplicate=True)
            form.is_valid()
            form.add_error(None, str(double))
            context["doubles"] = double.documents
        except Refusal as refusal:
            blame(form, refusal)
    return render(request, "directives/facts.html", {**context, "form": form}, status=422)


@requires("directives.directive.read")
@require_GET
def directive(request: HttpRequest, directive_id: int) -> HttpResponse:
    """One directive: its entry, how far it has been looked at, and where each of its tasks stands."""
    actor, now = acting(request), timezone.now()
    found = queries.get_for(actor, directive_id)
    tasks = tasks_of(actor, found)
    kind = KINDS.get(found.document.kind)
    context = {
        "directive": found,
        "document": found.document,
        "kind": kind.label if kind else "",
        "now": now,
        "coverage": queries.coverage_of(found.pk),
        "tasks": tasks,
        "citations": citations_of(found),
        "lead_parts": (Task.Part.LEAD, Task.Part.UMBRELLA),
        "may_review": actor.may("directives.directive.review", found.owner_agency_id),
        "may_issue": actor.may("directives.directive.issue", found.owner_agency_id),
        "may_count": actor.may("directives.statistics.read"),
        "may_open": queries.may_open_document(actor, found),
        "urgency": word(URGENCIES, found.document.urgency),
        "entries": chronicle_of(found),
    }
    return render(request, "directives/directive.html", context)
