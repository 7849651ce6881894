"""Bảng tính: reading and writing sheets of the organisation (.xlsx, .csv)."""

from congvu.kernel.org.extract.columns import INTAKE, REFORM, Column, Sheet, choice_of, label_of
from congvu.kernel.org.extract.sheets import read_sheets, write_csv, write_xlsx

__all__ = [
    "INTAKE",
    "REFORM",
    "Column",
    "Sheet",
    "choice_of",
    "label_of",
    "read_sheets",
    "write_csv",
    "write_xlsx",
]
