"""Niêm phong: put the day's lines into the tree, sign its head, and write the bill outside the database."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef

from congvu.core.merkle import CompactRange
from congvu.kernel.journal.models import Bill, Line, Sealed, StreamHead
from congvu.kernel.journal.policy import ZERO, moment
from congvu.kernel.journal.policy.bills import BillText, key_id, publish, signing_key, text_hash

LOCK = "journal.seal"


def seal(*, day: date, keys: Path, bills: Path, now: datetime) -> Bill:
    """Lập bảng niêm phong. One bill for `day` over every line that no bill covers yet.

    Lines of transactions that were still open go into the next bill. A second call for the same day changes nothing
    and writes the files again. Two workers at once: one waits for the other.
    """
    key = signing_key(keys)
    with transaction.atomic():
        StreamHead.objects.bulk_create([StreamHead(stream=LOCK, seq=0, head=ZERO)], ignore_conflicts=True)
        StreamHead.objects.select_for_update().get(pk=LOCK)
        bill = Bill.objects.filter(day=day).first()
        if bill is None:
            last = Bill.objects.order_by("-tree_size", "-day").first()
            size = last.tree_size if last else 0
            tree = CompactRange(size, [bytes.fromhex(peak) for peak in last.frontier] if last else [])
            _order(tree)
            public = key.public_key()
            text = BillText(
                day, tree.size, tree.root().hex(), text_hash(last.text) if last else ZERO.hex(), key_id(public),
                moment(now),
            ).render()
            bill = Bill.objects.create(
                day=day, tree_size=tree.size, root=tree.root(), frontier=[peak.hex() for peak in tree.peaks],
                text=text, signature=key.sign(text.encode()), key_id=key_id(public), sealed_at=now,
            )
    publish(bills, bill.text, bytes(bill.signature), key.public_key())
    return bill


def _order(tree: CompactRange) -> None:
    """Give every line without a place the next one, in the order of their ids."""
    waiting = Line.objects.filter(~Exists(Sealed.objects.filter(line_id=OuterRef("pk")))).order_by("pk")
    batch: list[Sealed] = []
    for pk, leaf in waiting.values_list("pk", "leaf").iterator(chunk_size=5000):
        batch.append(Sealed(position=tree.append(bytes(leaf)), line_id=pk))
        if len(batch) >= 5000:
            Sealed.objects.bulk_create(batch)
            batch = []
    Sealed.objects.bulk_create(batch)
