"""Người nộp hồ sơ. Who comes to the counter: made up from a number, the same wherever he is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from congvu.core.working_time.moments import date_of_day, day_number
from congvu.domain.onestop.actions.applicants import Party

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Lò", "Giàng", "Lý")
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Ngọc", "Hữu", "Thu")
GIVEN = (
    "An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hùng", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Quân", "Sơn",
    "Thảo", "Uyên", "Vinh", "Xuân", "Yến",
)  # fmt: skip
TRADES = ("Thương mại", "Xây dựng", "Vận tải", "Nông sản", "Cơ khí")
#: Years of birth lie behind this day.
BORN_BEFORE = day_number(date(2006, 1, 1))


@dataclass(frozen=True, slots=True)
class Manner:
    """What an applicant is like: how soon he comes for his result and brings papers (1 is ordinary), how likely he says
    what he thought, and how hard he is to please (0 to 1)."""

    slowness: float
    speaks: float
    strict: float


def party(index: int, *, company: bool, place: str) -> Party:
    """An applicant by his number: names repeat, identifications do not, and none of them is anybody's."""
    if company:
        trade = TRADES[index % len(TRADES)]
        return Party(
            kind="enterprise", id_kind="tax", id_number=f"99{index:08d}", phone=f"098{index:07d}",
            name=f"Công ty TNHH {trade} Lam Giang {index}", address=f"Cụm công nghiệp số {1 + index % 7}, {place}",
        )  # fmt: skip
    name = f"{SURNAMES[index % 12]} {MIDDLES[index // 12 % 8]} {GIVEN[index // 96 % 20]}"
    return Party(
        name=name, id_number=f"099{index:09d}", born_on=date_of_day(BORN_BEFORE - index * 7919 % 20_000),
        phone=f"097{index:07d}", address=f"Tổ dân phố {1 + index % 23}, {place}",
    )  # fmt: skip


def manner(index: int, seed: int) -> Manner:
    """What he is like: by his own number, so that one more applicant changes nobody else."""
    rng = Random(f"{seed}/applicant/{index}")
    return Manner(rng.lognormvariate(0, 0.6), rng.betavariate(1.2, 2.6), rng.random())
