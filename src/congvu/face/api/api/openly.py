"""Cửa ngỏ: what anybody may read: the contract, a list of operations, and whether the system is well."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from congvu.face.api.api.contract import Contract, written
from congvu.face.api.queries.health import is_well
from congvu.kernel.ui.access import public

View = Callable[..., HttpResponseBase]


@public
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503: for probes of a proxy."""
    well = is_well()
    return JsonResponse({"status": "ok" if well else "down"}, status=200 if well else 503)


def contract_view(api: Contract) -> View:
    """The contract as JSON, the same bytes as the committed file."""

    @cache
    def text() -> str:
        return written(api)

    @public
    @require_safe
    def contract(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(text(), content_type="application/json; charset=utf-8")

    return contract


def guide_view(api: Contract) -> View:
    """Every operation as a plain page, without scripts of anybody else."""

    @cache
    def rooms() -> list[dict[str, Any]]:
        return _by_tag(api.get_openapi_schema())

    @public
    @require_safe
    def guide(request: HttpRequest) -> HttpResponse:
        return render(request, "api/guide.html", {"rooms": rooms(), "version": api.version})

    return guide


def _by_tag(schema: dict[str, Any]) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for method, details in methods.items():
            scopes: list[str] = next((one["Token"] for one in details["security"] if "Token" in one), [])
            found.setdefault(details["tags"][0], []).append({
                "method": method.upper(), "path": path, "summary": details["summary"], "scopes": scopes,
                "about": details.get("description", ""), "parameters": details["parameters"],
            })  # fmt: skip
    return [{"name": name, "operations": rows} for name, rows in found.items()]
