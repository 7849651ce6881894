"""Run in a process of its own: `python -m benchmarks._scale WHAT`, on the PostgreSQL CONGVU_DATABASE_URL names.

`fill` makes the organisation and a great many cases by SQL, without triggers: it is the bench's own database, and what
is measured is reading and reckoning. `desk`, `list`, `holiday`, `board`, `past` measure and print JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django

OPEN = int(os.environ.get("CONGVU_BENCH_OPEN", "50000"))
ALL = int(os.environ.get("CONGVU_BENCH_ALL", str(4 * OPEN)))
LINES = 10
HOLIDAY = int(os.environ.get("CONGVU_BENCH_HOLIDAY", str(OPEN * 2 // 5)))
#: Cases in the picture of a past moment.
PAST = int(os.environ.get("CONGVU_BENCH_PAST", "100000"))
ROUNDS = int(os.environ.get("CONGVU_BENCH_ROUNDS", "40"))
VERBS = ("Rà soát", "Thống kê", "Kiểm tra", "Báo cáo", "Công khai", "Tuyên truyền", "Chấn chỉnh", "Xây dựng kế hoạch")
MATTERS = (
    "quản lý đất đai", "giải ngân vốn đầu tư công", "hồ sơ người có công", "an toàn thực phẩm", "tiếp công dân",
    "dữ liệu hộ tịch", "bảo vệ môi trường", "trật tự xây dựng", "y tế cơ sở", "phòng, chống thiên tai",
)  # fmt: skip
PLACES = tuple(f"khu vực {number:02d}" for number in range(1, 41))

CASES = """
INSERT INTO casework_case (code, kind, title, skey, law_on, confidentiality, accountable_agency_id, issuing_agency_id,
  holder_agency_id, holder_official_id, phase, station, whose_clock, opened_at, first_due_at, due_at, due_basis,
  next_event_at, stopped_at, closed_at, outcome, asking, times_returned, seq, head)
SELECT 'NV-2026-' || lpad(g::text, 7, '0'), 'directive_task', t.title,
  'nv 2026 ' || lpad(g::text, 7, '0') || ' ' || t.skey, m.at::date, 'internal', u.agency, %(office)s, u.agency,
  u.official, CASE WHEN g <= %(open)s THEN 'in_progress' ELSE 'completed' END, 'carry_out', 'agency', m.at, m.due,
  m.due, '{"limit": "30 working days"}'::jsonb,
  CASE WHEN g <= %(open)s THEN m.due END,
  CASE WHEN g > %(open)s THEN m.at + interval '1 day' * (g %% 45) END,
  CASE WHEN g > %(open)s THEN m.at + interval '1 day' * (g %% 45) + interval '3 hours' END,
  CASE WHEN g > %(open)s THEN 'completed' ELSE '' END, '', 0, %(lines)s,
  decode(md5(g::text) || md5('h' || g::text), 'hex')
FROM generate_series(1, %(all)s) g
  JOIN bench_unit u ON u.n = g %% (SELECT count(*) FROM bench_unit)
  JOIN bench_moment m ON m.closed = (g > %(open)s)
    AND m.n = (g / 7) %% (SELECT count(*) FROM bench_moment WHERE closed = (g > %(open)s))
  JOIN bench_title t ON t.n = (g * 31) %% (SELECT count(*) FROM bench_title)
"""
JOURNAL = """
INSERT INTO journal_line (stream, seq, at, verb, actor, behalf, prev, commitment, leaf, salt, text)
SELECT 'case/' || c.code, s, c.opened_at + s * interval '1 hour', CASE WHEN s = 1 THEN 'case.registered' ELSE
  'case.progressed' END, 'Chuyên viên 01 – Sở Nội vụ (cv-noi-vu)', '',
  decode(md5(c.code || (s - 1)) || md5('x'), 'hex'),
  decode(md5(c.code || 'c' || s) || md5('y'), 'hex'),
  CASE WHEN s = %(lines)s THEN c.head ELSE decode(md5(c.code || s) || md5('x'), 'hex') END,
  decode(md5('s' || s), 'hex'), '{"progress":50,"set":{"holder_official_id":' || coalesce(c.holder_official_id, 0)
  || '},"words":"Đã thu thập số liệu từ các đơn vị, đang tổng hợp."}'
FROM casework_case c, generate_series(1, %(lines)s) s WHERE c.id <= %(open)s
"""
CUSTODY = """
INSERT INTO casework_custody (case_id, line_seq, agency_id, official_id, station, state, whose_clock, from_at, to_at)
SELECT c.id, s, c.holder_agency_id, CASE WHEN s = 4 THEN c.holder_official_id END, 'carry_out', 'holding', 'agency',
  c.opened_at + s * interval '1 hour', CASE WHEN s < 4 THEN c.opened_at + (s + 1) * interval '1 hour' END
FROM casework_case c, generate_series(1, 4) s WHERE c.id <= %(open)s
UNION ALL
SELECT c.id, 1, c.holder_agency_id, c.holder_official_id, 'carry_out', 'closed', 'agency', c.closed_at, NULL
FROM casework_case c WHERE c.id > %(open)s
"""
CLOCK = """
INSERT INTO casework_clockevent (case_id, line_seq, i, kind, at, whose, "limit", rule, ground, words)
SELECT id, 1, 0, 'start', opened_at, 'agency', '30 working days', 'directives.task.deadline', '', ''
FROM casework_case WHERE id <= %(open)s
"""
WORDS = """
INSERT INTO casework_casewords (case_id, agency_id, text, brief)
SELECT id, accountable_agency_id, skey, true FROM casework_case
"""
#: My desk asked of the history: the last interval of custody of every case, and whose it is.
OVER_HISTORY = """
SELECT c.id FROM (SELECT DISTINCT ON (case_id) case_id, official_id, state FROM casework_custody
  ORDER BY case_id, line_seq DESC) l JOIN casework_case c ON c.id = l.case_id
WHERE l.official_id = %s AND l.state <> 'closed' ORDER BY c.due_at LIMIT 200
"""
#: The leader's board by hand: what is open, late, waiting and done by agency, in one statement.
BY_HAND = """
SELECT accountable_agency_id, count(*) FILTER (WHERE closed_at IS NULL),
  count(*) FILTER (WHERE closed_at IS NULL AND stopped_at IS NULL AND due_at < %(now)s),
  count(*) FILTER (WHERE closed_at IS NULL AND stopped_at IS NULL AND due_at BETWEEN %(now)s AND %(soon)s),
  count(*) FILTER (WHERE closed_at IS NULL AND transfer_agency_id IS NOT NULL),
  count(*) FILTER (WHERE closed_at IS NULL AND stopped_at IS NOT NULL),
  count(*) FILTER (WHERE closed_at IS NULL AND holder_official_id IS NULL),
  count(*) FILTER (WHERE closed_at >= %(since)s AND stopped_at <= due_at),
  count(*) FILTER (WHERE closed_at >= %(since)s AND stopped_at > due_at),
  percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY EXTRACT(epoch FROM coalesce(stopped_at, %(now)s) - due_at))
    FILTER (WHERE coalesce(stopped_at, closed_at, %(now)s) > due_at AND (closed_at IS NULL OR closed_at >= %(since)s))
FROM casework_case WHERE outcome <> 'withdrawn' GROUP BY accountable_agency_id
"""


def _moments(now: datetime) -> list[tuple[int, bool, datetime, datetime]]:
    """Moments at which cases were opened, with the deadline the calendar gives them."""
    from congvu.core.working_time import add, read_limit, subtract
    from congvu.core.working_time.limits import WorkingDays
    from congvu.kernel.org import queries as org

    calendar = org.calendar_of(org.agency_by_code("ubnd-tinh").pk)
    limit, found = read_limit("30 working days"), []
    for closed, days in ((False, range(45)), (True, range(46, 400, 3))):
        for number, day in enumerate(days):
            at = subtract(calendar, now, WorkingDays(day)).replace(microsecond=0)
            found.append((number, closed, at, add(calendar, at, limit)))
    return found


def _fill() -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from congvu.core.text import skey
    from congvu.demo.accounts import open_accounts
    from congvu.demo.organisation import build
    from congvu.kernel.casework.migrations import _words
    from congvu.kernel.org import queries as org

    call_command("migrate", verbosity=0)
    now = timezone.now()
    cast = build(now)
    org.organisation()
    crew = open_accounts(cast, now)
    units = []
    for code in (*cast.departments, *cast.communes):
        if code != "vpubnd":
            people = [*crew.officers(code), crew.head(code)]
            units += [(cast.agency(code).pk, one.official_id) for one in people]
    titles = [f"{verb} {matter} {place}" for place in PLACES for matter in MATTERS for verb in VERBS]
    began = time.perf_counter()
    values = {"office": cast.agency("vpubnd").pk, "open": OPEN, "all": ALL, "lines": LINES}
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE casework_custody DROP CONSTRAINT custody_never_overlaps")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("CREATE TEMP TABLE bench_unit (n int, agency bigint, official bigint)")
        cursor.execute("CREATE TEMP TABLE bench_moment (n int, closed bool, at timestamptz, due timestamptz)")
        cursor.execute("CREATE TEMP TABLE bench_title (n int, title text, skey text)")
        cursor.executemany("INSERT INTO bench_unit VALUES (%s, %s, %s)", [(n, *unit) for n, unit in enumerate(units)])
        cursor.executemany("INSERT INTO bench_moment VALUES (%s, %s, %s, %s)", _moments(now))
        cursor.executemany(
            "INSERT INTO bench_title VALUES (%s, %s, %s)", [(n, one, skey(one)) for n, one in enumerate(titles)]
        )
        cursor.execute("ANALYZE")
        cursor.execute("DROP INDEX IF EXISTS case_words_by_letters, case_words_of_agency")
        for statement in (CASES, JOURNAL, CUSTODY, CLOCK, WORDS, *_words.OF_AGENCY):
            cursor.execute(statement, values)
        _words.find_by_letters(connection)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    return {"open": OPEN, "all": ALL, "lines": OPEN * LINES, "seconds": round(time.perf_counter() - began)}


class Clocked:
    """Time and number of the statements that run inside."""

    def __init__(self) -> None:
        self.seconds, self.count = 0.0, 0
        self.slowest: tuple[float, str] = (0.0, "")

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.perf_counter() - began
            self.seconds, self.count = self.seconds + took, self.count + 1
            self.slowest = max(self.slowest, (took, sql))


def _database_cpu() -> float:
    """Seconds of the processor that the database's process of this connection has used, by the account the system
    keeps of it (in hundredths of a second): true on a busy machine too."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    said = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def _pages(login: str, addresses: list[str], rounds: int) -> dict[str, Any]:
    """p95 of the pages in ms, median of the database's time in ms, statements, by somebody who is signed in."""
    from django.db import connection
    from django.test import Client

    from congvu.kernel.accounts.models import Account

    client = Client()
    client.force_login(Account.objects.get(login=login))
    took, asked, counts, slow = [], [], set(), (0.0, "")
    for number in range(rounds + 3):
        if number == 3:
            cpu, of_database = time.process_time(), _database_cpu()
        clocked = Clocked()
        address = addresses[number % len(addresses)]
        began = time.perf_counter()
        with connection.execute_wrapper(clocked):
            answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        if number >= 3:
            took.append(time.perf_counter() - began)
            asked.append(clocked.seconds)
            counts.add(clocked.count)
            slow = max(slow, clocked.slowest)
    took.sort()
    cpu, of_database = time.process_time() - cpu, _database_cpu() - of_database
    return {
        "cpu_ms": 1000 * cpu / rounds, "db_cpu_ms": 1000 * of_database / rounds,
        "p50_ms": 1000 * statistics.median(took), "p95_ms": 1000 * took[int(len(took) * 0.95)],
        "db_ms": 1000 * statistics.median(asked), "statements": sorted(counts),
        "slowest_ms": 1000 * slow[0], "slowest": slow[1],
    }  # fmt: skip


def _desk() -> dict[str, Any]:
    from django.db import connection
    from django.utils import timezone

    from congvu.kernel.accounts.models import Account
    from congvu.kernel.accounts.policy import actor_of
    from congvu.kernel.casework.queries import inbox

    found = _pages("cv-noi-vu", ["/"], ROUNDS)
    account = Account.objects.select_related("official").get(login="cv-noi-vu")
    actor = actor_of(account, timezone.localdate())
    history, ours = [], []
    before = _database_cpu()
    for _round in range(20):
        inbox.held_by(actor, timezone.now())
    held_cpu = (_database_cpu() - before) / 20
    for _round in range(5):
        clocked = Clocked()
        with connection.execute_wrapper(clocked):
            held = inbox.held_by(actor, timezone.now())
        ours.append(clocked.seconds)
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(OVER_HISTORY, [actor.official_id])
            known = {row[0] for row in cursor.fetchall()}
        history.append(time.perf_counter() - began)
        if len(known) != len(held):
            raise RuntimeError(f"the desk holds {len(held)}, history says {len(known)}")
    figures = {"held_cpu_ms": 1000 * held_cpu, "held_ms": 1000 * statistics.median(ours)}
    return {**found, **figures, "history_ms": 1000 * statistics.median(history)}


LISTS = [
    "/cases/", "/cases/?open=1", "/cases/?state=overdue", "/cases/?q=ra+soat+dat+dai", "/cases/?q=khu+vuc+07",
    "/cases/?open=1&q=ho+tich", "/cases/?q=NV-2026-0001234", "/cases/?state=done_late", "/cases/?q=khong+co+gi",
]  # fmt: skip


def _list() -> dict[str, Any]:
    each = {address: _pages("gd-noi-vu", [address], max(40, ROUNDS)) for address in LISTS}
    worst = max(each, key=lambda address: each[address]["p95_ms"])
    return {
        "cpu_ms": max(found["cpu_ms"] + found["db_cpu_ms"] for found in each.values()),
        "db_cpu": {address: round(found["db_cpu_ms"], 1) for address, found in each.items()},
        "db_clock": {address: round(found["db_ms"], 1) for address, found in each.items()},
        "page_cpu": {address: round(found["cpu_ms"]) for address, found in each.items()},
        "p95_ms": each[worst]["p95_ms"], "worst": worst, "slowest": each[worst]["slowest"],
        "statements": sorted({count for found in each.values() for count in found["statements"]}),
        "each": {address: round(found["p95_ms"]) for address, found in each.items()},
    }  # fmt: skip


def _holiday() -> dict[str, Any]:
    """A day off announced late; the cases of as many units as hold HOLIDAY open cases are reckoned again."""
    from django.db.models import Count
    from django.utils import timezone

    from congvu.core.working_time.moments import date_of_day, day_number
    from congvu.kernel.accounts.policy import Actor
    from congvu.kernel.casework.actions.sweeps import recompute_deadlines
    from congvu.kernel.casework.models import Case
    from congvu.kernel.journal.models import Line
    from congvu.kernel.org.actions.calendars import announce_day
    from congvu.kernel.org.models import Calendar

    now = timezone.now()
    day = date_of_day(day_number(timezone.localdate(now)) + 8)
    while day.weekday() > 4:
        day = date_of_day(day_number(day) + 1)
    by_unit = Case.objects.filter(closed_at=None).values_list("accountable_agency_id").annotate(n=Count("pk"))
    agencies: list[int] = []
    total = 0
    for agency_id, count in by_unit.order_by("accountable_agency_id"):
        if total < HOLIDAY:
            agencies.append(agency_id)
            total += count
    announce_day(
        actor=Actor.system(), calendar=Calendar.objects.get(code="cong-chuc"), day=day, kind="off",
        source="Thông báo nghỉ (đo thử)", now=now,
    )
    began, cpu = time.perf_counter(), time.process_time()
    moved = recompute_deadlines(agency_ids=agencies, because="Thông báo nghỉ (đo thử)", now=now)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    lines = Line.objects.filter(verb="clock.recomputed").count()
    if lines != moved or not moved:
        raise RuntimeError(f"{moved} deadlines moved, {lines} lines say so")
    return {"cases": total, "moved": moved, "seconds": seconds, "cpu": cpu}


def _board() -> dict[str, Any]:
    from django.db import connection
    from django.utils import timezone

    from congvu.kernel.accounts.models import Account
    from congvu.kernel.accounts.policy import actor_of
    from congvu.kernel.casework.queries import overview

    now = timezone.now()
    actor = actor_of(Account.objects.select_related("official").get(login="chu-tich"), timezone.localdate(now))
    said = {"now": now, "soon": now + timedelta(hours=48), "since": now - timedelta(hours=365 * 24)}
    ours, hand = [], []
    for _round in range(4):
        began = time.perf_counter()
        overview.overview(actor, now)
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(BY_HAND, said)
            cursor.fetchall()
        hand.append(time.perf_counter() - began)
    return {"ours": statistics.median(ours[1:]), "hand": statistics.median(hand[1:])}


#: The same question by hand: what stood then, counted by kind and state, without listing it.
THEN_BY_HAND = """
SELECT c.kind, u.state, count(*), count(*) FILTER (WHERE c.due_at < %(moment)s)
FROM casework_custody u JOIN casework_case c ON c.id = u.case_id
WHERE u.from_at <= %(moment)s AND (u.to_at IS NULL OR u.to_at > %(moment)s)
  AND (c.accountable_agency_id = ANY(%(units)s) OR u.agency_id = ANY(%(units)s))
GROUP BY c.kind, u.state
"""


def _past() -> dict[str, Any]:
    from django.db import connection
    from django.db.models import Count
    from django.utils import timezone

    from congvu.kernel.casework.models import Case
    from congvu.kernel.casework.queries.as_of import picture

    now = timezone.now()
    moment, since = now - timedelta(hours=24 * 9), now - timedelta(hours=24 * 800)
    sizes = Case.objects.values_list("accountable_agency_id").annotate(n=Count("pk")).order_by("-n")
    units: set[int] = set()
    cases = 0
    for unit, n in sizes:
        if cases >= PAST:
            break
        units.add(unit)
        cases += n
    ours, hand, cpu, found = [], [], [], None
    for _round in range(4):
        began, used = time.perf_counter(), time.process_time() + _database_cpu()
        found = picture(units, moment, since)
        ours.append(time.perf_counter() - began)
        cpu.append(time.process_time() + _database_cpu() - used)
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(THEN_BY_HAND, {"moment": moment, "units": list(units)})
            cursor.fetchall()
        hand.append(time.perf_counter() - began)
    assert found is not None
    return {"cases": found.cases, "ours": min(ours), "cpu": min(cpu), "hand": min(hand)}


def main(what: str) -> None:
    """Do one part and print its figures as JSON on the last line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks._settings")
    django.setup()
    if what in ("desk", "list"):  # pages as a web process gives them
        from congvu.config import wsgi  # noqa: F401 - loads every room
        from congvu.config.serve import settle

        settle()
    parts = {"fill": _fill, "desk": _desk, "list": _list, "holiday": _holiday, "board": _board,
             "past": _past}  # fmt: skip
    print(json.dumps(parts[what]()))


if __name__ == "__main__":
    main(sys.argv[1])
