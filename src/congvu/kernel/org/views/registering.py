"""Entering by hand: agencies, posts and officials, and their details."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.kernel.org import actions, queries
from congvu.kernel.org.forms import (
    AgencyForm,
    DetailsForm,
    EndPostForm,
    OfficialForm,
    PersonForm,
    PostForm,
)
from congvu.kernel.org.views.days import person_of
from congvu.kernel.org.views.filling import fill_in
from congvu.kernel.ui.access import requires

ADD, PEOPLE = "org.agency.add", "org.official.edit"


@requires(ADD)
@require_http_methods(["GET", "POST"])
def new_agency(request: HttpRequest) -> HttpResponse:
    """Found an agency."""
    act = partial(actions.found_agency, actor=person_of(request), now=timezone.now())
    parent = request.GET.get("parent", "")
    back = reverse("org:agency", args=[parent]) if parent in queries.organisation().by_code else reverse("org:tree")
    initial = {"parent": parent, "valid_from": timezone.localdate()}
    return fill_in(
        request, AgencyForm, act, title=_("Add an agency or unit"), button=_("Add the agency"), back=back,
        done=_("The agency has been added."), initial=initial,
    )  # fmt: skip


@requires(ADD)
@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, code: str) -> HttpResponse:
    """Correct the details of an agency."""
    row = queries.agency_by_code(code)
    act = partial(actions.correct_agency, actor=person_of(request), agency=row, now=timezone.now())
    calendar = queries.calendars().calendars.get(row.calendar_id) if row.calendar_id else None
    initial = {name: getattr(row, name) for name in actions.DETAILS}
    initial |= {"aliases": "; ".join(row.aliases), "calendar": calendar.code if calendar else ""}
    return fill_in(
        request, DetailsForm, act, title=_("Details of %(name)s") % {"name": row.name}, button=_("Keep the details"),
        back=reverse("org:agency", args=[code]), done=_("The details have been kept."), initial=initial,
        note=_("Another name or another agency above it is a reorganisation, with its legal basis and heirs."),
    )  # fmt: skip


@requires(ADD)
@require_http_methods(["GET", "POST"])
def new_post(request: HttpRequest, code: str) -> HttpResponse:
    """Add a post to an agency."""
    row = queries.agency_by_code(code)
    act = partial(actions.add_post, actor=person_of(request), agency=row, now=timezone.now())
    return fill_in(
        request, PostForm, act, title=_("Add a post: %(agency)s") % {"agency": row.name}, button=_("Add the post"),
        back=reverse("org:agency", args=[code]), done=_("The post has been added."),
        initial={"valid_from": max(row.valid_from, timezone.localdate())},
    )  # fmt: skip


@requires(ADD)
@require_http_methods(["GET", "POST"])
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """End a vacant post."""
    row = queries.post_by_id(pk)
    act = partial(actions.end_post, actor=person_of(request), post=row, now=timezone.now())
    return fill_in(
        request, EndPostForm, act, title=_("End the post: %(post)s") % {"post": row.title}, button=_("End the post"),
        back=reverse("org:agency", args=[row.agency.code]), done=_("The post has been ended."),
    )  # fmt: skip


@requires(PEOPLE)
@require_http_methods(["GET", "POST"])
def new_official(request: HttpRequest) -> HttpResponse:
    """Enter a person."""
    act = partial(actions.add_official, actor=person_of(request), now=timezone.now())
    return fill_in(
        request, OfficialForm, act, title=_("Add an official"), button=_("Add the official"),
        back=reverse("org:officials"), done=_("The official has been added; appoint them on the page of an agency."),
    )  # fmt: skip


@requires(PEOPLE)
@require_http_methods(["GET", "POST"])
def correct_official(request: HttpRequest, code: str) -> HttpResponse:
    """Correct a person's name, telephone and e-mail."""
    row = queries.official_by_code(code)
    act = partial(actions.correct_official, actor=person_of(request), official=row, now=timezone.now())
    initial = {name: getattr(row, name) for name in ("full_name", "phone", "email", "is_active")}
    return fill_in(
        request, PersonForm, act, title=_("Details of %(name)s") % {"name": row.full_name},
        button=_("Keep the details"), back=reverse("org:official", args=[code]), done=_("The details have been kept."),
        initial=initial,
    )  # fmt: skip
