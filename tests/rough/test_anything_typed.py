"""Every address with every kind of nonsense, for everybody: a page or a refusal, never a server error."""

from __future__ import annotations

import random
import re
import traceback
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congvu.kernel.accounts.models import Account
from tests.architecture.test_routes import routes
from tests.rough.conftest import Town

JUNK = (
    "", "x", "-1", "0", "1", "99999999999999999999", "1e9", "NaN", "2026-02-30", "31/02/2026", "0001-01-01",
    "9999-12-31", "<script>alert(1)</script>", "' OR 1=1 --", "%00", "\x00", "\u202e\ufeff🦆", "ă" * 6000,
    "=cmd|'/c calc'!A1", "../../etc/passwd", "{{ 7*7 }}", "on", "None", "[]", "grant", "all", "case", "desc",
    "-due_at", "\ud7ff", "5 working days", "\u0663", "²",
)  # fmt: skip
#: Names of parameters that some page reads, among others that none does.
ASKED = (
    "q", "page", "after", "before", "cursor", "sort", "order", "view", "state", "agency", "open", "kind",
    "since", "until", "rounding", "export", "list", "next", "name", "year", "on", "day", "unit_words",
    "to_agency", "empty", "transfer", "nameless", "due_from", "due_to", "from", "to", "stream", "verb",
    "actor", "direction", "known_at", "at", "tab", "other",
)  # fmt: skip
SENT = (
    "expected_seq", "behalf", "words", "ground", "decision", "to_agency", "to_official", "official",
    "new_due_on", "progress", "role", "other", "link_kind", "confidentiality", "officials", "agencies",
    "question", "clause", "all", "confirm_units", "because", "passage", "mark", "start", "end", "at",
    "nature", "mode", "leads", "coordinators", "due_on", "due_limit", "recurrence", "report_to", "version",
    "kind", "code", "issued_on", "issuer", "subject", "urgency", "arrived_on", "text", "name", "query",
    "delete", "on", "ids", "theme", "language", "next", "login", "password", "agency", "from_on", "to_on",
    "day", "working", "shift", "reason", "deputy", "post", "title", "value", "choice", "label", "vi", "en",
    "pages", "copies", "number", "year", "full_name", "roles", "grant", "confirm_past", "confirm_duplicate",
    "secret", "starts_at", "ends_at",
)  # fmt: skip
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
#: Doors whose whole purpose is to end the sign-in of who knocks.
ENDING = ("sign-out/",)


def real_value(town: Town, name: str, address: str) -> str:
    """Something that exists for a parameter of an address, where the address could mean it."""
    clause = town.directive.clauses.first()
    assert clause is not None
    known = {
        "directive_id": str(town.directive.pk), "clause_id": str(clause.pk), "act": "accept", "direction": "incoming",
        "year": "2026", "day": "2026-11-20", "stream": f"case/{town.cases[0].code}", "ticket": "nonsense:x:y",
        "key": "abc",
    }  # fmt: skip
    if name == "code":
        place = address.split("/")[1 if address.startswith("org") else 0]
        return {"agencies": "snv", "officials": "an", "calendars": "vn", "rule": "X1"}.get(place, town.cases[0].code)
    if name == "pk" and "accounts" in address:
        return str(town.accounts["official"].pk)
    return known.get(name, "1")


def junk_value(kind: str, rng: random.Random) -> str:
    """Nonsense that the converter of a parameter lets through."""
    if kind == "int":
        return rng.choice(("0", "999999999", "99999999999999999999"))
    if kind == "slug":
        return rng.choice(("x", "-", "_" * 300))
    if kind == "day":
        return rng.choice(("2026-02-28", "9999-12-31", "0001-01-01"))
    return quote(rng.choice([one for one in JUNK if one and "/" not in one and "\x00" not in one])[:400], safe="")


def addresses(town: Town, rng: random.Random) -> Iterator[str]:
    """Every address of the site, once with things that exist and once with nonsense."""
    for pattern, _view in routes():
        plain = pattern.replace("^", "").replace("$", "").replace("\\", "")
        if plain in ENDING or "(?P" in plain:
            continue
        real, junk = plain, plain
        for found in PARAMETER.finditer(plain):
            real = real.replace(found[0], real_value(town, found[2], plain))
            junk = junk.replace(found[0], junk_value(found[1] or "str", rng))
        yield f"/{real}"
        if junk != plain:
            yield f"/{junk}"


def query(rng: random.Random) -> dict[str, str | list[str]]:
    """Parameters of an address, some of them twice."""
    names = rng.sample(ASKED, 6)
    return {name: [rng.choice(JUNK), rng.choice(JUNK)] if rng.random() < 0.2 else rng.choice(JUNK) for name in names}


def form(rng: random.Random) -> dict[str, object]:
    """A form as nobody sends it by hand."""
    values: dict[str, object] = {name: rng.choice(JUNK) for name in rng.sample(SENT, rng.randint(0, len(SENT)))}
    if rng.random() < 0.3:
        values["file"] = SimpleUploadedFile(rng.choice(("a.pdf", "b.docx", "../c.txt", "x" * 300)), rng.choice(FILES))
    return values


FILES = (b"", b"%PDF-1.7 broken", b"PK\x03\x04 no archive", b"\xff\xfe\x00", "Yêu cầu Sở Nội vụ báo cáo./.".encode())
ROLES = (
    "auditor", "clerk_records", "department_head", "directive_desk", "inspector", "leader", "official", "par_officer",
    "system_owner",
)  # fmt: skip


def session_of(town: Town, role: str) -> Client:
    """A fresh sign-in: what was sent before may have ended the last one."""
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(pk=town.accounts[role].pk))
    return client


def broken(answer: Any) -> str:
    """What broke, and where in the product; empty for a page or a refusal."""
    if answer.status_code < 500:
        return ""
    request = answer.wsgi_request
    said = "no exception"
    if answer.exc_info is not None:
        kind, error, trace = answer.exc_info
        ours = [frame for frame in traceback.extract_tb(trace) if "/congvu/" in frame.filename]
        place = f"{ours[-1].filename.partition('/congvu/')[2]}:{ours[-1].lineno}" if ours else "?"
        said = f"{kind.__name__}: {str(error)[:200]} at {place}"
    return f"{answer.status_code} {request.method} {request.get_full_path()[:200]} – {said}"


def test_every_role_is_tried(town: Town) -> None:
    assert set(town.accounts) >= set(ROLES), sorted(town.accounts)


@pytest.mark.slow
@pytest.mark.parametrize("role", [*ROLES, ""])
def test_no_address_breaks_on_nonsense(town: Town, role: str) -> None:
    rng = random.Random(f"ask {role}")
    client = session_of(town, role) if role else Client(raise_request_exception=False)
    found = [broken(client.get(address, query(rng))) for address in addresses(town, rng)]
    assert not any(found), "\n".join(filter(None, found))


@pytest.mark.slow
@pytest.mark.parametrize("role", ["department_head", "directive_desk", "system_owner", "leader"])
def test_no_form_breaks_on_nonsense(town: Town, role: str) -> None:
    rng = random.Random(f"send {role}")
    found = [
        broken(session_of(town, role).post(address, form(rng), headers={"hx-request": rng.choice(("", "true"))}))
        for address in addresses(town, rng)
    ]
    assert not any(found), "\n".join(filter(None, found))
