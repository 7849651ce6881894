"""The catalogue as a file, and another file beside it: what they say, what we say, and a draft only where chosen."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.domain.procedures import models
from congvu.domain.procedures.actions import drafting
from congvu.domain.procedures.actions.importing import File, take_over
from congvu.domain.procedures.actions.importing_plan import Does, plan
from congvu.domain.procedures.policy import records
from congvu.domain.procedures.policy.records import (
    PARTS,
    CaseRecord,
    FeeRecord,
    PaperRecord,
    ProcedureRecord,
    differences,
    merged,
    record_of,
    same_content,
)
from congvu.domain.procedures.queries.exchange import exported
from congvu.domain.procedures.schemas import exchange, sheets
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org.models import Official
from tests.domain.internal.conftest import may
from tests.domain.procedures.conftest import ANNOUNCE, DRAFT, READ, Desk
from tests.domain.procedures.test_importing import ROW, book
from tests.kernel.accounts.cast import give, make_account

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
FILE = File("csdlqg.json", "1" * 64)
DOCS = Path(__file__).parents[3] / "docs" / "api" / "procedure-file.schema.json"


@pytest.fixture
def clerk(desk: Desk) -> Actor:
    return may(desk.office.desk, READ, DRAFT, ANNOUNCE)


@pytest.fixture
def ours(desk: Desk) -> ProcedureRecord:
    """An announced procedure with a paper, a limit and three stations."""
    desk.complete()
    desk.announce()
    return record_of(models.Version.objects.get(pk=desk.version.pk))


def written(desk: Desk, *found: ProcedureRecord) -> dict[str, Any]:
    on = desk.office.now.date()
    return dict(json.loads(exchange.write_file(found, on=on, now=desk.office.now)))


def read(desk: Desk, whole: Any) -> list[ProcedureRecord]:
    found = exchange.read_any(json.dumps(whole).encode())
    assert not found.faults
    return found.records


def test_a_file_of_ours_brought_back_says_the_same(desk: Desk, clerk: Actor, ours: ProcedureRecord) -> None:
    (record,) = exported(clerk, [desk.version.procedure_id], desk.office.now.date())
    assert record == ours
    (again,) = read(desk, written(desk, record))
    assert (again, differences(ours, again)) == (ours, [])
    (row,) = plan(actor=clerk, records=[again], today=desk.office.now.date(), only_drafts=True)
    assert (row.does, row.problems) == (Does.SAME, [])


def test_drafts_stay_at_home(desk: Desk, clerk: Actor) -> None:
    assert exported(clerk, [desk.version.procedure_id], desk.office.now.date()) == []


def test_what_they_say_otherwise_is_told_part_by_part(desk: Desk, ours: ProcedureRecord) -> None:
    whole = written(desk, ours)
    said = whole["procedures"][0]
    said["result"] = "Bản sao văn bằng"
    said["cases"][0]["limit"] = "05 ngày làm việc"
    said["cases"][0]["papers"].append({"name": "Căn cước"})
    (theirs,) = read(desk, whole)
    told = {(line.part, line.change) for line in differences(ours, theirs)}
    assert told == {("result", "other"), ("limit", "other"), ("papers", "added")}


def test_about_what_they_are_silent_nothing_differs(desk: Desk, ours: ProcedureRecord) -> None:
    (theirs,) = read(desk, {"procedures": [{"code": ours.code, "name": ours.name}]})
    assert (theirs.stated, differences(ours, theirs)) == (frozenset({"name"}), [])


def test_nothing_is_written_until_a_procedure_is_chosen(desk: Desk, clerk: Actor, ours: ProcedureRecord) -> None:
    theirs = replace(ours, result="Bản sao", decision="QĐ khác", from_on=date(2026, 9, 1))
    plan(actor=clerk, records=[theirs], today=desk.office.now.date(), only_drafts=True)
    assert models.Version.objects.count() == 1
    done = take_over(actor=clerk, records=[theirs], file=FILE, now=desk.office.now)
    assert done[Does.DRAFT] == 1
    first, second = models.Version.objects.order_by("number")
    assert (first.result, second.result, second.announced_on) == ("", "Bản sao", None)
    assert second.variants.get().stations.count() == 3


def test_a_draft_somebody_works_on_is_not_overwritten(desk: Desk, clerk: Actor, ours: ProcedureRecord) -> None:
    drafting.begin_version(actor=desk.drafter, procedure_id=desk.version.procedure_id, now=desk.office.now)
    with pytest.raises(Invalid):
        take_over(actor=clerk, records=[replace(ours, result="Khác")], file=FILE, now=desk.office.now)


def test_names_of_public_integration_code_are_read_too(desk: Desk, ours: ProcedureRecord) -> None:
    answer = {"data": [{"MaTTHC": "2.000908", "TenTTHC": "Tên khác", "CapThucHien": "Cấp tỉnh", "MucDo": "Toàn trình",
                        "ThoiGianGiaiQuyet": "05 ngày làm việc", "LienThong": True}]}  # fmt: skip
    (theirs,) = read(desk, answer)
    assert {line.part for line in differences(ours, theirs)} == {"name", "limit", "interlinked"}


def test_who_tells_only_the_limit_says_nothing_of_its_terms(desk: Desk, ours: ProcedureRecord) -> None:
    case = replace(ours.cases[0], limit_note="Nhận sau 15 giờ thì trả hôm sau", refusal_limit="1 working days")
    (theirs,) = read(desk, [{"MaTTHC": ours.code, "TenTTHC": ours.name, "ThoiGianGiaiQuyet": "03 ngày làm việc"}])
    assert differences(replace(ours, cases=(case,)), theirs) == []


def test_a_new_procedure_of_theirs_is_given_to_an_agency(desk: Desk, officer: Account, client: Client) -> None:
    client.force_login(officer)
    answer = json.dumps({"data": [{"MaTTHC": "1.999999", "TenTTHC": "Thủ tục lạ", "LinhVuc": "Đất đai"}]}).encode()
    sent = client.post("/procedures/exchange/", {"file": _file("traloi.json", answer)})["Location"]
    client.post(sent, {"all": "1"})
    assert not models.Procedure.objects.filter(stem="1.999999").exists()
    client.post(f"{sent}?agency={desk.office.snv.pk}", {"all": "1"})
    assert models.Procedure.objects.get(stem="1.999999").agency_id == desk.office.snv.pk


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'{"procedures": 5}', b'{"procedures": [1]}', b"[" * 100_000, b"{\xff}", b'{"x": []}',
     b'{"format": "congvu.procedures", "version": 9, "procedures": [{"code": "1.001193"}]}'],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Invalid):
        exchange.read_any(content)


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"sets": "nhiều"}, "Số bộ hồ sơ"), ({"boundary_free": 7}, "Không phụ thuộc địa giới"),
        ({"cases": [{"fees": [{"name": "Lệ phí"}]}]}, "Trường hợp › 1 › Phí, lệ phí › 1 › Số tiền (đồng)"),
        ({"from_on": "hôm nay"}, "Có hiệu lực từ ngày"),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_named_by_its_place(said: dict[str, Any], column: str) -> None:
    whole = {"procedures": [{"code": "1.001193", "name": "Khai sinh"}, {"code": "1.001194", "name": "X", **said}]}
    found = exchange.read_any(json.dumps(whole).encode())
    assert [(one.line, one.column) for one in found.faults] == [(2, column)]
    assert len(found.records) == 1


def test_the_published_schema_is_the_one_we_write_by() -> None:
    assert json.loads(DOCS.read_text()) == exchange.json_schema()


@pytest.mark.parametrize(
    ("model", "record", "elsewhere"),
    [
        (models.Version, records.ProcedureRecord, {"id", "procedure", "number", "made_at", "made_by"}),
        (models.Variant, records.CaseRecord, {"id", "version", "position"}),
        (models.Paper, records.PaperRecord, {"id", "variant", "position"}),
        (models.Fee, records.FeeRecord, {"id", "variant", "position"}),
        (models.StationGroup, records.GroupRecord, {"id", "variant"}),
        (models.Station, records.StationRecord, {"id", "variant", "position"}),
    ],
)  # fmt: skip
def test_whatever_a_version_holds_travels_in_the_file(model: Any, record: Any, elsewhere: set[str]) -> None:
    held = {field.name for field in model._meta.concrete_fields} - elsewhere
    assert held <= {one.name for one in fields(record)}


words = st.text("aăâbcdđeêghi xyz,;:|\"'=+-\n", min_size=0, max_size=30).map(lambda text: " ".join(text.split()))
named = words.map(lambda text: f"Tên {text}".strip())
papers = st.builds(PaperRecord, name=named, originals=st.integers(0, 99), copies=st.integers(0, 99),
                   mandatory=st.booleans(), when_needed=words)  # fmt: skip
fees = st.builds(FeeRecord, name=named, amount=st.integers(0, 10**13), per=words)
limits = st.sampled_from(["", "5 working days", "15 calendar days + 8 working hours", "3 months"])
cases = st.builds(CaseRecord, limit=limits, papers=st.tuples(papers, papers) | st.just(()),
                  fees=st.tuples(fees) | st.just(()), same_day=st.booleans())  # fmt: skip
procedures = st.builds(
    ProcedureRecord, code=st.just("1.001193"), name=named, field=named, agency=named, sequence=words, result=words,
    sets=st.integers(1, 20), subjects=st.sets(st.sampled_from(models.Subject.values)).map(records.in_order),
    online=st.sampled_from(models.OnlineLevel.values), boundary_free=st.booleans(), cases=st.tuples(cases),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(procedures, procedures)
def test_taken_over_means_nothing_differs_any_more(one: ProcedureRecord, other: ProcedureRecord) -> None:
    then = merged(one, other)
    assert differences(then, other) == []
    assert same_content(merged(then, other), then)
    assert bool(differences(one, other)) == (not same_content(one, then))


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(procedures)
def test_every_procedure_survives_both_files(record: ProcedureRecord) -> None:
    record = replace(record, written=record.code)
    whole = exchange.read_file(exchange.write_file([record], on=date(2026, 1, 1), now=_NOW))
    assert [replace(one, stated=PARTS) for one in whole.records] == [record]
    found = sheets.read_workbook(sheets.write_workbook(sheets.cells_of([record])))
    assert found.faults == []
    assert differences(record, found.records[0]) == []


@pytest.mark.parametrize("typed", ["'-", "''=1", "'+5", "- 5", "=A1", "'quoted'", "@"])
def test_a_typed_quote_before_a_sign_is_kept(ours: ProcedureRecord, typed: str) -> None:
    case = ours.cases[0]
    fee = records.FeeRecord(name="Lệ phí", amount=1000, per=typed)
    record = replace(ours, cases=(replace(case, fees=(fee,)),))
    found = sheets.read_workbook(sheets.write_workbook(sheets.cells_of([record])))
    assert found.records[0].cases[0].fees[0].per == typed


@pytest.fixture
def officer(desk: Desk) -> Account:
    account = make_account("kstt", Official.objects.get(code="desk"))
    give(account, "par_officer", None)
    return account


def test_the_exchange_is_walked_on_screen(desk: Desk, ours: ProcedureRecord, officer: Account, client: Client) -> None:
    client.force_login(officer)
    got = client.get("/procedures/exchange/catalogue.json", {"state": "in_force"})
    whole = json.loads(got.content)
    assert (whole["format"], whole["version"], whole["count"]) == ("congvu.procedures", 1, 1)
    assert json.loads(client.get("/procedures/exchange/catalogue.json", {"q": "đất đai"}).content)["count"] == 0
    assert client.get("/procedures/exchange/catalogue.xlsx").content.startswith(b"PK")
    assert client.get("/procedures/exchange/catalogue.exe").status_code == 404
    whole["procedures"][0]["result"] = "Bản sao có dấu"
    sent = client.post("/procedures/exchange/", {"file": _file("traloi.json", json.dumps(whole).encode())})
    page = client.get(sent["Location"]).content.decode()
    assert "Bản sao có dấu" in page
    assert models.Version.objects.count() == 1
    client.post(sent["Location"], {})
    assert models.Version.objects.count() == 1
    client.post(sent["Location"], {"take": "0"})
    assert models.Version.objects.get(number=2).result == "Bản sao có dấu"
    assert client.post("/procedures/exchange/", {"file": _file("a.json", b"{")}).status_code == 422


def test_a_catalogue_is_taken_in_on_screen(desk: Desk, officer: Account, client: Client) -> None:
    client.force_login(officer)
    assert client.get("/procedures/import/sample/").content.startswith(b"PK")
    wrong = book(procedures=[{**ROW, "Thời hạn giải quyết": "nhanh"}])
    sent = client.post("/procedures/import/", {"file": _file("danh-muc.xlsx", wrong)})
    page = client.get(sent["Location"]).content.decode()
    assert "không phải thời hạn" in page
    client.post(sent["Location"])
    assert not models.Procedure.objects.filter(stem="1.003441").exists()
    sent = client.post("/procedures/import/", {"file": _file("danh-muc.xlsx", book(procedures=[ROW]))})
    assert "Thủ tục mới" in client.get(sent["Location"]).content.decode()
    assert client.post(sent["Location"]).status_code == 302
    assert models.Procedure.objects.filter(stem="1.003441").exists()
    assert client.post("/procedures/import/", {"file": _file("a.csv", b"x,y\n1,2\n")}).status_code == 422


def test_a_file_is_shown_only_to_who_brought_it(desk: Desk, officer: Account, client: Client) -> None:
    client.force_login(officer)
    sent = client.post("/procedures/import/", {"file": _file("danh-muc.xlsx", book(procedures=[ROW]))})
    other = make_account("gd", Official.objects.get(code="chief"))
    give(other, "department_head", desk.office.snv)
    client.force_login(other)
    assert client.get(sent["Location"]).status_code == 404
    assert client.get("/procedures/exchange/khong-co/").status_code == 404


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
