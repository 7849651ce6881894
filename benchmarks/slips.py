"""How long each print of the one-stop shop takes as .pdf and .docx, once warm.

    .venv/bin/python -m benchmarks slips

Beside each PDF stands a bare typst compile of a document of one line, beside each Word file a python-docx document of
one line: interleaved rounds in one process, medians. Every round prints another number, name, address and
hash, for typst remembers what it has already set.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from hashlib import sha256
from io import BytesIO
from typing import Any

ROUNDS = 25
WARM = 3
REACH = "<= 150 ms"


def variants(one: Any) -> Iterator[Any]:
    """The same print again and again, each with another number, hash and name."""
    named = {"applicant", "payer"} & {field.name for field in fields(one)}
    for number in range(1, 10**9):
        given: dict[str, Any] = {"number": str(number), "leaf": sha256(str(number).encode()).hexdigest()}
        for name in named:
            person = getattr(one, name)
            given[name] = replace(person, name=f"{person.name} {number}") if not isinstance(person, str) else person
        if "follow_url" in {field.name for field in fields(one)}:
            given["follow_url"] = f"{one.follow_url}-{number}"
        yield replace(one, **given)


def bare_pdf(number: int) -> bytes:
    """One line through typst, with the same fonts."""
    import typst

    from congvu.kernel.documents.papers import pdf

    source = f'#set text(font: "Tinos", size: 13pt)\nSố {number}'.encode()
    made: Any = typst.compile(source, font_paths=pdf._print_fonts(), format="pdf")
    return bytes(made)


def bare_docx(number: int) -> bytes:
    """One line through python-docx."""
    import docx

    document = docx.Document()
    document.add_paragraph(f"Số {number}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def timed(make: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    make()
    return (time.perf_counter() - began) * 1000


def medians(one: Any, ours: Callable[[Any], bytes], bare: Callable[[int], bytes]) -> tuple[float, float]:
    """Median milliseconds of the print and of the bare line, round by round in turn."""
    prints = variants(one)
    times: list[tuple[float, float]] = []
    for number in range(ROUNDS + WARM):
        what = next(prints)
        times.append((timed(lambda what=what: ours(what)), timed(lambda number=number: bare(number))))  # type: ignore[misc]
    kept = times[WARM:]
    return statistics.median(mine for mine, _theirs in kept), statistics.median(theirs for _mine, theirs in kept)


def run() -> list[dict[str, Any]]:
    """Two rows a print: .pdf and .docx."""
    from congvu.domain.onestop.papers import as_docx, as_pdf, layout_of
    from congvu.domain.onestop.papers.specimens import specimens

    rows = []
    for name, one in specimens().items():
        for form, ours, bare, library in (
            ("pdf", as_pdf, bare_pdf, "bare typst"), ("docx", as_docx, bare_docx, "bare python-docx"),
        ):  # fmt: skip
            mine, theirs = medians(one, ours, bare)
            rows.append({
                "work": f"{layout_of(one).title} ({name}) as .{form}", "ours": f"{mine:.1f} ms",
                "beside": f"{theirs:.1f} ms ({library}, one line)", "ratio": round(mine / theirs, 1), "reach": REACH,
            })  # fmt: skip
    return rows
