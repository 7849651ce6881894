"""Văn bản đi soạn sẵn: registering a paper written elsewhere, its layout checked first; checking a file by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Invalid, NotFound
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents import actions
from congvu.kernel.documents.forms.composing import CheckForm, OutgoingForm
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.documents.papers import LayoutFinding, check_layout
from congvu.kernel.documents.policy.series import notation_of
from congvu.kernel.documents.policy.uploads import look_at, max_bytes
from congvu.kernel.documents.queries import file_by_id, file_for
from congvu.kernel.documents.queries.numbering import agencies_where, council_for, councils_of
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame

#: Salt of the token that carries an uploaded file through a form that came back with findings.
KEPT = "documents.kept-outgoing"


@requires("documents.document.register")
@require_http_methods(["GET", "POST"])
def new_outgoing(request: HttpRequest) -> HttpResponse:
    """Register an outgoing document with its file; a .docx is checked against the layout of the decree."""
    actor, now = acting(request), timezone.now()
    form = _form(request, actor)
    kept: tuple[StoredFile, str] | None = None
    findings: tuple[LayoutFinding, ...] = ()
    if request.method == "POST":
        try:
            valid = form.is_valid()
            kept = _upload(request, actor, form)
            findings = _findings(kept)
            if valid and findings and not form.cleaned_data["confirm_layout"]:
                form.ask_about_layout = True
            elif valid:
                document = _register(actor, form, kept, now)
                messages.success(request, _("Registered under number %(code)s.") % {"code": document.code})
                return redirect("documents:detail", document.pk)
        except Invalid as refused:
            blame(form, refused)
    context: dict[str, Any] = {"form": form, "findings": findings}
    if kept is not None:
        context["kept_name"] = kept[1]
        context["kept_token"] = signing.dumps([actor.account_id, kept[0].pk, kept[1]], salt=KEPT)
    failed = form.errors or form.ask_about_layout
    return render(request, "documents/new_outgoing.html", context, status=422 if failed else 200)


@requires("documents.document.read")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Look at the layout of a .docx that is not kept."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            content = upload.read(max_bytes() + 1)
            if look_at(upload.name, content).kind != "docx":
                raise Invalid(_("Only Word files (.docx) can be checked."), field="file")
            context |= {"findings": check_layout(content), "checked": upload.name}
        except Invalid as refused:
            blame(form, refused)
    return render(request, "documents/check.html", context, status=422 if form.errors else 200)


@requires("documents.document.read")
@require_GET
def check_stored(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at the layout of a stored .docx."""
    file, name = file_for(acting(request), pk)
    if file.kind != "docx":
        raise NotFound(_("Only Word files (.docx) can be checked."))
    context = {"form": CheckForm(), "findings": check_layout(read_content(file.sha256)), "checked": name}
    return render(request, "documents/check.html", context)


def _form(request: HttpRequest, actor: Actor) -> OutgoingForm:
    today = timezone.localdate()
    agencies = agencies_where(actor, "documents.document.register", today)
    wanted = request.POST.get("agency", "")
    agency = next((one for one in agencies if str(one.pk) == wanted), agencies[0] if agencies else None)
    councils = [(one.pk, one.name) for one in councils_of(agency.pk, today)] if agency else []
    choices = [(one.pk, one.full_name) for one in agencies]
    if request.method == "POST":
        return OutgoingForm(request.POST, request.FILES, agencies=choices, councils=councils, today=today)
    return OutgoingForm(agencies=choices, councils=councils, today=today)


def _upload(request: HttpRequest, actor: Actor, form: OutgoingForm) -> tuple[StoredFile, str] | None:
    upload = form.cleaned_data.get("file")
    secret = bool(form.cleaned_data.get("secret"))
    if upload is not None:
        file = actions.store_upload(
            actor=actor, name=upload.name, content=upload, secret=secret, now=timezone.now()
        )
        return file, upload.name
    if secret:
        raise actions.secret_refusal()
    token = request.POST.get("stored", "")
    if not token:
        return None
    try:
        account, file_id, name = signing.loads(token, salt=KEPT, max_age=12 * 3600)
    except signing.BadSignature:
        raise Invalid(_("Choose the file again."), field="file") from None
    if account != actor.account_id:
        raise Invalid(_("Choose the file again."), field="file")
    return file_by_id(file_id), name


def _findings(kept: tuple[StoredFile, str] | None) -> tuple[LayoutFinding, ...]:
    if kept is None or kept[0].kind != "docx":
        return ()
    return check_layout(read_content(kept[0].sha256))


def _register(actor: Actor, form: OutgoingForm, kept: tuple[StoredFile, str] | None, now: Any) -> Any:
    given = form.cleaned_data
    agency = next(
        one for one in agencies_where(actor, "documents.document.register", timezone.localdate(now))
        if one.pk == given["agency"]
    )
    chosen = given.get("council")
    council = council_for(agency.pk, chosen, given["issued_on"] or timezone.localdate(now)) if chosen else None
    names = ("kind", "subject", "issued_on", "urgency", "confidentiality", "signer_name", "signer_position", "pages",
             "recipients", "copies", "note")
    entry = actions.Entry(**{name: given[name] for name in names}, issuer=agency.name, issuer_agency_id=agency.pk)
    return actions.register_document(
        actor=actor, agency_id=agency.pk, direction="outgoing", entry=entry, files=[kept] if kept else [],
        notation=notation_of(agency.symbol, given["kind"], unit=given["unit_symbol"], council=council),
        council_id=chosen or None, now=now,
    )
