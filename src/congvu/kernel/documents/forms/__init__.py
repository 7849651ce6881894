"""Shape of what people send about documents; the rules are in the actions."""

from congvu.kernel.documents.forms.entries import ACCEPT, AttachmentForm, CorrectionForm, IncomingForm, TransferForm

__all__ = ["ACCEPT", "AttachmentForm", "CorrectionForm", "IncomingForm", "TransferForm"]
