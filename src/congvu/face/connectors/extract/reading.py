"""Đọc bản tin edXML: both variants in use (layered, as QCVN 102:2016, and the older flat one) and status messages.

Namespaces and the case of element names are ignored, values stay strings. A document type declaration is refused
before anything is expanded. Attachments are counted while they are unpacked, and a digest that the message names must
be the digest of what it carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError
from zoneinfo import ZoneInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from congvu.core.text import nfc
from congvu.face.connectors.extract.message import (
    AnswerTo,
    BadMessage,
    Business,
    DocumentMessage,
    Organisation,
    Parcel,
    StatusMessage,
    TraceStep,
)
from congvu.face.connectors.extract.parcels import digest_matches, unpack

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
#: A message is read into memory once; larger ones are not sent over the axis.
MAX_BYTES = 150 * 1024 * 1024
MAX_PARCELS = 200
_DAYS = (("%Y/%m/%d", 10), ("%d/%m/%Y", 10), ("%Y-%m-%d", 10))
_TIMES = ("%Y/%m/%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


def read_message(raw: bytes) -> DocumentMessage | StatusMessage:
    """The message in `raw`. Raises `BadMessage` with a sentence for anything that is not one."""
    if len(raw) > MAX_BYTES:
        raise BadMessage(_("The message is larger than can be taken."), code="edxml_size")
    try:
        root = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException as danger:
        raise BadMessage(
            _("The message declares entities, which messages of this format never do. It was refused."),
            code="edxml_entities",
        ) from danger
    except (ParseError, ValueError, LookupError) as broken:
        raise BadMessage(
            _("The message is not well-formed XML: it was cut off or damaged on the way."),
            code="edxml_not_xml",
            hint=_("Ask the sending system to send it again."),
        ) from broken
    status = _find(root, "status")
    if status is not None and _find(root, "messageheader") is None:
        return _status(status)
    header = _find(root, "messageheader")
    if header is None:
        raise BadMessage(_("This is XML, but no message of document exchange (edXML)."), code="edxml_unknown")
    return _document(root, header)


def _local(node: Element) -> str:
    tag = node.tag if isinstance(node.tag, str) else ""
    return tag.rpartition("}")[2].lower()


def _children(node: Element | None, name: str) -> Iterator[Element]:
    return (child for child in (() if node is None else node) if _local(child) == name)


def _find(root: Element, name: str) -> Element | None:
    """The first element of that local name, the root included."""
    return next((node for node in root.iter() if _local(node) == name), None)


def _at(node: Element | None, *path: str) -> Element | None:
    for name in path:
        node = next(_children(node, name), None)
    return node


def _text(node: Element | None, *path: str) -> str:
    found = _at(node, *path)
    return nfc(" ".join("".join(found.itertext()).split())) if found is not None else ""


def _first(node: Element, *paths: tuple[str, ...]) -> str:
    """The first of several places that says something: the variants put the same word in different places."""
    return next((said for said in (_text(node, *path) for path in paths) if said), "")


def _day(said: str) -> date | None:
    for form, length in _DAYS:
        try:
            return datetime.strptime(said[:length], form).replace(tzinfo=LOCAL).date()
        except ValueError:
            continue
    return None


def _moment(said: str) -> datetime | None:
    for form in _TIMES:
        try:
            return datetime.strptime(said[:19], form).replace(tzinfo=LOCAL)
        except ValueError:
            continue
    day = _day(said)
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL) if day else None


def _number(said: str) -> int | None:
    return int(said) if re.fullmatch(r"\d{1,6}", said) else None


def _organisation(node: Element | None) -> Organisation | None:
    organ_id = _text(node, "organid")
    if not organ_id:
        return None
    return Organisation(
        organ_id=organ_id[:35], name=_text(node, "organname")[:200], address=_text(node, "organadd")[:250],
        in_charge=_text(node, "organizationincharge")[:200], email=_text(node, "email")[:100],
        telephone=_text(node, "telephone")[:20],
    )  # fmt: skip


def _answers(node: Element) -> tuple[AnswerTo, ...]:
    found = []
    for answer in _children(node, "responsefor"):
        code = _text(answer, "code", "codenumber")
        symbol = _text(answer, "code", "codenotation")
        found.append(
            AnswerTo(
                organ_id=_text(answer, "organid"),
                code="/".join(filter(None, (code, symbol))) or _text(answer, "code"),
                promulgated_on=_day(_text(answer, "promulgationdate")),
                document_id=_text(answer, "documentid"),
            )
        )
    return tuple(found)


def _status(node: Element) -> StatusMessage:
    sender = _organisation(_at(node, "from"))
    about = _answers(node)
    code = _text(node, "statuscode")
    if sender is None or not about or not re.fullmatch(r"\d{1,2}", code):
        raise BadMessage(
            _("The status message does not say who sent it, which document it is about, or which status."),
            code="edxml_status_incomplete",
        )
    return StatusMessage(
        about=about[0],
        sender=sender,
        receivers=tuple(filter(None, map(_organisation, _children(node, "to")))),
        status=code.zfill(2),
        description=_text(node, "description")[:500],
        at=_moment(_text(node, "timestamp")),
        department=_text(node, "staffinfo", "department")[:200],
        staff=_text(node, "staffinfo", "staff")[:100],
    )


def _document(root: Element, header: Element) -> DocumentMessage:
    sender = _organisation(_at(header, "from"))
    receivers = tuple(filter(None, map(_organisation, _children(header, "to"))))
    if sender is None or not receivers:
        raise BadMessage(
            _("The message does not say from whom to whom it goes (OrganId of From and To)."), code="edxml_no_address"
        )
    document_id = _first(header, ("documentid",))
    number, notation = _text(header, "code", "codenumber"), _text(header, "code", "codenotation")
    promulgated = _first(header, ("promulgationinfo", "promulgationdate"), ("promulgator", "promulgationdate"))
    if not document_id and not (number or notation):
        raise BadMessage(_("The message names neither a document identifier nor a number."), code="edxml_no_number")
    trace = _find(root, "traceheaderlist")
    business = _at(trace, "bussiness")
    if business is None:
        business = _at(trace, "business")
    kind = _text(business, "bussinessdoctype") or Business.NEW
    signer = _at(header, "signerinfo")
    if signer is None:
        signer = _find(root, "signer")
    return DocumentMessage(
        sender=sender,
        receivers=receivers,
        document_id=(document_id or f"{sender.organ_id},{promulgated},{number}/{notation}")[:120],
        number=number[:20],
        notation=notation[:60],
        place=_first(header, ("promulgationinfo", "place"), ("promulgator", "place"))[:60],
        promulgated_on=_day(promulgated),
        kind_name=_first(header, ("documenttype", "typename"), ("documenttype", "type"), ("documenttype",))[:100],
        subject=_text(header, "subject")[:500],
        content=_text(header, "content")[:2000],
        signer_competence=_text(signer, "competence")[:20],
        signer_position=_text(signer, "position")[:100],
        signer_name=_text(signer, "fullname")[:50],
        due_on=_day(_first(header, ("duedate",), ("otherinfo", "duedate"))),
        to_places=tuple(_text(place) for places in _children(header, "toplaces") for place in places)[:100],
        priority=_first(header, ("otherinfo", "priority")) or "0",
        pages=_number(_first(header, ("otherinfo", "pageamount"))),
        copies=_number(_first(header, ("otherinfo", "promulgationamount"))),
        answers=_answers(header),
        trace=tuple(
            TraceStep(organ_id=_text(step, "organid"), at=_moment(_text(step, "timestamp")))
            for step in _children(trace, "traceheader")
        ),
        business=kind if kind in set(Business) else Business.NEW,
        business_reason=_text(business, "bussinessdocreason")[:500],
        parcels=_parcels(root),
    )  # fmt: skip


def _parcels(root: Element) -> tuple[Parcel, ...]:
    """The attachments of either variant, each unpacked and checked against the digest its reference names."""
    references = {
        _text(node, "contentid").removeprefix("cid:"): node
        for node in root.iter()
        if _local(node) == "reference" and _text(node, "contentid")
    }
    nodes = [node for node in root.iter() if _local(node) == "attachment"]
    if len(nodes) > MAX_PARCELS:
        raise BadMessage(_("The message carries more files than can be taken."), code="edxml_size")
    digests = _digests(root)
    found = []
    for node in nodes:
        content_id = _text(node, "contentid").removeprefix("cid:")
        reference = references.get(content_id)
        name = _first(node, ("attachmentname",), ("filename",)) or _text(reference, "attachmentname")
        coded = next((n for n in node if _local(n) in ("contenttransferencoded", "content")), None)
        content, packed = unpack("".join(coded.itertext()) if coded is not None else "", name)
        named = digests.get(content_id)
        if named and not digest_matches(named, (packed, content)):
            raise BadMessage(
                _("The file “%(name)s” is not the one the message was sent with: its digest differs.")
                % {"name": name or content_id},
                code="edxml_digest",
                hint=_("Nothing was registered. Ask the sending system to send it again."),
            )
        found.append(
            Parcel(
                name=name[:160] or "file", content=content, content_id=content_id,
                media_type=_first(node, ("contenttype",), ("filetype",))[:100] or "application/octet-stream",
            )
        )  # fmt: skip
    if set(references) - {parcel.content_id for parcel in found}:
        raise BadMessage(
            _("The message lists a file that it does not carry. It was cut off on the way."), code="edxml_file_missing",
            hint=_("Nothing was registered. Ask the sending system to send it again."),
        )  # fmt: skip
    return tuple(found)


def _digests(root: Element) -> dict[str, tuple[str, str]]:
    """Digests named in the signature: content id → (algorithm, base64 value)."""
    found = {}
    for node in root.iter():
        if _local(node) == "reference" and node.get("URI", "").startswith("cid:"):
            method = _at(node, "digestmethod")
            algorithm = method.get("Algorithm", "") if method is not None else ""
            found[node.get("URI", "").removeprefix("cid:")] = (algorithm, _text(node, "digestvalue"))
    return found
