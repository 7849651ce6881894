"""Dọn tệp: only what belongs to nothing goes, and not before its time."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO
from unittest import mock

import pytest
from django.core.management import call_command

from congvu.core.refusals import NotFound
from congvu.kernel.documents.actions import attach, store_upload, sweep_files, sweeping, unreferenced
from congvu.kernel.documents.models import ExtractedText, StoredFile
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.journal.queries import of_stream
from tests.kernel.accounts.cast import Cast
from tests.kernel.documents.conftest import Register

LONG = timedelta(days=40)


@pytest.fixture
def stray(cast: Cast, now: datetime) -> StoredFile:
    """A file whose act was refused, forty days ago."""
    return store_upload(actor=cast.actor("bob"), name="a.txt", content=b"bi bo quen", now=now - LONG)


def test_a_stray_file_goes_with_its_text_and_leaves_a_line(stray: StoredFile, now: datetime) -> None:
    assert sweep_files(now=now) == 1
    assert not StoredFile.objects.exists()
    assert not ExtractedText.objects.exists()
    with pytest.raises(NotFound):
        read_content(stray.sha256)
    assert [line.verb for line in of_stream(f"file/{stray.sha256}")] == ["file.swept"]
    assert sweep_files(now=now) == 0


def test_young_and_referenced_files_stay(cast: Cast, stray: StoredFile, register: Register, now: datetime) -> None:
    young = store_upload(actor=cast.actor("bob"), name="b.txt", content=b"moi", now=now - timedelta(days=5))
    attach(actor=cast.actor("alice"), document_id=register().pk, file=stray, name="a.txt", role="annex", now=now)
    assert sweep_files(now=now) == 0
    assert read_content(young.sha256) == b"moi"


def test_a_file_brought_again_is_kept(cast: Cast, stray: StoredFile, now: datetime) -> None:
    again = store_upload(actor=cast.actor("bob"), name="c.txt", content=b"bi bo quen", now=now - timedelta(days=1))
    assert again.pk == stray.pk
    assert sweep_files(now=now) == 0


def test_brought_again_while_the_sweep_looks_at_it(cast: Cast, stray: StoredFile, now: datetime) -> None:
    """The list was made, then somebody brings the file: the second look, under the lock, sees it."""
    listed = [stray.pk]
    store_upload(actor=cast.actor("bob"), name="c.txt", content=b"bi bo quen", now=now)
    assert sweeping._sweep_one(listed[0], now) == 0
    assert read_content(stray.sha256) == b"bi bo quen"


def test_swept_while_somebody_brings_it(cast: Cast, stray: StoredFile, now: datetime) -> None:
    """The row was seen, then the sweep took it: the file is stored anew, whole."""
    real = StoredFile.objects.filter

    def swept_between(*args: object, **given: object) -> object:
        found = real(*args, **given)
        if set(given) == {"pk"}:
            with mock.patch.object(StoredFile.objects, "filter", real):
                sweep_files(now=now)
        return found

    with mock.patch.object(StoredFile.objects, "filter", swept_between):
        again = store_upload(actor=cast.actor("bob"), name="c.txt", content=b"bi bo quen", now=now)
    assert again.pk != stray.pk
    assert read_content(again.sha256) == b"bi bo quen"


def test_the_command_only_lists_unless_told_otherwise(stray: StoredFile) -> None:
    StoredFile.objects.update(stored_at=datetime(2025, 1, 1, tzinfo=stray.stored_at.tzinfo))
    out = StringIO()
    call_command("stray_files", stdout=out)
    assert stray.sha256 in out.getvalue()
    assert StoredFile.objects.exists()
    call_command("stray_files", "--delete", stdout=out)
    assert not StoredFile.objects.exists()
    assert not unreferenced(stray.stored_at).exists()
