"""Trang của cuộc kiểm tra: what the office sees of a visit on site."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from congvu.domain.inspections.models import AnswerValue, Minutes, Presence, Snapshot, Visit
from congvu.domain.inspections.policy.language import shown_language
from congvu.domain.inspections.queries import on_site
from congvu.domain.inspections.queries.sampling import drawn_of
from congvu.kernel.casework import kinds
from congvu.kernel.ui import badges, formats

TONES = {
    "good": ("ok", "check"), "breach": ("late", "alert-triangle"), "praise": ("info", "star"),
    "not_seen": ("neutral", "circle-dashed"),
}  # fmt: skip


def minutes_state(visit: Visit) -> tuple[Minutes | None, Minutes | None]:
    """The signed minutes, if any, and the newest."""
    rows = list(visit.minutes.order_by("-number"))
    return next((one for one in rows if one.way), None), rows[0] if rows else None


def way_words(one: Minutes) -> str:
    """How the minutes were signed, in one sentence; empty while they are not. A log-in is not called a signature."""
    if not one.way:
        return ""
    given = {"name": one.signed_by, "at": formats.moment(one.signed_at), "witness": one.witness}
    if one.way == Minutes.Way.PAPER:
        return _("Signed on paper by %(name)s; scan kept on %(at)s.") % given
    if one.way == Minutes.Way.LOGIN:
        return _("Confirmed by log-in of %(name)s on %(at)s (not a signature).") % given
    words = _("%(name)s refused to sign on %(at)s; witness: %(witness)s.") % given
    return f"{words} {_('Reason given: %(words)s') % {'words': one.because}}" if one.because else words


def purposes_of(visit: Visit) -> list[tuple[str, str]]:
    """Kinds of cases the unit had when its data were frozen, of which no sample has been drawn."""
    snapshot = Snapshot.objects.filter(visit=visit).first()
    drawn = drawn_of(visit)
    counted: dict[str, Any] = snapshot.figures.get("kinds", {}) if snapshot is not None else {}
    known = {one.code: one.plural_vi if shown_language() == "vi" else one.plural_en for one in kinds.all_kinds()}
    return [
        (code, f"{known[code]} ({figures['running'] + figures['closed']})")
        for code, figures in counted.items() if code in known and code not in drawn
    ]  # fmt: skip


def figures_for_page(visit: Visit) -> dict[str, Any]:
    """Counts, what stood out, who was not there, evidence and interviews."""
    answers, heads = on_site.answer_figures(visit), on_site.head_figures(visit)
    noted = visit.answers.select_related("item").filter(value__in=[AnswerValue.BREACH, AnswerValue.PRAISE])
    evidence = visit.evidence.select_related("item", "file")
    return {
        "snapshot": Snapshot.objects.filter(visit=visit).first(),
        "answer_counts": [(_mark(code), answers[code]) for code in AnswerValue.values],
        "noted": [(one, _mark(one.value)) for one in noted.order_by("item__position")],
        "head_counts": [*((str(label), heads[code]) for code, label in Presence.choices),
                        (_("Not counted yet"), heads["not_counted"])],
        "absent": list(visit.heads.exclude(presence=Presence.PRESENT)),
        "evidence": list(evidence), "missing": sum(one.file_id is None for one in evidence),
        "interviews": list(visit.interviews.all()), "all_minutes": list(visit.minutes.all()),
    }  # fmt: skip


def _mark(code: str) -> str:
    tone, icon = TONES[code]
    return badges.status(str(AnswerValue(code).label), tone, icon)
