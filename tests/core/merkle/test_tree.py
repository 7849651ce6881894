"""RFC 9162 trees against published vectors, the definition written out, and forged proofs."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.merkle import (
    EMPTY_ROOT,
    CompactRange,
    ProofImpossible,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# The vectors of the reference implementation of Certificate Transparency (RFC 6962), kept by its successors.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
LEAVES = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"

entries = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + by_definition(leaves[:k]) + by_definition(leaves[k:])).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_of_the_published_vectors(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(
    ("index", "size", "proof"), [(0, 1, []), (0, 8, [A, B, C]), (5, 8, [D, E, ROOTS[3]]), (2, 3, [ROOTS[1]])]
)
def test_inclusion_proofs_of_the_published_vectors(index: int, size: int, proof: list[str]) -> None:
    assert [step.hex() for step in inclusion_proof(LEAVES[:size], index)] == proof


@pytest.mark.parametrize(
    ("old", "new", "proof"), [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [F, E, ROOTS[3]]), (2, 5, [B, D])]
)
def test_consistency_proofs_of_the_published_vectors(old: int, new: int, proof: list[str]) -> None:
    assert [step.hex() for step in consistency_proof(LEAVES[:new], old)] == proof


def test_the_tree_over_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT == CompactRange().root() == sha256(b"").digest()


@given(entries)
def test_roots_follow_the_definition_however_they_are_made(contents: list[bytes]) -> None:
    leaves = [leaf_hash(entry) for entry in contents]
    grown = CompactRange()
    grown.extend(leaves)
    assert root_of(leaves) == grown.root() == by_definition(leaves)
    assert len(grown.peaks) == len(leaves).bit_count()


@given(entries, st.data())
def test_a_range_taken_up_again_goes_on_as_if_it_had_never_stopped(contents: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(entry) for entry in contents]
    first = data.draw(st.integers(0, len(leaves)))
    begun = CompactRange()
    begun.extend(leaves[:first])
    resumed = CompactRange(begun.size, begun.peaks)
    assert [resumed.append(leaf) for leaf in leaves[first:]] == list(range(first, len(leaves)))
    assert resumed.root() == root_of(leaves)
    assert begun.root() == root_of(leaves[:first])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13, 32, 33])
def test_every_leaf_and_every_earlier_tree_can_be_proved(size: int) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    root = root_of(leaves)
    for index in range(size):
        assert verify_inclusion(leaves[index], index, size, inclusion_proof(leaves, index), root)
    for old in range(1, size + 1):
        assert verify_consistency(old, size, root_of(leaves[:old]), root, consistency_proof(leaves, old))


@given(st.integers(2, 40), st.data())
def test_no_changed_proof_is_believed(size: int, data: st.DataObject) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    root = root_of(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(leaves, index)
    other = data.draw(st.integers(0, size - 1).filter(lambda number: number != index))
    assert not verify_inclusion(leaves[other], index, size, proof, root)
    assert not verify_inclusion(leaves[index], other, size, proof, root)
    assert not verify_inclusion(leaves[index], index, size, proof[:-1], root)
    assert not verify_inclusion(leaves[index], index, size, [*proof, root], root)
    step = data.draw(st.integers(0, len(proof) - 1))
    forged = [*proof[:step], sha256(proof[step]).digest(), *proof[step + 1 :]]
    assert not verify_inclusion(leaves[index], index, size, forged, root)


@given(st.integers(2, 40), st.data())
def test_no_rewritten_past_is_believed(size: int, data: st.DataObject) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    old = data.draw(st.integers(1, size - 1))
    root, old_root, proof = root_of(leaves), root_of(leaves[:old]), consistency_proof(leaves, old)
    rewritten = [leaf_hash(b"khac"), *leaves[1:]]
    assert not verify_consistency(old, size, root_of(rewritten[:old]), root, proof)
    assert not verify_consistency(old, size, old_root, root_of(rewritten), proof)
    assert not verify_consistency(old, size, old_root, root, [*proof, root])
    assert not verify_consistency(old, size, old_root, root, proof[:-1])
    assert not verify_consistency(old, size, old_root, root, [])


def test_the_same_tree_needs_no_proof_but_the_same_root() -> None:
    root = root_of(LEAVES)
    assert verify_consistency(8, 8, root, root, [])
    assert not verify_consistency(8, 8, root, LEAVES[0], [])
    assert not verify_consistency(8, 8, root, root, [root])
    assert not verify_consistency(0, 8, EMPTY_ROOT, root, [])
    assert not verify_consistency(9, 8, root, root, [])


def test_what_does_not_exist_cannot_be_proved() -> None:
    for index in (-1, 8):
        with pytest.raises(ProofImpossible):
            inclusion_proof(LEAVES, index)
        assert not verify_inclusion(LEAVES[0], index, 8, [], ROOTS[7].encode())
    for size in (0, 9):
        with pytest.raises(ProofImpossible):
            consistency_proof(LEAVES, size)
    with pytest.raises(ProofImpossible):
        CompactRange(3, [LEAVES[0]])


def test_a_leaf_is_never_a_node() -> None:
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != root_of(LEAVES[:2])
