"""Who sees which documents; the printed register; duplicates; files for one reader."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from congvu.core.refusals import NotAllowed, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.actions import note_transfer, store_upload
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.policy import readers
from congvu.kernel.documents.queries import (
    INCOMING_COLUMNS,
    OUTGOING_COLUMNS,
    duplicates_of,
    file_for,
    get_for,
    register_page,
    register_rows,
    text_of,
    visible_to,
)
from tests.kernel.accounts.cast import Cast
from tests.kernel.documents.conftest import Register


def _sees(actor: Actor, document: Document) -> bool:
    """The object page, the list and the count must agree."""
    listed = visible_to(actor).filter(pk=document.pk).exists()
    in_register = document in register_page(actor, agency_id=document.agency_id, direction=document.direction)
    try:
        get_for(actor, document.pk)
        opened = True
    except NotFound:
        opened = False
    assert listed == opened == in_register
    return opened


@pytest.mark.parametrize(
    ("confidentiality", "who"),
    [
        ("public", {"alice", "bob"}),
        ("internal", {"alice", "bob"}),
        ("restricted", {"alice"}),
        ("sealed", set()),
    ],
)
def test_who_sees_a_document(register: Register, cast: Cast, confidentiality: str, who: set[str]) -> None:
    document = register(confidentiality=confidentiality)
    seen = {name for name in ("alice", "bob", "charlie", "olga") if _sees(cast.actor(name), document)}
    assert seen == who
    assert not _sees(Actor.nobody(), document)


def test_a_restricted_document_needs_its_own_permission(register: Register, cast: Cast) -> None:
    document = register(confidentiality="restricted", actor=Actor.system())
    reader = Actor(
        None, "x", None, "X", grants={"documents.document.read_restricted": frozenset({cast.agency.pk})}
    )
    elsewhere = Actor(
        None, "x", None, "X", grants={"documents.document.read_restricted": frozenset({cast.other_agency.pk})}
    )
    assert _sees(reader, document)
    assert not _sees(elsewhere, document)
    assert not _sees(cast.actor("bob"), document)


def test_a_plug_opens_a_document_and_its_files_even_when_sealed(register: Register, cast: Cast, now: datetime) -> None:
    file = store_upload(actor=cast.actor("alice"), name="a.txt", content=b"only for the list", now=now)
    loose = store_upload(actor=cast.actor("alice"), name="b.txt", content=b"loose", now=now)
    document = register(confidentiality="sealed", files=[(file, "a.txt")])
    bob, charlie = cast.actor("bob"), cast.actor("charlie")

    def opens(actor: Actor) -> object:
        return Document.objects.filter(pk=document.pk).values("pk") if actor.login == "charlie" else None

    readers.register("test", readers.Reader(documents=opens, files=None))  # type: ignore[arg-type]
    readers.register(
        "test-files",
        readers.Reader(files=lambda actor: type(loose).objects.filter(pk=loose.pk).values("pk")
                       if actor.login == "bob" else None),
    )
    try:
        assert _sees(charlie, document)
        assert not _sees(bob, document)
        assert file_for(charlie, file.pk) == (file, "a.txt")
        with pytest.raises(NotFound):
            file_for(bob, file.pk)
        assert file_for(bob, loose.pk)[0] == loose
        with pytest.raises(NotFound):
            file_for(charlie, loose.pk)
    finally:
        readers.unregister("test")
        readers.unregister("test-files")
    assert not _sees(charlie, document)


def test_a_sealed_double_is_not_betrayed(register: Register, cast: Cast) -> None:
    register(confidentiality="sealed")
    assert register().serial == 2


def test_a_file_marked_secret_is_given_to_nobody(register: Register, cast: Cast, now: datetime) -> None:
    alice = cast.actor("alice")
    file = store_upload(actor=alice, name="a.txt", content=b"abc", now=now)
    register(files=[(file, "a.txt")])
    assert file_for(alice, file.pk) == (file, "a.txt")
    file.notes = ["secret_mark"]
    file.save()
    with pytest.raises(NotAllowed):
        file_for(alice, file.pk)


def test_the_incoming_register_has_the_ten_columns_of_the_decree(register: Register, cast: Cast, now: datetime) -> None:
    document = register(note="Bản giấy")
    alice = cast.actor("alice")
    note_transfer(
        actor=alice, document_id=document.pk, unit="Phòng A", transferred_on=date(2026, 11, 24), receipt="Bình",
        now=now,
    )
    (row,) = register_rows(register_page(alice, agency_id=cast.agency.pk, direction="incoming"), "incoming")
    assert len(INCOMING_COLUMNS) == len(OUTGOING_COLUMNS) == 10
    assert row.cells == (
        "24/11/2026", "1", "Ủy ban nhân dân tỉnh Lam Giang", "12/CT-UBND", "20/11/2026",
        "Chỉ thị: Về việc chấn chỉnh kỷ luật, kỷ cương hành chính", "Phòng A", "24/11/2026", "Bình", "Bản giấy",
    )


def test_the_outgoing_register_has_its_own_columns(register: Register, cast: Cast) -> None:
    register(
        direction="outgoing", code="", notation="BC-SXD", kind="bao_cao", signer_name="Nguyễn Thị An",
        signer_position="Giám đốc", recipients="UBND tỉnh", copies=5,
    )
    page = register_page(cast.actor("alice"), agency_id=cast.agency.pk, direction="outgoing")
    (row,) = register_rows(list(page), "outgoing")
    assert row.cells[:5] == (
        "01/BC-SXD", "20/11/2026", "Báo cáo: Về việc chấn chỉnh kỷ luật, kỷ cương hành chính",
        "Giám đốc Nguyễn Thị An", "UBND tỉnh",
    )
    assert row.cells[6] == "5"


def test_the_register_is_searched_without_marks_and_by_code(register: Register, cast: Cast) -> None:
    first = register()
    second = register(code="13/CT-UBND", subject="Về phòng, chống thiên tai", arrived_on=date(2026, 11, 23))

    def found(**what: object) -> list[Document]:
        return list(register_page(cast.actor("alice"), agency_id=cast.agency.pk, direction="incoming", **what))  # type: ignore[arg-type]

    assert found() == [second, first]
    assert found(words="ky cuong") == [first]
    assert found(words="THIÊN tai phong") == [second]
    assert found(words="12/ct-ubnd") == [first]
    assert found(words="khong co") == []
    assert found(from_on=date(2026, 11, 24)) == [first]
    assert found(to_on=date(2026, 11, 23)) == [second]
    assert found(year=2025) == []
    assert found(kind="cong_van") == []


def test_duplicates_leave_out_the_entry_itself(register: Register, cast: Cast) -> None:
    document = register()
    same: dict[str, Any] = {"code": document.code, "issuer": document.issuer, "issued_on": document.issued_on}
    alice = cast.actor("alice")
    assert duplicates_of(alice, agency_id=cast.agency.pk, **same) == [document]
    assert duplicates_of(alice, agency_id=cast.agency.pk, **same, besides=document.pk) == []
    assert duplicates_of(alice, agency_id=cast.other_agency.pk, **same) == []
    assert duplicates_of(alice, agency_id=cast.agency.pk, code="", issuer="", issued_on=None) == []


def test_a_document_without_files_has_no_text(register: Register) -> None:
    assert text_of(register().pk).method == "none"
