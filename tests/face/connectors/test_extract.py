"""The format: what is written is read back the same; what is wrong is refused in a sentence."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.face.connectors.extract import (
    AnswerTo,
    BadMessage,
    DocumentMessage,
    Organisation,
    Parcel,
    StatusMessage,
    TraceStep,
    read_message,
    write_document,
    write_status,
)
from congvu.face.connectors.extract.parcels import pack, unpack
from congvu.face.connectors.extract.writing import LOCAL
from congvu.kernel.documents.policy.archives import EXECUTABLE_HEADS

LETTERS = st.characters(
    min_codepoint=0x20, max_codepoint=0x1EFF, exclude_categories=("Cc", "Cf", "Cn", "Zs", "Zl", "Zp", "Mn")
)
NUMBERS = st.from_regex(r"0?[1-9][0-9]{0,3}", fullmatch=True)
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=6).map(" ".join)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
ORGAN = st.builds(Organisation, organ_id=st.from_regex(r"[A-Z][0-9]{2}(\.[0-9]{2}){0,3}", fullmatch=True), name=WORDS)
#: Any bytes but what begins as an archive or a program does: those two are judged, as the tests below them say.
JUDGED = (b"PK\x03\x04", *EXECUTABLE_HEADS)
CONTENTS = st.binary(max_size=300).filter(lambda content: not content.startswith(JUDGED))
PARCELS = st.lists(st.builds(Parcel, name=st.from_regex(r"[a-z]{1,8}\.(pdf|docx)", fullmatch=True),
                             content=CONTENTS), max_size=3)  # fmt: skip
MESSAGES = st.builds(
    DocumentMessage, sender=ORGAN, receivers=st.lists(ORGAN, min_size=1, max_size=3).map(tuple),
    document_id=st.from_regex(r"[A-Z0-9./,]{1,40}", fullmatch=True), number=NUMBERS,
    notation=st.sampled_from(["UBND-VX", "QĐ-UBND", "BC-SNV"]), promulgated_on=st.none() | DAYS, subject=WORDS,
    kind_name=WORDS, signer_name=WORDS, due_on=st.none() | DAYS, pages=st.none() | st.integers(1, 999),
    answers=st.lists(st.builds(AnswerTo, organ_id=st.just("H99"), code=st.just("7/UBND-TH"), promulgated_on=DAYS,
                               document_id=st.just("x")), max_size=2).map(tuple),
    trace=st.just((TraceStep(organ_id="H99", at=datetime(2026, 11, 20, 9, 15, 7, tzinfo=LOCAL)),)),
    business=st.sampled_from("0123"), parcels=PARCELS.map(tuple),
)  # fmt: skip


def _plain(message: DocumentMessage) -> DocumentMessage:
    """What must survive: everything but the identifiers that the writer gives to files."""
    import unicodedata

    def nfc(words: str) -> str:
        return " ".join(unicodedata.normalize("NFC", words).split())

    return replace(
        message, subject=nfc(message.subject), kind_name=nfc(message.kind_name),
        signer_name=nfc(message.signer_name)[:50].strip(),
        sender=replace(message.sender, name=nfc(message.sender.name)),
        receivers=tuple(replace(one, name=nfc(one.name)) for one in message.receivers),
        parcels=tuple(replace(one, content_id="") for one in message.parcels),
    )  # fmt: skip


@given(MESSAGES, st.sampled_from(["layered", "flat"]))
def test_a_message_written_in_either_variant_is_read_back_the_same(message: DocumentMessage, variant: str) -> None:
    found = read_message(write_document(message, variant=variant))
    assert isinstance(found, DocumentMessage)
    found = replace(found, signer_name=found.signer_name.strip(), kind_name=found.kind_name)
    assert _plain(found) == _plain(replace(message, kind_name=message.kind_name[:100]))


@given(st.sampled_from(EXECUTABLE_HEADS), st.binary(max_size=300))
def test_a_packed_program_stays_packed_so_that_the_check_of_uploads_meets_it(head: bytes, rest: bytes) -> None:
    kept, sent = unpack(pack("a.pdf", head + rest), "a.pdf")
    assert kept == sent
    assert kept.startswith(b"PK\x03\x04")


@given(st.binary(max_size=300))
def test_a_damaged_archive_in_a_message_is_refused(rest: bytes) -> None:
    with pytest.raises(BadMessage) as refused:
        unpack(pack("a.pdf", b"PK\x03\x04" + rest), "a.pdf")
    assert refused.value.code == "edxml_archive"


@given(st.sampled_from(["01", "02", "03", "04", "05", "06", "13", "15", "16"]), WORDS)
def test_a_status_is_read_back_the_same(code: str, words: str) -> None:
    said = StatusMessage(
        about=AnswerTo(organ_id="G09", code="512/BNV-CCHC", promulgated_on=date(2026, 11, 20), document_id="d"),
        sender=Organisation(organ_id="H99.07", name="Sở"), status=code, at=datetime(2026, 11, 24, 8, tzinfo=LOCAL),
    )  # fmt: skip
    found = read_message(write_status(replace(said, description=words)))
    assert isinstance(found, StatusMessage)
    assert (found.status, found.about, found.at) == (code, said.about, said.at)


@given(st.binary(max_size=400))
def test_anything_that_is_no_message_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(BadMessage) as refused:
        read_message(raw)
    assert str(refused.value)


def _message(**changes: object) -> DocumentMessage:
    plain = DocumentMessage(
        sender=Organisation(organ_id="G09"), receivers=(Organisation(organ_id="H99"),), document_id="d", number="1",
        notation="QĐ-BNV", parcels=(Parcel(name="a.txt", content=b"van ban" * 20, content_id="c1"),),
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def _code(raw: bytes) -> str:
    with pytest.raises(BadMessage) as refused:
        read_message(raw)
    return refused.value.code


def test_a_file_that_is_not_the_one_sent_is_refused() -> None:
    raw = write_document(_message())
    other = write_document(_message(parcels=(Parcel(name="a.txt", content=b"sua doi" * 20, content_id="c1"),)))
    coded = raw.partition(b"<ContentTransferEncoded>")[2].partition(b"<")[0]
    forged = other.partition(b"<ContentTransferEncoded>")[2].partition(b"<")[0]
    assert coded != forged
    assert _code(raw.replace(coded, forged)) == "edxml_digest"


def test_a_bomb_in_an_attachment_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * (8 * 1024 * 1024))
    raw = write_document(_message())
    coded = raw.partition(b"<ContentTransferEncoded>")[2].partition(b"<")[0]
    assert _code(raw.replace(coded, base64.b64encode(packed.getvalue()))) == "edxml_archive"


def test_entities_are_refused_before_they_are_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><edXML>&b;</edXML>'
    assert _code(bomb) == "edxml_entities"


@pytest.mark.parametrize(
    ("cut", "code"),
    [
        ((b"<OrganId>G09</OrganId>", b"<OrganId></OrganId>"), "edxml_no_address"),
        ((b"</edXMLEnvelope>", b""), "edxml_not_xml"),
        ((b"cid:c1</ContentId><AttachmentName>", b"cid:c2</ContentId><AttachmentName>"), "edxml_file_missing"),
    ],
)
def test_a_damaged_message_says_what_is_missing(cut: tuple[bytes, bytes], code: str) -> None:
    raw = write_document(_message())
    assert cut[0] in raw
    assert _code(raw.replace(*cut)) == code


def test_an_office_file_stays_whole_although_it_is_a_zip() -> None:
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    flat = write_document(
        _message(parcels=(Parcel(name="a.docx", content=word.getvalue(), content_id="c1"),)), variant="flat"
    )
    found = read_message(flat)
    assert isinstance(found, DocumentMessage)
    assert found.parcels[0].content == word.getvalue()


def test_codes_keep_their_leading_zeros() -> None:
    found = read_message(write_document(_message(number="05")))
    assert isinstance(found, DocumentMessage)
    assert found.code == "05/QĐ-BNV"
