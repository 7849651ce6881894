"""An organisation from a sheet: dry run, row-by-row errors, all or nothing, the same file twice, and back again."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.utils import timezone, translation

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.kernel.accounts import actions
from congvu.kernel.accounts.models import Account, Grant
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.accounts.queries.intake import login_rows
from congvu.kernel.jobs.models import Job
from congvu.kernel.journal.models import Line
from congvu.kernel.org import queries as org
from congvu.kernel.org.extract import INTAKE, read_sheets, write_csv, write_xlsx
from congvu.kernel.org.models import Agency, AgencyGroup, Appointment, Intake, Official, Post, Succession
from congvu.kernel.org.queries.intake import intake_by_id
from congvu.kernel.org.queries.outline import outline, samples
from tests.kernel.accounts.cast import Cast

Tables = dict[str, list[dict[str, str]]]
SYSTEM = Actor.system()


def province() -> Tables:
    """A small province as somebody would type it."""
    since = "01/07/2025"
    level = {"level": "Cấp tỉnh", "valid_from": since}
    return {
        "agencies": [
            {"code": "ubnd", "name": "Ủy ban nhân dân tỉnh", "kind": "Ủy ban nhân dân",
             "level": "Cấp tỉnh", "valid_from": "01/01/2004"},
            {"code": "snv", "name": "Sở Nội vụ", "kind": "Sở", "parent": "ubnd", "symbol": "SNV",
             "aliases": "SNV; Sở NV", **level},
            {"code": "snv-cchc", "name": "Phòng Cải cách hành chính", "kind": "Phòng", "parent": "snv", **level},
            {"code": "sgtvt", "name": "Sở Giao thông vận tải", "kind": "Sở", "parent": "ubnd", "level": "Cấp tỉnh",
             "valid_from": "01/01/2010", "valid_to": since},
        ],
        "successions": [
            {"predecessor": "sgtvt", "successor": "snv", "kind": "Sáp nhập, hợp nhất", "share": "0,75", "on": since},
            {"predecessor": "sgtvt", "successor": "ubnd", "kind": "Sáp nhập, hợp nhất", "share": "0.25", "on": since},
        ],
        "posts": [
            {"agency": "snv", "code": "gd", "title": "Giám đốc", "seat": "Đứng đầu", "valid_from": since},
            {"agency": "snv", "code": "pgd", "title": "Phó Giám đốc", "seat": "Cấp phó", "valid_from": since},
        ],
        "officials": [
            {"code": "an", "full_name": "Nguyễn Văn An", "email": "an@example.vn"},
            {"code": "binh", "full_name": "Lê Thị Bình", "active": "Có"},
        ],
        "appointments": [
            {"official": "an", "agency": "snv", "post": "gd", "from_on": since, "decision": "QĐ 1"},
            {"official": "binh", "agency": "snv", "post": "pgd", "from_on": "2025-08-01"},
        ],
        "groups": [
            {"code": "cac-so", "name": "Các sở", "surfaces": "các sở; các sở, ngành", "kinds": "Sở", "under": "ubnd"},
            {"code": "cac-so", "name": "Các sở", "codes": "ubnd"},
        ],
        "accounts": [
            {"login": "an", "official": "an", "role": "Thủ trưởng cơ quan, đơn vị", "agency": "snv"},
            {"login": "an", "official": "an", "role": "official", "agency": "snv-cchc"},
            {"login": "may-quet", "full_name": "Máy quét", "role": "Văn thư", "agency": "snv", "from_on": since},
        ],
    }  # fmt: skip


def brought(tables: Tables, now: datetime, actor: Actor = SYSTEM) -> Intake:
    content = write_xlsx([(INTAKE[code], rows) for code, rows in tables.items()])
    rows = read_sheets(content, "xlsx", INTAKE)
    intake = actions.bring_intake(actor=actor, name="to-chuc.xlsx", content=content, rows=rows, now=now)
    return actions.check_intake(intake_id=intake.pk, today=timezone.localdate(now))


def taken_in(tables: Tables, now: datetime, actor: Actor = SYSTEM) -> Intake:
    intake = brought(tables, now, actor)
    assert intake.problems == []
    actions.start_intake(actor=actor, intake=intake, now=now)
    args = Job.objects.filter(name="accounts.take_in").latest("pk").args
    return actions.run_intake(**args, now=now)


def faults(intake: Intake) -> str:
    return " | ".join(f"{sheet} {line}: {column}: {text}" for sheet, line, column, text in intake.problems)


def nothing_written() -> bool:
    models = (Agency, Post, Official, Appointment, Succession, AgencyGroup)
    return not any(model._default_manager.exists() for model in models)


@pytest.mark.django_db
def test_an_empty_system_is_filled_from_one_sheet(now: datetime) -> None:
    checked = brought(province(), now)
    assert checked.plan["agencies"] == {"create": 4, "change": 0, "end": 0, "same": 0}
    assert nothing_written()
    intake = taken_in(province(), now)
    assert intake.state == Intake.State.APPLIED
    today = timezone.localdate(now)
    snv = org.agency_by_code("snv")
    head = org.head_of(snv.pk, today)
    assert head is not None
    assert head.full_name == "Nguyễn Văn An"
    assert {row.code for row in org.expand_group("cac-so", today)} == {"ubnd", "snv"}
    heirs = org.heirs_of(org.agency_by_code("sgtvt"), today)
    assert {row.agency.code: float(row.share) for row in heirs} == {"snv": 0.75, "ubnd": 0.25}
    assert set(Grant.objects.values_list("account__login", "role__code", "agency__code")) == {
        ("an", "department_head", "snv"), ("an", "official", "snv-cchc"), ("may-quet", "clerk_records", "snv"),
    }  # fmt: skip
    verbs = Line.objects.values_list("verb", flat=True)
    assert list(verbs).count("organisation.taken_in") == 6
    assert list(verbs).count("account.created") == 2


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing(now: datetime) -> None:
    taken_in(province(), now)
    lines = Line.objects.count()
    again = taken_in(province(), now)
    assert all(
        counts["create"] + counts["change"] + counts["end"] == 0 for counts in again.plan.values()
    ), again.plan  # fmt: skip
    assert Line.objects.count() == lines
    assert again.secret_count == 0


@pytest.mark.django_db
def test_what_goes_out_comes_in_again_unchanged(now: datetime) -> None:
    taken_in(province(), now)
    first = {**outline(), "accounts": login_rows()}
    assert all(not any(c[w] for w in ("create", "change", "end")) for c in brought(first, now).plan.values())
    for model in (Grant, Account, Appointment, Post, Official, Succession, AgencyGroup):
        model._default_manager.all().delete()
    for code in ("snv-cchc", "snv", "sgtvt", "ubnd"):
        Agency.objects.filter(code=code).delete()
    assert taken_in(first, now).state == Intake.State.APPLIED
    assert {**outline(), "accounts": login_rows()} == first


@pytest.mark.django_db
@pytest.mark.parametrize("sheet", list(INTAKE))
def test_every_sheet_reads_alike_as_csv_and_xlsx(sheet: str) -> None:
    rows = samples()[sheet]
    rows[0] = {**rows[0], "decision": "=1+1"} if "decision" in rows[0] else rows[0]
    one = read_sheets(write_csv(INTAKE[sheet], rows), "csv", {sheet: INTAKE[sheet]})
    two = read_sheets(write_xlsx([(INTAKE[sheet], rows)]), "xlsx", INTAKE)
    assert one == two
    assert {k: v for k, v in one[sheet][0].items() if v and k != "line"} == {k: v for k, v in rows[0].items() if v}


@pytest.mark.django_db
def test_the_sample_sheet_holds_together(now: datetime) -> None:
    """The examples are of one made-up office; only what they stand on is missing."""
    intake = brought({code: rows for code, rows in samples().items() if code in ("officials", "agencies")}, now)
    with translation.override("en"):
        assert [line[2] for line in intake.problems] == ["Mã cơ quan cấp trên"]


DAY = "01/07/2025"
X = {"code": "x", "name": "X", "kind": "Sở", "level": "Cấp tỉnh", "valid_from": DAY}
BAD: list[tuple[str, dict[str, str], str]] = [
    ("agencies", {**X, "code": "Sở X"}, "small letters"),
    ("agencies", {**X, "kind": "Lâu đài"}, "none of the choices"),
    ("agencies", {**X, "valid_from": "31/02/2025"}, "not a date"),
    ("agencies", {**X, "name": ""}, "must be filled"),
    ("agencies", {**X, "parent": "zz"}, "no agency"),
    ("agencies", {**X, "parent": "x"}, "below itself"),
    ("agencies", {**X, "valid_from": "01/07/2000", "parent": "ubnd"}, "does not exist"),
    ("agencies", {**X, "name": "Sở Nội Vụ", "parent": "ubnd"}, "already an agency"),
    ("agencies", {**X, "valid_from": "01/07/2020", "valid_to": "01/07/2021"}, "heirs"),
    ("agencies", {**X, "code": "snv", "parent": "ubnd"}, "row 3"),
    ("agencies", {**X, "name": "X" * 201}, "At most 200"),
    ("successions", {"predecessor": "snv", "successor": "ubnd", "kind": "merge", "share": "1", "on": DAY}, "not end"),
    ("posts", {"agency": "snv", "code": "gd2", "title": "GĐ", "seat": "head", "valid_from": "01/08/2025"}, "a head"),
    ("posts", {"agency": "snv", "code": "gd", "title": "Giám đốc", "valid_from": "01/08/2025"}, "already has a post"),
    ("posts", {"agency": "snv", "code": "x", "title": "X", "valid_from": "01/08/2020"}, "all these days"),
    ("officials", {"code": "cuc", "full_name": "Cúc", "email": "cuc@"}, "no e-mail"),
    ("appointments", {"official": "binh", "agency": "snv", "post": "gd", "from_on": "01/01/2026"}, "fills this post"),
    ("appointments", {"official": "zz", "agency": "snv", "post": "gd", "from_on": "01/01/2026"}, "no official"),
    ("appointments", {"official": "an", "agency": "snv", "post": "zz", "from_on": "01/01/2026"}, "post does not exist"),
    ("groups", {"code": "g", "name": "G", "kinds": "Lâu đài"}, "none of the choices"),
    ("groups", {"code": "g", "name": "G", "codes": "zz"}, "no agency"),
    ("accounts", {"login": "Có dấu", "full_name": "X"}, "log-in name has only"),
    ("accounts", {"login": "x"}, "full name"),
    ("accounts", {"login": "x", "official": "zz"}, "no official"),
    ("accounts", {"login": "an2", "official": "an"}, "has the log-in name"),
    ("accounts", {"login": "x", "full_name": "X", "role": "Vua"}, "no such role"),
    ("accounts", {"login": "x", "full_name": "X", "role": "Văn thư", "agency": "sgtvt"}, "does not exist"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("sheet", "row", "words"), BAD)
def test_a_bad_row_is_told_with_its_line_and_keeps_everything_out(
    sheet: str, row: dict[str, str], words: str, now: datetime
) -> None:
    tables = province()
    tables[sheet].append(row)
    with translation.override("en"):
        intake = brought(tables, now)
    assert words in faults(intake)
    assert f"{sheet} {len(tables[sheet]) + 1}:" in faults(intake)
    with pytest.raises(Invalid):
        actions.start_intake(actor=SYSTEM, intake=intake, now=now)
    assert nothing_written()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"name": "Sở Nội vụ mới"}, "by a reorganisation"),
        ({"parent": "sgtvt"}, "by a reorganisation"),
        ({"level": "Cấp xã"}, "cannot be changed"),
        ({"valid_to": "01/01/2026"}, "names its heirs"),
    ],
)
def test_what_only_a_reorganisation_may_do_is_refused(row: dict[str, str], words: str, now: datetime) -> None:
    taken_in(province(), now)
    with translation.override("en"):
        intake = brought({"agencies": [{**X, "code": "snv", "name": "Sở Nội vụ", "parent": "ubnd", **row}]}, now)
    assert words in faults(intake)


@pytest.mark.django_db
def test_details_change_and_posts_and_appointments_end(now: datetime) -> None:
    taken_in(province(), now)
    tables = province()
    tables["agencies"][1]["phone"] = "0123 456"
    tables["posts"][1]["valid_to"] = tables["appointments"][1]["to_on"] = "01/01/2027"
    tables["officials"][1]["full_name"] = "Lê Thị Thanh Bình"
    intake = taken_in(tables, now)
    assert (intake.plan["posts"]["end"], intake.plan["appointments"]["end"]) == (1, 1)
    assert (intake.plan["agencies"]["change"], intake.plan["officials"]["change"]) == (1, 1)
    assert Agency.objects.get(code="snv").phone == "0123 456"
    assert Post.objects.get(code="pgd").valid_to == Appointment.objects.get(official__code="binh").to_on
    assert "thanh" in Official.objects.get(code="binh").skey
    texts = "".join(Line.objects.filter(verb="organisation.taken_in").values_list("text", flat=True))  # type: ignore[arg-type]
    assert "0123 456" not in texts


@pytest.mark.django_db
def test_five_thousand_bad_rows_are_all_told_and_nothing_is_written(now: datetime) -> None:
    rows = [{"code": f"x-{n}", "name": f"X {n}", "kind": "?", "level": "?", "valid_from": "?"} for n in range(5000)]
    content = write_xlsx([(INTAKE["agencies"], rows)])
    intake = actions.bring_intake(
        actor=SYSTEM, name="x.xlsx", content=content, rows=read_sheets(content, "xlsx", INTAKE), now=now
    )
    assert intake.state == Intake.State.CHECKING  # a long sheet is checked by the worker
    args = Job.objects.get(name="accounts.check_intake").args
    checked = actions.check_intake(**args, today=timezone.localdate(now))
    assert len(checked.problems) == 15_000
    assert checked.problems[-1][1] == 5001
    assert nothing_written()


@pytest.mark.django_db
def test_somebody_changed_the_organisation_between_check_and_import(now: datetime) -> None:
    intake = brought(province(), now)
    actions.start_intake(actor=SYSTEM, intake=intake, now=now)
    with pytest.raises(MoveRefused):
        actions.start_intake(actor=SYSTEM, intake=intake, now=now)
    Agency(code="ubnd", name="Khác", kind="office", level="province", valid_from=now.date()).fill_keys().save()
    refused = actions.run_intake(intake_id=intake.pk, account_id=None, now=now)
    assert refused.state == Intake.State.FAULTY
    assert Agency.objects.count() == 1
    assert not Official.objects.exists()


@pytest.mark.django_db
def test_passwords_are_printed_once_and_must_be_changed(now: datetime) -> None:
    intake = taken_in(province(), now)
    assert intake.secret
    printed = actions.print_passwords(actor=SYSTEM, intake=intake, now=now)
    assert [(login, name) for login, name, _password in printed] == [("an", "Nguyễn Văn An"), ("may-quet", "Máy quét")]
    account = Account.objects.get(login="an")
    assert account.check_password(printed[0][2])
    assert account.must_change_password
    assert not any(
        text and printed[0][2] in text for text in Line.objects.values_list("text", flat=True)
    )  # fmt: skip
    with pytest.raises(MoveRefused):
        actions.print_passwords(actor=SYSTEM, intake=intake, now=now)
    again = intake_by_id(intake.pk)
    assert again.secret == ""


@pytest.mark.django_db
def test_passwords_nobody_printed_are_forgotten(now: datetime) -> None:
    taken_in(province(), now)
    assert actions.forget_passwords(before=now) == 0
    assert actions.forget_passwords(before=now + timedelta(hours=1)) == 1


def test_importing_needs_its_permissions(cast: Cast, now: datetime) -> None:
    """Alice heads a department and may not; Olga owns the system and may."""
    with pytest.raises(NotAllowed):
        brought(province(), now, cast.actor("alice"))
    assert brought(province(), now, cast.actor("olga")).problems == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html></html>", b"Ten;Ma\n1;2\n"])
def test_what_is_no_sheet_is_refused(content: bytes) -> None:
    for kind in ("xlsx", "csv"):
        with pytest.raises(Invalid):
            read_sheets(content, kind, INTAKE)
    with pytest.raises(Invalid):
        read_sheets("Mã cơ quan".encode("utf-16"), "csv", INTAKE)


def test_headings_are_found_below_a_title_and_without_accents() -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["DANH SÁCH CÁN BỘ"])
    page.append([])
    page.append(["STT", "ho ten", "MA CAN BO", "Ghi chú"])
    page.append([1, "  Nguyễn   Văn An ", "an", None])
    buffer = BytesIO()
    book.save(buffer)
    assert read_sheets(buffer.getvalue(), "xlsx", INTAKE) == {
        "officials": [{"line": 4, "code": "an", "full_name": "Nguyễn Văn An"}]
    }
