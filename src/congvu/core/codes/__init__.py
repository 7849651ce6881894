"""Mã thủ tục, mã cơ quan, mã hồ sơ: the codes of the one-stop shop, read tolerantly and written strictly."""

from __future__ import annotations

from congvu.core.codes.agencies import AgencyCode, read_agency_code
from congvu.core.codes.dossiers import DossierCode, dossier_code, read_dossier_code
from congvu.core.codes.procedures import Flaw, ProcedureCode, read_procedure_code

__all__ = [
    "AgencyCode",
    "DossierCode",
    "Flaw",
    "ProcedureCode",
    "dossier_code",
    "read_agency_code",
    "read_dossier_code",
    "read_procedure_code",
]
