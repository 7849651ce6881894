"""Cây băm Merkle. Tree hashes, proofs and their verification after RFC 9162."""

from __future__ import annotations

from congvu.core.merkle.tree import (
    EMPTY_ROOT,
    HASH_BYTES,
    CompactRange,
    ProofImpossible,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

__all__ = [
    "EMPTY_ROOT",
    "HASH_BYTES",
    "CompactRange",
    "ProofImpossible",
    "consistency_proof",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "root_of",
    "verify_consistency",
    "verify_inclusion",
]
