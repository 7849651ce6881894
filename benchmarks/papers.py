"""How long a letter takes as .pdf and .docx, beside the bare libraries writing the same words without a layout.

    .venv/bin/python benchmarks/papers.py [rounds]

Every line compares medians of one run on one machine; the ratio is what counts.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.config.settings")

import django

django.setup()

from congvu.kernel.documents.papers import Item, Paper, Para, Signer, pdf, to_docx, to_pdf  # noqa: E402 - set up first

WORDS = "Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị khẩn trương thực hiện nhiệm vụ được giao. "
LETTER = Paper(
    number="5", symbol="UBND-TH", agency="Ủy ban nhân dân tỉnh", place="Lam Giang", on=date(2026, 3, 4),
    subject="Đôn đốc nhiệm vụ", addressees=("Sở Nội vụ", "Sở Tài chính"), archive_line="VT", recipients=("Như trên",),
    body=(Para(WORDS * 3), *(Item(f"{number}.", WORDS * 2) for number in range(1, 7))),
    signer=Signer("TM.", "Ủy ban nhân dân", "Chủ tịch", "Nguyễn Văn A"),
)


NUMBERS = iter(range(1, 10**9))


def bare_typst() -> bytes:
    """The same words as paragraphs, nothing else; with a number of its own, for typst remembers what it has set."""
    import typst

    text = f"{next(NUMBERS)}\n\n" + "\n\n".join(WORDS * 3 for _number in range(5))
    source = f'#set text(font: "Tinos", size: 14pt)\n{text}'.encode()
    made: Any = typst.compile(source, font_paths=pdf._print_fonts(), format="pdf")
    return bytes(made)


def bare_docx() -> bytes:
    """The same words as paragraphs, nothing else."""
    import docx

    document = docx.Document()
    for _number in range(8):
        document.add_paragraph(WORDS * 2)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def median_ms(make: Callable[[], bytes], rounds: int) -> float:
    """Median of so many rounds in milliseconds, after two to warm up."""
    times = []
    for number in range(rounds + 2):
        begun = time.perf_counter()
        make()
        if number > 1:
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30

    def letter(make: Callable[[Paper], bytes]) -> Callable[[], bytes]:
        return lambda: make(replace(LETTER, number=str(next(NUMBERS))))

    for name, ours, theirs in (
        ("letter as .pdf beside bare typst", letter(to_pdf), bare_typst),
        ("letter as .docx beside bare python-docx", letter(to_docx), bare_docx),
    ):
        mine, bare = median_ms(ours, rounds), median_ms(theirs, rounds)
        print(f"{name:<42} {mine:7.1f} ms  {bare:7.1f} ms  × {mine / bare:.1f}")


if __name__ == "__main__":
    main()
