"""Thành tích từ số liệu: each official compared with the share expected of the mix of work he had.

Values in, values out. The expected share of a person is what all people together reached on the same kinds of work,
weighed by how much of each he had; without that, whoever has easy work only would look best.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from congvu.core.sampling.intervals import wilson


@dataclass(frozen=True, slots=True)
class Done:
    """One piece of work that fell due in the period: who answered for it, of which kind, on time or not."""

    official_id: int
    unit_id: int
    kind: str
    on_time: bool
    code: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands: `hits` of `n` on time, the interval of his share, the share expected of his mix, and his
    load against the median of the people of his unit (1.0 is the median)."""

    official_id: int
    unit_id: int
    n: int
    hits: int
    expected: float
    low: float
    high: float
    load: float

    @property
    def share(self) -> float:
        """The share on time."""
        return self.hits / self.n

    @property
    def is_clearly_above(self) -> bool:
        """Whether chance alone hardly explains that he is above what his mix lets expect."""
        return self.low > self.expected


def standings(work: Iterable[Done]) -> list[Standing]:
    """A standing for everybody with any work, by person; rates of a kind leave the person himself out.

    Where nobody else had a kind of work, the rate of all work stands for it.
    """
    rows = list(work)
    counts: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    unit_of, whole = {}, [0, 0]
    for row in rows:
        unit_of[row.official_id] = row.unit_id
        for tally in (counts[row.official_id, row.kind], kinds[row.kind], whole):
            tally[0] += row.on_time
            tally[1] += 1
    own: dict[int, dict[str, list[int]]] = defaultdict(dict)
    for (official_id, kind), tally in counts.items():
        own[official_id][kind] = tally
    loads = _medians(own, unit_of)
    return [_standing(pk, unit_of[pk], mix, kinds, whole, loads[unit_of[pk]]) for pk, mix in sorted(own.items())]


def _medians(own: Mapping[int, Mapping[str, list[int]]], unit_of: Mapping[int, int]) -> dict[int, float]:
    loads: dict[int, list[int]] = defaultdict(list)
    for official_id, mix in own.items():
        loads[unit_of[official_id]].append(sum(tally[1] for tally in mix.values()))
    return {unit: float(median(values)) for unit, values in loads.items()}


def _standing(
    official_id: int, unit_id: int, mix: Mapping[str, list[int]], kinds: Mapping[str, list[int]], whole: list[int],
    middle: float,
) -> Standing:
    hits, n = sum(one[0] for one in mix.values()), sum(one[1] for one in mix.values())
    others = (whole[0] - hits, whole[1] - n)
    fallback = others[0] / others[1] if others[1] else hits / n
    awaited = 0.0
    for kind, (own_hits, own_n) in mix.items():
        rest = kinds[kind][1] - own_n
        awaited += own_n * ((kinds[kind][0] - own_hits) / rest if rest else fallback)
    between = wilson(hits, n)
    return Standing(official_id, unit_id, n, hits, awaited / n, between.low, between.high, n / middle)
