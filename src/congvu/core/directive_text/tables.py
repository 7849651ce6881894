"""Bảng: annex tables whose columns say task, lead, coordinators and time; every row is a task."""

from __future__ import annotations

from itertools import pairwise

from congvu.core.directive_text.actors import read_actors
from congvu.core.directive_text.drafts import Draft
from congvu.core.directive_text.headings import Mood
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.orders import read_order
from congvu.core.directive_text.outline import Outline, Zone
from congvu.core.directive_text.plan_blocks import PlanField, column_kind
from congvu.core.directive_text.state import TaskDraft
from congvu.core.text.folding import fold_same_length


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


def _last_in_cells(blocks: list[Block], row: list[int]) -> dict[int, list[int]]:
    """Blocks of the row by cell number."""
    cells: dict[int, list[int]] = {}
    for index in row:
        cells.setdefault(blocks[index].cell, []).append(index)
    return cells


def _is_number_heading(text: str) -> bool:
    return fold_same_length(text).strip(" .") in ("tt", "stt", "so tt", "so thu tu", "s tt", "no")


def read_tables(blocks: list[Block], outline: Outline) -> list[TaskDraft]:
    """Tasks of all recognised tables; rows that do not fit the columns are left to the reviewer."""
    tasks: list[TaskDraft] = []
    columns: dict[int, str] = {}
    step = 1
    for row in _rows(blocks, outline):
        cells = _last_in_cells(blocks, row)
        kinds = {cell: column_kind(blocks[indices[-1]].text) for cell, indices in cells.items()}
        found = set(kinds.values())
        if "task" in found and "lead" in found and len(cells) >= 3:
            numbers = sorted(cells)
            first = next((cell for cell in numbers if _is_number_heading(blocks[cells[cell][-1]].text)), -1)
            if first < 0:
                first = next(cell for cell in numbers if kinds[cell])
            step = max(1, min(two - one for one, two in pairwise(numbers)))
            columns = {(cell - first) // step: kind for cell, kind in kinds.items() if kind}
            continue
        if columns and len(cells) >= 2:
            task = _row_task(blocks, cells, columns, step)
            if task:
                tasks.append(task)
    return tasks


def _row_task(blocks: list[Block], cells: dict[int, list[int]], columns: dict[int, str], step: int) -> TaskDraft | None:
    """One row: cells stand in their column by their distance from the first cell of the row."""
    first = min(cells)
    by_kind: dict[str, list[int]] = {}
    for cell, indices in cells.items():
        kind = columns.get((cell - first) // step)
        if kind and kind not in by_kind:
            by_kind[kind] = indices
    content = by_kind.get("task")
    if not content or "lead" not in by_kind:
        return None
    fields = [
        PlanField(kind, blocks[index].body, index)
        for kind in ("lead", "coordinate", "time")
        for index in by_kind.get(kind, [])
    ]
    block = blocks[content[0]]
    named, end = read_actors(block.text, block.body)
    if (named and end >= len(block.text.rstrip(" .;"))) or len(block.text) < 8:
        return None
    last = content[-1]
    draft = Draft(
        content[0], block.body, len(blocks[last].text), last, read_order(block.text, block.body, len(block.text))
    )
    return TaskDraft(draft, [], True, [], -1, Mood.ORDERING, fields)
