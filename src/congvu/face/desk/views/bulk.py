"""Một hành vi trên nhiều việc: choose the act, fill in its form, see what will happen, do it, see what happened."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congvu.core.refusals import Invalid, NotAllowed
from congvu.core.text import typed_numbers
from congvu.face.desk.forms import ActForm
from congvu.face.desk.forms.acting import BLAMED
from congvu.face.desk.queries.many import row_of
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.actions.bulk import MOST, carry_out, chosen, rehearse
from congvu.kernel.casework.queries.bulk import ManyAct, acts_for_many
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame


def _ids(request: HttpRequest) -> list[int]:
    return typed_numbers(request.POST.getlist("ids")[: MOST + 1])


@requires("casework.case.read")
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """The acts the selected cases allow, and how many of them."""
    actor, now = acting(request), timezone.now()
    cases = chosen(actor, _ids(request))
    context = {"cases": cases, "acts": acts_for_many(actor, cases, now), "ids": [case.pk for case in cases]}
    return render(request, "desk/bulk_choose.html", context)


@requires("casework.case.read")
@require_POST
def act(request: HttpRequest, act: str) -> HttpResponse:
    """Form, preview or result of an act on many cases, by what was sent."""
    actor, now = acting(request), timezone.now()
    cases = chosen(actor, _ids(request))
    many = next((one for one in acts_for_many(actor, cases, now) if one.act.code == act), None)
    if many is None:
        raise NotAllowed(
            _("This act is open on none of these cases now."), hint=_("Go back to the list and choose again.")
        )
    step = request.POST.get("step", "")
    form = _form(many, actor, request if step else None)
    context: dict[str, Any] = {"many": many, "ids": [case.pk for case in cases], "form": form, "n": len(cases)}
    if not step and not _asks_nothing(form):
        return render(request, "desk/bulk_form.html", context)
    if not step:
        form = _form(many, actor, request)
    if not form.is_valid():
        return render(request, "desk/bulk_form.html", {**context, "form": form}, status=422)
    values = {name: value for name, value in form.cleaned_data.items() if name != "expected_seq"}
    try:
        if step == "do":
            rows = carry_out(actor=actor, code=act, seqs=_seqs(request), values=values, now=now)
            return render(request, "desk/bulk_result.html", {**context, **_counted(rows, now)})
        rows = rehearse(actor=actor, code=act, case_ids=context["ids"], values=values, now=now)
    except Invalid as refusal:
        blame(form, refusal, BLAMED)
        return render(request, "desk/bulk_form.html", {**context, "form": form}, status=422)
    sent = [(name, value) for name in form.fields if name != "expected_seq" for value in request.POST.getlist(name)]
    return render(request, "desk/bulk_preview.html", {**context, **_counted(rows, now), "sent": sent})


def _form(many: ManyAct, actor: Actor, request: HttpRequest | None) -> ActForm:
    """The act's own form, without what belongs to one case: the line it was looked at, a file."""
    form = ActForm(many.act, many.sample, actor, timezone.localdate(), request.POST if request else None)
    for name in ("expected_seq", "file"):
        form.fields.pop(name, None)
    return form


def _asks_nothing(form: ActForm) -> bool:
    return not form.visible_fields()


def _seqs(request: HttpRequest) -> dict[int, int]:
    """Case id → the line the preview showed, as the preview page sends it back."""
    found = {}
    for value in request.POST.getlist("seqs")[:MOST]:
        pk, _dot, seq = value.partition(".")
        if pk.isdigit() and seq.isdigit() and len(value) < 28:
            found[int(pk)] = int(seq)
    if not found:
        raise Invalid(_("Nothing was left to do."), field="ids")
    return found


def _counted(rows: list[Any], now: Any) -> dict[str, Any]:
    done = [row for row in rows if row.done]
    return {
        "rows": [row_of(row, now) for row in rows], "done_n": len(done), "refused_n": len(rows) - len(done),
        "seqs": [f"{row.before.pk}.{row.before.seq}" for row in done],
    }  # fmt: skip


