"""Niêm yết thủ tục tại Bộ phận Một cửa."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import typed_number, typed_numbers
from congvu.domain.procedures import forms, papers
from congvu.domain.procedures.actions import posting as actions
from congvu.domain.procedures.queries import catalogue
from congvu.domain.procedures.queries import posting as queries
from congvu.domain.procedures.tables import DESKS, POSTING_STATES, posting_badge
from congvu.kernel.accounts.policy import acting, require
from congvu.kernel.documents.papers.http import file_stem, paper_response
from congvu.kernel.org.models import Agency
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted

#: Sheets in one file; more are printed in several.
MOST_SHEETS = 300
#: Sheets on one page of a desk: what is ticked there is sent together.
PER_PAGE = 100


@requires("procedures.procedure.read")
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """The desks: what each must post, what hangs there, what is outdated or missing."""
    actor, now = acting(request), timezone.now()
    rows = queries.desks_for(actor, timezone.localdate(now))
    context = {
        "desks": len(rows), "complete": sum(row.state == "complete" for row in rows),
        "outdated": sum(row.outdated for row in rows), "missing": sum(row.missing for row in rows),
    }  # fmt: skip
    return tables.respond(request, DESKS, rows, template="procedures/desks.html", now=now, context=context)


@requires("procedures.procedure.read")
@require_GET
def desk(request: HttpRequest, desk_id: int) -> HttpResponse:
    """One desk: its sheets (`state=` one of them, `q=` words or a code), to be printed and noted page by page."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    found = queries.desk_for(desk_id, today)
    rows = queries.postings_at(found, today)
    wanted, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:200]
    shown = [row for row in queries.matching(rows, words) if wanted in ("", row.state)]
    pages = max(1, -(-len(shown) // PER_PAGE))
    page = min(max(typed_number(request.GET.get("page", "")) or 1, 1), pages)
    counts = [(code, label, sum(row.state == code for row in rows)) for code, label in POSTING_STATES]
    context = {
        "desk": found, "page": page, "pages": pages, "n": len(shown), "words": words,
        "rows": [(row, posting_badge(row.state)) for row in shown[(page - 1) * PER_PAGE : page * PER_PAGE]],
        "state": wanted, "counts": counts, "all": len(rows), "may_post": actor.may(queries.POST, found.pk),
        "form": forms.PostingForm(initial={"on": today, "by": actor.name}),
    }  # fmt: skip
    return render(request, "procedures/desk_postings.html", context)


@requires("procedures.sheet.post")
@require_POST
def note(request: HttpRequest, desk_id: int) -> HttpResponse:
    """The sheets ticked hang there since a day; or `print` them first."""
    ids = typed_numbers(request.POST.getlist("version"))
    back = reverse("procedures:desk_postings", args=[desk_id])
    if request.POST.get("do") == "print":
        return redirect(f"{reverse('procedures:desk_sheets', args=[desk_id])}?v={','.join(map(str, ids))}")
    form = forms.PostingForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Give the day the sheets were posted."), field="on")
    given = form.cleaned_data
    made = actions.note_posted(
        actor=acting(request), desk_id=desk_id, version_ids=ids, on=given["on"], by=given["by"], now=timezone.now()
    )
    messages.success(request, _("%(n)d sheets are noted as posted.") % {"n": len(made)})
    return redirect(back)


@requires("procedures.sheet.post")
@require_POST
def take_down(request: HttpRequest, desk_id: int, procedure_id: int) -> HttpResponse:
    """A sheet is gone from the wall today."""
    now = timezone.now()
    actions.take_down(
        actor=acting(request), desk_id=desk_id, procedure_id=procedure_id, on=timezone.localdate(now), now=now
    )
    messages.success(request, _("The sheet is noted as taken down."))
    return redirect("procedures:desk_postings", desk_id)


@requires("procedures.sheet.post")
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, desk_id: int) -> HttpResponse:
    """The desk posts more or less than the rule says."""
    actor, now = acting(request), timezone.now()
    found = queries.desk_for(desk_id, timezone.localdate(now))
    require(actor, queries.POST, found.pk)
    back = reverse("procedures:desk_postings", args=[found.pk])
    form = forms.PostingChoiceForm(posted(request), initial={"code": request.GET.get("code", ""), "posts": "0"})

    def act() -> str:
        given = form.cleaned_data
        procedure_id = queries.public_procedure(given["code"])
        actions.choose_posting(
            actor=actor, desk_id=found.pk, procedure_id=procedure_id, posts=given["posts"], reason=given["reason"],
            now=now,
        )  # fmt: skip
        messages.success(request, _("The desk's own list is changed."))
        return back

    return fill(
        request, form, act, title=_("Own list of %(desk)s") % {"desk": found.name}, button=_("Keep"), back=back,
        note=_("The rule: a desk posts what it receives, of its own level and what is received anywhere."),
    )  # fmt: skip


@requires("procedures.sheet.post")
@require_POST
def follow_rule(request: HttpRequest, desk_id: int, procedure_id: int) -> HttpResponse:
    """The desk's own choice about a procedure ends."""
    actions.follow_rule(actor=acting(request), desk_id=desk_id, procedure_id=procedure_id, now=timezone.now())
    messages.success(request, _("The rule holds again for this procedure."))
    return redirect("procedures:desk_postings", desk_id)


def _desk(request: HttpRequest) -> Agency | None:
    wanted = typed_number(request.GET.get("desk", ""))
    return queries.desk_for(wanted, timezone.localdate()) if wanted is not None else None


@requires("procedures.procedure.read")
@require_GET
def sheet(request: HttpRequest, version_id: int, fmt: str) -> HttpResponse:
    """The posting sheet of a version (`desk=` in the name of a desk), as .pdf or .docx."""
    version = catalogue.version_for(acting(request), version_id)
    found = queries.versions_to_print([version.pk])
    if not found:
        raise NotFound(_("Only announced procedures for people and enterprises have a posting sheet."))
    paper = papers.sheet_of(queries.sheet_facts(found[0], _desk(request), timezone.localdate()))
    stem = f"niêm yết {found[0].procedure.code} phiên bản {found[0].number}"
    return paper_response(paper, fmt, stem, inline=fmt == "pdf")


@requires("procedures.procedure.read")
@require_GET
def sheets(request: HttpRequest, desk_id: int) -> HttpResponse:
    """All sheets of a desk in one PDF: those in `v=`, else those that are missing or outdated, or `all=1`."""
    today = timezone.localdate()
    found = queries.desk_for(desk_id, today)
    rows = [row for row in queries.postings_at(found, today) if row.version_id is not None]
    wanted = set(typed_numbers(request.GET.get("v", "").split(",")))
    if wanted:
        rows = [row for row in rows if row.version_id in wanted]
    elif not request.GET.get("all"):
        rows = [row for row in rows if row.state in ("missing", "outdated")]
    if not rows:
        messages.info(request, _("There is nothing to print: every sheet hangs there as it should."))
        return redirect("procedures:desk_postings", found.pk)
    if len(rows) > MOST_SHEETS:
        raise Invalid(_("At most %(n)d sheets are printed at once; tick some of them.") % {"n": MOST_SHEETS})
    versions = queries.versions_to_print(row.version_id for row in rows if row.version_id is not None)
    content = papers.one_pdf(papers.sheet_of(queries.sheet_facts(one, found, today)) for one in versions)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = str(content_disposition_header(False, f"{file_stem(f'niêm yết {found.name}')}.pdf"))
    answer["Cache-Control"] = "private, no-store"
    return answer
