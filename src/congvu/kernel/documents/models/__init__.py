"""Tables of the documents room."""

from congvu.kernel.documents.models.dossiers import Dossier, DossierList, DossierPaper
from congvu.kernel.documents.models.files import ExtractedText, SignatureCheck, StoredFile
from congvu.kernel.documents.models.numbering import CouncilSeries, NumberingPlan
from congvu.kernel.documents.models.register import Attachment, Document, NumberSeries
from congvu.kernel.documents.models.routing import Assignment, Opinion

__all__ = [
    "Assignment", "Attachment", "CouncilSeries", "Document", "Dossier", "DossierList", "DossierPaper", "ExtractedText",
    "NumberSeries", "NumberingPlan", "Opinion", "SignatureCheck", "StoredFile",
]
