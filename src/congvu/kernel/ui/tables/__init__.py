"""Danh sách: lists declared once, which serve screen, htmx fragment, CSV and XLSX.

A room declares a `Table` of `Column`s in its ``tables.py`` and answers a request with `respond`.
"""

from __future__ import annotations

from congvu.kernel.ui.tables.columns import Cell, Column, Kind, Scope
from congvu.kernel.ui.tables.declaration import BulkAct, Table, View
from congvu.kernel.ui.tables.export import csv_answer, xlsx_answer
from congvu.kernel.ui.tables.filters import Filter, FilterField, FilterKind
from congvu.kernel.ui.tables.listing import Listing
from congvu.kernel.ui.tables.respond import respond

__all__ = [
    "BulkAct",
    "Cell",
    "Column",
    "Filter",
    "FilterField",
    "FilterKind",
    "Kind",
    "Listing",
    "Scope",
    "Table",
    "View",
    "csv_answer",
    "respond",
    "xlsx_answer",
]
