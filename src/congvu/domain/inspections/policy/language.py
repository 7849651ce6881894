"""Ngôn ngữ màn hình: labels of kinds and phases are code; which of their two languages is shown."""

from __future__ import annotations

from django.utils.translation import get_language


def shown_language() -> str:
    """"vi" on Vietnamese pages, else "en"."""
    return "vi" if (get_language() or "vi").startswith("vi") else "en"
