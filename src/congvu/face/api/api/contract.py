"""Hợp đồng giao diện: the one NinjaAPI, how its failures are said, and the OpenAPI text that is committed."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from congvu.core.refusals import Refusal
from congvu.face.api.actions.outcomes import HEADER
from congvu.face.api.api.doors import DOORS, guarded
from congvu.face.api.schemas.problems import MEDIA_TYPE, Problem, answer, of_findings, of_refusal, problem, waiting

logger = logging.getLogger(__name__)

VERSION = "1.0.0"
PREFIX = "/api/v1/"
DESCRIPTION = """Cases, acts, directives and the organisation of a province, for machines.

The same policy and the same acts as the desk: a case that a person may not see does not exist here either. Sign in
with a token (`Authorization: Bearer …`) whose scopes are permission codes, or with the session of the browser.
Answers other than success are `application/problem+json` in the language of `Accept-Language` (Vietnamese by
default). Moments carry their offset; +07:00 is the time of Viet Nam."""

#: What every operation may answer besides success; the contract says so once for all.
FAILURES = {
    400: "The request could not be read.",
    401: "No valid token and nobody signed in.",
    403: "The permission or the scope is missing.",
    404: "There is no such thing, or not for this actor.",
    409: "The rules or an act of somebody faster stand against it.",
    413: "What was sent is too large.",
    422: "A value cannot be accepted.",
    429: "The token asks too often; the header Retry-After says how many seconds to wait.",
}


class Contract(NinjaAPI):
    """Our API: names of operations without the path of the code, and failures declared everywhere."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """`list_cases`; operations of a domain room begin with its name: `directives_register`."""
        name = operation.view_func.__name__
        storey, room = operation.view_func.__module__.split(".")[1:3]
        return f"{room}_{name}" if storey == "domain" else name

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The contract with failures, scopes and headers of every operation."""
        schema = super().get_openapi_schema(path_prefix=path_prefix or PREFIX, path_params=path_params)
        schema["components"]["schemas"]["Problem"] = _problem_schema(schema["components"]["schemas"])
        wanted = {
            self.get_openapi_operation_id(operation): getattr(operation.view_func, "needs", ())
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
        }
        for methods in schema["paths"].values():
            for method, details in methods.items():
                _complete(method, details, wanted[details["operationId"]])
        return schema


def _problem_schema(schemas: dict[str, Any]) -> dict[str, Any]:
    said = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= said.pop("$defs", {})
    return said


def _complete(method: str, details: dict[str, Any], scopes: tuple[str, ...]) -> None:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    details["responses"] = {str(status): said for status, said in details["responses"].items()}
    for status, words in FAILURES.items():
        details["responses"].setdefault(str(status), {"description": words, "content": content})
    details["security"] = [{"Token": list(scopes)}, {"Session": []}]
    if method == "post" and not details.get("x-repeatable"):
        details["parameters"].append({
            "in": "header", "name": HEADER, "required": False,
            "schema": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"},
            "description": "Asked again within 24 hours with the same key, the act is not done again.",
        })  # fmt: skip


def written(api: NinjaAPI) -> str:
    """The contract as it is committed and served."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def make_api() -> Contract:
    """The API without its routers."""
    api = Contract(
        title="Công Vụ", version=VERSION, description=DESCRIPTION, docs_url=None, openapi_url=None, auth=DOORS,
        urls_namespace="v1",
    )  # fmt: skip
    api.add_decorator(guarded)
    for kind, said in HANDLERS.items():
        api.add_exception_handler(kind, said)
    return api


def _of_http(_request: HttpRequest, found: Any) -> HttpResponse:
    if isinstance(found, AuthenticationError) and found.message == "Unauthorized":
        return answer(problem(401))
    if found.status_code == 400:
        return answer(problem(400, code="unreadable", detail=_("The body is not JSON, or not in the form expected.")))
    return answer(problem(found.status_code, detail=found.message))


def _accident(request: HttpRequest, found: Any) -> HttpResponse:
    """500 with a code to quote; the log has the rest."""
    reference = secrets.token_hex(4)
    logger.error("accident %s at %s %s", reference, request.method, request.path, exc_info=found)
    return answer(problem(500, hint=_("Give the system owner this code: %(code)s.") % {"code": reference}))


def _status(status: int) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda _request, _found: answer(problem(status))


#: What is raised inside an operation → how it is said; the nearest class decides.
HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Refusal: lambda _request, refusal: answer(of_refusal(refusal), waiting(refusal)),
    ValidationError: lambda _request, found: answer(of_findings(found.errors)),
    HttpError: _of_http,
    Http404: _status(404),
    RequestDataTooBig: _status(413),
    SuspiciousOperation: _status(400),
    MultiPartParserError: _status(400),
    UnreadablePostError: _status(400),
    Exception: _accident,
}
