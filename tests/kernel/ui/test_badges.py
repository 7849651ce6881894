"""Badges: colour, word and icon together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from congvu.kernel.ui import badges


@pytest.mark.parametrize(
    ("hours", "options", "level"),
    [
        (100, {}, "ok"),
        (30, {}, "soon"),
        (-1, {}, "late"),
        (100, {"left_minutes": 961}, "ok"),
        (100, {"left_minutes": 960}, "soon"),
        (100, {"left_minutes": -1}, "late"),
        (-1, {"state": "paused"}, "paused"),
        (100, {"state": "none"}, "none"),
        (-30, {"state": "stopped", "stopped": -31}, "done"),
        (-30, {"state": "stopped", "stopped": -30}, "done"),
        (-30, {"state": "stopped", "stopped": -29}, "done_late"),
    ],
)
def test_level_of_a_clock(now: datetime, hours: int, options: dict[str, Any], level: str) -> None:
    """Late is after the due moment, not at it; a paused clock is neither late nor in time."""
    stopped = options.pop("stopped", None)
    found = badges.due_level(
        now + timedelta(hours=hours),
        now,
        stopped_at=None if stopped is None else now + timedelta(hours=stopped),
        **options,
    )
    assert found == level


def test_a_clock_without_a_date_has_no_level(now: datetime) -> None:
    """Whatever its state."""
    assert badges.due_level(None, now, "running") == "none"


def test_due_says_it_with_colour_word_icon_and_date(now: datetime) -> None:
    """Nobody has to see the colour."""
    with translation.override("vi"):
        html = badges.due(now + timedelta(hours=80), now, "running", 1110)
    assert 'class="due due-ok tone-ok"' in html
    assert "#clock" in html
    assert "Còn 2 ngày 2 giờ" in html
    assert '<time datetime="2026-11-27T16:30+07:00" title="27/11/2026 16:30">27/11/2026 16:30</time>' in html


def test_a_brief_due_keeps_the_hour_in_the_title(now: datetime) -> None:
    """Lists show the day."""
    html = badges.due(now, now, "running", -90, brief=True)
    assert 'title="24/11/2026 08:30">24/11/2026<' in html


@pytest.mark.parametrize("bad", ["late", "", "RUNNING"])
def test_an_unknown_state_is_a_mistake_of_the_caller(now: datetime, bad: str) -> None:
    """Not silently "running"."""
    with pytest.raises(ValueError, match="unknown clock state"):
        badges.due_level(now, now, bad)


def test_status_escapes_its_label_and_refuses_unknown_tones() -> None:
    """Labels may come from data."""
    assert "&lt;b&gt;" in badges.status("<b>", "ok")
    with pytest.raises(ValueError, match="unknown tone"):
        badges.status("x", "red")


def test_an_icon_speaks_only_when_it_has_a_label() -> None:
    """Decoration is silent."""
    assert 'aria-hidden="true"' in badges.icon("clock")
    assert 'role="img" aria-label="Hạn"' in badges.icon("clock", "Hạn")
