"""Bằng chứng một dòng nằm trong cây: the inclusion proof of a line under the daily bill that sealed it (RFC 9162).

What stood in the tree before that bill is taken from the frontier of the bill before it, so that a proof costs one
day's lines however long the journal is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.merkle import node_hash, root_of
from congvu.core.refusals import NotFound
from congvu.kernel.journal.models import Bill, Line, Sealed


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands in the tree, and the day of the bill that sealed it."""

    position: int
    day: date


@dataclass(frozen=True, slots=True)
class Proof:
    """The way from a leaf to the root of a bill, lowest sibling first; hashes are raw bytes."""

    leaf: bytes
    position: int
    size: int
    root: bytes
    path: tuple[bytes, ...]
    day: date


def places_of(line_ids: Sequence[int]) -> dict[int, Place]:
    """Places of those of the lines that are sealed, by id. Two statements."""
    positions = dict(Sealed.objects.filter(line_id__in=line_ids).values_list("line_id", "position"))
    if not positions:
        return {}
    first, last = min(positions.values()), max(positions.values())
    bills = list(Bill.objects.filter(tree_size__gt=first).order_by("tree_size", "day").values_list("tree_size", "day"))
    found: dict[int, Place] = {}
    for line_id, position in positions.items():
        day = next((day for size, day in bills if size > min(position, last)), None)
        if day is not None:
            found[line_id] = Place(position, day)
    return found


def inclusion_of(line: Line) -> Proof:
    """The proof of a line under the first bill that covers it; NotFound before the day's bill."""
    position = Sealed.objects.filter(line_id=line.pk).values_list("position", flat=True).first()
    bill = None
    if position is not None:
        bill = Bill.objects.filter(tree_size__gt=position).order_by("tree_size", "day").first()
    if position is None or bill is None:
        raise NotFound(
            _("This line is not sealed yet."), hint=_("Ask again after the daily bill of today."), code="not_sealed"
        )
    before = Bill.objects.filter(tree_size__lte=position).order_by("-tree_size", "-day").first()
    known = before.tree_size if before is not None else 0
    peaks = [bytes.fromhex(peak) for peak in before.frontier] if before is not None else []
    rows = Sealed.objects.filter(position__gte=known, position__lt=bill.tree_size).order_by("position")
    ids = list(rows.values_list("line_id", flat=True))
    tree = _Tree(known, peaks, _leaves(ids))
    path = tree.path(position, bill.tree_size)
    return Proof(bytes(line.leaf), position, bill.tree_size, bytes(bill.root), tuple(path), bill.day)


def _leaves(line_ids: Sequence[int]) -> list[bytes]:
    found: dict[int, bytes] = {}
    for start in range(0, len(line_ids), 500):
        rows = Line.objects.filter(pk__in=line_ids[start : start + 500]).values_list("pk", "leaf")
        found.update((pk, bytes(leaf)) for pk, leaf in rows)
    return [found[pk] for pk in line_ids]


class _Tree:
    """A tree of which the first `known` leaves are only known by the peaks over them."""

    def __init__(self, known: int, peaks: Sequence[bytes], leaves: list[bytes]) -> None:
        self.known, self.leaves = known, leaves
        self.peaks: dict[tuple[int, int], bytes] = {}
        low = 0
        for peak in peaks:
            size = 1 << ((known - low).bit_length() - 1)
            self.peaks[low, low + size] = peak
            low += size

    def path(self, index: int, size: int) -> list[bytes]:
        """Siblings from the leaf up to the root over `size` leaves."""
        found: list[bytes] = []
        low, high = 0, size
        while high - low > 1:
            middle = low + (1 << ((high - low - 1).bit_length() - 1))
            if index < middle:
                found.append(self._hash(middle, high))
                high = middle
            else:
                found.append(self._hash(low, middle))
                low = middle
        found.reverse()
        return found

    def _hash(self, low: int, high: int) -> bytes:
        if low >= self.known:
            return root_of(self.leaves[low - self.known : high - self.known])
        if (low, high) in self.peaks:
            return self.peaks[low, high]
        middle = low + (1 << ((high - low - 1).bit_length() - 1))
        return node_hash(self._hash(low, middle), self._hash(middle, high))
