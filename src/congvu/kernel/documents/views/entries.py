"""Một văn bản: entering it, its page, correcting it, passing it on, adding files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Invalid
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents import actions
from congvu.kernel.documents.forms import AttachmentForm, CorrectionForm, IncomingForm, TransferForm
from congvu.kernel.documents.forms.dossiers import IntoForm
from congvu.kernel.documents.forms.recalling import RecallForm
from congvu.kernel.documents.models import Document, StoredFile
from congvu.kernel.documents.queries import file_by_id, get_for, papers_of, registers_of
from congvu.kernel.documents.queries.dossiers import dossiers_of, open_dossiers
from congvu.kernel.documents.views.facts import facts_of
from congvu.kernel.documents.views.signatures import signature_marks
from congvu.kernel.documents.views.slips import slip_of
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted

#: Salt of the token that carries an already uploaded file through a form that came back with a question.
KEPT = "documents.kept-upload"
KEPT_SECONDS = 12 * 3600


@requires("documents.document.register")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter an incoming document: form, secret or hostile files refused, doubles asked about."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    agencies = [
        (agency.pk, agency.name)
        for agency in registers_of(actor, today)
        if actor.may("documents.document.register", agency.pk)
    ]
    if request.method == "GET":
        return _form_page(request, IncomingForm(agencies=agencies, today=today))
    form = IncomingForm(request.POST, request.FILES, agencies=agencies, today=today)
    valid = form.is_valid()
    kept: tuple[StoredFile, str] | None = None
    try:
        kept = _upload(actor, form)
        if not valid:
            return _form_page(request, form, kept=kept, status=422)
        document = actions.register_document(
            actor=actor, agency_id=form.cleaned_data["agency"], direction="incoming",
            entry=actions.Entry(**form.entry_values()), arrived_on=form.cleaned_data["arrived_on"], now=now,
            files=[kept] if kept else [], confirm_duplicate=form.cleaned_data["confirm_duplicate"],
        )
    except actions.DuplicateFound as found:
        form.offer_confirmation()
        return _form_page(request, form, kept=kept, duplicates=found, status=409)
    except Invalid as refused:
        blame(form, refused)
        return _form_page(request, form, kept=kept, status=422)
    messages.success(request, _("Registered under arrival number %(number)s.") % {"number": document.serial})
    return redirect("documents:detail", document.pk)


@requires("documents.document.read")
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one document."""
    return detail_page(request, pk)


@requires("documents.document.register")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an entry, with a reason."""
    actor = acting(request)
    document = get_for(actor, pk)
    initial = {name: getattr(document, name) for name in CorrectionForm.entry_fields}
    form = CorrectionForm(posted(request), initial=initial)
    if form.is_valid():
        values = form.entry_values()
        changes = {name: value for name, value in values.items() if value != initial[name]}
        try:
            actions.correct_document(
                actor=actor, document_id=pk, changes=changes, reason=form.cleaned_data["reason"], now=timezone.now()
            )
        except Invalid as refused:
            blame(form, refused)
        else:
            messages.success(request, _("The entry has been corrected."))
            return redirect("documents:detail", pk)
    context = {"form": form, "document": document}
    return render(request, "documents/correct.html", context, status=422 if form.errors else 200)


@requires("documents.document.register")
@require_POST
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Note to whom the document went."""
    form = TransferForm(request.POST)
    if form.is_valid():
        try:
            actions.note_transfer(actor=acting(request), document_id=pk, now=timezone.now(), **form.cleaned_data)
        except Invalid as refused:
            blame(form, refused)
        else:
            messages.success(request, _("The transfer has been noted in the register."))
            return redirect("documents:detail", pk)
    return detail_page(request, pk, transfer_form=form)


@requires("documents.document.register")
@require_POST
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a file to a document."""
    actor, now = acting(request), timezone.now()
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            file = actions.store_upload(
                actor=actor, name=upload.name, content=upload, secret=form.cleaned_data["secret"], now=now
            )
            actions.attach(
                actor=actor, document_id=pk, file=file, name=upload.name, role=form.cleaned_data["role"], now=now
            )
        except Invalid as refused:
            blame(form, refused)
        else:
            messages.success(request, _("The file has been attached."))
            return redirect("documents:detail", pk)
    return detail_page(request, pk, attachment_form=form)


def _upload(actor: Actor, form: IncomingForm) -> tuple[StoredFile, str] | None:
    """The uploaded file and its name: a new one, or the one that came with the form before."""
    given = form.cleaned_data
    upload = given.get("file")
    if upload is not None:
        file = actions.store_upload(
            actor=actor, name=upload.name, content=upload, secret=given.get("secret", False), now=timezone.now()
        )
        return file, upload.name
    if given.get("secret"):
        raise actions.secret_refusal()
    token = given.get("stored")
    if not token:
        return None
    try:
        account, file_id, name = signing.loads(token, salt=KEPT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        raise Invalid(_("Choose the file again."), field="file") from None
    if account != actor.account_id:
        raise Invalid(_("Choose the file again."), field="file")
    return file_by_id(file_id), name


def _form_page(
    request: HttpRequest, form: IncomingForm, *, kept: tuple[StoredFile, str] | None = None,
    duplicates: actions.DuplicateFound | None = None, status: int = 200,
) -> HttpResponse:
    """The form, with a file already uploaded carried along."""
    context: dict[str, Any] = {"form": form, "duplicates": duplicates}
    if kept is not None:
        file, name = kept
        context["kept_name"] = name
        context["kept_token"] = signing.dumps([acting(request).account_id, file.pk, name], salt=KEPT)
    return render(request, "documents/new.html", context, status=status)


def detail_page(request: HttpRequest, pk: int, **forms: Form) -> HttpResponse:
    """The page of one document; `forms` are those that came back with a question."""
    actor, now = acting(request), timezone.now()
    document: Document = get_for(actor, pk)
    if document.confidentiality in ("restricted", "sealed"):
        record_view(actor=actor, what="documents.document", subject=f"document/{pk}", now=now)
    may_register = actor.may("documents.document.register", document.agency_id) and document.recalled_at is None
    context: dict[str, Any] = {
        "document": document, "facts": facts_of(document), "may_register": may_register,
        "papers": [(paper, signature_marks(paper.signatures)) for paper in papers_of(pk)],
        "dossiers": dossiers_of(actor, pk), **slip_of(actor, document, forms),
    }
    if actor.may("documents.dossier.keep", document.agency_id) and document.confidentiality != "sealed":
        open_ones = [(one.pk, str(one)[:120]) for one in open_dossiers(actor, document.agency_id)]
        context["into_form"] = IntoForm(dossiers=open_ones) if open_ones else None
    if may_register:
        on = document.transferred_on or timezone.localdate(now)
        started = {"unit": document.transferred_to, "transferred_on": on}
        context["transfer_form"] = forms.get("transfer_form") or TransferForm(initial=started)
        if document.direction == "outgoing" and document.code:
            context["recall_form"] = forms.get("recall_form") or RecallForm(today=timezone.localdate(now))
        context["attachment_form"] = forms.get("attachment_form") or AttachmentForm()
    return render(request, "documents/detail.html", context, status=422 if forms else 200)
