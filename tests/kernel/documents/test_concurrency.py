"""Many at once: numbers without gaps and doubles, one file stored by many."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from congvu.kernel.documents.actions import allocate_number
from congvu.kernel.documents.models import NumberSeries
from congvu.kernel.documents.models.content import hash_of, keep, name_of, read_content
from tests.kernel.accounts.cast import make_agency

pytestmark = pytest.mark.django_db(transaction=True)


def _in_threads(work: Callable[[int], object], count: int) -> list[object]:
    """The same work in so many threads, started together, each with a database connection of its own."""
    start = threading.Barrier(count)

    def one(number: int) -> object:
        start.wait()
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_numbers_have_no_gaps_and_no_doubles_under_threads() -> None:
    agency = make_agency("so-xay-dung", "Sở Xây dựng")

    def work(number: int) -> list[int]:
        given = []
        for turn in range(5):
            try:
                with transaction.atomic():
                    got = allocate_number(agency.pk, 2026, "incoming")
                    if (number + turn) % 3 == 0:
                        raise InterruptedError
                    given.append(got)
            except InterruptedError:
                continue
        return given

    numbers = sorted(number for batch in _in_threads(work, 6) for number in batch)  # type: ignore[attr-defined]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == 20
    assert NumberSeries.objects.get().last == 20


def test_one_content_written_by_many_is_kept_once_and_whole() -> None:
    content = b"x" * 300_000 + b"end"
    assert set(_in_threads(lambda _number: keep(content), 8)) == {hash_of(content)}
    assert read_content(hash_of(content)) == content
    place = Path(settings.CONGVU_FILES) / name_of(hash_of(content))
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_half_written_file_is_written_again() -> None:
    content = b"whole content"
    place = Path(settings.CONGVU_FILES) / name_of(keep(content))
    place.write_bytes(b"who")
    keep(content)
    assert read_content(hash_of(content)) == content


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "g" * 64])
def test_only_hashes_name_content(name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        name_of(name)
