"""Files in and out: an upload looked at before it is read, and workbooks to download."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.kernel.documents.policy.uploads import look_at, max_bytes
from congvu.kernel.org.extract import Sheet, read_sheets

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows_of(given: Any, sheets: Mapping[str, Sheet]) -> tuple[str, bytes, dict[str, list[dict[str, Any]]]]:
    """Name, content and rows of an uploaded sheet. Zip bombs, wrong types and broken files are refused (`Invalid`)."""
    file: BinaryIO = given
    content = file.read(max_bytes() + 1)
    upload = look_at(str(given.name), content)
    if upload.kind not in ("xlsx", "csv"):
        raise Invalid(_("Bring an .xlsx or .csv file."), field="file")
    return upload.name, content, read_sheets(content, upload.kind, sheets)


def download(content: bytes, name: str, kind: str = "xlsx") -> HttpResponse:
    """A file to be saved under this name."""
    answer = HttpResponse(content, content_type=XLSX if kind == "xlsx" else "text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
