"""Bảng tính: reading and writing sheets of the organisation (.xlsx, .csv)."""

from congvu.kernel.org.extract.cells import read_day, read_number
from congvu.kernel.org.extract.columns import INTAKE, REFORM, Column, Sheet, choice_of, label_of
from congvu.kernel.org.extract.sheets import Row, cell_of, read_sheets, read_table, write_csv, write_xlsx

__all__ = [
    "INTAKE",
    "REFORM",
    "Column",
    "Row",
    "Sheet",
    "cell_of",
    "choice_of",
    "label_of",
    "read_day",
    "read_number",
    "read_sheets",
    "read_table",
    "write_csv",
    "write_xlsx",
]
