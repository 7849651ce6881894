"""Đồng bộ Cổng Dịch vụ công: messages and what became of them, comparisons, appeals."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Invalid, Refusal
from congvu.core.text import typed_numbers
from congvu.domain.onestop.actions.reconciling import reconcile_fetched, reconcile_file
from congvu.domain.onestop.actions.telling import send_again
from congvu.domain.onestop.extract.appeals import appeal_pack
from congvu.domain.onestop.forms.portal import CompareForm
from congvu.domain.onestop.kinds.portal import portal
from congvu.domain.onestop.models import PortalMessage, Reconciliation
from congvu.domain.onestop.policy.portal import masked
from congvu.domain.onestop.policy.statuses import WORDS
from congvu.domain.onestop.queries import reconciling
from congvu.domain.onestop.queries import telling as queries
from congvu.domain.onestop.tables.portal import MESSAGES, RECONCILIATIONS, differences_table, figures, state_badge
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.documents.policy.uploads import look_at, max_bytes
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame

KEEP = queries.KEEP
#: The largest JSON list that is read; sheets have the bounds of uploads.
JSON_BYTES = 64 * 1024 * 1024


def _tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    dead = queries.counts(actor)["dead"]
    return [
        {"label": _("Messages"), "url": reverse("onestop:portal"), "current": current == "messages", "icon": "upload",
         "count": dead},
        {"label": _("Comparisons"), "url": reverse("onestop:reconciliations"), "current": current == "comparisons",
         "icon": "scale"},
    ]  # fmt: skip


@requires(KEEP)
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """What is under way to the portal, and what somebody has to look at."""
    actor = acting(request)
    context = {
        "tabs": _tabs(actor, "messages"), "connected": portal() is not None, "figures": figures(queries.counts(actor)),
    }  # fmt: skip
    rows = queries.visible_to(actor)
    return tables.respond(
        request, MESSAGES, rows, template="onestop/portal.html", now=timezone.now(), context=context
    )


@requires(KEEP)
@require_GET
def message(request: HttpRequest, message_id: int) -> HttpResponse:
    """One message: what it says, what the portal answered, what else was told of the dossier."""
    found = queries.get_for(acting(request), message_id)
    facts = [
        (_("Message"), PortalMessage.Kind(found.kind).label),
        (_("Status told"), f"{found.status} – {WORDS[found.status]}"),
        (_("Written down"), formats.moment(found.created_at)),
        (_("Journal line"), str(found.line_seq)),
        (_("Taken by the portal"), formats.moment(found.answered_at) if found.answered_at else ""),
        (_("Refused"), formats.number(found.tries)),
        (_("Without an answer"), formats.number(found.silences)),
        (_("Next try"), formats.moment(found.next_try_at) if found.next_try_at else ""),
        (_("What the portal said"), found.last_error),
    ]
    others = [{"message": one, "badge": state_badge(one), "kind": PortalMessage.Kind(one.kind).label,
               "words": WORDS[one.status]} for one in queries.of_dossier(found)]  # fmt: skip
    context = {
        "message": found, "facts": facts, "badge": state_badge(found), "others": others,
        "payload": json.dumps(masked(found.payload), ensure_ascii=False, indent=2) if found.payload else "",
        "case_url": case_href(found.dossier.case.code),
        "may_send": found.state in (PortalMessage.State.WAITING, PortalMessage.State.DEAD),
    }  # fmt: skip
    return render(request, "onestop/portal_message.html", context)


@requires(KEEP)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Send the chosen messages again."""
    ids = typed_numbers(request.POST.getlist("ids"))
    try:
        n = send_again(actor=acting(request), message_ids=ids, now=timezone.now())
        messages.success(request, _("%(n)s messages will be sent again within a minute.") % {"n": formats.number(n)})
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    if len(ids) == 1 and request.POST.get("from") == "message":
        return redirect("onestop:portal_message", ids[0])
    return redirect("onestop:portal")


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def reconciliations(request: HttpRequest) -> HttpResponseBase:
    """Comparisons made so far, and the form for another one."""
    actor = acting(request)
    today = timezone.localdate()
    form = CompareForm(request.POST or None, request.FILES or None,
                       initial={"from_on": today.replace(day=1), "to_on": today})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("onestop:reconciliation", _compare(actor, form.cleaned_data).pk)
        except Refusal as refusal:
            blame(form, refusal)
    context = {"tabs": _tabs(actor, "comparisons"), "form": form, "connected": portal() is not None}
    answer = tables.respond(
        request, RECONCILIATIONS, reconciling.reconciliations(actor), template="onestop/reconciliations.html",
        now=timezone.now(), context=context,
    )  # fmt: skip
    if form.is_bound:
        answer.status_code = 422
    return answer


def _compare(actor: Actor, said: dict[str, Any]) -> Reconciliation:
    now = timezone.now()
    days = {"from_on": said["from_on"], "to_on": said["to_on"]}
    if not said["file"]:
        return reconcile_fetched(actor=actor, now=now, **days)
    name, content = str(said["file"].name), said["file"].read(max(JSON_BYTES, max_bytes()) + 1)
    if name.lower().endswith(".json"):
        if len(content) > JSON_BYTES:
            raise Invalid(_("The list is too long; take a shorter period."), field="file")
    elif look_at(name, content).kind not in ("xlsx", "csv"):
        raise Invalid(_("Bring the list as .xlsx, .csv or .json."), field="file")
    return reconcile_file(actor=actor, name=name, content=content, said_at=said["said_at"] or now, now=now, **days)


@requires(KEEP)
@require_GET
def reconciliation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One comparison: figures of both sides, and every difference."""
    actor = acting(request)
    found = reconciling.reconciliation_for(actor, pk)
    rows = reconciling.differences(actor, found)
    there = "–" if found.on_time_there is None else formats.number(found.on_time_there)
    context = {
        "found": found, "tally": [(rows.model.Kind(kind).label, n, kind) for kind, n in reconciling.tally(rows)],
        "facts": [
            (_("From"), " – ".join(filter(None, (str(Reconciliation.Source(found.source).label), found.file_name)))),
            (_("As the portal said at"), formats.moment(found.said_at)),
            (_("Compared by"), found.made_by),
            (_("Fingerprint of the list (SHA-256)"), found.sha256),
        ],
        "numbers": [
            (_("Dossiers here"), formats.number(found.ours)),
            (_("Dossiers on the portal"), formats.number(found.theirs)),
            (_("Without a difference"), formats.number(found.agreed)),
            (_("On time here, as the index counts"), formats.number(found.on_time_here)),
            (_("On time as the portal counts"), there),
        ],
    }  # fmt: skip
    return tables.respond(
        request, differences_table(found), rows, template="onestop/reconciliation.html", now=timezone.now(),
        context=context,
    )  # fmt: skip


@requires(KEEP)
@require_POST
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """The chosen differences as a .zip for the portal's keepers."""
    actor = acting(request)
    found = reconciling.reconciliation_for(actor, pk)
    ids = typed_numbers(request.POST.getlist("ids"))
    try:
        pack = appeal_pack(reconciling.appeals(actor, found, ids))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("onestop:reconciliation", pk)
    answer = HttpResponse(pack, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="kien-nghi-{found.from_on:%Y%m%d}-{found.to_on:%Y%m%d}.zip"'
    return answer
