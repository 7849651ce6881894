"""Write `core/working_time/unofficial.py`: days off of the years without an official list, from `holidays`.

Run it by hand after updating the library, and look at the difference before committing it:

    python tools/unofficial_years.py
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import holidays

YEARS = (*range(2015, 2023), *range(2027, 2036))
TARGET = Path(__file__).parents[1] / "src" / "congvu" / "core" / "working_time" / "unofficial.py"
HEAD = '''"""Lịch nghỉ chưa kiểm chứng. Days off of years without an official list in this package.

Written by `tools/unofficial_years.py` from the library named in SOURCE (MIT licence); every row is unverified.
Only days that differ from a week of Monday to Friday are listed: (date, worked instead of off, names).
"""

from __future__ import annotations

SOURCE = "thư viện holidays {version}"

UNOFFICIAL: tuple[tuple[str, bool, str, str], ...] = (
'''


def rows(year: int) -> list[tuple[str, bool, str, str]]:
    """Weekdays off and worked rest days of one year, in order."""
    vietnamese = holidays.country_holidays("VN", years=range(year - 1, year + 2), language="vi")
    english = holidays.country_holidays("VN", years=range(year - 1, year + 2), language="en_US")
    found: list[tuple[str, bool, str, str]] = []
    on = date(year, 1, 1)
    while on.year == year:
        rest_day = on.weekday() >= 5
        if on in vietnamese and not rest_day:
            found.append((on.isoformat(), False, str(vietnamese[on]), str(english[on])))
        elif rest_day and vietnamese.is_working_day(on):
            found.append((on.isoformat(), True, "Làm bù", "Worked in exchange"))
        on += timedelta(days=1)
    return found


def quoted(text: str) -> str:
    """A Python literal in double quotes, Vietnamese letters as they are."""
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Rewrite the generated module."""
    lines = [HEAD.format(version=version("holidays"))]
    for year in YEARS:
        lines += [f"    ({quoted(row[0])}, {row[1]}, {quoted(row[2])}, {quoted(row[3])}),\n" for row in rows(year)]
    lines.append(")\n")
    TARGET.write_text("".join(lines), encoding="utf-8")
    print(f"{TARGET.name}: {sum(len(rows(year)) for year in YEARS)} days")


if __name__ == "__main__":
    main()
