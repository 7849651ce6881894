"""Báo lỗi cho máy (RFC 9457): every answer that is no success is one `Problem`, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from congvu.core.refusals import Refusal
from congvu.kernel.ui import errors as pages
from congvu.kernel.ui.wire import Said

MEDIA_TYPE = "application/problem+json"

UNKNOWN_PERSON = gettext_lazy("Nobody is signed in")
WRONG_METHOD = gettext_lazy("This address does not answer this method")
TOO_OFTEN = gettext_lazy("Too many requests")
#: Status → (code where the refusal has none, title, general sentence).
TITLES: dict[int, tuple[str, str | Promise, str | Promise]] = {
    400: ("bad_request", pages.BAD_REQUEST.title, pages.BAD_REQUEST.happened),
    401: ("not_signed_in", UNKNOWN_PERSON, gettext_lazy("Send a token that is valid, or sign in.")),
    403: ("not_allowed", pages.FORBIDDEN.title, pages.FORBIDDEN.happened),
    404: ("not_found", pages.NOT_FOUND.title, pages.NOT_FOUND.happened),
    405: ("method_not_allowed", WRONG_METHOD, gettext_lazy("The header Allow names the methods it answers.")),
    409: ("conflict", pages.CONFLICT.title, pages.CONFLICT.happened),
    413: ("too_large", pages.TOO_LARGE.title, pages.TOO_LARGE.happened),
    422: ("invalid", pages.INVALID.title, pages.INVALID.happened),
    429: ("too_many_requests", TOO_OFTEN, gettext_lazy("Wait as long as the header Retry-After says.")),
    500: ("accident", pages.ACCIDENT.title, pages.ACCIDENT.happened),
}


class Fault(Said):
    """One value that cannot be accepted."""

    field: str = Field(description="Name of the value; nested ones with dots. Empty: the whole.")
    message: str


class Problem(Said):
    """What went wrong, in the language of Accept-Language (Vietnamese by default)."""

    type: str = Field(description="urn:congvu:problem:<code>")
    title: str
    status: int
    detail: str = Field(description="What happened, in a sentence.")
    code: str = Field(description="Stable for machines.")
    hint: str = Field("", description="What to do next; empty when there is nothing to say.")
    field: str = Field("", description="The value that is to blame; empty when none is.")
    errors: list[Fault] = Field(default_factory=list, description="Every value to blame.")
    by: str = Field("", description="Who was faster (409 stale_case).")
    verb: str = Field("", description="What the faster one did (409 stale_case).")


def problem(
    status: int, *, code: str = "", detail: str = "", hint: str = "", field: str = "", errors: Sequence[Fault] = (),
    by: str = "", verb: str = "",
) -> Problem:
    """A problem; what is not said comes from the table of titles."""
    general, title, sentence = TITLES.get(status, TITLES[400 if status < 500 else 500])
    name = code or general
    return Problem(
        type=f"urn:congvu:problem:{name}", title=str(title), status=status, detail=detail or str(sentence), code=name,
        hint=hint, field=field, errors=list(errors), by=by, verb=verb,
    )  # fmt: skip


def of_refusal(refusal: Refusal) -> Problem:
    """The problem a refusal of the office is."""
    field = str(getattr(refusal, "field", ""))
    faults = [Fault(field=field, message=refusal.message)] if field else []
    return problem(
        refusal.status, code=refusal.code, detail=refusal.message, hint=refusal.hint, field=field, errors=faults,
        by=str(getattr(refusal, "by", "")), verb=str(getattr(refusal, "verb", "")),
    )  # fmt: skip


def waiting(refusal: Refusal) -> dict[str, str]:
    """The header that says when to try again, for a refusal that knows."""
    wait = getattr(refusal, "retry_after", None)
    return {} if wait is None else {"Retry-After": str(wait)}


def answer(said: Problem, headers: dict[str, str] | None = None) -> HttpResponse:
    """The HTTP answer of a problem."""
    response = HttpResponse(said.model_dump_json(), status=said.status, content_type=MEDIA_TYPE, headers=headers)
    if said.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


#: Sentences for what a value can be wrong about, by the type of pydantic's finding.
_SENTENCES: dict[str, str | Promise] = {
    "missing": gettext_lazy("This value is needed."),
    "extra_forbidden": gettext_lazy("There is no value of this name here."),
    "string_type": gettext_lazy("This must be text."),
    "string_too_short": gettext_lazy("This text is too short."),
    "string_too_long": gettext_lazy("This text is too long."),
    "string_pattern_mismatch": gettext_lazy("This text has characters that cannot stand here, or says nothing."),
    "string_unicode": gettext_lazy("This text has characters that cannot stand here, or says nothing."),
    "int_type": gettext_lazy("This must be a whole number."),
    "int_parsing": gettext_lazy("This must be a whole number."),
    "int_from_float": gettext_lazy("This must be a whole number."),
    "bool_type": gettext_lazy("This must be true or false."),
    "bool_parsing": gettext_lazy("This must be true or false."),
    "date_type": gettext_lazy("This must be a date: YYYY-MM-DD."),
    "date_parsing": gettext_lazy("This must be a date: YYYY-MM-DD."),
    "date_from_datetime_parsing": gettext_lazy("This must be a date: YYYY-MM-DD."),
    "date_from_datetime_inexact": gettext_lazy("This must be a date: YYYY-MM-DD."),
    "list_type": gettext_lazy("This must be a list."),
    "too_short": gettext_lazy("This list is too short."),
    "too_long": gettext_lazy("This list is too long."),
}


def sentence_of(finding: dict[str, Any]) -> str:
    """What is wrong with a value, in words."""
    kind, said = str(finding.get("type", "")), finding.get("ctx") or {}
    if kind in ("literal_error", "enum"):
        return _("Possible values: %(values)s.") % {"values": said.get("expected", "")}
    if kind in ("greater_than_equal", "greater_than"):
        return _("The smallest possible value is %(n)s.") % {"n": said.get("ge", said.get("gt"))}
    if kind in ("less_than_equal", "less_than"):
        return _("The largest possible value is %(n)s.") % {"n": said.get("le", said.get("lt"))}
    return str(_SENTENCES.get(kind) or _("This value cannot be accepted."))


def of_findings(findings: Sequence[dict[str, Any]]) -> Problem:
    """The problem of values that do not have the shape the contract asks for."""
    faults = [Fault(field=_place(list(one.get("loc", ()))), message=sentence_of(one)) for one in findings]
    first = faults[0] if faults else Fault(field="", message="")
    return problem(422, detail=first.message, field=first.field, errors=faults)


def _place(loc: list[Any]) -> str:
    """Name of a value without the part of the request and without the name of the body itself."""
    inner = loc[2:] if loc[:1] == ["body"] else loc[1:]
    return ".".join(str(part) for part in inner)
