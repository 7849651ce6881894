"""`congvu read`: what it prints, what it refuses, and what it must not need."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from congvu.config.read_command import read_main
from tests.core.directive_text import samples
from tests.patience import PATIENCE


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONGVU_LANGUAGE", raising=False)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "van-ban.txt"
    path.write_text(samples.OFFICIAL_LETTER, encoding="utf-8")
    return path


def records(capsys: pytest.CaptureFixture[str], *paths: Path) -> list[dict[str, Any]]:
    assert read_main([*map(str, paths), "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_json_is_one_object_a_line_with_offsets_into_the_file(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "cong-dien.txt"
    other.write_bytes(("\ufeff" + samples.TELEGRAM.replace("\n", "\r\n")).encode())
    found = records(capsys, letter, other)
    assert [Path(record["file"]).name for record in found] == ["van-ban.txt", "cong-dien.txt"]
    assert found[0]["document"]["number"] == "2718/UBND-KT"
    assert found[0]["document"]["date"] == "2025-08-06"
    for record, path in zip(found, (letter, other), strict=True):
        text = path.read_bytes().decode("utf-8")
        for item in (*record["tasks"], *record["citations"], *record["targets"]):
            assert item["text"] == text[item["start"] : item["end"]]
    assert len(found[1]["tasks"]) == 5


def test_the_table_is_vietnamese(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read_main([str(letter)]) == 0
    shown = capsys.readouterr().out
    assert "2718/UBND-KT" in shown
    assert "30/08/2025" in shown
    assert "Sở Khoa học và Công nghệ" in shown
    assert "Chỉ tiêu: 1" in shown
    assert max(map(len, shown.splitlines())) <= 112


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_other_encodings(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "khac.txt"
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    path.write_bytes(mark + samples.OFFICIAL_LETTER.encode(encoding))
    (record,) = records(capsys, path)
    assert record["document"]["number"] == "2718/UBND-KT"
    assert any("utf" in note for note in record["notes"])


def test_a_word_document_and_a_web_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in samples.OFFICIAL_LETTER.split("\n"):
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    word = tmp_path / "van-ban.docx"
    word.write_bytes(buffer.getvalue())
    page = tmp_path / "trang.html"
    page.write_text(
        "<html><body>" + "".join(f"<p>{line}</p>" for line in samples.OFFICIAL_LETTER.split("\n")) + "</body></html>",
        encoding="utf-8",
    )
    for record in records(capsys, word, page):
        assert record["document"]["number"] == "2718/UBND-KT"
        assert [task["deadline"] for task in record["tasks"]].count("2025-08-30") == 1


def test_an_empty_file_is_read_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rong.txt"
    path.write_bytes(b"")
    assert read_main([str(path)]) == 0
    assert "OCR" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("khong-co.txt", None),
        ("la.xyz", b"abc"),
        ("hong.docx", b"PK\x03\x04 not a zip"),
        ("hong.pdf", b"%PDF-1.7 cut off"),
        ("may.txt", bytes(range(256)) * 40),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_the_rest_is_read(
    name: str, content: bytes | None, letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert read_main([str(path), str(letter), "--json"]) == 2
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert name in captured.err
    assert "Traceback" not in captured.err
    assert len(captured.err.splitlines()) == 1


def test_it_needs_neither_a_database_nor_the_framework(letter: Path) -> None:
    program = (
        "import sys\n"
        "from congvu.config.read_command import read_main\n"
        f"assert read_main([{str(letter)!r}]) == 0\n"
        "assert 'django' not in sys.modules\n"
    )
    argv = [sys.executable, "-c", program]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
