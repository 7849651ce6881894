"""Bảng: annex tables whose columns say task, lead, coordinators and time; every row is a task."""

from __future__ import annotations

from congvu.core.directive_text.drafts import Draft
from congvu.core.directive_text.headings import Mood
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.orders import read_order
from congvu.core.directive_text.outline import Outline, Zone
from congvu.core.directive_text.plan_blocks import PlanField, column_kind
from congvu.core.directive_text.walk import TaskDraft


def _rows(blocks: list[Block], outline: Outline) -> list[list[int]]:
    rows: list[list[int]] = []
    for index, block in enumerate(blocks):
        if outline.zones[index] not in (Zone.BODY, Zone.ANNEX) or block.row < 0:
            continue
        if rows and blocks[rows[-1][0]].row == block.row:
            rows[-1].append(index)
        else:
            rows.append([index])
    return rows


def read_tables(blocks: list[Block], outline: Outline) -> list[TaskDraft]:
    """Tasks of all recognised tables; rows without a lead or with another number of cells are left to the reviewer."""
    tasks: list[TaskDraft] = []
    columns: list[str | None] = []
    first = 0
    for row in _rows(blocks, outline):
        cells = sorted({blocks[index].cell for index in row})
        kinds = [column_kind(blocks[index].text) for index in row]
        if "task" in kinds and "lead" in kinds and len(cells) == len(row):
            columns, first = kinds, kinds.index("task")
            continue
        if not columns or "task" not in columns:
            continue
        task = _row_task(blocks, row, cells, columns, first)
        if task:
            tasks.append(task)
    return tasks


def _row_task(blocks: list[Block], row: list[int], cells: list[int], columns: list[str | None], first: int) -> TaskDraft | None:
    """One row: cells matched to columns from the task column on (the number before it may be missing)."""
    wanted = columns[first:]
    if len(cells) == len(columns):
        cells = cells[first:]
    elif len(cells) < 2 or len(cells) > len(wanted):
        return None
    by_cell: dict[int, list[int]] = {}
    for index in row:
        by_cell.setdefault(blocks[index].cell, []).append(index)
    content = by_cell[cells[0]]
    fields = []
    for cell, kind in zip(cells[1:], wanted[1:], strict=False):
        if kind in ("lead", "coordinate", "time"):
            fields.extend(PlanField(kind, blocks[index].body, index) for index in by_cell[cell])
    if not any(plan.kind == "lead" for plan in fields):
        return None
    block = blocks[content[0]]
    last = content[-1]
    draft = Draft(content[0], block.body, len(blocks[last].text), last, read_order(block.text, block.body, len(block.text)))
    return TaskDraft(draft, [], True, [], -1, Mood.ORDERING, fields)
