"""Bộ phận tạo thành thủ tục: the seven parts no procedure may lack (NĐ 63/2010 art. 8.2), and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from congvu.domain.procedures import models
from congvu.domain.procedures.policy.routes import limit_of


class Part(StrEnum):
    """Bộ phận bắt buộc."""

    NAME = "name"
    """Tên thủ tục hành chính."""
    SEQUENCE = "sequence"
    """Trình tự thực hiện."""
    WAYS = "ways"
    """Cách thức thực hiện."""
    PAPERS = "papers"
    """Thành phần, số lượng hồ sơ."""
    LIMIT = "limit"
    """Thời hạn giải quyết."""
    SUBJECTS = "subjects"
    """Đối tượng thực hiện."""
    AGENCY = "agency"
    """Cơ quan thực hiện."""


def missing_parts(version: models.Version, variants: Sequence[models.Variant]) -> tuple[Part, ...]:
    """The mandatory parts a version still lacks, in the order of the decree."""
    present = {
        Part.NAME: bool(version.name.strip()),
        Part.SEQUENCE: bool(version.sequence.strip()),
        Part.WAYS: bool(version.ways.strip()),
        Part.PAPERS: version.sets > 0 and bool(variants) and all(variant.papers.all() for variant in variants),
        Part.LIMIT: bool(variants) and all(limit_of(variant) is not None for variant in variants),
        Part.SUBJECTS: bool(version.subjects),
        Part.AGENCY: bool(version.settled_by.strip()),
    }
    return tuple(part for part in Part if not present[part])
