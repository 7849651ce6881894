"""Bộ quy tắc đi kèm: what the rulebook says before a province has chosen anything. Data, not code.

Every value names its source and its standing. *verified*: stands in the full text of the instrument named.
*unverified*: known from a secondary source; shown as such on every screen until somebody with the text confirms it.
*local*: no instrument fixes it; a default of this product that the province replaces by its own choice.
"""

from __future__ import annotations

from hashlib import sha256

from congvu.kernel.rules.shipped.authority import AUTHORITY
from congvu.kernel.rules.shipped.conduct import CONDUCT_GROUNDS, CONDUCT_RULES
from congvu.kernel.rules.shipped.grounds import GROUNDS as _GROUNDS
from congvu.kernel.rules.shipped.inspection_scores import INSPECTION_SCORE_RULES
from congvu.kernel.rules.shipped.inspections import INSPECTIONS_RULES
from congvu.kernel.rules.shipped.limits import RULES as _RULES
from congvu.kernel.rules.shipped.onestop import ONESTOP_GROUNDS, ONESTOP_RULES
from congvu.kernel.rules.shipped.procedures import PROCEDURES_RULES
from congvu.kernel.rules.shipped.programme import PROGRAMME_GROUNDS, PROGRAMME_RULES
from congvu.kernel.rules.shipped.recognition import RECOGNITION_GROUNDS, RECOGNITION_RULES
from congvu.kernel.rules.shipped.records import RECALL_GROUNDS, RECORDS_RULES
from congvu.kernel.rules.shipped.regulation import REGULATION_RULES
from congvu.kernel.rules.shipped.shapes import ACTS, FIELDS, STANDINGS, Authority, Ground, Rule, Source
from congvu.kernel.rules.shipped.urging import URGING_GROUNDS, URGING_RULES

RULES = (
    *_RULES, *RECORDS_RULES, *PROGRAMME_RULES, *URGING_RULES, *REGULATION_RULES, *PROCEDURES_RULES, *ONESTOP_RULES,
    *INSPECTIONS_RULES, *INSPECTION_SCORE_RULES, *CONDUCT_RULES, *RECOGNITION_RULES,
)  # fmt: skip
GROUNDS = (
    *_GROUNDS, *PROGRAMME_GROUNDS, *URGING_GROUNDS, *RECALL_GROUNDS, *ONESTOP_GROUNDS, *CONDUCT_GROUNDS,
    *RECOGNITION_GROUNDS,
)  # fmt: skip

#: Changes with every change of the data; decisions may keep it to say which rulebook they saw.
VERSION = sha256(repr((RULES, GROUNDS, AUTHORITY)).encode()).hexdigest()[:12]

__all__ = [
    "ACTS", "AUTHORITY", "FIELDS", "GROUNDS", "RULES", "STANDINGS", "VERSION", "Authority", "Ground", "Rule", "Source",
]
