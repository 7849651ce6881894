"""Run in a process of its own: `python -m benchmarks._stage WHAT`, on the database CONGVU_DATABASE_URL names.

`prepare` makes two units, four people with accounts, and cases; it prints JSON with cookies and codes. `steps`, `bulk`,
`lists` and `statements` measure in process and print JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from datetime import date, datetime, timedelta
from typing import Any

import django

CLIENTS = 4
CASES = 2000


def _prepare() -> dict[str, Any]:
    from django.conf import settings
    from django.contrib.sessions.backends.base import SessionBase
    from django.core.management import call_command
    from django.db import transaction
    from django.test import Client
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from congvu.kernel.accounts.models import Account, Grant, Role
    from congvu.kernel.org.models import Agency, Appointment, Official, Post

    since, now = date(2025, 7, 1), timezone.now()

    def agency(code: str, name: str, parent: Agency | None = None, kind: str = "department") -> Agency:
        row = Agency(
            code=code, name=name, short_name=name, kind=kind, level="province", parent=parent, valid_from=since
        )
        row.fill_keys().save()
        return row

    top = agency("ubnd", "Ủy ban nhân dân tỉnh", kind="peoples_committee")
    office, unit = agency("vpubnd", "Văn phòng UBND tỉnh", top, "office"), agency("snv", "Sở Nội vụ", top)
    cookies = []
    for number in range(CLIENTS):
        official = Official(code=f"cv{number}", full_name=f"Chuyên viên {number:02d}")
        official.fill_keys().save()
        post = Post.objects.create(
            agency=unit, code=f"cv{number}", title="Chuyên viên", is_head=number == 0, valid_from=since
        )
        Appointment.objects.create(official=official, post=post, from_on=since)
        account = Account(login=f"cv{number}", official=official, created_at=now)
        account.set_unusable_password()
        account.save()
        for role in ("official", "department_head"):
            Grant.objects.create(account=account, role=Role.objects.get(code=role), agency=unit, from_on=since)
        client = Client()
        client.force_login(account)
        session: SessionBase = client.session
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    with transaction.atomic():
        codes = _cases(office, unit, CASES, now)
    people = list(Official.objects.order_by("code").values_list("pk", flat=True))
    return {"cookies": cookies, "codes": codes[CASES // 2 :], "people": people, "unit": unit.pk}


def _cases(office: Any, unit: Any, count: int, now: datetime) -> list[str]:
    from congvu.core.working_time import FixedDate
    from congvu.kernel.accounts.policy import Actor
    from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
    from congvu.kernel.casework.actions.codes import allocate_codes
    from congvu.kernel.casework.models import Case

    due = now + timedelta(hours=24 * 30)
    limit = FixedDate(due.date()).code
    changes = []
    for code in allocate_codes("NV", now.year, count):
        case = Case(
            code=code,
            kind="directive_task",
            title=f"Nhiệm vụ {code}",
            skey=code.lower(),
            law_on=now.date(),
            phase="in_progress",
            station="carry_out",
            accountable_agency=unit,
            issuing_agency=office,
            holder_agency=unit,
            opened_at=now,
            first_due_at=due,
            due_at=due,
            due_basis={"limit": limit},
        )
        changes.append(Change(case, "case.registered", clock=(ClockDraft("start", now, limit=limit, rule="bench"),)))
    open_cases(changes, actor=Actor.system(), now=now)
    return [change.case.code for change in changes]


def _people() -> tuple[Any, Any, Any]:
    from django.utils import timezone

    from congvu.kernel.accounts.models import Account
    from congvu.kernel.accounts.policy import actor_of
    from congvu.kernel.org.models import Agency, Official

    account = Account.objects.select_related("official").get(login="cv0")
    actor = actor_of(account, timezone.localdate())
    return actor, Agency.objects.get(code="snv"), list(Official.objects.filter(code__startswith="cv").order_by("code"))


def _steps() -> dict[str, float]:
    """Seconds of one act in process beside one plain ORM step of the same shape; medians of interleaved rounds."""
    from django.db import transaction
    from django.utils import timezone

    from congvu.kernel.casework import actions
    from congvu.kernel.casework.models import Case
    from congvu.kernel.jobs.models import Job

    actor, unit, officials = _people()
    ids = list(Case.objects.order_by("pk").values_list("pk", flat=True)[: CASES // 2])
    from benchmarks.floor.floor.models import Item, Trace

    for row in range(200):
        Item.objects.create(code=f"c{row}", holder=1, seq=0)
    items = list(Item.objects.order_by("pk").values_list("pk", flat=True))

    def act(n: int) -> None:
        case_id = ids[n // 2 % len(ids)]
        if n % 2 == 0:
            actions.offer(
                actor=actor, case_id=case_id, to_agency_id=unit.pk, to_official_id=officials[1].pk, now=timezone.now()
            )
        else:
            actions.accept(actor=actor, case_id=case_id, official_id=None, now=timezone.now())

    def plain(n: int) -> None:
        with transaction.atomic():
            item = Item.objects.select_for_update().get(pk=items[n % len(items)])
            item.seq += 1
            item.holder = n
            item.save(update_fields=["seq", "holder"])
            Trace.objects.create(item=item, seq=item.seq, line="x" * 300)

    ours: list[float] = []
    theirs: list[float] = []
    for round_number in range(6):
        for work, into in ((act, ours), (plain, theirs)):
            began = time.perf_counter()
            for n in range(200):
                work(round_number * 200 + n)
            into.append((time.perf_counter() - began) / 200)
    Job.objects.all().delete()
    return {"act": statistics.median(ours[1:]), "plain": statistics.median(theirs[1:])}


def _bulk() -> dict[str, float]:
    """Seconds for an act on 100 cases at once beside 100 single database transactions by the bare driver."""
    import psycopg
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    from congvu.kernel.casework.actions import Change, commit, locked_many
    from congvu.kernel.casework.models import Case

    actor, _unit, officials = _people()
    ids = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    named = settings.DATABASES["default"]
    bare = psycopg.connect(host=named["HOST"], port=named["PORT"], user=named["USER"], dbname=named["NAME"])
    bare.execute(
        "CREATE TABLE IF NOT EXISTS limit_case (id bigint PRIMARY KEY, code text, seq int, holder int, due timestamptz)"
    )
    bare.execute(
        "CREATE TABLE IF NOT EXISTS limit_line"
        " (id bigserial PRIMARY KEY, code text, seq int, line text, UNIQUE (code, seq))"
    )
    bare.execute("TRUNCATE limit_case, limit_line")
    bare.execute("INSERT INTO limit_case SELECT g, 'c' || g, 0, 0, now() FROM generate_series(1, 1000) g")
    bare.commit()

    def ours(start: int, turn: int) -> None:
        with transaction.atomic():
            now = timezone.now()
            chosen = locked_many(actor, ids[start : start + 100])
            who = officials[turn % len(officials)].pk
            commit(
                [
                    Change(case, "case.moved", {"holder_official_id": who}, body={"words": "điều chuyển"})
                    for case in chosen
                ],
                actor=actor,
                now=now,
            )

    def limit(start: int, turn: int) -> None:
        for pk in range(start + 1, start + 101):
            with bare.transaction():
                bare.execute("SELECT seq FROM limit_case WHERE id = %s FOR NO KEY UPDATE", [pk])
                row = bare.execute(
                    "UPDATE limit_case SET seq = seq + 1, holder = %s WHERE id = %s RETURNING seq", [turn, pk]
                ).fetchone()
                bare.execute(
                    "INSERT INTO limit_line (code, seq, line) VALUES (%s, %s, %s)",
                    [f"c{pk}", row[0] if row else 0, "x" * 300],
                )

    times: dict[str, list[float]] = {"bulk": [], "limit": []}
    for turn in range(8):
        for name, work in (("bulk", ours), ("limit", limit)):
            began = time.perf_counter()
            work(turn % 8 * 100, turn + 1)
            times[name].append(time.perf_counter() - began)
    return {name: statistics.median(values[2:]) for name, values in times.items()}


def _statements() -> dict[str, int]:
    """SQL statements of one act through HTTP (BEGIN and COMMIT counted), and of a list of 10, 100 and 1,000 cases."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from congvu.kernel.accounts.models import Account
    from congvu.kernel.casework.models import Case

    client = Client()
    client.force_login(Account.objects.get(login="cv1"))
    found = {}
    code = Case.objects.order_by("pk").values_list("code", flat=True)[CASES // 2 - 1]
    client.get(f"/cases/{code}/")
    unit = Case.objects.get(code=code).holder_agency_id
    from congvu.kernel.org.models import Official

    for official in ("cv2", "cv3"):
        chosen = Official.objects.get(code=official).pk
        seq = {"expected_seq": _seq(code)}
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(f"/cases/{code}/acts/offer/", {"to_agency": unit, "to_official": chosen, **seq})
        if answer.status_code != 302:
            raise RuntimeError(f"the act was refused: {answer.status_code}")
        found["act"] = len(queries)
        client.post(f"/cases/{code}/acts/take_back/", {"expected_seq": _seq(code)})
    for size in (10, 100, 1000):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/cases/?per_page={size}")
        found[f"list_{size}"] = len(queries)
    return found


def _seq(code: str) -> int:
    from congvu.kernel.casework.models import Case

    return int(Case.objects.values_list("seq", flat=True).get(code=code))


def _seqs() -> dict[str, Any]:
    """The line numbers of all cases, as screens would show them."""
    from congvu.kernel.casework.models import Case

    return dict(Case.objects.values_list("code", "seq"))


def main(what: str) -> None:
    """Do one part and print its figures as JSON on the last line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks._settings")
    django.setup()
    parts = {"prepare": _prepare, "steps": _steps, "bulk": _bulk, "statements": _statements, "seqs": _seqs}
    print(json.dumps(parts[what]()))


if __name__ == "__main__":
    main(sys.argv[1])
