"""Xuất hồ sơ: a dossier as one .zip: metadata in XML and its files in time order.

Fields: NĐ 30/2020/NĐ-CP, Phụ lục VI, phần II.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import IO
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import skey
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.models import Document, Dossier
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.models.content import hash_of, read_content
from congvu.kernel.documents.queries.dossiers import bytes_of, hidden_in, papers_in
from congvu.kernel.rules.queries import rule

#: Above this the archive is written to the disk while it grows.
IN_MEMORY = 8 * 1024 * 1024


def export_dossier(actor: Actor, dossier: Dossier, *, on: date) -> IO[bytes]:
    """The archive of a dossier the actor may see, from its beginning; closing it deletes it.

    Refused when it holds what the actor may not see, when it is larger than the rulebook allows, or when a file in the
    store no longer has the size and hash its row says.
    """
    limit = int(rule("documents.export_megabytes", on).value)
    if hidden_in(actor, dossier):
        raise Invalid(_("The dossier holds documents you may not see; it is exported by somebody who may."))
    if bytes_of(dossier) > limit * 1024 * 1024:
        raise Invalid(_("The dossier is larger than %(limit)s MB and is not exported as one file.") % {"limit": limit},
                      hint=_("Take its documents one by one, or ask the administrator to raise the limit."))
    documents = papers_in(actor, dossier)
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the caller sends and closes it
    try:
        _write_archive(out, dossier, documents)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


def _write_archive(out: IO[bytes], dossier: Dossier, documents: Sequence[Document]) -> None:
    root = _dossier_element(dossier, documents)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, document in enumerate(documents, start=1):
            _add_document(archive, root, document, place)
        ElementTree.indent(root)
        archive.writestr("ho-so.xml", ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _dossier_element(dossier: Dossier, documents: Sequence[Document]) -> ElementTree.Element:
    root = ElementTree.Element("Dossier")
    code = ElementTree.SubElement(root, "FileCode")
    _put(code, "OrganId", dossier.agency.code)
    _put(code, "FileCatalog", dossier.year)
    _put(code, "FileNotation", dossier.symbol)
    retention = "Vĩnh viễn" if dossier.retention_years is None else f"{dossier.retention_years} năm"
    pages = sum(document.pages or 0 for document in documents)
    for name, value in (
        ("Title", dossier.title), ("Maintenance", retention), ("Rights", dossier.confidentiality),
        ("Creator", dossier.creator_name), ("Language", "Tiếng Việt"), ("StartDate", dossier.opened_on),
        ("EndDate", dossier.closed_on), ("DocTotal", len(documents)), ("PageTotal", pages or ""),
        ("Description", dossier.description),
    ):
        _put(root, name, value)
    return root


def _add_document(archive: zipfile.ZipFile, root: ElementTree.Element, document: Document, place: int) -> None:
    element = ElementTree.SubElement(root, "Document")
    kind = KINDS.get(document.kind)
    for name, value in (
        ("DocOrdinal", place), ("TypeName", kind.vi if kind else document.kind), ("CodeNumber", document.number),
        ("CodeNotation", document.notation), ("IssuedDate", document.issued_on),
        ("OrganName", document.issuer or document.agency.name), ("Subject", document.subject),
        ("Language", "Tiếng Việt"), ("PageAmount", document.pages or ""), ("ArrivalDate", document.arrived_on),
        ("ArrivalNumber", document.serial if document.direction == "incoming" else ""),
        ("SignerPosition", document.signer_position), ("SignerFullName", document.signer_name),
        ("To", document.recipients), ("DueDate", document.due_on), ("Description", document.note),
    ):
        _put(element, name, value)
    day = document.issued_on or document.arrived_on
    for number, attachment in enumerate(document.attachments.all(), start=1):
        file = attachment.file
        content = read_content(file.sha256)
        if len(content) != file.size or hash_of(content) != file.sha256:
            raise Invalid(_("A file of the dossier in the store is damaged: %(name)s.") % {"name": attachment.name})
        stem = skey(f"{document.code} {attachment.name.rpartition('.')[0]}").replace(" ", "-")[:60].strip("-")
        dated = f"{day:%Y-%m-%d}" if day else "0000-00-00"
        name = f"{place:03d}_{number:02d}_{dated}_{stem or 'tep'}.{file.kind}"
        archive.writestr(name, content)
        _put(element, "File", name).attrib.update(
            {"size": str(file.size), "sha256": file.sha256, "originalName": attachment.name}
        )


def _put(parent: ElementTree.Element, name: str, value: object) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    text = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
    element.text = "".join(char for char in text if char in "\n\t" or char >= " ")
    return element
