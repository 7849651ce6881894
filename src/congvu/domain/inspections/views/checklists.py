"""Bộ nội dung kiểm tra: versions, drafts per theme, comparison, the sheet in and out, print."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import NotFound, Refusal
from congvu.domain.inspections.actions import checklists as actions
from congvu.domain.inspections.forms import checklists as forms
from congvu.domain.inspections.papers.checklists import checklist_sheet
from congvu.domain.inspections.policy.comparing import differences
from congvu.domain.inspections.policy.sheets import SHEET, as_cells, read_rows
from congvu.domain.inspections.queries import checklists as queries
from congvu.domain.inspections.queries.papers import lines_of_checklist, version_words
from congvu.domain.inspections.tables import state_mark
from congvu.domain.inspections.views.places import tabs
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents.actions.files import store_upload
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.documents.papers.http import file_stem, paper_response
from congvu.kernel.documents.queries.tickets import brought_by, ticket_for
from congvu.kernel.org.extract import write_xlsx
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted
from congvu.kernel.ui.labels import refusal_words

READ, EDIT, ISSUE = "inspections.plan.read", "inspections.plan.edit", "inspections.plan.issue"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TICKET = "inspections.checklist"


@requires(READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every checklist with its versions."""
    actor, today = acting(request), timezone.localdate()
    rows = sorted(queries.visible_checklists(actor, today), key=lambda one: (one.theme != "", one.name, -one.number))
    context = {
        "tabs": tabs(actor, "checklists"), "may_edit": queries.may_edit(actor, today),
        "rows": [(one, state_mark(queries.state_of(one, today))) for one in rows],
    }
    return render(request, "inspections/checklists.html", context)


@requires(READ)
@require_GET
def checklist(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """One version: its items by group; a draft can be worked on."""
    actor, today = acting(request), timezone.localdate()
    found = queries.checklist_for(actor, checklist_id, today)
    state = queries.state_of(found, today)
    items = queries.items_of(found)
    versions = queries.versions_of(actor, found.code, today)
    context = {
        "tabs": tabs(actor, "checklists"), "checklist": found, "state": state, "mark": state_mark(state),
        "groups": queries.in_groups(items), "n": len(items), "versions": versions, "others": len(versions) > 1,
        "may_edit": state == "draft" and queries.may_edit(actor, today),
        "may_issue": state == "draft" and queries.may_issue(actor, today),
        "may_copy": state != "draft" and queries.may_edit(actor, today),
        "practice": sum(one.mark == "M" for one in items),
    }  # fmt: skip
    return render(request, "inspections/checklist.html", context)


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """Begin a draft from a version, for the next one or for a theme."""
    actor = acting(request)
    found = queries.checklist_for(actor, checklist_id, timezone.localdate())
    form = forms.CopyForm(posted(request))

    def act() -> str:
        made = actions.copy_version(actor=actor, checklist_id=found.pk, now=timezone.now(), **form.cleaned_data)
        return reverse("inspections:checklist", args=[made.pk])

    return fill(request, form, act, title=_("New draft from %(name)s") % {"name": found.name}, button=_("Begin"),
                back=reverse("inspections:checklist", args=[found.pk]))  # fmt: skip


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def add_item(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """One more item in a draft."""
    actor = acting(request)
    found = queries.checklist_for(actor, checklist_id, timezone.localdate())
    form = forms.ItemForm(posted(request), initial={"group": request.GET.get("group", ""), "severity": 1, "mark": "M"})
    back = reverse("inspections:checklist", args=[found.pk])

    def act() -> str:
        made = actions.add_item(actor=actor, checklist_id=found.pk, now=timezone.now(), **form.act())
        return f"{back}#{made.code}"

    return fill(request, form, act, title=_("Add an item"), button=_("Add"), back=back, done=_("The item is added."))


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change an item of a draft."""
    actor = acting(request)
    found = queries.item_for(actor, item_id, timezone.localdate())
    names = ("group", "name", "evidence", "violation", "basis", "mark", "severity", "counts_heads")
    form = forms.ItemForm(posted(request), initial={name: getattr(found, name) for name in names})
    back = reverse("inspections:checklist", args=[found.checklist_id])

    def act() -> str:
        actions.change_item(actor=actor, item_id=found.pk, now=timezone.now(), **form.act())
        return f"{back}#{found.code}"

    return fill(request, form, act, title=f"{found.code}. {found.name}", button=_("Save"), back=back,
                done=_("It is kept."))  # fmt: skip


@requires(EDIT)
@require_POST
def remove_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take an item out of a draft."""
    actor = acting(request)
    found = queries.item_for(actor, item_id, timezone.localdate())
    try:
        actions.remove_item(actor=actor, item_id=found.pk, now=timezone.now())
        messages.success(request, _("%(code)s is taken out.") % {"code": found.code})
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("inspections:checklist", found.checklist_id)


@requires(ISSUE)
@require_http_methods(["GET", "POST"])
def force(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """Put a draft in force."""
    actor, today = acting(request), timezone.localdate()
    found = queries.checklist_for(actor, checklist_id, today)
    form = forms.ForceForm(posted(request), initial={"from_on": today})
    back = reverse("inspections:checklist", args=[found.pk])

    def act() -> str:
        actions.put_in_force(actor=actor, checklist_id=found.pk, from_on=form.cleaned_data["from_on"],
                             now=timezone.now())  # fmt: skip
        return back

    return fill(request, form, act, title=_("Put in force: %(name)s") % {"name": found}, button=_("Put in force"),
                back=back, note=_("The version before ends on this day; visits keep the one they began with."),
                done=_("The version is laid down."))  # fmt: skip


@requires(EDIT)
@require_POST
def drop(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """Give a draft up."""
    actor = acting(request)
    found = queries.checklist_for(actor, checklist_id, timezone.localdate())
    try:
        actions.drop_draft(actor=actor, checklist_id=found.pk, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
        return redirect("inspections:checklist", checklist_id)
    messages.success(request, _("The draft is gone."))
    return redirect("inspections:checklists")


@requires(READ)
@require_GET
def compare(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """This version beside another one (`with=` its id; by default the one before)."""
    actor, today = acting(request), timezone.localdate()
    newer = queries.checklist_for(actor, checklist_id, today)
    others = [one for one in queries.versions_of(actor, newer.code, today) if one.pk != newer.pk]
    if not others:
        raise NotFound(_("There is no other version to compare with."))
    wanted = request.GET.get("with", "")
    before = [one for one in others if one.number < newer.number]
    older = next((one for one in others if str(one.pk) == wanted), (before or others)[0])
    lines = differences(queries.items_of(older), queries.items_of(newer))
    context = {
        "tabs": tabs(actor, "checklists"), "older": older, "newer": newer, "others": others, "lines": lines,
        "added": sum(one.change == "added" for one in lines),
        "removed": sum(one.change == "removed" for one in lines),
        "changed": sum(one.change == "changed" for one in lines),
    }  # fmt: skip
    return render(request, "inspections/compare_checklists.html", context)


@requires(READ)
@require_GET
def paper(request: HttpRequest, checklist_id: int, fmt: str) -> HttpResponse:
    """The checklist as a printed sheet."""
    actor, today = acting(request), timezone.localdate()
    found = queries.checklist_for(actor, checklist_id, today)
    sheet = checklist_sheet(title=found.name, version=version_words(found), agency="",
                            lines=lines_of_checklist(queries.items_of(found)))  # fmt: skip
    return paper_response(sheet, fmt, str(found), inline=fmt == "pdf")


@requires(READ)
@require_GET
def export(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """The items as a workbook that can be changed and brought back."""
    found = queries.checklist_for(acting(request), checklist_id, timezone.localdate())
    made = HttpResponse(write_xlsx([(SHEET, as_cells(queries.items_of(found)))]), content_type=XLSX)
    made["Content-Disposition"] = str(content_disposition_header(True, f"{file_stem(str(found))}.xlsx"))
    return made


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """Bring a sheet for a draft; it is checked and kept, nothing is changed yet."""
    actor, now = acting(request), timezone.now()
    found = queries.checklist_for(actor, checklist_id, timezone.localdate(now))
    form = forms.SheetForm(request.POST, request.FILES) if request.method == "POST" else forms.SheetForm()
    back = reverse("inspections:checklist", args=[found.pk])

    def act() -> str:
        given = form.cleaned_data["file"]
        file = store_upload(actor=actor, name=given.name, content=given, now=now)
        read_rows(read_content(file.sha256))
        ticket = ticket_for(actor, file, given.name, TICKET)
        return reverse("inspections:check_checklist", args=[found.pk, ticket])

    return fill(request, form, act, template="inspections/import_checklist.html",
                more={"checklist": found, "back": back, "tabs": tabs(actor, "checklists")})  # fmt: skip


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, checklist_id: int, ticket: str) -> HttpResponse:
    """The dry run: every row with what is wrong with it; it replaces the draft's items when nothing is."""
    actor, now = acting(request), timezone.now()
    found = queries.checklist_for(actor, checklist_id, timezone.localdate(now))
    file, name = brought_by(actor, ticket, TICKET)
    rows = read_rows(read_content(file.sha256))
    if request.method == "POST":
        try:
            actions.import_items(actor=actor, checklist_id=found.pk, rows=rows, name=name, now=now)
            messages.success(request, _("%(n)d items stand in the draft now.") % {"n": len(rows)})
            return redirect("inspections:checklist", found.pk)
        except Refusal as refusal:
            messages.error(request, refusal_words(refusal))
    context = {"tabs": tabs(actor, "checklists"), "checklist": found, "rows": rows, "name": name,
               "wrong": sum(bool(row.problems) for row in rows)}  # fmt: skip
    return render(request, "inspections/check_checklist.html", context)
