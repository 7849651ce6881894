"""Kiểm chứng: does the journal still say what was written? Chains, commitments, the tree, the bills outside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from congvu.core.merkle import CompactRange
from congvu.kernel.journal.models import Bill, Line, Sealed, StreamHead
from congvu.kernel.journal.policy import VERSION, ZERO
from congvu.kernel.journal.policy.bills import BillText, signature_holds, text_hash
from congvu.kernel.journal.queries.lines import iterate

#: More findings than this are counted, not listed.
LISTED = 200


@dataclass
class Findings:
    """What was checked and what is wrong; `problems` are sentences, the first LISTED of `count`."""

    lines: int = 0
    streams: int = 0
    erased: int = 0
    sealed: int = 0
    bills: int = 0
    count: int = 0
    problems: list[str] = field(default_factory=list)
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict, repr=False)

    def add(self, problem: str) -> None:
        self.count += 1
        if len(self.problems) < LISTED:
            self.problems.append(problem)

    @property
    def sound(self) -> bool:
        return self.count == 0


def verify_lines(findings: Findings, progress: Callable[[int], object] | None = None) -> None:
    """Check every line's commitment, leaf and link, and that every missing text was erased by an act."""
    stream, seq, head = "", 0, ZERO
    gone: set[tuple[str, int]] = set()
    claimed: set[tuple[str, int]] = set()
    count = 0
    for _pk, name, number, at, verb, actor, behalf, raw_prev, raw_commitment, raw_leaf, salt, text in iterate():
        prev, commitment, leaf = bytes(raw_prev), bytes(raw_commitment), bytes(raw_leaf)
        if name != stream:
            if stream:
                findings.heads[stream] = (seq, head)
            stream, seq, head = name, 0, ZERO
        if number != seq + 1 or prev != head:
            findings.add(f"{name}#{number}: the chain is broken (a line before it was removed or changed)")
        if text is not None and salt is not None:
            if sha256(bytes(salt) + text.encode()).digest() != commitment:
                findings.add(f"{name}#{number}: the text is not what was committed to")
        elif text is None and salt is None:
            gone.add((name, number))
        else:
            findings.add(f"{name}#{number}: text or salt is missing")
        moment = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        entry = f"{VERSION}\n{name}\n{number}\n{moment}\n{verb}\n{actor}\n{behalf}\n{prev.hex()}\n{commitment.hex()}"
        if sha256(b"\0" + entry.encode()).digest() != leaf:
            findings.add(f"{name}#{number}: the line is not what was hashed")
        if verb == "journal.erased" and text is not None:
            body = json.loads(text)
            claimed.update((body["stream"], one) for one in body["seqs"])
        seq, head = number, leaf
        count += 1
        if progress is not None and count % 5000 == 0:
            progress(5000)
    if stream:
        findings.heads[stream] = (seq, head)
    findings.lines, findings.streams, findings.erased = count, len(findings.heads), len(gone)
    for name, number in sorted(gone - claimed):
        findings.add(f"{name}#{number}: the text is missing and no act of erasure says so")
    _verify_heads(findings)


def _verify_heads(findings: Findings) -> None:
    for row in StreamHead.objects.filter(seq__gt=0):
        if findings.heads.get(row.stream) != (row.seq, bytes(row.head)):
            findings.add(f"{row.stream}: its last lines are missing or were changed")


def _in_tree() -> Iterator[tuple[int, bytes | None]]:
    """(position, leaf) in the order of the tree; None for a line that is gone."""
    leaves: dict[int, bytes] = {}
    chunk: list[tuple[int, int]] = []

    def flush() -> Iterator[tuple[int, bytes | None]]:
        ids = [line_id for _position, line_id in chunk]
        leaves.clear()
        for start in range(0, len(ids), 500):
            rows = Line.objects.filter(pk__in=ids[start : start + 500]).values_list("pk", "leaf")
            leaves.update((pk, bytes(leaf)) for pk, leaf in rows)
        for position, line_id in chunk:
            yield position, leaves.get(line_id)

    for pair in Sealed.objects.order_by("position").values_list("position", "line_id").iterator(chunk_size=5000):
        chunk.append(pair)
        if len(chunk) == 5000:
            yield from flush()
            chunk.clear()
    yield from flush()


def verify_tree(findings: Findings) -> None:
    """Grow the tree from the lines and compare its root at the size of every bill."""
    bills = list(Bill.objects.order_by("tree_size", "day"))
    findings.bills = len(bills)
    tree, waiting, previous = CompactRange(0, []), list(bills), ZERO.hex()
    _compare(tree, waiting, findings)
    for position, leaf in _in_tree():
        if position != tree.size or leaf is None:
            findings.add(f"tree position {position}: the line is missing or the order was changed")
        tree.append(leaf or ZERO)
        _compare(tree, waiting, findings)
    findings.sealed = tree.size
    for bill in waiting:
        findings.add(
            f"bill of {bill.day}: it covers {bill.tree_size} lines, only {tree.size} are there (the tail was cut)"
        )
    for bill in bills:
        facts = _parsed(bill.text)
        if facts is None or (facts.size, facts.root) != (bill.tree_size, bytes(bill.root).hex()):
            findings.add(f"bill of {bill.day}: its text and its row disagree")
        elif facts.previous != previous:
            findings.add(f"bill of {bill.day}: it does not follow the bill before it")
        previous = text_hash(bill.text)


def _compare(tree: CompactRange, waiting: list[Bill], findings: Findings) -> None:
    while waiting and waiting[0].tree_size == tree.size:
        bill = waiting.pop(0)
        if tree.root() != bytes(bill.root):
            findings.add(f"bill of {bill.day}: the lines it sealed have been changed")


def _parsed(text: str) -> BillText | None:
    try:
        return BillText.parse(text)
    except (ValueError, IndexError):
        return None


def verify_bills(findings: Findings, folder: Path) -> None:
    """Compare the bills kept outside the database with those inside: a recomputed chain and a cut tail show here."""
    inside = {bill.day: bill for bill in Bill.objects.all()}
    outside = sorted(folder.glob("*.bill"))
    if not outside:
        findings.add(f"no bill was found in {folder.name}")
    for path in outside:
        text = path.read_text(encoding="utf-8")
        facts = _parsed(text)
        signature = path.with_suffix(".sig")
        if facts is None:
            findings.add(f"{path.name}: this is not a daily bill")
            continue
        if not signature.exists() or not signature_holds(folder, text, signature.read_bytes()):
            findings.add(f"{path.name}: the signature does not hold")
        bill = inside.get(facts.day)
        if bill is None:
            findings.add(f"{path.name}: the database knows no bill of this day (the tail was cut)")
        elif bill.text != text:
            findings.add(f"{path.name}: the database holds another bill of this day (the journal was recomputed)")


def verify_journal(bills: Path | None, progress: Callable[[int], object] | None = None) -> Findings:
    """Everything above; `bills` is the folder of bills outside the database, None to leave it out."""
    findings = Findings()
    verify_lines(findings, progress)
    verify_tree(findings)
    if bills is not None:
        verify_bills(findings, bills)
    return findings
