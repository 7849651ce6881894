"""What may come in: real types, bombs, macros, lies, names."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congvu.core.refusals import Invalid
from congvu.kernel.documents.policy import uploads
from congvu.kernel.documents.policy.uploads import Upload, clean_name, look_at
from tests.kernel.documents import papers


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("chỉ thị.pdf", papers.pdf([papers.DIRECTIVE]), "pdf"),
        ("plan.DOCX", papers.docx(["Kế hoạch"]), "docx"),
        ("ghi chú.txt", "Giao Sở Nội vụ".encode(), "txt"),
        ("utf16.txt", "Giao Sở Nội vụ".encode("utf-16"), "txt"),
        ("page.htm", b"<!doctype html><p>x</p>", "html"),
        ("anh.jpeg", b"\xff\xd8\xff\xe0" + b"\x00" * 40, "jpg"),
        ("list.csv", b"a;b\n1;2\n", "csv"),
        ("tcvn3.txt", "Céng hßa x· héi chñ nghÜa ViÖt Nam".encode("latin-1"), "txt"),
    ],
)
def test_honest_files_come_in(name: str, content: bytes, kind: str) -> None:
    assert look_at(name, content).kind == kind


EXECUTABLE = b"MZ" + b"\x00" * 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def _encrypted_zip() -> bytes:
    content = bytearray(papers.docx(["x"]))
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "upload_empty"),
        ("a.exe", EXECUTABLE, "upload_type"),
        ("report.pdf", EXECUTABLE, "upload_executable"),
        ("run.txt", b"#!/bin/sh\nrm -rf /\n", "upload_executable"),
        ("a.pdf.exe", EXECUTABLE, "upload_type"),
        ("a.docx", papers.pdf([["x"]]), "upload_lies"),
        ("a.pdf", papers.docx(["x"]), "upload_lies"),
        ("a.xlsx", papers.docx(["x"]), "upload_lies"),
        ("a.txt", b"GIF89a\x00\x01\x02\x03\x04", "upload_lies"),
        ("a.pdf", b"<html><script>alert(1)</script>", "upload_lies"),
        ("a.pdf", b"GIF89a junk first\n" * 8 + papers.pdf([["x"]]), "upload_lies"),
        ("old.doc", OLE, "upload_old_office"),
        ("a.docx", OLE, "upload_lies"),
        ("a.docm", papers.docx(["x"]), "upload_macro"),
        ("a.docx", papers.docx(["x"], extra={"word/vbaProject.bin": b"x"}), "upload_macro"),
        ("a.docx", papers.docx(["x"], main="document.macroEnabled.main"), "upload_macro"),
        ("a.docx", papers.docx(["x"], extra={"word/embeddings/oleObject1.bin": EXECUTABLE}), "upload_executable"),
        ("a.docx", papers.docx(["x"], extra={"../../etc/passwd": b"x"}), "upload_path"),
        ("a.docx", papers.docx(["x"], extra={"word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "upload_entity"),
        (
            "a.docx",
            papers.docx(["x"], extra={"word/x.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16")}),
            "upload_entity",
        ),
        ("a.docx", papers.bomb(), "upload_bomb"),
        ("a.docx", papers.bomb(claimed=1000), "upload_broken"),
        ("a.docx", papers.overlapping(), "upload_bomb"),
        ("a.docx", papers.docx(["x"], extra={"word/in.docx": papers.bomb()}), "upload_bomb"),
        ("a.docx", papers.docx(["x"], extra={f"w/{n}.xml": b"" for n in range(4001)}), "upload_bomb"),
        ("a.docx", papers.docx(["x"])[:-40], "upload_broken"),
        ("a.docx", _encrypted_zip(), "upload_encrypted"),
        ("a.zip", papers.zipped({"a.txt": b"x"}), "upload_archive"),
        ("a.docx", papers.zipped({"a.txt": b"x"}), "upload_lies"),
        ("a.pdf", papers.pdf([["x"]]) + papers.zipped({"evil.class": b"x"}), "upload_executable"),
    ],
)
def test_hostile_files_are_refused_with_a_sentence(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        look_at(name, content)
    assert refused.value.code == code
    assert refused.value.field == "file"
    assert len(refused.value.message.split()) > 3


def test_a_bomb_in_a_bomb_is_not_unpacked_into_memory() -> None:
    matryoshka = papers.docx(["x"])
    for _layer in range(4):
        matryoshka = papers.docx(["x"], extra={"word/in.docx": matryoshka})
    hostile = [papers.bomb(), papers.bomb(claimed=77), matryoshka]
    tracemalloc.start()
    for content in hostile:
        with pytest.raises(Invalid):
            look_at("a.docx", content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 << 20


def test_a_large_honest_document_is_no_bomb() -> None:
    paragraphs = [f"Nhiệm vụ số {number}: giao Sở Nội vụ chủ trì thực hiện." for number in range(60_000)]
    assert look_at("dài.docx", papers.docx(paragraphs)).kind == "docx"


def test_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 1000)
    with pytest.raises(Invalid) as refused:
        look_at("a.txt", b"x" * 1001)
    assert refused.value.code == "upload_too_large"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\fakepath\\Chỉ thị 12.pdf", "Chỉ thị 12.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("   .pdf", "pdf"),
        ("", "file"),
        ("..", "file"),
        ('a"b;c<d>.pdf', "a_b_c_d_.pdf"),
        ("Thoâng baùo.txt", "Thoâng baùo.txt"),
        ("x" * 300 + ".docx", "x" * 155 + ".docx"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_nested_budget_is_shared() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        for number in range(1500):
            archive.writestr(f"{number}", b"")
    parts = {f"word/{number}.zip": inner.getvalue() for number in range(3)}
    with pytest.raises(Invalid) as refused:
        look_at("a.docx", papers.docx(["x"], extra=parts))
    assert refused.value.code == "upload_bomb"


SEEDS = [
    papers.docx(papers.DIRECTIVE), papers.pdf([["x"]]), "Giao Sở Nội vụ".encode(),
    b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
]


@settings(max_examples=150, deadline=None)
@given(
    seed=st.sampled_from(SEEDS), at=st.integers(0, 5000), junk=st.binary(max_size=40), cut=st.integers(0, 5000),
    name=st.text(max_size=30), extension=st.sampled_from(["pdf", "docx", "xlsx", "txt", "html", "png", "zip", ""]),
)
def test_whatever_comes_is_taken_or_refused_with_a_sentence(
    *, seed: bytes, at: int, junk: bytes, cut: int, name: str, extension: str
) -> None:
    content = (seed[:at] + junk + seed[at + len(junk) :])[: len(seed) - cut if cut < len(seed) else None]
    answer: Upload | Invalid
    try:
        answer = look_at(f"{name}.{extension}", content)
    except Invalid as refused:
        answer = refused
    if isinstance(answer, Upload):
        assert answer.kind == extension
        assert not {"/", "\\"} & set(answer.name)
    else:
        assert answer.field == "file"
        assert answer.message
        assert answer.code.startswith("upload_")
