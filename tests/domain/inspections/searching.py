"""Where a sealed word might have leaked to: looked for in everything, in the ways bytes are usually written."""

from __future__ import annotations

import base64
import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client

LINK = re.compile(rb'(?:href|src|hx-get|data-contents|action)="(/[^"#]*)"')
SIGN_OUT = ("/sign-out", "/static/", "/language")


def written(word: bytes) -> list[bytes]:
    """The word as it is, in hexadecimal digits (both cases), and in base64 wherever in a longer text it begins."""
    found = [word, word.hex().encode(), word.hex().upper().encode()]
    for before in range(3):
        letters = base64.b64encode(b"\0" * before + word)
        found.append(letters[(before * 4 + 2) // 3 : len(letters) - 4])
    return found


class Search:
    """Looks for some words; says where they were found."""

    def __init__(self, *words: bytes) -> None:
        self.pattern = re.compile(b"|".join(re.escape(way) for word in words for way in written(word)))
        self.looked = 0

    def hits(self, content: bytes | str) -> bool:
        """Whether a word stands in the content, or in what is packed in it."""
        body = content.encode(errors="surrogateescape") if isinstance(content, str) else content
        self.looked += len(body)
        if self.pattern.search(body):
            return True
        if body.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(body)) as packed:
                return any(self.hits(packed.read(name)) for name in packed.namelist())
        if body.startswith(b"%PDF"):
            return any(self._unpacked(part) for part in re.findall(rb"stream\r?\n(.*?)endstream", body, re.DOTALL))
        return False

    def _unpacked(self, part: bytes) -> bool:
        try:
            return self.hits(zlib.decompress(part))
        except zlib.error:
            return False

    def database(self) -> list[str]:
        """Columns of any table that hold a word: a dump of every row."""
        found = []
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                names = [column[0] for column in cursor.description]
                for row in cursor.fetchall():
                    for name, value in zip(names, row, strict=True):
                        content = bytes(value) if isinstance(value, bytes | memoryview) else str(value)
                        if self.hits(content):
                            found.append(f"{table}.{name}")
        return found

    def folder(self, *places: Path) -> list[str]:
        """Files in which a word stands."""
        return [
            str(Path(top, name)) for place in places for top, _folders, names in os.walk(place) for name in names
            if self.hits(Path(top, name).read_bytes())
        ]  # fmt: skip

    def site(self, client: Client, begin: list[str], most: int) -> tuple[list[str], list[str]]:
        """Addresses walked from link to link (with their exports), and those whose answer holds a word."""
        waiting, seen, found = [*begin], set(begin), []
        done: list[str] = []
        while waiting and len(done) < most:
            address = waiting.pop(0)
            answer = client.get(address)
            done.append(address)
            body = body_of(answer)
            if self.hits(body) or self.hits(str(answer.headers)):
                found.append(address)
            for link in _links(body):
                if link not in seen and not link.startswith(SIGN_OUT):
                    seen.add(link)
                    waiting.append(link)
        return done, found


def body_of(answer: HttpResponseBase) -> bytes:
    """The whole answer, streamed or not."""
    if answer.streaming:
        return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # of a streaming answer
    return answer.content  # type: ignore[attr-defined, no-any-return]  # of every other


def _links(body: bytes) -> Iterator[str]:
    for link in LINK.findall(body):
        yield link.decode().replace("&amp;", "&")
