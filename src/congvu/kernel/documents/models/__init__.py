"""Tables of the documents room."""

from congvu.kernel.documents.models.files import ExtractedText, SignatureCheck, StoredFile
from congvu.kernel.documents.models.register import Attachment, Document, NumberSeries

__all__ = ["Attachment", "Document", "ExtractedText", "NumberSeries", "SignatureCheck", "StoredFile"]
