"""Dòng số ngẫu nhiên: numbers that follow from a seed and from nothing else, the same in every language.

Block c is SHA-256(seed ‖ c as 8 bytes, big-endian), c = 0, 1, 2 …; each block holds four words of 64 bits,
big-endian, taken from its front. A number below n takes words until one is below the largest multiple of n that fits
into 2^64, and is that word modulo n: every number is exactly equally likely. n = 1 takes a word too.
"""

from __future__ import annotations

from hashlib import sha256

WORDS = 1 << 64
SEED_BYTES = 32
_WORD = 8


class Stream:
    """The numbers of one seed (32 bytes). ValueError for a seed of another length."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise ValueError(f"a seed has {SEED_BYTES} bytes, not {len(seed)}")
        self._seed, self._counter, self._block, self._at = seed, 0, b"", 0

    def word(self) -> int:
        """The next word: 0 … 2^64 - 1."""
        if self._at == len(self._block):
            self._block = sha256(self._seed + self._counter.to_bytes(8, "big")).digest()
            self._counter, self._at = self._counter + 1, 0
        self._at += _WORD
        return int.from_bytes(self._block[self._at - _WORD : self._at], "big")

    def below(self, bound: int) -> int:
        """The next number 0 … bound - 1, each equally likely. ValueError unless 1 ≤ bound ≤ 2^64."""
        if not 1 <= bound <= WORDS:
            raise ValueError(f"there is no number below {bound} in a word")
        fair = WORDS - WORDS % bound
        while (word := self.word()) >= fair:
            pass
        return word % bound

    def order(self, count: int, wanted: int | None = None) -> list[int]:
        """The first `wanted` (all, when None) of the places 0 … count - 1 in random order, without replacement.

        Place j is exchanged with place j + below(count - j), for j = 0, 1, …: who asks for more later gets the same
        beginning. ValueError unless 0 ≤ wanted ≤ count.
        """
        wanted = count if wanted is None else wanted
        if not 0 <= wanted <= count:
            raise ValueError(f"{wanted} of {count} cannot be taken without replacement")
        places = list(range(count))
        for place in range(wanted):
            other = place + self.below(count - place)
            places[place], places[other] = places[other], places[place]
        return places[:wanted]
