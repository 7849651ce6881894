"""Tệp trong bản tin: base64 of a zip that holds one file (layered variant), or of the file itself (flat variant)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import zipfile

from django.utils.translation import gettext as _

from congvu.face.connectors.extract.message import BadMessage
from congvu.kernel.documents.policy.archives import Packed, contents_of

#: The day inside our zips: the same file gives the same bytes, so a message can be compared with its repetition.
_DAY = (2000, 1, 1, 0, 0, 0)


def pack(name: str, content: bytes) -> str:
    """Base64 of a zip with that one file; equal input gives equal text."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name, _DAY)
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, content)
    return base64.b64encode(into.getvalue()).decode("ascii")


def unpack(coded: str, name: str) -> tuple[bytes, bytes]:
    """(the file, what was sent) from its base64 text; the file is taken out of its zip when it lies in one.

    An office file is a zip itself and stays whole. Raises `BadMessage` for bad base64, a bomb, a damaged archive.
    """
    try:
        sent = base64.b64decode("".join(coded.split()), validate=True)
    except (binascii.Error, ValueError) as broken:
        raise BadMessage(
            _("A file in the message is damaged (its base64 text is wrong)."), code="edxml_base64",
            hint=_("Nothing was registered. Ask the sending system to send it again."),
        ) from broken  # fmt: skip
    if not sent.startswith(b"PK\x03\x04"):
        return sent, sent
    try:
        names = contents_of(sent).names
        if "[Content_Types].xml" in names:
            return sent, sent
        if len(names) != 1:
            raise BadMessage(
                _("The packed attachment “%(name)s” holds %(n)s files; one is expected.")
                % {"name": name, "n": len(names)},
                code="edxml_several_files",
            )
        with zipfile.ZipFile(io.BytesIO(sent)) as archive:
            return archive.read(next(iter(names))), sent
    except Packed as refused:
        if refused.reason in ("executable", "macro"):
            # Not damaged, only unwanted: the check of uploads says why this one file is not kept.
            return sent, sent
        raise BadMessage(
            _("The attachment “%(name)s” cannot be unpacked safely: it is damaged, locked, or far larger than it says.")
            % {"name": name}, code="edxml_archive",
            hint=_("Nothing was registered. Ask the sending system for the file itself."),
        ) from refused  # fmt: skip


def digest_of(content: bytes) -> str:
    """SHA-256 in base64, as a reference of the signature names it."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")


def digest_matches(named: tuple[str, str], candidates: tuple[bytes, ...]) -> bool:
    """Whether the named digest is that of the sent bytes or of the file in them; never for an unknown algorithm."""
    algorithm, value = named
    kind = algorithm.rpartition("#")[2].lower().replace("-", "")
    makers = {"sha256": hashlib.sha256, "sha512": hashlib.sha512, "": hashlib.sha256}
    maker = makers.get(kind)
    if maker is None:
        return False
    return any(base64.b64encode(maker(one).digest()).decode("ascii") == value for one in candidates)
