"""Details by hand: what may be corrected, what not, and the pages that do it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.journal.models import Line
from congvu.kernel.org import actions, queries
from congvu.kernel.org.models import Agency, Appointment, Official, Post
from tests.kernel.accounts.cast import Cast, cast
from tests.kernel.org.conftest import NOON, Person, Small

__all__ = ["cast"]


def test_correct_agency_journals_what_is_public(small: Small, owner: Person, stranger: Person) -> None:
    row = actions.correct_agency(
        actor=owner, agency=small.finance, aliases="STC; Sở TC", calendar=small.calendar, phone="0123", symbol="STC",
        now=NOON,
    )  # fmt: skip
    assert (row.aliases, row.calendar_id) == (["STC", "Sở TC"], small.calendar.pk)
    line = Line.objects.get(verb="agency.corrected")
    assert "0123" not in (line.text or "")
    assert queries.agencies_matching("so tc", NOON.date()) == [row]
    with pytest.raises(Invalid):
        actions.correct_agency(
            actor=owner, agency=small.finance, aliases="STC; Sở TC", calendar=small.calendar, phone="0123", now=NOON
        )
    with pytest.raises(Invalid):
        actions.correct_agency(actor=owner, agency=small.finance, name="Khác", now=NOON)
    with pytest.raises(Invalid):
        actions.correct_agency(actor=owner, agency=small.finance, place_kind="castle", now=NOON)
    with pytest.raises(NotAllowed):
        actions.correct_agency(actor=stranger, agency=small.finance, symbol="X", now=NOON)


def test_correct_official_keeps_the_search_key(small: Small, owner: Person, stranger: Person) -> None:
    given: dict[str, Any] = {"full_name": "Lê Thanh Bình", "email": "b@x.vn"}
    row = actions.correct_official(actor=owner, official=small.binh, **given, now=NOON)
    assert "thanh" in row.skey
    assert "b@x.vn" not in (Line.objects.get(verb="official.corrected").text or "")
    for name in ("", "Lê Thanh Bình"):
        with pytest.raises(Invalid):
            actions.correct_official(actor=owner, official=row, full_name=name, email="b@x.vn", now=NOON)
    with pytest.raises(NotAllowed):
        actions.correct_official(actor=stranger, official=row, full_name="X", now=NOON)


def test_an_agency_a_post_and_a_person_are_typed_in(cast: Cast, client: Client) -> None:
    cast.sign_in(client, "olga")
    values = {"name": "Sở Mới", "code": "so-moi", "kind": "department", "level": "province", "parent": "so-y-te",
              "valid_from": "01/07/2025"}  # fmt: skip
    assert client.get(reverse("org:new_agency") + "?parent=so-y-te").status_code == 200
    assert client.post(reverse("org:new_agency"), values).status_code == 302
    assert client.post(reverse("org:new_agency"), values).status_code == 422
    post = {"title": "Giám đốc", "code": "gd", "seat": "head", "valid_from": "01/07/2025", "position": "1"}
    assert client.post(reverse("org:new_post", args=["so-moi"]), post).status_code == 302
    assert client.post(reverse("org:new_official"), {"full_name": "Lý Em", "code": "ly-em"}).status_code == 302
    seat = Post.objects.get(code="gd")
    client.post(reverse("org:appoint", args=[seat.pk]), {"official": "ly-em", "from_on": "01/07/2025"})
    assert Appointment.objects.get(post=seat).official.full_name == "Lý Em"
    assert client.post(reverse("org:post_end", args=[seat.pk]), {"on": "01/10/2026"}).status_code == 422
    page = client.get(reverse("org:details", args=["so-moi"]))
    assert page.status_code == 200
    sent = {"symbol": "SM", "position": "10", "short_name": "Sở Mới"}
    assert client.post(reverse("org:details", args=["so-moi"]), sent).status_code == 302
    assert Agency.objects.get(code="so-moi").symbol == "SM"
    person = {"full_name": "Lý Thị Em", "is_active": "on"}
    assert client.post(reverse("org:correct_official", args=["ly-em"]), person).status_code == 302
    assert Official.objects.get(code="ly-em").full_name == "Lý Thị Em"
    assert "Sở Mới" in client.get(reverse("org:tree") + "?q=so+moi").content.decode()
    assert client.get(reverse("org:agency", args=["so-moi"])).status_code == 200
