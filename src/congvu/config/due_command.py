"""`congvu due START LIMIT`: when a limit ends, and why. Needs no database and no framework."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from congvu.config.words import _
from congvu.core.refusals import Invalid, Refusal
from congvu.core.working_time import (
    CALENDARS,
    FIRST_YEAR,
    LAST_YEAR,
    Explained,
    WeekTable,
    WorkCalendar,
    calendar_named,
    explain,
    moment_words,
    read_limit,
    read_moment,
    read_shifts,
    render,
)

EXIT_OK, EXIT_REFUSED = 0, 2

_EPILOG = """\
LIMIT := N "working hours" | N "working days" ["close of business"] | N "calendar days" | N "months",
joined by "+"; or the words of the law: "05 ngày làm việc", "15 ngày", "24 giờ làm việc", "03 tháng".

  congvu due "2026-02-13 16:30" "4 working hours"
  congvu due "13/02/2026 16:30" "15 ngày + 08 ngày làm việc" --json
"""


class _Parser(argparse.ArgumentParser):
    """Raises a refusal instead of ending the program, so that a caller gets an exit code."""

    def error(self, message: str) -> NoReturn:
        raise Invalid(message, hint="See congvu due --help.", code="bad_arguments")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="congvu due",
        description="When a limit ends that begins at START (Việt Nam time), and how that follows.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("start", metavar="START", help='when it was received: "2026-02-13 16:30"')
    parser.add_argument("limit", metavar="LIMIT", help='the limit: "4 working hours"')
    parser.add_argument(
        "--calendar", default=next(iter(CALENDARS)), metavar="NAME", help=f"one of {', '.join(CALENDARS)}"
    )
    parser.add_argument("--shifts", metavar="TEXT", help='working hours, "07:00-11:30,13:30-17:00"')
    spoken = "en" if os.environ.get("CONGVU_LANGUAGE") == "en" else "vi"
    parser.add_argument("--language", choices=("vi", "en"), default=spoken, help=f"of the derivation ({spoken})")
    parser.add_argument("--json", action="store_true", help="for machines")
    return parser


def calendar_for(name: str, shifts: str | None) -> WorkCalendar:
    """The shipped calendar `name`, on other shifts (Monday to Friday) when given; Invalid when either is wrong."""
    calendar = calendar_named(name)
    if shifts is None:
        return calendar
    hours = read_shifts(shifts)
    if not hours:
        raise Invalid("There must be at least one shift.", field="shifts", code="bad_shift")
    return calendar.with_weeks(WeekTable.five_days(hours))


def as_json(found: Explained, calendar: WorkCalendar, limit: str, language: str) -> str:
    """The answer for machines: `due_at` in ISO 8601 with +07:00 and the lines it follows from."""
    answer = {
        "due_at": found.due.isoformat(),
        "start": str(next(line.params["at"] for line in found.lines if line.code == "received")),
        "limit": limit,
        "calendar": {"code": calendar.code, "version": calendar.version, "switches": sorted(calendar.switches)},
        "certificate": [render(line, language) for line in found.lines],
        "certificate_sha256": found.sha256,
        "trace": [{"code": line.code, "params": dict(line.params)} for line in found.lines],
        "warnings": [render(line, language) for line in calendar.uneven_days()],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def refusal_words(refusal: Refusal, options: argparse.Namespace | None) -> str:
    """What was refused, in the language of the command line; the core's own English when there is no sentence."""
    if options is None:
        return str(refusal)
    sentences = {
        "bad_moment": _("“{start}” is not a date and time that exists. Write it like 2026-02-13 16:30."),
        "bad_limit": _(
            "“{limit}” is not a limit. Write N working hours, N working days [close of business], N calendar days or"
            " N months, joined by +."
        ),
        "bad_shift": _("“{shifts}” are not shifts. Write them like 07:00-11:30,13:30-17:00."),
        "unknown_calendar": _("There is no calendar “{calendar}”. Known: {known}."),
        "beyond_calendar": _("The date lies outside the years this calendar knows ({first}–{last})."),
    }
    sentence = sentences.get(refusal.code)
    if sentence is None:
        return str(refusal)
    known = ", ".join(CALENDARS)
    return sentence.format(**vars(options), known=known, first=FIRST_YEAR, last=LAST_YEAR)


def due_main(argv: Sequence[str]) -> int:
    """Run the command; 0 when there is an answer, 2 when the input was refused (a sentence on standard error)."""
    options: argparse.Namespace | None = None
    try:
        options = _parser().parse_args(list(argv))
        calendar = calendar_for(options.calendar, options.shifts)
        limit = read_limit(options.limit)
        found = explain(calendar, read_moment(options.start), limit)
    except Refusal as refusal:
        print(f"congvu due: {refusal_words(refusal, options)}", file=sys.stderr)
        return EXIT_REFUSED
    except SystemExit as asked_for_help:
        return int(asked_for_help.code or 0)
    if options.json:
        print(as_json(found, calendar, limit.code, options.language))
        return EXIT_OK
    print(moment_words(found.due, options.language))
    print()
    print(found.text(options.language), end="")
    for warning in calendar.uneven_days():
        print(render(warning, options.language))
    return EXIT_OK
