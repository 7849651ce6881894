"""Merkle tree of RFC 9162 (Certificate Transparency 2.0), section 2.1, over SHA-256.

A leaf is the hash of 0x00 and the entry, a node the hash of 0x01 and its two children; the tree over n leaves
splits at the largest power of two below n. The tree over no leaves is the hash of nothing. All hashes are 32
raw bytes; `root_of` and the proofs take *leaf hashes*, never entries, so that nobody hashes twice by mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from congvu.core.refusals import Refusal

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


class ProofImpossible(Refusal):
    """Không lập được bằng chứng. The asked leaf or tree size does not exist in this tree."""

    code = "proof_impossible"
    status = 404


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one entry as a leaf: SHA-256(0x00 ‖ entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Root over leaf hashes, level by level; an odd last node goes up unchanged, which is RFC 9162's split."""
    level = list(leaves)
    if not level:
        return EMPTY_ROOT
    digest, prefix = sha256, b"\x01"
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [digest(prefix + left + right).digest() for left, right in pairs]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


def _split(size: int) -> int:
    """The largest power of two smaller than `size` (size ≥ 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Path from leaf `index` to the root over `leaves`, lowest sibling first (RFC 9162, 2.1.3.1).

    ProofImpossible when there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ProofImpossible(f"There is no leaf {index} among {len(leaves)}.")
    path: list[bytes] = []
    low, high = 0, len(leaves)
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(root_of(leaves[middle:high]))
            high = middle
        else:
            path.append(root_of(leaves[low:middle]))
            low = middle
    path.reverse()
    return path


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that `leaf` is number `index` of the `size` leaves under `root` (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            found = node_hash(sibling, found)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            found = node_hash(found, sibling)
        position >>= 1
        last >>= 1
    return last == 0 and found == root


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """Proof that the tree over the first `old_size` leaves is a beginning of the tree over all (2.1.4.1).

    Empty when both are the same tree. ProofImpossible unless 0 < old_size ≤ len(leaves).
    """
    if not 0 < old_size <= len(leaves):
        raise ProofImpossible(f"There is no tree of {old_size} leaves inside a tree of {len(leaves)}.")
    proof: list[bytes] = []
    low, high, size, whole = 0, len(leaves), old_size, True
    while size != high - low:
        middle = low + _split(high - low)
        if size <= middle - low:
            proof.append(root_of(leaves[middle:high]))
            high = middle
        else:
            proof.append(root_of(leaves[low:middle]))
            size -= middle - low
            low, whole = middle, False
    if not whole:
        proof.append(root_of(leaves[low:high]))
    proof.reverse()
    return proof


def verify_consistency(old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the old tree is a beginning of the new one (RFC 9162, 2.1.4.2)."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not proof and old_root == new_root
    steps = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not steps:
        return False
    position, last = old_size - 1, new_size - 1
    while position & 1:
        position >>= 1
        last >>= 1
    found_old = found_new = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            found_old = node_hash(sibling, found_old)
            found_new = node_hash(sibling, found_new)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            found_new = node_hash(found_new, sibling)
        position >>= 1
        last >>= 1
    return last == 0 and found_old == old_root and found_new == new_root


@dataclass
class CompactRange:
    """Grows a tree leaf by leaf in O(log n) memory: one hash for each set bit of the size.

    `peaks` are the roots of the full subtrees, largest first; size and peaks together may be stored and taken up
    again with `CompactRange(size, peaks)`.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ProofImpossible(f"{len(self.peaks)} hashes do not describe a tree of {self.size} leaves.")
        self.peaks = list(self.peaks)

    def append(self, leaf: bytes) -> int:
        """Add one leaf hash; returns its index."""
        index = self.size
        found, carry = leaf, index
        while carry & 1:
            found = node_hash(self.peaks.pop(), found)
            carry >>= 1
        self.peaks.append(found)
        self.size = index + 1
        return index

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add many leaf hashes in order."""
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> bytes:
        """Root of the tree so far."""
        if not self.peaks:
            return EMPTY_ROOT
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node_hash(peak, found)
        return found
