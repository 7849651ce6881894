"""Đôn đốc: the preview of what will happen, the act, and the letters."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Invalid, Refusal
from congvu.core.text import typed_number
from congvu.face.desk.forms import UrgeForm
from congvu.face.desk.queries import urging as shown
from congvu.face.desk.tables import LETTERS, matching
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.actions import letters as letter_acts
from congvu.kernel.casework.actions.urging import urge
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy.urging import URGE
from congvu.kernel.casework.queries import letters, urging
from congvu.kernel.documents.papers import to_docx, to_pdf
from congvu.kernel.documents.papers.http import file_stem, paper_response
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame
from congvu.kernel.ui.labels import refusal_words

#: Letters in one zip at most.
MOST_ZIPPED = 100


@requires(URGE)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    """What an urging of the selected cases, or of all that match the filters, will do; nothing is written here."""
    actor, now = acting(request), timezone.now()
    try:
        cases, query = _chosen(request, actor)
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
        return redirect(_back(request))
    form = UrgeForm(shown.preview_page(actor, cases, now), timezone.localdate(now))
    return _page(request, form, query)


def _chosen(request: HttpRequest, actor: Actor) -> tuple[list[Case], str]:
    """The cases asked for, and the filters of the list they came from."""
    asked = request.POST if request.method == "POST" else request.GET
    if asked.get("all"):
        query = shown.filters_of(request.META.get("QUERY_STRING", ""))
        return matching(actor, query, timezone.now(), request), query
    behind = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    return urging.chosen(actor, asked.getlist("ids")), shown.filters_of(urlsplit(behind).query)


def _back(request: HttpRequest) -> str:
    behind = urlsplit(request.headers.get("Referer") or "")
    query = f"?{behind.query}" if behind.query and behind.path == reverse("desk:cases") else ""
    return f"{reverse('desk:cases')}{query}"


@requires(URGE)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Urge the cases of the preview, or prepare the letters about them."""
    actor, now = acting(request), timezone.now()
    try:
        cases = urging.chosen(actor, request.POST.getlist("ids"))
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
        return redirect("desk:cases")
    form = UrgeForm(shown.preview_page(actor, cases, now), timezone.localdate(now), request.POST)
    if form.is_valid():
        try:
            return _write_letters(request, form) if "letters" in request.POST else _urge(request, form)
        except Refusal as refusal:
            blame(form, refusal)
    return _page(request, form, "", status=422)


def _urge(request: HttpRequest, form: UrgeForm) -> HttpResponse:
    values = form.cleaned_data
    done = urge(
        actor=acting(request), case_ids=form.ids, ground=values["ground"], words=values["words"],
        again=values.get("again", ""), behalf=values.get("behalf"), now=timezone.now(),
    )  # fmt: skip
    said = ngettext("%(n)d case has been urged.", "%(n)d cases have been urged.", len(done)) % {"n": len(done)}
    messages.success(request, said)
    return redirect(reverse("desk:cases") + "?urged=1" if len(done) > 1 else reverse("desk:case", args=[done[0].code]))


def _write_letters(request: HttpRequest, form: UrgeForm) -> HttpResponse:
    values = form.cleaned_data
    signer = str(values.get("signer") or "")
    made = letter_acts.prepare_letters(
        actor=acting(request), case_ids=form.ids, ground=values["ground"], words=values["words"],
        notation=values.get("notation", ""), answer_by=values.get("answer_by"),
        signer_id=typed_number(signer), now=timezone.now(),
    )  # fmt: skip
    said = ngettext("%(n)d letter has been prepared.", "%(n)d letters have been prepared.", len(made))
    messages.success(request, said % {"n": len(made)})
    return redirect("desk:letter", made[0].pk) if len(made) == 1 else redirect("desk:letters")


def _page(request: HttpRequest, form: UrgeForm, query: str, status: int = 200) -> HttpResponse:
    everything = f"{reverse('desk:urging')}?all=1&{query}" if query else ""
    is_all = request.method == "GET" and request.GET.get("all")
    context = {**form.page, "form": form, "everything": "" if is_all else everything}
    return render(request, "desk/urging.html", context, status=status)


@requires(URGE)
@require_GET
def letter_list(request: HttpRequest) -> HttpResponseBase:
    """Urging letters of the offices one urges for."""
    rows = letters.letters_of(acting(request))
    return tables.respond(request, LETTERS, rows, template="desk/letters.html", now=timezone.now())


@requires(URGE)
@require_GET
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter."""
    return _letter(request, pk)


def _letter(request: HttpRequest, pk: int, refusal: Refusal | None = None) -> HttpResponse:
    actor = acting(request)
    context: dict[str, Any] = shown.letter_page(actor, letters.letter_for(actor, pk), timezone.now())
    trouble = refusal_words(refusal) if refusal is not None else ""
    status = refusal.status if refusal is not None else 200
    return render(request, "desk/letter.html", {**context, "trouble": trouble}, status=status)


@requires(URGE)
@require_GET
def letter_file(request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
    """The letter as .docx or .pdf: a draft as of now; what was sent as it was sent."""
    actor = acting(request)
    found = letters.letter_for(actor, pk)
    cases = letters.open_cases_of(actor, found)
    number = found.document.number if found.document is not None else ""
    paper = letters.paper_of(found, cases, found.sent_at or timezone.now(), number=number)
    return paper_response(paper, fmt, f"cong van don doc {found.pk}")


@requires(URGE)
@require_POST
def letter_zip(request: HttpRequest) -> HttpResponse:
    """Several letters in one zip, each as .docx and .pdf."""
    actor, now = acting(request), timezone.now()
    ids = list(dict.fromkeys(request.POST.getlist("ids")))
    if not 0 < len(ids) <= MOST_ZIPPED or not all(one.isascii() and one.isdigit() and len(one) < 19 for one in ids):
        messages.error(request, _("Choose from 1 to %(most)d letters.") % {"most": MOST_ZIPPED})
        return redirect("desk:letters")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for one in ids:
            found = letters.letter_for(actor, int(one))
            number = found.document.number if found.document is not None else ""
            paper = letters.paper_of(found, letters.open_cases_of(actor, found), found.sent_at or now, number=number)
            stem = f"{found.pk}-{file_stem(paper.addressees[0])}"
            file.writestr(f"{stem}.docx", to_docx(paper))
            file.writestr(f"{stem}.pdf", to_pdf(paper))
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = str(content_disposition_header(True, "cong-van-don-doc.zip"))
    answer["Cache-Control"] = "private, no-store"
    return answer


@requires(URGE)
@require_POST
def letter_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a letter, leave out what was settled, or drop the draft."""
    actor, now = acting(request), timezone.now()
    act = request.POST.get("act", "")
    try:
        if act == "send":
            sent = letter_acts.send_letter(actor=actor, letter_id=pk, again=request.POST.get("again", ""), now=now)
            code = sent.document.code if sent.document is not None else ""
            messages.success(request, _("Registered as %(code)s; its cases have been urged.") % {"code": code})
        elif act == "leave_out":
            left = letter_acts.leave_out_settled(actor=actor, letter_id=pk)
            messages.success(request, _("%(n)d cases have been left out.") % {"n": left})
        elif act == "drop":
            letter_acts.drop_letter(actor=actor, letter_id=pk, now=now)
            messages.success(request, _("The draft has been dropped."))
            return redirect("desk:letters")
        else:
            raise Invalid(_("Choose what to do with the letter."))
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        return _letter(request, pk, refusal)
    return redirect("desk:letter", pk)
