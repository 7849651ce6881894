"""Nhật ký văn bản chỉ đạo: the lines of a directive's journal in words, newest first."""

from __future__ import annotations

import json
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congvu.domain.directives.models import Directive, Passage
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.queries import Line

#: verb → (words, icon, tone)
VERBS: dict[str, tuple[Promise, str, str]] = {
    "directive.registered": (gettext_lazy("Directive registered and read"), "file-plus", "info"),
    "directive.routed": (gettext_lazy("A leader's comment became tasks"), "route", "ok"),
    "directive.issued": (gettext_lazy("Tasks issued"), "send", "ok"),
    "directive.ended": (gettext_lazy("The directive ended"), "player-stop", "neutral"),
    "clause.accepted": (gettext_lazy("Accepted as read"), "check", "ok"),
    "clause.edited": (gettext_lazy("Corrected and accepted"), "edit", "ok"),
    "clause.limit_taken": (gettext_lazy("Proposed deadline taken"), "calendar-plus", "ok"),
    "clause.rejected": (gettext_lazy("Found to need no action"), "ban", "neutral"),
    "clause.added": (gettext_lazy("Clause added by hand"), "plus", "info"),
    "clause.split": (gettext_lazy("Clause split in two"), "arrows-split", "neutral"),
    "clause.merged": (gettext_lazy("Two clauses made one"), "arrows-join", "neutral"),
    "passage.marked": (gettext_lazy("Sentences marked"), "quote", "neutral"),
    "directive.answer_declared": (gettext_lazy("Declared as answering another document"), "link", "info"),
    "directive.answer_retracted": (gettext_lazy("Declaration taken back"), "arrow-back-up", "neutral"),
    "directive.clauses_linked": (gettext_lazy("Clauses of both documents matched"), "link", "neutral"),
    "directive.plans_expected": (gettext_lazy("Plans asked for from units"), "clipboard-list", "info"),
    "directive.plan_received": (gettext_lazy("Plan of a unit received"), "check", "ok"),
    "directive.plan_waived": (gettext_lazy("Unit excused from a plan"), "ban", "neutral"),
    "target.result_typed": (gettext_lazy("Result of a target typed in"), "target", "info"),
}
SHOWN = 20


def chronicle_of(directive: Directive, size: int = SHOWN) -> list[dict[str, Any]]:
    """The newest lines as the timeline draws them; a verb without words shows its code. One statement."""
    return [_entry(line) for line in journal.of_stream(directive.stream).order_by("-seq")[:size]]


def _entry(line: Line) -> dict[str, Any]:
    words, icon, tone = VERBS.get(line.verb, (line.verb, "point", "neutral"))
    body = json.loads(line.text) if line.text else {}
    return {
        "at": line.at, "title": str(words), "who": line.actor, "behalf": line.behalf, "icon": icon, "tone": tone,
        "text": " · ".join(_details(body)),
    }  # fmt: skip


def _details(body: dict[str, Any]) -> list[str]:
    """How many things the line is about, and why."""
    said = []
    clauses = body.get("clauses")
    if clauses is not None:
        n = clauses if isinstance(clauses, int) else len(clauses)
        said.append(ngettext("%(n)d clause", "%(n)d clauses", n) % {"n": n})
    if body.get("cases"):
        n = len(body["cases"])
        said.append(ngettext("%(n)s case", "%(n)s cases", n) % {"n": n})
    if isinstance(body.get("passages"), list):
        n = len(body["passages"])
        said.append(ngettext("%(n)d sentence", "%(n)d sentences", n) % {"n": n})
    if body.get("mark"):
        said.append(str(dict(Passage.Mark.choices).get(body["mark"], body["mark"])))
    if body.get("confirmed_units"):
        said.append(_("units confirmed"))
    if body.get("because"):
        said.append(str(body["because"]))
    return said
