"""Viết bản tin edXML: the layered variant of QCVN 102:2016, the flat one for older axes, and status messages.

What we write we read back to the same values (a property test says so). Characters that XML cannot hold are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring
from zoneinfo import ZoneInfo

from congvu.face.connectors.extract.message import AnswerTo, DocumentMessage, Organisation, StatusMessage
from congvu.face.connectors.extract.parcels import digest_of, pack, unpack

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
SIGNATURE = "http://www.w3.org/2000/09/xmldsig#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

register_namespace("edXML", NAMESPACE)
register_namespace("ds", SIGNATURE)


def _say(parent: Element, name: str, text: object = "") -> Element:
    node = SubElement(parent, name)
    node.text = _ILLEGAL.sub("", str(text)) if text is not None else ""
    return node


def _day(day: date | None) -> str:
    return f"{day:%Y/%m/%d}" if day else ""


def _moment(at: datetime | None, form: str = "%Y/%m/%d %H:%M:%S") -> str:
    return at.astimezone(LOCAL).strftime(form) if at else ""


def _organ(parent: Element, name: str, organ: Organisation) -> None:
    node = SubElement(parent, name)
    for tag, said in (
        ("OrganId", organ.organ_id), ("OrganizationInCharge", organ.in_charge), ("OrganName", organ.name),
        ("OrganAdd", organ.address), ("Email", organ.email), ("Telephone", organ.telephone),
    ):  # fmt: skip
        _say(node, tag, said)


def _answers(parent: Element, answers: Iterable[AnswerTo], form: str = "%Y/%m/%d") -> None:
    for answer in answers:
        node = SubElement(parent, "ResponseFor")
        _say(node, "OrganId", answer.organ_id)
        _say(node, "Code", answer.code)
        _say(node, "PromulgationDate", answer.promulgated_on.strftime(form) if answer.promulgated_on else "")
        _say(node, "DocumentId", answer.document_id)


def _header(parent: Element, message: DocumentMessage) -> None:
    header = SubElement(parent, "MessageHeader")
    _organ(header, "From", message.sender)
    for receiver in message.receivers:
        _organ(header, "To", receiver)
    _say(header, "DocumentId", message.document_id)
    code = SubElement(header, "Code")
    _say(code, "CodeNumber", message.number)
    _say(code, "CodeNotation", message.notation)
    place = SubElement(header, "PromulgationInfo")
    _say(place, "Place", message.place)
    _say(place, "PromulgationDate", _day(message.promulgated_on))
    kind = SubElement(header, "DocumentType")
    _say(kind, "TypeName", message.kind_name)
    _say(header, "Subject", message.subject)
    _say(header, "Content", message.content)
    signer = SubElement(header, "SignerInfo")
    _say(signer, "Competence", message.signer_competence)
    _say(signer, "Position", message.signer_position)
    _say(signer, "FullName", message.signer_name)
    if message.due_on:
        _say(header, "DueDate", _day(message.due_on))
    if message.to_places:
        places = SubElement(header, "ToPlaces")
        for one in message.to_places:
            _say(places, "Place", one)
    other = SubElement(header, "OtherInfo")
    _say(other, "Priority", message.priority)
    for tag, amount in (("PromulgationAmount", message.copies), ("PageAmount", message.pages)):
        _say(other, tag, "" if amount is None else amount)
    _answers(header, message.answers)


def _trace(parent: Element, message: DocumentMessage) -> None:
    trace = SubElement(parent, "TraceHeaderList")
    for step in message.trace:
        node = SubElement(trace, "TraceHeader")
        _say(node, "OrganId", step.organ_id)
        _say(node, "Timestamp", _moment(step.at))
    business = SubElement(trace, "Bussiness")
    _say(business, "BussinessDocType", message.business)
    _say(business, "BussinessDocReason", message.business_reason)
    _say(business, "Paper", "0")


def write_document(message: DocumentMessage, *, variant: str = "layered") -> bytes:
    """The message as XML in UTF-8; `variant` is layered or flat (ValueError otherwise)."""
    if variant == "flat":
        return _flat(message)
    if variant != "layered":
        raise ValueError(f"no such variant: {variant!r}")
    root = Element(f"{{{NAMESPACE}}}edXML")
    envelope = SubElement(root, "edXMLEnvelope")
    header = SubElement(envelope, "edXMLHeader")
    _header(header, message)
    _trace(header, message)
    body = SubElement(envelope, "edXMLBody")
    manifest = SubElement(body, "edXMLManifest", version="1.0")
    coded = []
    for place, parcel in enumerate(message.parcels, 1):
        content_id = parcel.content_id or f"{place:04d}"
        reference = SubElement(manifest, "Reference")
        _say(reference, "ContentId", f"cid:{content_id}")
        _say(reference, "ContentType", parcel.media_type)
        _say(reference, "AttachmentName", parcel.name)
        coded.append((content_id, parcel, pack(parcel.name, parcel.content)))
    if coded:
        info = SubElement(SubElement(SubElement(header, "SignReference"), "Signature"), f"{{{SIGNATURE}}}SignedInfo")
        carried = SubElement(root, "AttachmentEncoded")
        for content_id, parcel, text in coded:
            signed = SubElement(info, f"{{{SIGNATURE}}}Reference", URI=f"cid:{content_id}")
            SubElement(signed, f"{{{SIGNATURE}}}DigestMethod", Algorithm=SHA256)
            SubElement(signed, f"{{{SIGNATURE}}}DigestValue").text = digest_of(unpack(text, parcel.name)[1])
            node = SubElement(carried, "Attachment")
            _say(node, "ContentId", f"cid:{content_id}")
            _say(node, "AttachmentName", parcel.name)
            _say(node, "ContentType", parcel.media_type)
            _say(node, "ContentTransferEncoded", text)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _flat(message: DocumentMessage) -> bytes:
    """The older variant: header directly below the root, the files in the manifest."""
    root = Element("EdXMLEnvelope")
    _header(root, message)
    _trace(root, message)
    manifest = SubElement(root, "Manifest")
    for place, parcel in enumerate(message.parcels, 1):
        node = SubElement(manifest, "Attachment")
        _say(node, "ContentId", parcel.content_id or f"{place:04d}")
        _say(node, "FileName", parcel.name)
        _say(node, "FileType", parcel.media_type)
        _say(node, "Content", pack(parcel.name, parcel.content))
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def write_status(message: StatusMessage) -> bytes:
    """A status message in its SOAP envelope with an empty body."""
    soap = "http://schemas.xmlsoap.org/soap/envelope/"
    register_namespace("SOAP-ENV", soap)
    root = Element(f"{{{soap}}}Envelope")
    status = SubElement(SubElement(root, f"{{{soap}}}Header"), f"{{{NAMESPACE}}}Status")
    _answers(status, (message.about,), "%d/%m/%Y")
    _organ(status, "From", message.sender)
    for receiver in message.receivers:
        _organ(status, "To", receiver)
    _say(status, "StatusCode", message.status)
    _say(status, "Description", message.description)
    _say(status, "Timestamp", _moment(message.at, "%d/%m/%Y %H:%M:%S"))
    staff = SubElement(status, "StaffInfo")
    _say(staff, "Department", message.department)
    _say(staff, "Staff", message.staff)
    SubElement(root, f"{{{soap}}}Body")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
