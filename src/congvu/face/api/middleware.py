"""Trả lời cho máy: under /api/ every answer speaks the language asked for, and every failure is a problem in JSON."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation.trans_real import parse_accept_lang_header

from congvu.face.api.schemas.problems import MEDIA_TYPE, answer, problem

#: Headers of an error page that stay true when its body is said anew.
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")


class MachineAnswers:
    """Innermost: what Django itself answers below it (no such address, wrong method, accidents) passes here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    @cached_property
    def _prefix(self) -> str:
        """Where the API hangs: the address of its guide without the version. A site without it has the usual one."""
        try:
            guide = reverse("api:guide")
        except NoReverseMatch:
            return "/api/"
        return guide.rstrip("/").rpartition("/")[0] + "/"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(self._prefix):
            return self.get_response(request)
        with translation.override(language_of(request)):
            response = self.get_response(request)
            if response.status_code >= 400 and response.get("Content-Type", "") not in (MEDIA_TYPE, "application/json"):
                kept = {name: response[name] for name in KEPT if name in response}
                response = answer(problem(response.status_code), kept)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Vary"] = "Accept-Language, Authorization, Cookie"
        return response


def language_of(request: HttpRequest) -> str:
    """The first language of Accept-Language that we speak; Vietnamese otherwise."""
    known = {code for code, _name in settings.LANGUAGES}
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if tag.split("-")[0] in known:
            return tag.split("-")[0]
    return settings.LANGUAGE_CODE
