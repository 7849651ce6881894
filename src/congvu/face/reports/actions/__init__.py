"""Every write of the notices."""

from __future__ import annotations

from congvu.face.reports.actions.notices import drop_notice, edit_notice, issue_notice, make_notice
from congvu.face.reports.actions.printing import paper_of, workbook_of

__all__ = ["drop_notice", "edit_notice", "issue_notice", "make_notice", "paper_of", "workbook_of"]
