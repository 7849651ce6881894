"""Run in a process of its own: `python -m benchmarks._reception WHAT`, on the database CONGVU_DATABASE_URL names.

`prepare` lays down the made-up province with its desks and procedures; it prints the clerks' cookies and the procedure.
`statements` counts the SQL of one reception through HTTP.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import django

#: One with a paper, a fee and a limit in days, settled by the commune.
PROCEDURE = "1.001612"
CLERK = "phuong-lam-son-pvhcc-mc-01"
ITEMS = 200


def form(client: int, number: int) -> str:
    """What a clerk sends: every dossier another applicant, paper handed in, fee paid in cash."""
    return urlencode({
        "do": "receive", "key": f"bench-{client}-{number}", "kind": "citizen", "id_kind": "personal",
        "id_number": f"{client:02d}{number:010d}", "phone": f"09{client}{number:07d}", "name": f"Nguyễn Văn {number}",
        "born_on": "02/01/1990", "address": "Tổ dân phố 1, tỉnh Lam Giang", "content": "Đăng ký hộ kinh doanh",
        "sets": "1", "channel": "counter", "delivery": "counter", "state_1": "given", "originals_1": "1",
        "copies_1": "0", "count_1": "1", "paid_1": "cash",
    })  # fmt: skip


def _prepare() -> dict[str, Any]:
    from django.conf import settings
    from django.db import transaction
    from django.test import Client
    from django.utils import timezone

    from benchmarks.floor.floor.models import Item
    from congvu.demo.accounts import open_accounts
    from congvu.demo.catalogue import announce_procedures
    from congvu.demo.desks import open_desks
    from congvu.demo.organisation import build
    from congvu.domain.procedures.models import Variant
    from congvu.kernel.accounts.models import Account

    now = timezone.now()
    with transaction.atomic():
        cast = build(now, everywhere=True)
        crew = open_accounts(cast, now)
        announce_procedures(cast, crew, now)
        open_desks(cast)
        Item.objects.bulk_create(Item(code=f"c{row}", holder=1, seq=0) for row in range(ITEMS))
    variant = Variant.objects.get(version__procedure__stem=PROCEDURE, version__to_on=None)

    def cookie(official: str) -> str:
        client = Client()
        client.force_login(Account.objects.get(official__code=official))
        return f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"

    four = [f"{commune}-pvhcc-mc-01" for commune in cast.communes[:4]]
    same = [f"{cast.communes[0]}-pvhcc-mc-0{n}" for n in (1, 2, 1, 2)]
    return {"variant": variant.pk, "four": [cookie(code) for code in four], "same": [cookie(code) for code in same]}


def _statements() -> dict[str, Any]:
    """SQL statements of one reception by the form, BEGIN and COMMIT counted, once everything is warm."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from congvu.domain.procedures.models import Variant
    from congvu.kernel.accounts.models import Account

    client = Client()
    client.force_login(Account.objects.get(official__code=CLERK))
    variant = Variant.objects.get(version__procedure__stem=PROCEDURE, version__to_on=None)
    seen: list[str] = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(" ".join(sql.split())[:110])
        return execute(sql, params, many, context)

    def send(number: int) -> int:
        body = form(77, number)
        kind = "application/x-www-form-urlencoded"
        return client.post(f"/onestop/receive/?case={variant.pk}", body, content_type=kind).status_code

    for number in range(3):
        if send(number) != 302:
            raise RuntimeError("the reception was refused")
    with CaptureQueriesContext(connection) as queries, connection.execute_wrapper(hear):
        send(9)
    return {"statements": len(seen), "with_transaction": len(queries), "sql": Counter(seen)}


def main(what: str) -> None:
    """Do one part and print its figures as JSON on the last line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks._settings")
    django.setup()
    print(json.dumps({"prepare": _prepare, "statements": _statements}[what]()))


if __name__ == "__main__":
    main(sys.argv[1])
