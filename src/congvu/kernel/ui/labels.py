"""Tên gọi: words of the custody strip, and of the refusals of the core, which knows no languages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.refusals import Refusal

WHOSE_LABELS: dict[str, Promise] = {
    "agency": _("Agency"),
    "applicant": _("Applicant"),
    "consulted": _("Consulted body"),
    "higher": _("Higher level"),
    "outage": _("System outage"),
}
CUSTODY_LABELS: dict[str, Promise] = {
    "held": _("Held"),
    "transfer": _("Being handed over"),
    "paused": _("Clock paused"),
    "closed": _("Closed"),
}
#: What plain Python says in English, in the words of the screen; by the code of the refusal.
CORE_REFUSALS: dict[str, Promise] = {
    "bad_limit": _("This is no period. Write it like “05 ngày làm việc”, “15 ngày”, “24 giờ làm việc” or “03 tháng”."),
    "bad_moment": _("This day does not exist."),
    "beyond_calendar": _("The day lies outside the years the working calendar knows."),
    "deadline_before_start": _("The deadline lies before the moment it is counted from."),
    "bad_weights": _("The risk factors or the floor of the weights are wrong: whole numbers, the floor at least 1."),
    "bad_listing": _("The list of the draw is wrong. Each unit and inspector stands once, with a code and a name; "
                     "weights are whole numbers from 1 on. Take a published list to the letter."),
    "no_inspector_left": _("Nobody is left who may be sent to this unit. Add an inspector who is not recused for it."),
    "bad_lot_secret": _("This is no secret of a slot: 64 digits and small letters from a to f. Copy all of them."),
    "bad_beacon": _("The public value is empty or holds signs that cannot be seen. Type it as its source printed it, "
                    "on one line."),
    "bad_slot": _("The round has no slot of this number."),
    "bad_draw_size": _("So many units cannot be drawn. Ask for one or more, at most as many as there are."),
    "bad_envelope": _("This is not what an envelope holds. Make it again on the device."),
    "envelope_too_long": _("The envelope is full. Shorten the reason or the note."),
    "bad_sample": _("A sample cannot be taken this way: the list has cases, each once; the sample is no larger than "
                    "the list; rates and confidence lie between 0 and 100 %."),
}  # fmt: skip


def refusal_words(refusal: Refusal) -> str:
    """The sentence of a refusal in the language of the screen."""
    words = CORE_REFUSALS.get(refusal.code)
    return str(refusal) if words is None else str(words)
