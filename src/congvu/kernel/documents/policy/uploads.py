"""Kiểm tra tệp tải lên: what a file really is, and why it may not come in.

The extension is a promise, the content decides: magic bytes and structure must agree with the name. Nothing here
writes. Sentences are for people; `code` of the refusal is for machines.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.refusals import Invalid
from congvu.core.text import nfc
from congvu.kernel.documents.policy.archives import EXECUTABLE_HEADS, Contents, Packed, contents_of

MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 1_000
MAX_NAME = 160

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "txt": "text/plain",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
    "tif": "image/tiff",
}
#: Recordings: taken only where an act says so.
SOUNDS = {"weba": "audio/webm", "m4a": "audio/mp4", "ogg": "audio/ogg"}
_SOUND_EXTENSIONS = {"weba": "weba", "webm": "weba", "m4a": "m4a", "mp4": "m4a", "ogg": "ogg", "oga": "ogg"}
_EXTENSIONS = {
    "pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "html": "html", "htm": "html", "txt": "txt", "csv": "csv",
    "png": "png", "jpg": "jpg", "jpeg": "jpg", "tif": "tif", "tiff": "tif",
}
_OFFICE_PARTS = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}
_MACRO_EXTENSIONS = {"docm", "dotm", "xlsm", "xltm", "xlsb", "pptm"}
_OLD_OFFICE = {"doc", "xls", "ppt", "dot", "rtf"}
_ARCHIVES = {"zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz"}
_MARKUP_HEAD = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|p|table|title)\b", re.I | re.S
)

SENTENCES = {
    "bomb": gettext_lazy("The file unpacks to far more than its size: it is refused as a decompression bomb."),
    "broken": gettext_lazy("The file is damaged or cut off and cannot be opened."),
    "encrypted": gettext_lazy("The file is locked with a password and cannot be read."),
    "path": gettext_lazy("The file holds entries with forged names and is refused."),
    "macro": gettext_lazy("The file holds macros (programs) and is refused."),
    "executable": gettext_lazy("The file holds a program and is refused."),
    "entity": gettext_lazy("The file holds XML declarations that office documents never have and is refused."),
    "pages": gettext_lazy("The file has more pages than can be taken at once (%(limit)s)."),
    "time": gettext_lazy("The file could not be read within the time limit; it may be made to block its readers."),
    "memory": gettext_lazy("The file needs more memory than a document may take; it is refused."),
}
HINTS = {
    "bomb": gettext_lazy("Save the document anew in its own program and upload that copy."),
    "broken": gettext_lazy("Ask the sender for the file again, or scan the paper."),
    "encrypted": gettext_lazy("Remove the password in its own program and upload the unlocked copy."),
    "macro": gettext_lazy("Save it without macros (.docx, .xlsx) or as PDF and upload that."),
    "pages": gettext_lazy("Split it into parts and attach them one by one."),
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that passed the first look. `kind` is one of MEDIA_TYPES, `name` is safe to show and to send."""

    name: str
    kind: str
    media_type: str
    size: int


def refusal(reason: str) -> Invalid:
    """The refusal of an upload for one of the reasons in SENTENCES."""
    sentence = str(SENTENCES.get(reason, SENTENCES["broken"]))
    if reason == "pages":
        sentence %= {"limit": MAX_PAGES}
    return Invalid(sentence, field="file", hint=str(HINTS.get(reason, "")), code=f"upload_{reason}")


def max_bytes() -> int:
    """The largest upload in bytes; an installation may set CONGVU_UPLOAD_BYTES."""
    return int(getattr(settings, "CONGVU_UPLOAD_BYTES", MAX_BYTES))


def clean_name(name: str) -> str:
    """The name without folders, control and direction-changing characters, trimmed; "file" when nothing is left.

    Direction marks (U+202E and others) can make "exe.fdp" look like "pdf.exe" reversed; they go, so that what is
    seen is what is judged.
    """
    last = PurePosixPath(nfc(name).replace("\\", "/")).name
    kept = "".join(
        char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    kept = re.sub(r'[<>:"/|?*;]', "_", kept)
    kept = re.sub(r"\s+", " ", kept).strip(" .")
    if len(kept) > MAX_NAME:
        stem, dot, extension = kept.rpartition(".")
        kept = f"{stem[: MAX_NAME - len(extension) - 1].rstrip()}.{extension}" if dot else kept[:MAX_NAME]
    return kept or "file"


def look_at(name: str, content: bytes, *, sound: bool = False) -> Upload:
    """First look at an upload: size, name, real type. Raises `Invalid` (field "file") with a sentence.

    Archives are unpacked within a budget here; PDFs are opened only in the child process afterwards. `sound`: the
    file is a recording, and only that.
    """
    if not content:
        raise Invalid(_("The file is empty."), field="file", code="upload_empty",
                      hint=_("Check the file on your computer and upload it again."))
    if len(content) > max_bytes():
        raise Invalid(
            _("The file is larger than %(limit)s MB.") % {"limit": max_bytes() // (1024 * 1024)},
            field="file", code="upload_too_large", hint=_("Split it, or scan it at 200 dpi."),
        )
    clean = clean_name(name)
    extension = clean.rpartition(".")[2].lower() if "." in clean else ""
    if sound:
        return _recording(clean, extension, content)
    kind = _promised(extension)
    real = _real(content)
    if real == "executable":
        raise refusal("executable")
    if real == "zip":
        real = _office_kind(content)
    if real == "text" and kind in ("txt", "csv", "html"):
        real = kind
    if real != kind:
        raise _lie(extension, real)
    if kind == "pdf" and _has_archive_tail(content):
        raise refusal("executable")
    return Upload(clean, kind, MEDIA_TYPES[kind], len(content))


def _recording(clean: str, extension: str, content: bytes) -> Upload:
    """A recording as browsers make them: WebM, MP4 or Ogg."""
    kind = _SOUND_EXTENSIONS.get(extension)
    if kind is None:
        raise Invalid(
            _("Recordings of this type cannot be taken."), field="file", code="upload_type",
            hint=_("Accepted: %(kinds)s.") % {"kinds": ", ".join(sorted(_SOUND_EXTENSIONS))},
        )
    heads = {"weba": content.startswith(b"\x1a\x45\xdf\xa3"), "m4a": content[4:8] == b"ftyp",
             "ogg": content.startswith(b"OggS")}  # fmt: skip
    if not heads[kind]:
        raise _lie(extension, _real(content))
    return Upload(clean, kind, SOUNDS[kind], len(content))


def _promised(extension: str) -> str:
    if extension in _EXTENSIONS:
        return _EXTENSIONS[extension]
    if extension in _MACRO_EXTENSIONS:
        raise refusal("macro")
    if extension in _OLD_OFFICE:
        raise Invalid(
            _("Files of the old office formats (.%(extension)s) are not taken: they can hide programs.")
            % {"extension": extension},
            field="file", code="upload_old_office", hint=_("Save it as .docx, .xlsx or PDF and upload that."),
        )
    if extension in _ARCHIVES:
        raise Invalid(_("Archives are not taken: what they hold could not be checked and read."), field="file",
                      code="upload_archive", hint=_("Unpack it and attach the files one by one."))
    raise Invalid(
        _("Files of this type cannot be taken."), field="file", code="upload_type",
        hint=_("Accepted: %(kinds)s.") % {"kinds": ", ".join(sorted(_EXTENSIONS))},
    )


def _real(content: bytes) -> str:
    """What the bytes are: a kind, "zip", "ole", "text", "executable" or "unknown"."""
    if content.startswith(EXECUTABLE_HEADS):
        return "executable"
    head = content[:16]
    for magic, kind in (
        (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"),
        (b"II*\x00", "tif"), (b"MM\x00*", "tif"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"Rar!", "unknown"), (b"7z\xbc\xaf", "unknown"), (b"\x1f\x8b", "unknown"),
    ):
        if head.startswith(magic):
            return kind
    # A PDF may have blanks or a byte-order mark in front, nothing else: junk in front is how two types share a file.
    if content[:64].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"%PDF-"):
        return "pdf"
    if _is_text(content):
        return "html" if _MARKUP_HEAD.match(content[:4096].lstrip(b"\xef\xbb\xbf")) else "text"
    return "unknown"


def _is_text(content: bytes) -> bool:
    """Whether the bytes can be text: UTF-16 by its mark, otherwise no control bytes an old code page would not have."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return len(content) > 2
    sample = content[:65536] + content[-4096:]
    if b"\x00" in sample:
        return _looks_utf16(content[:65536])
    # TCVN3 and VNI texts are single-byte and use 0x80-0xFF freely; of the control bytes only blanks occur.
    controls = sum(sample.count(bytes((code,))) for code in (*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127))
    return controls <= len(sample) // 500


def _looks_utf16(sample: bytes) -> bool:
    """UTF-16 without its mark: of Latin text many a second byte is zero, and what it says has no control letters.

    (Its bytes look like control bytes all the same: ă, đ, ơ, ư begin with 1, letters with tone marks with 30.)
    """
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= len(sample) // 8 or min(even, odd) > len(sample) // 200:
        return False
    text = sample[: len(sample) // 2 * 2].decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    strange = sum(1 for letter in text if letter == "\ufffd" or (letter < " " and letter not in "\t\n\r\f\v"))
    return strange <= len(text) // 500 + 1


def _office_kind(content: bytes) -> str:
    try:
        contents = contents_of(content)
    except Packed as refused:
        raise refusal(refused.reason) from refused
    types = _content_types(contents)
    if b"macroEnabled" in types:
        raise refusal("macro")
    for kind, part in _OFFICE_PARTS.items():
        if part in types:
            return kind
    return "archive"


def _content_types(contents: Contents) -> bytes:
    head = contents.heads.get("[Content_Types].xml", b"")
    return head.replace(b"\x00", b"")


def _has_archive_tail(content: bytes) -> bool:
    """A PDF that is a zip archive too (the table of contents of a zip stands at the end of a file)."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - 66_000))
    return at >= 0 and content.find(b"PK\x01\x02") >= 0


def _lie(extension: str, real: str) -> Invalid:
    shown = {"archive": "zip", "text": "txt", "unknown": "?", "ole": "doc/xls"}.get(real, real)
    return Invalid(
        _("The name says “.%(extension)s”, but the content is something else (%(real)s).")
        % {"extension": extension, "real": shown},
        field="file", code="upload_lies", hint=_("Upload the original file under its own name."),
    )
