"""What is public of a conclusion is corrected or taken back: on a ground, approved; the public page says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone, translation

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.inspections.actions import concluding, unpublishing
from congvu.domain.inspections.actions.unpublishing import Wanted
from congvu.domain.inspections.models import Conclusion, PublicationChange
from congvu.kernel.journal.models import Line
from tests.domain.inspections.aftermath import After, after, make_after

__all__ = ["after"]
GROUND, WAS, NOW = "inspection_publication.error", "Đơn vị đi muộn nhiều ngày.", "Đơn vị đi muộn một ngày."


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def public(after: After) -> After:
    """A published conclusion."""
    after.whole()
    concluding.publish(actor=after.actor("chair"), visit_id=after.visit.pk, public_words=WAS, now=after.later(3))
    return after


def page(here: After) -> str:
    return Client().get(f"/inspections/conclusions/{here.visit.case.code}/").content.decode()


def change(here: After, who: str, wanted: Wanted) -> PublicationChange:
    return unpublishing.change_publication(actor=here.actor(who), visit_id=here.visit.pk, wanted=wanted,
                                           now=here.later(4))  # fmt: skip


REMOVAL = Wanted("removal", GROUND, "Số liệu sai, đang rà soát lại.")
CORRECTION = Wanted("correction", GROUND, "Ghi nhầm số ngày.", NOW)


def test_who_signs_corrects_at_once_and_what_was_public_stays_in_the_journal(public: After) -> None:
    assert WAS in page(public)
    made = change(public, "chair", CORRECTION)
    assert made.approved
    shown = page(public)
    assert NOW in shown
    assert WAS not in shown
    assert "Đã đính chính ngày" in shown
    assert "Ghi nhầm số ngày." in shown
    line = Line.objects.get(stream=public.visit.case.stream, verb="visit.publication_corrected")
    assert line.text is not None
    assert WAS in line.text


def test_what_is_taken_back_is_gone_and_the_page_says_when_and_why(public: After) -> None:
    change(public, "chair", REMOVAL)
    shown = page(public)
    assert WAS not in shown
    assert "đã được gỡ ngày" in shown
    assert "Số liệu sai, đang rà soát lại." in shown
    assert "Nội dung công khai có sai sót" in shown
    assert "đã gỡ ngày" in Client().get("/inspections/conclusions/").content.decode()
    with pytest.raises(MoveRefused):
        change(public, "chair", REMOVAL)


def test_the_team_asks_and_who_signs_decides_but_not_on_his_own(public: After) -> None:
    asked = change(public, "head", REMOVAL)
    assert asked.approved is None
    assert WAS in page(public)
    with pytest.raises(MoveRefused):
        change(public, "chair", REMOVAL)
    given = {"visit_id": public.visit.pk, "change_id": asked.pk, "now": public.later(5)}
    with pytest.raises(NotAllowed):
        unpublishing.decide_change(actor=public.actor("head"), approve=True, **given)
    kept = unpublishing.decide_change(actor=public.actor("chair"), approve=False, **given)
    assert kept.approved is False
    assert WAS in page(public)
    with pytest.raises(MoveRefused):
        unpublishing.decide_change(actor=public.actor("chair"), approve=True, **given)
    again = change(public, "head", REMOVAL)
    PublicationChange.objects.filter(pk=again.pk).update(proposed_by=public.actor("chair").signature)
    with pytest.raises(NotAllowed):
        unpublishing.decide_change(actor=public.actor("chair"), approve=True, **{**given, "change_id": again.pk})


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted("removal", "", "x"), "ground"), (Wanted("gone", GROUND, "x"), "sort"),
        (Wanted("removal", GROUND, " "), "words"), (Wanted("correction", GROUND, "x"), "public_words"),
        (Wanted("correction", GROUND, "x", WAS), "public_words"),
        (Wanted("removal", GROUND, "Bà Nguyễn Thị An khiếu nại"), "public_words"),
    ],
)  # fmt: skip
def test_a_change_without_its_ground_or_words_is_refused(public: After, wanted: Wanted, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        change(public, "chair", wanted)
    assert refused.value.field == field
    assert not PublicationChange.objects.exists()


def test_a_member_the_unit_and_an_unpublished_visit_are_refused(after: After) -> None:
    after.whole()
    with pytest.raises(MoveRefused):
        change(after, "chair", REMOVAL)
    with pytest.raises(NotAllowed):
        change(after, "member", REMOVAL)
    with pytest.raises(NotFound):
        change(after, "chief", REMOVAL)


def test_the_database_keeps_a_removal_after_its_publication(after: After) -> None:
    after.whole()
    with pytest.raises(DatabaseError), transaction.atomic():
        Conclusion.objects.update(withdrawn_at=after.now)
    concluding.publish(actor=after.actor("chair"), visit_id=after.visit.pk, public_words=WAS, now=after.later(3))
    change(after, "chair", REMOVAL)
    with pytest.raises(DatabaseError), transaction.atomic():
        Conclusion.objects.update(withdrawn_at=None)


def test_the_pages_of_asking_and_deciding(db: None) -> None:
    """By the machine's clock, of a visit ten days ago."""
    here = make_after(timezone.localtime() - timedelta(days=10))
    here.whole()
    concluding.publish(actor=here.actor("chair"), visit_id=here.visit.pk, public_words=WAS, now=here.later(3))
    head, chair = Client(), Client()
    head.force_login(here.accounts["head"])
    chair.force_login(here.accounts["chair"])
    code = here.visit.case.code
    address = f"/inspections/visits/{code}/public/"
    assert head.post(address, {"sort": "removal", "ground": GROUND, "words": ""}).status_code == 422
    assert head.post(address, {"sort": "removal", "ground": GROUND, "words": "Số liệu sai."}).status_code == 302
    asked = PublicationChange.objects.get()
    assert "Số liệu sai." in chair.get(f"/inspections/visits/{code}/after/").content.decode()
    assert chair.post(f"{address}{asked.pk}/", {"do": "approve"}).status_code == 302
    assert "đã được gỡ ngày" in page(here)
