"""Checklists: what is shipped, versions, themes, the sheet in and out."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.inspections.actions import checklists
from congvu.domain.inspections.models import Checklist, ChecklistItem
from congvu.domain.inspections.papers.checklists import checklist_sheet
from congvu.domain.inspections.policy.comparing import differences
from congvu.domain.inspections.policy.sheets import SHEET, as_cells, read_rows
from congvu.domain.inspections.queries import checklists as queries
from congvu.domain.inspections.queries.papers import lines_of_checklist
from congvu.domain.inspections.shipped import checklist as shipped
from congvu.kernel.documents.papers import to_docx
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org.extract import write_xlsx
from tests.domain.inspections.conftest import Room

TODAY, LATER = date(2026, 11, 24), date(2026, 12, 1)
ITEM = {"group": "D", "name": "Có nước uống cho người chờ", "mark": "M", "severity": 0, "evidence": "Quan sát",
        "violation": "Không có", "basis": "", "counts_heads": False}  # fmt: skip


def draft(room: Room, **given: str) -> Checklist:
    return checklists.copy_version(actor=room.planner, checklist_id=room.checklist.pk, now=room.now, **given)


def test_seventy_eight_items_are_shipped_in_nine_groups(room: Room) -> None:
    items = queries.items_of(room.checklist)
    assert [one.code for one in items] == [row.code for row in shipped.ROWS]
    assert [int(one.code[1:]) for one in items] == list(range(1, 79))
    assert Counter(one.group for one in items) == {
        "A": 10, "B": 6, "C": 5, "D": 8, "E": 7, "F": 16, "G": 12, "H": 9, "I": 5,
    }  # fmt: skip
    assert all(one.basis for one in items if one.mark == "R")
    assert all(one.evidence and one.violation for one in items)
    assert queries.in_force("cong-vu", TODAY) == room.checklist
    assert queries.in_force("cong-vu", date(2025, 12, 31)) is None


def test_the_shipped_list_is_laid_down_once(room: Room) -> None:
    assert checklists.lay_down_shipped(now=room.now) is None
    assert Checklist.objects.count() == 1


def test_a_version_in_force_changes_neither_through_acts_nor_behind_them(room: Room) -> None:
    item = room.checklist.items.first()
    assert item is not None
    for act in (
        lambda: checklists.add_item(actor=room.planner, checklist_id=room.checklist.pk, now=room.now, **ITEM),
        lambda: checklists.change_item(actor=room.planner, item_id=item.pk, now=room.now, **ITEM),
        lambda: checklists.remove_item(actor=room.planner, item_id=item.pk, now=room.now),
        lambda: checklists.drop_draft(actor=room.planner, checklist_id=room.checklist.pk, now=room.now),
    ):
        with pytest.raises(MoveRefused):
            act()
    for write in (
        lambda: ChecklistItem.objects.filter(pk=item.pk).update(name="Khác"),
        lambda: ChecklistItem.objects.filter(pk=item.pk).delete(),
        lambda: Checklist.objects.filter(pk=room.checklist.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_a_new_version_ends_the_one_before_on_its_first_day(room: Room) -> None:
    second = draft(room)
    made = checklists.add_item(actor=room.planner, checklist_id=second.pk, now=room.now, **ITEM)
    assert (made.code, made.position) == ("D79", 30)
    gone = second.items.get(code="B15")
    checklists.remove_item(actor=room.planner, item_id=gone.pk, now=room.now)
    changed = second.items.get(code="A01")
    checklists.change_item(actor=room.planner, item_id=changed.pk, now=room.now, **{**ITEM, "group": "A"})
    with pytest.raises(MoveRefused):
        draft(room)
    checklists.put_in_force(actor=room.chairman, checklist_id=second.pk, from_on=LATER, now=room.now)
    first = room.checklist
    assert (queries.state_of(first, TODAY), queries.state_of(second, TODAY)) == ("in_force", "draft")
    second.refresh_from_db()
    for day, number in ((date(2026, 11, 30), 1), (LATER, 2)):
        found = queries.in_force("cong-vu", day)
        assert found is not None
        assert found.number == number
    lines = differences(queries.items_of(first), queries.items_of(second))
    assert {(line.code, line.change) for line in lines} == {
        ("D79", "added"), ("B15", "removed"), ("A01", "changed"),
    }  # fmt: skip
    assert [one.position for one in second.items.all()] == list(range(1, 79))
    assert [line.verb for line in of_stream("inspection_checklist/cong-vu")][-1] == "inspection.checklist_in_force"


def test_a_theme_has_a_checklist_of_its_own_beside_the_general_one(room: Room) -> None:
    made = draft(room, theme="Giải quyết thủ tục hành chính")
    assert (made.code, made.number) == ("giai-quyet-thu-tuc-hanh-chinh", 1)
    for item in made.items.exclude(group="F"):
        checklists.remove_item(actor=room.planner, item_id=item.pk, now=room.now)
    checklists.put_in_force(actor=room.chairman, checklist_id=made.pk, from_on=TODAY, now=room.now)
    assert [one.code for one in queries.all_in_force(TODAY)] == ["cong-vu", made.code]
    assert made.items.count() == 16
    with pytest.raises(Invalid) as refused:
        draft(room, theme="Giải quyết thủ tục hành chính")
    assert refused.value.field == "theme"


@pytest.mark.parametrize(
    ("given", "field"),
    [({"group": "Z"}, "group"), ({"name": " "}, "name"), ({"name": "x" * 301}, "name"), ({"mark": "Q"}, "mark"),
     ({"severity": 5}, "severity"), ({"severity": None}, "severity"), ({"mark": "R"}, "basis")],
)  # fmt: skip
def test_an_item_that_is_not_whole_is_refused(room: Room, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checklists.add_item(actor=room.planner, checklist_id=draft(room).pk, now=room.now, **{**ITEM, **given})
    assert refused.value.field == field


def test_who_may_draft_and_who_may_put_in_force(room: Room) -> None:
    made = draft(room)
    with pytest.raises(NotAllowed):
        checklists.copy_version(actor=room.chief, checklist_id=room.checklist.pk, now=room.now)
    with pytest.raises(NotAllowed):
        checklists.put_in_force(actor=room.planner, checklist_id=made.pk, from_on=LATER, now=room.now)
    with pytest.raises(Invalid) as refused:
        checklists.put_in_force(actor=room.chairman, checklist_id=made.pk, from_on=date(2026, 11, 23), now=room.now)
    assert refused.value.field == "from_on"
    assert made not in queries.visible_checklists(room.chief, TODAY)
    assert made in queries.visible_checklists(room.chairman, TODAY)


def test_a_sheet_comes_back_the_same(room: Room) -> None:
    items = queries.items_of(room.checklist)
    rows = read_rows(write_xlsx([(SHEET, as_cells(items))]))
    assert not [problem for row in rows for problem in row.problems]
    made = draft(room)
    checklists.import_items(actor=room.planner, checklist_id=made.pk, rows=rows, name="bo-noi-dung.xlsx", now=room.now)
    assert differences(items, queries.items_of(made)) == []


def test_a_sheet_with_faults_is_told_row_by_row_and_nothing_is_written(room: Room) -> None:
    cells = as_cells(queries.items_of(room.checklist))[:4]
    cells[0]["code"], cells[1]["severity"], cells[2]["mark"] = "X1", "7", "Z"
    cells[3]["code"] = cells[1]["code"]
    rows = read_rows(write_xlsx([(SHEET, cells)]))
    assert [bool(row.problems) for row in rows] == [True, True, True, True]
    made = draft(room)
    with pytest.raises(Invalid):
        checklists.import_items(actor=room.planner, checklist_id=made.pk, rows=rows, name="x.xlsx", now=room.now)
    assert made.items.count() == 78
    with pytest.raises(Invalid):
        read_rows(b"khong phai bang")


def test_the_printed_sheet_has_every_item_below_its_group(room: Room) -> None:
    lines = lines_of_checklist(queries.items_of(room.checklist))
    assert len(lines) == 78 + 9
    sheet = checklist_sheet(title="Bộ nội dung", version="Phiên bản 1", agency="", lines=lines)
    assert sheet.rows[0][:2] == ("A", "THỜI GIỜ LÀM VIỆC, SỰ CÓ MẶT")
    assert to_docx(sheet)[:2] == b"PK"
