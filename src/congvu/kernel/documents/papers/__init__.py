"""Thể thức văn bản: official papers and printed registers as .docx and .pdf. Pure rendering, no database.

Layout: NĐ 30/2020/NĐ-CP, Phụ lục I. A room builds a `Paper` or a `Sheet` from its own data and hands it over;
`papers.http.paper_response` makes it the answer of a view.
"""

from congvu.kernel.documents.papers.blocks import (
    Annex,
    Block,
    Heading,
    Item,
    Paper,
    Para,
    QrCode,
    Sheet,
    Signer,
    Space,
    TableBlock,
)
from congvu.kernel.documents.papers.checking import LayoutFinding, check_layout
from congvu.kernel.documents.papers.pdf import FontsMissing, to_images, to_pdf
from congvu.kernel.documents.papers.word import to_docx

__all__ = [
    "Annex", "Block", "FontsMissing", "Heading", "Item", "LayoutFinding", "Paper", "Para", "QrCode", "Sheet", "Signer",
    "Space", "TableBlock", "check_layout", "to_docx", "to_images", "to_pdf",
]
