"""Loại vụ việc của Một cửa: under which codes the kernel's cases know a dossier and a part of one."""

from __future__ import annotations

DOSSIER, PART = "onestop_dossier", "dossier_part"
