"""Run in a process of its own: `python -m benchmarks._dossiers WHAT`, on the PostgreSQL CONGVU_DATABASE_URL names.

`fill` makes the organisation, its catalogue and a great many dossiers by SQL, without triggers: it is the bench's own
database, and what is measured is reading. `form`, `list`, `export` measure and print JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
import tracemalloc
from datetime import date, datetime
from typing import Any

import django

from benchmarks._scale import ROUNDS, _pages

ALL = int(os.environ.get("CONGVU_BENCH_DOSSIERS", "200000"))
YEAR = int(os.environ.get("CONGVU_BENCH_YEAR", str(ALL * 13 // 20)))
EXPORTED = int(os.environ.get("CONGVU_BENCH_EXPORTED", "100000"))

APPLICANTS = """
INSERT INTO onestop_applicant (kind, id_kind, id_number, name, address, phone, email, skey, changed_at)
SELECT 'citizen', 'personal', lpad(g::text, 12, '0'), 'Công dân ' || g, 'Thôn ' || g %% 90, '', '', 'cong dan ' || g,
  now()
FROM generate_series(1, %(people)s) g
"""
CASES = """
INSERT INTO casework_case (code, kind, title, skey, law_on, confidentiality, accountable_agency_id, issuing_agency_id,
  holder_agency_id, holder_official_id, phase, station, whose_clock, opened_at, first_due_at, due_at, due_basis,
  next_event_at, stopped_at, closed_at, outcome, asking, times_returned, seq, head)
SELECT d.identifier || '-' || to_char(m.at, 'YYMMDD') || '-' || lpad(g::text, 7, '0'), 'onestop_dossier', v.title,
  lower(d.identifier) || ' ' || v.skey || ' cong dan ' || (g %% %(people)s + 1), m.at::date, 'internal', d.serves_id,
  d.agency_id, CASE WHEN g %% 25 = 0 THEN d.serves_id ELSE d.agency_id END, NULL,
  CASE WHEN g %% 25 = 0 THEN 'processing' WHEN g %% 25 = 1 THEN 'settled' ELSE 'returned' END, 's1', 'agency', m.at,
  m.due, m.due, '{"limit": "3 working days"}'::jsonb, CASE WHEN g %% 25 < 2 THEN m.due END,
  CASE WHEN g %% 25 > 0 THEN m.at + interval '1 hour' * (g %% 90) END,
  CASE WHEN g %% 25 > 1 THEN m.at + interval '1 hour' * (g %% 90 + 5) END,
  CASE WHEN g %% 25 > 1 THEN 'granted' ELSE '' END, '', 0, 5, decode(md5(g::text) || md5('h' || g::text), 'hex')
FROM generate_series(1, %(all)s) g
  JOIN bench_desk d ON d.n = g %% (SELECT count(*) FROM bench_desk)
  JOIN bench_moment m ON m.n = g %% (SELECT count(*) FROM bench_moment)
  JOIN bench_variant v ON v.n = (g / 3) %% (SELECT count(*) FROM bench_variant)
"""
DOSSIERS = """
INSERT INTO onestop_dossier (case_id, procedure_id, variant_id, field_id, desk_id, settling_id, returns_id, channel,
  applicant_id, applicant_name, proxy, contact, content, sets, delivery, deliver_to, secret, submitted_at, received_at,
  settled_at, returned_at, granted, stage, supplements, citizen)
SELECT c.id, v.procedure_id, v.variant_id, v.field_id, c.issuing_agency_id, c.accountable_agency_id,
  c.issuing_agency_id, CASE c.id %% 3 WHEN 0 THEN 'counter' ELSE 'online' END, a.id, a.name, '{}', '{}', '', 1,
  'counter', '', 'AAAAAAAA', c.opened_at, c.opened_at, c.stopped_at, c.closed_at, c.stopped_at IS NOT NULL, 1, 0, ''
FROM casework_case c
  JOIN bench_variant v ON v.n = (right(c.code, 7)::int / 3) %% (SELECT count(*) FROM bench_variant)
  JOIN onestop_applicant a ON a.id = c.id %% %(people)s + 1
"""
WORDS = """
INSERT INTO casework_casewords (case_id, agency_id, text, brief)
SELECT id, accountable_agency_id, skey, true FROM casework_case
"""
#: Form 06 by hand: the thirteen columns of every field and level, in one statement.
BY_HAND = """
SELECT ve.settled_at, d.field_id,
  count(*) FILTER (WHERE d.received_at >= %(begin)s AND d.channel = 'online'),
  count(*) FILTER (WHERE d.received_at >= %(begin)s AND d.channel <> 'online'),
  count(*) FILTER (WHERE d.received_at < %(begin)s),
  count(*) FILTER (WHERE d.settled_at < %(end)s AND d.settled_at <= c.due_at
    AND (d.settled_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < (c.due_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date),
  count(*) FILTER (WHERE d.settled_at < %(end)s AND d.settled_at <= c.due_at
    AND (d.settled_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date >= (c.due_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date),
  count(*) FILTER (WHERE d.settled_at < %(end)s AND d.settled_at > c.due_at),
  count(*) FILTER (WHERE (d.settled_at IS NULL OR d.settled_at >= %(end)s) AND c.due_at >= %(end)s),
  count(*) FILTER (WHERE (d.settled_at IS NULL OR d.settled_at >= %(end)s) AND c.due_at < %(end)s)
FROM onestop_dossier d JOIN casework_case c ON c.id = d.case_id
  JOIN procedures_variant va ON va.id = d.variant_id JOIN procedures_version ve ON ve.id = va.version_id
WHERE d.received_at < %(end)s AND (d.settled_at IS NULL OR d.settled_at >= %(begin)s)
GROUP BY 1, 2
"""


def _moments(now: datetime) -> list[tuple[int, datetime, datetime]]:
    """Moments over two years at which dossiers came in, so dense that YEAR of ALL fall into the last one."""
    from congvu.core.working_time import add, read_limit, subtract
    from congvu.core.working_time.limits import WorkingHours
    from congvu.kernel.org import queries as org

    calendar = org.calendar_of(org.agency_by_code("ubnd-tinh").pk)
    limit, found = read_limit("3 working days"), []
    hours = 250 * 8 * ALL // max(YEAR, 1)
    for number in range(600):
        at = subtract(calendar, now, WorkingHours(3600 * (1 + hours * number // 600))).replace(microsecond=0)
        found.append((number, at, add(calendar, at, limit)))
    return found


def _fill() -> dict[str, Any]:
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from congvu.core.text import skey
    from congvu.demo.accounts import open_accounts
    from congvu.demo.catalogue import announce_procedures
    from congvu.demo.desks import open_desks
    from congvu.demo.organisation import build
    from congvu.domain.procedures.models import Variant
    from congvu.kernel.casework.migrations import _words
    from congvu.kernel.org import queries as org

    call_command("migrate", verbosity=0)
    now = timezone.now()
    cast = build(now)
    org.organisation()
    crew = open_accounts(cast, now)
    announce_procedures(cast, crew, now)
    desks = list(open_desks(cast).values())
    variants = [
        (row.pk, row.version.procedure_id, row.version.procedure.field_id, row.version.name, skey(row.version.name))
        for row in Variant.objects.select_related("version__procedure").filter(version__from_on__isnull=False)
    ]
    began = time.perf_counter()
    values = {"all": ALL, "people": max(1000, ALL // 5)}
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE casework_custody DROP CONSTRAINT custody_never_overlaps")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("CREATE TEMP TABLE bench_desk (n int, agency_id bigint, serves_id bigint, identifier text)")
        cursor.execute("CREATE TEMP TABLE bench_moment (n int, at timestamptz, due timestamptz)")
        cursor.execute(
            "CREATE TEMP TABLE bench_variant "
            "(n int, variant_id bigint, procedure_id bigint, field_id bigint, title text, skey text)"
        )
        cursor.executemany(
            "INSERT INTO bench_desk VALUES (%s, %s, %s, %s)",
            [(n, one.agency_id, one.serves_id, one.identifier) for n, one in enumerate(desks)],
        )
        cursor.executemany("INSERT INTO bench_moment VALUES (%s, %s, %s)", _moments(now))
        cursor.executemany(
            "INSERT INTO bench_variant VALUES (%s, %s, %s, %s, %s, %s)", [(n, *one) for n, one in enumerate(variants)]
        )
        cursor.execute("ANALYZE")
        cursor.execute("DROP INDEX IF EXISTS case_words_by_letters, case_words_of_agency")
        for statement in (APPLICANTS, CASES, DOSSIERS, WORDS, *_words.OF_AGENCY):
            cursor.execute(statement, values)
        _words.find_by_letters(connection)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    return {"all": ALL, "seconds": round(time.perf_counter() - began)}


def _form() -> dict[str, Any]:
    """Form 06 of the last year, ours beside the statement by hand; both must count the same dossiers."""
    from django.db import connection
    from django.utils import timezone

    from congvu.domain.onestop.queries.settlement import Period, report
    from congvu.kernel.accounts.policy import Actor

    today = timezone.localdate()
    period = Period(date.fromordinal(today.toordinal() - 365), today)
    ours, hand = [], []
    for _round in range(5):
        began = time.perf_counter()
        found = report(Actor.system(), period)
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(BY_HAND, {"begin": period.begin, "end": period.end})
            lines = cursor.fetchall()
        hand.append(time.perf_counter() - began)
    counted = sum(sum(line[5:]) for line in lines)
    if counted != found.whole.settled + found.whole.open or not counted:
        raise RuntimeError(f"by hand {counted}, the form {found.whole}")
    return {"dossiers": counted, "ours": statistics.median(ours[1:]), "hand": statistics.median(hand[1:])}


LISTS = [
    "/onestop/dossiers/", "/onestop/dossiers/?view=all", "/onestop/dossiers/?view=all&q=cong+dan+77",
    "/onestop/dossiers/?view=all&q=khai+sinh", "/onestop/dossiers/?view=all&q=H99.11-",
    "/onestop/dossiers/?view=all&status=4", "/onestop/dossiers/?view=all&channel=online",
    "/onestop/dossiers/?view=all&q=khong+co+gi",
]  # fmt: skip


def _list() -> dict[str, Any]:
    """The list of somebody who sees one ward."""
    each = {address: _pages("ct-lam-son", [address], max(40, ROUNDS)) for address in LISTS}
    worst = max(each, key=lambda address: each[address]["p95_ms"])
    return {
        "p95_ms": each[worst]["p95_ms"], "worst": worst, "slowest": each[worst]["slowest"],
        "statements": sorted({count for found in each.values() for count in found["statements"]}),
        "each": {address: round(found["p95_ms"]) for address, found in each.items()},
        "db_cpu": {address: round(found["db_cpu_ms"], 1) for address, found in each.items()},
    }  # fmt: skip


def _export() -> dict[str, Any]:
    """The list as .csv by somebody who sees the province: time to the first byte and to the first row, and the most
    memory that was ever taken on each 10,000 rows of the way (traced, of all that Python holds)."""
    from django.test import Client

    from congvu.kernel.accounts.models import Account

    client = Client()
    client.force_login(Account.objects.get(login="cai-cach"))
    client.get("/onestop/dossiers/")
    tracemalloc.start()
    began = time.perf_counter()
    answer = client.get("/onestop/dossiers/?export=csv&view=all")
    if answer.status_code != 200 or not answer.streaming:
        raise RuntimeError(f"{answer.status_code}, streaming {answer.streaming}")
    first, first_row, rows = 0.0, 0.0, 0
    peaks: list[float] = []
    tracemalloc.reset_peak()
    for block in answer.streaming_content:  # type: ignore[attr-defined]
        first = first or time.perf_counter() - began
        rows += block.count(b"\n")
        first_row = first_row or (time.perf_counter() - began if rows > 1 else 0.0)
        if rows // 10_000 > len(peaks):
            peaks.append(tracemalloc.get_traced_memory()[1] / 1e6)
            tracemalloc.reset_peak()
        if rows >= EXPORTED:
            break
    answer.close()
    seconds = time.perf_counter() - began
    return {
        "first_byte": first, "first_row": first_row, "rows": rows, "seconds": seconds,
        "peak_mb": [round(one, 1) for one in peaks],
    }  # fmt: skip


def main(what: str) -> None:
    """Do one part and print its figures as JSON on the last line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks._settings")
    django.setup()
    if what in ("list", "export"):  # pages as a web process gives them
        from congvu.config import wsgi  # noqa: F401 - loads every room
        from congvu.config.serve import settle

        settle()
    parts = {"fill": _fill, "form": _form, "list": _list, "export": _export}
    print(json.dumps(parts[what](), default=str))


if __name__ == "__main__":
    main(sys.argv[1])
