"""The device at the counter: what it shows when, who may answer, and that a dossier is evaluated once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.onestop.actions import papers, rating
from congvu.domain.onestop.actions.returning import Taking, hand_out
from congvu.domain.onestop.models import Dossier, Evaluation, RatingDevice, Taker
from congvu.domain.onestop.policy.rating import ASKING, MORE, MORE_FOR, THANKS, WAITING, showing
from congvu.domain.onestop.queries.rating import standing
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.journal import queries as journal
from tests.domain.onestop.screens import sign_in
from tests.domain.onestop.shop import Shop, at
from tests.domain.onestop.test_settlement import _settled

NOON = at(11, 11)


@pytest.fixture
def device(shop: Shop) -> RatingDevice:
    return rating.add_device(actor=shop.chairman, desk_id=shop.ward_desk_id, name="Quầy 1", now=at(9))


def handed_out(shop: Shop, now: datetime = NOON) -> Dossier:
    dossier = _settled(shop, at(9), at(10))
    hand_out(actor=shop.clerk, case_id=dossier.case_id, taking=Taking(), paid_by="cash", now=now)
    dossier.refresh_from_db()
    return dossier


def state(device: RatingDevice, now: datetime) -> str:
    device.refresh_from_db()
    return standing(device, now).state


@pytest.mark.parametrize(
    ("rated", "here", "thanked", "seconds", "word"),
    [
        (None, False, None, 0, ASKING), (None, False, None, 179, ASKING), (None, False, None, 180, WAITING),
        (10, True, None, 20, MORE), (10, True, None, 99, MORE), (10, True, None, 100, WAITING),
        (10, False, None, 20, WAITING), (-5, True, None, 20, WAITING), (10, True, 20, 27, THANKS),
        (10, True, 20, 28, WAITING),
    ],
)  # fmt: skip
def test_a_device_shows_by_the_moment(
    rated: int | None, here: bool, thanked: int | None, seconds: int, word: str
) -> None:
    def after(n: int | None) -> datetime | None:
        return None if n is None else NOON + timedelta(seconds=n)

    now = NOON + timedelta(seconds=seconds)
    assert showing(shown_at=NOON, rated_at=after(rated), here=here, thanked_at=after(thanked), now=now) == word
    assert showing(shown_at=None, rated_at=None, here=False, thanked_at=None, now=now) == WAITING


def test_an_applicant_answers_once_and_says_more(shop: Shop, device: RatingDevice) -> None:
    dossier = handed_out(shop)
    assert state(device, NOON) == WAITING
    rating.offer(actor=shop.clerk, case_id=dossier.case_id, device_id=device.pk, now=NOON)
    assert state(device, NOON) == ASKING
    code, soon = dossier.case.code, NOON + timedelta(seconds=30)
    with pytest.raises(Invalid):
        rating.rate(key=device.key, code=code, satisfaction=6, now=soon)
    told = rating.rate(key=device.key, code=code, satisfaction=4, now=soon)
    assert (told.satisfaction, told.way, told.contacts) == (4, Evaluation.Way.DEVICE, None)
    assert state(device, soon) == MORE
    with pytest.raises(MoveRefused):
        rating.rate(key=device.key, code=code, satisfaction=1, now=soon)
    rating.tell_more(key=device.key, code=code, contacts=0, agencies=1, complaint=True, now=soon)
    row = Evaluation.objects.get()
    assert (row.satisfaction, row.contacts, row.agencies, row.complaint) == (4, 0, 1, True)
    assert state(device, soon) == THANKS
    with pytest.raises(MoveRefused):
        rating.tell_more(key=device.key, code=code, contacts=2, now=soon)
    with pytest.raises(MoveRefused) as again:
        rating.offer(actor=shop.clerk, case_id=dossier.case_id, device_id=device.pk, now=soon)
    assert again.value.code == "evaluated"
    verbs = list(journal.of_stream(dossier.case.stream).values_list("verb", flat=True))
    assert verbs[-3:] == ["dossier.rating_offered", "dossier.evaluated", "dossier.evaluation_completed"]


def test_who_walks_away_after_one_press_has_answered(shop: Shop, device: RatingDevice) -> None:
    dossier = handed_out(shop)
    rating.offer(actor=shop.clerk, case_id=dossier.case_id, device_id=device.pk, now=NOON)
    rating.rate(key=device.key, code=dossier.case.code, satisfaction=2, now=NOON)
    over = NOON + MORE_FOR
    assert state(device, over) == WAITING
    with pytest.raises(MoveRefused):
        rating.tell_more(key=device.key, code=dossier.case.code, contacts=2, now=over)
    assert Evaluation.objects.get().satisfaction == 2


def test_who_passes_is_not_asked_again_by_itself_but_may_be(shop: Shop, device: RatingDevice) -> None:
    dossier = handed_out(shop)
    give = {"actor": shop.clerk, "case_id": dossier.case_id, "device_id": device.pk, "now": NOON}
    rating.offer(**give)  # type: ignore[arg-type]  # the keywords as named
    rating.pass_on(key=device.key, code="H99.18.05-261109-9999", now=NOON)
    assert state(device, NOON) == ASKING
    rating.pass_on(key=device.key, code=dossier.case.code, now=NOON)
    assert state(device, NOON) == WAITING
    with pytest.raises(MoveRefused):
        rating.rate(key=device.key, code=dossier.case.code, satisfaction=5, now=NOON)
    rating.offer(**give)  # type: ignore[arg-type]  # the keywords as named
    assert state(device, NOON) == ASKING


def test_the_next_applicant_is_never_asked_about_the_last_ones_dossier(shop: Shop, device: RatingDevice) -> None:
    first, second = handed_out(shop), handed_out(shop)
    rating.offer(actor=shop.clerk, case_id=first.case_id, device_id=device.pk, now=NOON)
    with pytest.raises(MoveRefused):
        rating.offer(actor=shop.clerk, case_id=second.case_id, device_id=device.pk, now=NOON)
    rating.take_off(actor=shop.clerk, device_id=device.pk, now=NOON)
    rating.offer(actor=shop.clerk, case_id=second.case_id, device_id=device.pk, now=NOON)
    with pytest.raises(MoveRefused):
        rating.rate(key=device.key, code=first.case.code, satisfaction=1, now=NOON)
    assert not Evaluation.objects.exists()


def test_only_dossiers_dealt_with_at_this_desk_by_those_who_serve_there(shop: Shop, device: RatingDevice) -> None:
    open_one, done = shop.receive(), handed_out(shop)
    with pytest.raises(MoveRefused):
        rating.offer(actor=shop.clerk, case_id=open_one.case_id, device_id=device.pk, now=NOON)
    with pytest.raises(NotFound):
        rating.offer(actor=shop.stranger, case_id=done.case_id, device_id=device.pk, now=NOON)
    with pytest.raises(NotAllowed):
        rating.add_device(actor=shop.clerk, desk_id=shop.ward_desk_id, name="Của tôi", now=NOON)
    with pytest.raises(NotAllowed):
        rating.end_device(actor=shop.clerk, device_id=device.pk, now=NOON)
    for wrong in ("", " quầy ".replace("quầy", ""), "Quầy 1"):
        with pytest.raises(Invalid):
            rating.add_device(actor=shop.chairman, desk_id=shop.ward_desk_id, name=wrong, now=NOON)
    papers.evaluate(actor=Actor.system(), case_id=done.case_id, satisfaction=5, way="online", now=NOON)
    with pytest.raises(MoveRefused):
        rating.offer(actor=shop.clerk, case_id=done.case_id, device_id=device.pk, now=NOON)


def test_the_desks_device_asks_as_soon_as_a_result_is_handed_over_in_person(shop: Shop, device: RatingDevice) -> None:
    first, second = handed_out(shop), handed_out(shop)

    def invite(dossier: Dossier, taker: str, chosen: int | None = None) -> str:
        return rating.offer_if_free(actor=shop.clerk, dossier=dossier, taker=taker, chosen=chosen, now=NOON)

    assert invite(first, Taker.POST) == ""
    assert invite(first, Taker.APPLICANT) == "Quầy 1"
    assert invite(second, Taker.APPLICANT) == ""  # somebody is answering
    other = rating.add_device(actor=shop.chairman, desk_id=shop.ward_desk_id, name="Quầy 2", now=NOON)
    assert invite(second, Taker.PROXY) == ""  # of two nobody has said which
    assert invite(second, Taker.PROXY, other.pk) == "Quầy 2"


def test_a_renewed_address_and_a_device_out_of_use_lead_nowhere(
    shop: Shop, device: RatingDevice, client: Client
) -> None:
    old = f"/onestop/rate/{device.key}/"
    assert client.get(old).status_code == 200
    new = rating.renew_address(actor=shop.chairman, device_id=device.pk, now=NOON).key
    assert client.get(old).status_code == 404
    assert client.post(f"{old}answer/", {"level": "5", "code": "x"}).status_code == 404
    assert client.get(f"/onestop/rate/{new}/").status_code == 200
    rating.end_device(actor=shop.chairman, device_id=device.pk, now=NOON)
    assert client.get(f"/onestop/rate/{new}/").status_code == 404


def test_the_screens_from_handing_over_to_thanks(shop: Shop, device: RatingDevice, client: Client) -> None:
    dossier = _settled(shop, at(9), at(10))
    code, tablet = dossier.case.code, Client()
    page = f"/onestop/rate/{device.key}/"
    assert "refresh" in tablet.get(page).content.decode()  # works without JavaScript
    sign_in(client, shop, "clerk")
    sent = client.post(f"/onestop/returning/{code}/", {"taker": "applicant", "paid_by": "cash"}, follow=True)
    assert "Đang mời đánh giá" in sent.content.decode()
    shown = tablet.get(page).content.decode()
    assert code in shown
    assert "Rất hài lòng" in shown
    assert dossier.applicant_name not in shown
    stamp = f"asking-{dossier.pk}"
    assert tablet.get(page, {"stamp": stamp}, headers={"HX-Request": "true"}).status_code == 204
    part = tablet.get(page, {"stamp": "waiting-"}, headers={"HX-Request": "true"}).content.decode()
    assert code in part
    assert "<html" not in part
    assert tablet.post(f"{page}answer/", {"code": code, "level": "9"}).status_code == 422
    assert tablet.post(f"{page}answer/", {"code": code, "level": "x"}).status_code == 422
    assert tablet.post(f"{page}answer/", {"code": code, "level": "5"}).status_code == 302
    assert "ý kiến đã được ghi nhận" in tablet.get(page).content.decode()
    assert tablet.post(f"{page}answer/", {"code": code, "do": "more", "contacts": "7"}).status_code == 422
    more = {"code": code, "do": "more", "contacts": "1", "agencies": "", "complaint": ""}
    assert "Cảm ơn bạn đã đánh giá" in tablet.post(f"{page}answer/", more, follow=True).content.decode()
    row = Evaluation.objects.get()
    assert (row.satisfaction, row.contacts, row.agencies, row.complaint) == (5, 1, None, False)
    card = client.get(f"/onestop/returning/{code}/rating/").content.decode()
    assert "Đã đánh giá" in card
    assert "Rất hài lòng" not in card  # what was answered is not shown in front of the applicant
    assert client.post(f"/onestop/returning/{code}/rating/", {"device": device.pk}).status_code == 409


def test_a_clerk_sends_a_dossier_to_a_device_and_takes_it_off(
    shop: Shop, device: RatingDevice, client: Client
) -> None:
    dossier = handed_out(shop, timezone.now())
    card = f"/onestop/returning/{dossier.case.code}/rating/"
    sign_in(client, shop, "clerk")
    assert "Quầy 1" in client.get(card).content.decode()
    assert client.post(card, {"device": "x"}).status_code == 422
    assert client.post(card, {"device": device.pk}).status_code == 302
    assert dossier.case.code in client.get(f"/onestop/rate/{device.key}/").content.decode()
    assert client.post(card, {"device": device.pk, "do": "off"}).status_code == 302
    assert dossier.case.code not in client.get(f"/onestop/rate/{device.key}/").content.decode()
    assert client.post(card, {"device": device.pk, "do": "off"}).status_code == 409
    assert client.get(f"/onestop/desks/{shop.ward_desk_id}/devices/").status_code == 403


def test_whoever_sets_up_desks_adds_devices(shop: Shop, device: RatingDevice, client: Client) -> None:
    sign_in(client, shop, "chairman")
    page = f"/onestop/desks/{shop.ward_desk_id}/devices/"
    assert device.key in client.get(page).content.decode()
    assert client.post(page, {"name": ""}).status_code == 422
    assert client.post(page, {"name": "Quầy 1"}).status_code == 422
    assert client.post(page, {"name": "Quầy 2"}).status_code == 302
    assert client.get(f"/onestop/devices/{device.pk}.svg").content.startswith(b"<")
    assert client.get("/onestop/devices/999999.svg").status_code == 404
    assert client.post(f"/onestop/devices/{device.pk}/renew/").status_code == 302
    assert client.post(f"/onestop/devices/{device.pk}/burn/").status_code == 422
    assert client.post(f"/onestop/devices/{device.pk}/end/").status_code == 302
    assert client.post(f"/onestop/devices/{device.pk}/end/").status_code == 404
    assert [one.name for one in RatingDevice.objects.filter(ended_at=None)] == ["Quầy 2"]
