"""Dãy số và ký hiệu của văn bản đi: which series a document is numbered in, and what notation it bears.

Source: NĐ 30/2020/NĐ-CP, Điều 15; Phụ lục I, mục II.3. Named kinds: `QĐ-SNV`; official letters: the agency's symbol
and that of the drafting unit or field: `UBND-VX`. A council's series bears the council's symbol.
"""

from __future__ import annotations

from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.models.numbering import CouncilSeries, NumberingPlan

#: The series of an agency without a plan, and of a plan with one series for all.
COMMON = "outgoing"


def series_of(plan: NumberingPlan | None, kind: str, council: CouncilSeries | None = None) -> str:
    """The code of the series a document of this kind takes its number from."""
    if council is not None:
        return council.series
    if plan is None or plan.mode == NumberingPlan.ONE:
        return COMMON
    if plan.mode == NumberingPlan.PER_KIND or kind in plan.separate:
        return f"kind-{kind}"[:32]
    return COMMON


def notation_of(agency_symbol: str, kind: str, *, unit: str = "", council: CouncilSeries | None = None) -> str:
    """The notation behind the slash ("QĐ-SNV", "SNV-VP"); "" when the agency has no symbol yet."""
    body = (council.symbol if council else agency_symbol).strip()
    if not body:
        return ""
    symbol = KINDS[kind].symbol if kind in KINDS else ""
    parts = (symbol, body) if symbol else (body, unit.strip())
    return "-".join(part for part in parts if part)
