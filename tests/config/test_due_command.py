"""`congvu due`: answers, refusals, and what it must not need."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from congvu.config.due_command import due_main
from congvu.core.working_time import SWAP_NOVEMBER_2026, national_calendar


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONGVU_LANGUAGE", raising=False)


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert due_main([*words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("start", "limit", "due_at"),
    [
        ("2026-02-13 16:30", "4 working hours", "2026-02-23T10:30:00+07:00"),
        ("2026-08-28 10:00", "24 working hours", "2026-09-07T10:00:00+07:00"),
        ("2026-08-28 10:00", "3 working days", "2026-09-07T10:00:00+07:00"),
        ("2025-08-29 17:30", "8 working hours", "2025-09-03T17:00:00+07:00"),
        ("2026-03-02 09:00", "3 working days close of business", "2026-03-05T17:00:00+07:00"),
        ("2026-02-13 16:30", "15 calendar days + 8 working days", "2026-03-12T16:30:00+07:00"),
        ("02/03/2026 09:00", "03 tháng", "2026-06-02T09:00:00+07:00"),
    ],
)
def test_due_times_for_machines(capsys: pytest.CaptureFixture[str], start: str, limit: str, due_at: str) -> None:
    found = answer(capsys, start, limit)
    assert found["due_at"] == due_at
    certificate, trace = found["certificate"], found["trace"]
    assert isinstance(certificate, list)
    assert isinstance(trace, list)
    assert trace[-1] == {"code": "due", "params": {"at": due_at}}
    assert len(certificate) == len(trace)
    assert certificate[-1].startswith("Hạn: ")


def test_people_see_the_date_first_and_then_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert due_main(["2026-02-13 16:30", "4 working hours"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "10:30 Thứ Hai 23/02/2026"
    assert "Tết Nguyên đán" in "\n".join(lines)
    assert due_main(["2026-02-13 16:30", "4 working hours", "--language", "en"]) == 0
    assert capsys.readouterr().out.startswith("10:30 Monday 2026-02-23\n")


def test_other_shifts_and_the_november_swap(capsys: pytest.CaptureFixture[str]) -> None:
    monday = ("2026-11-20 14:00", "16 working hours")
    assert answer(capsys, *monday)["due_at"] == "2026-11-25T14:00:00+07:00"
    swapped = answer(capsys, *monday, "--calendar", f"vn-civil-service+{SWAP_NOVEMBER_2026}")
    assert swapped["due_at"] == "2026-11-26T14:00:00+07:00"
    short = answer(capsys, *monday, "--shifts", "07:30-11:30,13:30-17:00")
    assert short["due_at"] == "2026-11-25T15:00:00+07:00"
    assert "7 giờ 30 phút" in str(short["warnings"])
    assert answer(capsys, *monday)["calendar"] == {
        "code": "vn-civil-service",
        "version": national_calendar().version,
        "switches": [],
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["hôm nay", "4 working hours"], "không phải là ngày giờ"),
        (["2026-02-30 10:00", "4 working hours"], "2026-02-30 10:00"),
        (["2026-02-13 16:30", "4 hours"], "không phải là thời hạn"),
        (["2026-02-13 16:30", "4 working hours", "--calendar", "la"], "vn-civil-service"),
        (["2026-02-13 16:30", "4 working hours", "--shifts", "7-11"], "07:00-11:30"),
        (["2026-02-13 16:30", "4 working hours", "--shifts", ""], "07:00-11:30"),
        (["2036-02-13 16:30", "4 working hours"], "2015–2035"),
        (["2026-02-13 16:30", "until 2026-01-01"], "before"),
        (["2026-02-13 16:30"], "LIMIT"),
        ([], "START"),
        (["2026-02-13 16:30", "4 working hours", "--zone", "utc"], "--zone"),
    ],
)
def test_refusals_are_a_sentence_on_standard_error(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert due_main(words) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("congvu due: ")
    assert output.err.count("\n") == 1
    assert said in output.err


def test_help_shows_the_grammar(capsys: pytest.CaptureFixture[str]) -> None:
    assert due_main(["--help"]) == 0
    assert 'N "working days" ["close of business"]' in capsys.readouterr().out


def test_no_framework_and_no_numpy_are_loaded() -> None:
    program = (
        "import sys; from congvu.config.due_command import due_main;"
        "due_main(['2026-02-13 16:30', '4 working hours']);"
        "print(sorted({'django', 'numpy', 'holidays', 'sqlite3'} & {m.partition('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
