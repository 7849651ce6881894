"""The list of background work in trouble."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congvu.kernel.jobs.models import Job, State
from congvu.kernel.jobs.queries import label_of, owner_of, place_of_error
from congvu.kernel.ui import badges, tables

TONES = {
    State.WAITING: "wait",
    State.RUNNING: "info",
    State.FAILED: "soon",
    State.DONE: "ok",
    State.DEAD: "late",
    State.DISCARDED: "neutral",
}


def state_mark(job: Job) -> str:
    """The state as a coloured word."""
    state = State(job.state)
    return badges.status(state.label, TONES[state])


def _in_state(rows: QuerySet[Job], state: str) -> QuerySet[Job]:
    return rows.filter(state=state)


TROUBLED = tables.Table(
    name="jobs",
    caption=_("Background work in trouble"),
    order="-id",
    exportable=False,
    row_url=lambda job: reverse("jobs:detail", args=[job.pk]),
    columns=(
        tables.Column("id", _("Number"), kind=tables.Kind.CODE, sort="id", width="fit"),
        tables.Column("label", _("Job"), label_of, phone="title", width="wide"),
        tables.Column("state", _("State"), cell=lambda job, _scope: state_mark(job), width="fit"),
        tables.Column("attempts", _("Attempts"), lambda job: f"{job.attempts}/{job.max_attempts}", width="fit"),
        tables.Column("error", _("What went wrong"), place_of_error),
        tables.Column("owner", _("Owner"), owner_of, kind=tables.Kind.CODE),
        tables.Column("created_at", _("Asked for"), kind=tables.Kind.MOMENT, width="fit"),
    ),
    filters=(
        tables.Filter(
            "state",
            _("State"),
            apply=_in_state,
            choices=[(State.DEAD, State.DEAD.label), (State.FAILED, State.FAILED.label)],
        ),
    ),
    empty_title=_("No background work is in trouble"),
    empty_text=_("Work that fails is tried again by itself; what was given up stands here until somebody decides."),
    empty_icon="circle-check",
)
