"""Pages of draws over HTTP: what anybody may read, what the two persons do, what others are refused."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.domain.inspections.actions import teams
from congvu.domain.inspections.models import DeviceKey, Opening, Round, Visit
from congvu.domain.inspections.queries import draws
from tests.domain.inspections.browser import Browser, Secrets, sealed, told_of
from tests.domain.inspections.stage import BEACON, SOURCE, Stage, make_stage
from tests.kernel.accounts.cast import make_agency


@pytest.fixture
def lately(db: None) -> Stage:
    """The stage twelve days ago: what it drew then is visited today."""
    return make_stage(timezone.now() - timedelta(days=12))


def page(stage: Stage, name: str) -> Client:
    client = Client()
    client.force_login(stage.accounts[name])
    return client


def test_a_key_is_registered_and_withdrawn_on_its_page(lately: Stage) -> None:
    client, made = page(lately, "mai"), Browser()
    answer = client.post(reverse("inspections:keys"), {"name": "Điện thoại", "public": made.public})
    assert answer.status_code == 302
    key = DeviceKey.objects.get(public=made.public)
    assert "Điện thoại" in client.get(reverse("inspections:keys")).content.decode()
    client.post(reverse("inspections:revoke_key", args=[key.pk]))
    assert draws.newest_key(lately.officials["mai"].pk) is None
    assert client.post(reverse("inspections:keys"), {"public": "AAAA"}).status_code == 422
    assert page(lately, "target").get(reverse("inspections:keys")).status_code == 403


def test_a_draw_is_published_by_its_form(lately: Stage) -> None:
    client, made = page(lately, "chair"), Secrets.make("ubnd-x-1", 3)
    assert lately.team is not None
    assert client.get(reverse("inspections:new_round")).status_code == 200
    values = {
        "code": "ubnd-x-1", "name": "Đợt một", "team": lately.team.pk, "units": [one.pk for one in lately.units],
        "slots": 3, "team_size": 2, "beacon_source": SOURCE, "beacon_at": "05/12/2099 16:15",
        "opens_until": "31/12/2099", "commitments": json.dumps(made.commitments),
        "own_copy": base64.b64encode(lately.devices["chair"].own_copy(made)).decode(),
    }  # fmt: skip
    for broken in ("", "[1", "{}"):
        assert client.post(reverse("inspections:new_round"), {**values, "commitments": broken}).status_code == 422
    assert client.post(reverse("inspections:new_round"), {**values, "own_copy": "?"}).status_code == 422
    assert client.post(reverse("inspections:new_round"), values).status_code == 302
    assert Round.objects.get().code == "ubnd-x-1"
    public = Client().get(reverse("inspections:draw", args=["ubnd-x-1"])).content.decode()
    assert made.commitments[0] in public
    assert "Sở Số 1" in public


def test_units_and_inspectors_offered_follow_the_chosen_team(lately: Stage) -> None:
    """The head of the second team is recused at one unit, a member of it at another."""
    now = timezone.now()
    today = timezone.localdate(now)
    actor = lately.actor("head")
    other = teams.form_team(
        actor=actor, agency_id=lately.top.pk, name="Đoàn số 2", decision="13/QĐ-UBND", decided_on=today,
        ordered_by_id=lately.officials["chair"].pk, valid_from=today, now=now,
    )  # fmt: skip
    for name, role in (("mai", "head"), ("nam", "member")):
        teams.add_member(actor=actor, team_id=other.pk, official_id=lately.officials[name].pk, from_on=today, role=role,
                         now=now)  # fmt: skip
    for name, unit in (("mai", lately.units[0]), ("nam", lately.units[1])):
        teams.declare_recusal(actor=actor, official_id=lately.officials[name].pk, unit_id=unit.pk,
                              reason="Người thân", now=now)  # fmt: skip
    client, address = page(lately, "chair"), reverse("inspections:new_round")
    first = client.get(address, {"team": lately.team.pk if lately.team else 0}).context
    assert {name for _pk, name in first["offer"].units} >= {one.name for one in lately.units}
    found = client.get(address, {"team": other.pk}).context
    offered = {name for _pk, name in found["form"].fields["units"].choices}
    assert lately.units[0].name not in offered
    assert lately.units[1].name in offered
    assert set(found["offer"].closed) == {lately.units[0].name, "Văn phòng UBND tỉnh"}  # the other is his own house
    assert found["offer"].inspectors == (("Thanh tra Nam", (lately.units[1].name,)),)
    assert str(found["form"]["team"].value()) == str(other.pk)
    sent = client.post(address, {"team": other.pk, "units": [lately.units[0].pk], "name": "x"})
    assert sent.status_code == 422
    assert lately.units[0].name not in {name for _pk, name in sent.context["form"].fields["units"].choices}


def test_a_long_list_of_units_is_folded_with_its_sums_above(lately: Stage) -> None:
    more = [make_agency(f"xa-{n}", f"Xã Số {n}", lately.top) for n in range(20)]
    one, _made = lately.commit(3, unit_ids=[unit.pk for unit in (*lately.units, *more)])
    public = Client().get(reverse("inspections:draw", args=[one.code]))
    shown, sums = public.content.decode(), public.context["sums"]
    weights = [unit.weight for unit in draws.published(one).listing.units]
    assert sums["at_floor"] == weights.count(min(weights))
    assert sums["most"] == pytest.approx(100 * max(weights) / sum(weights))
    folded = shown[shown.index('<details class="p-3">') :]
    assert "Xã Số 19" in folded
    assert "Xã Số 19" not in shown[: shown.index('<details class="p-3">')]


def test_the_head_opens_at_the_door_and_the_public_page_shows_it(lately: Stage) -> None:
    one, made, listing = lately.drawn_round()
    envelope = made.visit(listing, BEACON, 1, timezone.localdate())
    chair = page(lately, "chair")
    found = chair.get(reverse("inspections:sealed_contents", args=[one.code])).json()
    assert [len(found["slots"]), found["beacon"]] == [6, BEACON]
    bodies, hashes = sealed(
        {number: envelope if number == 1 else made.empty(number) for number in range(1, 7)},
        lately.devices["chair"], lately.devices["head"],
    )  # fmt: skip
    sent = {
        "envelopes": json.dumps({n: base64.b64encode(body).decode() for n, body in bodies.items()}),
        "hashes": json.dumps(hashes),
    }
    address = reverse("inspections:seal_round", args=[one.code])
    assert chair.get(address).status_code == 200
    assert chair.post(address, {**sent, "envelopes": '{"x": 1}'}).status_code == 422
    assert chair.post(address, sent).status_code == 302
    head = page(lately, "head")
    door = reverse("inspections:open_slot", args=[one.code])
    lists = head.get(door).context["form"].fields["checklist"].choices
    told: dict[str, Any] = {
        "number": 1, "secret": envelope.secret, "salt": envelope.salt, "told": json.dumps(told_of(envelope)),
        "at": timezone.now().isoformat(), "place": "Cổng chính", "checklist": lists[0][0],
    }  # fmt: skip
    assert head.post(door, {**told, "at": "hôm nay"}).status_code == 422
    assert head.post(door, {**told, "salt": "0" * 64}).status_code == 422
    assert head.post(door, told).status_code == 302
    visit = Visit.objects.get()
    public = Client().get(reverse("inspections:draw", args=[one.code])).content.decode()
    assert envelope.secret in public
    assert "Cổng chính" in public
    shown = head.get(reverse("inspections:round", args=[one.code])).content.decode()
    assert visit.unit_name in shown
    assert head.get(f"/cases/{visit.case.code}/").status_code == 200
    record = Client().get(reverse("inspections:draw_record", args=[one.code])).json()
    assert record["openings"][0]["unit"] == Opening.objects.get().drawn


@pytest.mark.parametrize("name", ["target", "owner", "mai"])
def test_envelopes_are_given_to_the_two_persons_only(lately: Stage, name: str) -> None:
    one, _made, _listing = lately.drawn_round()
    for route in ("sealed_contents", "open_slot", "seal_round", "close_round"):
        assert page(lately, name).get(reverse(f"inspections:{route}", args=[one.code])).status_code == 403
    assert Client().get(reverse("inspections:sealed_contents", args=[one.code])).status_code == 302


def test_the_value_is_entered_and_the_end_is_told_by_form(lately: Stage) -> None:
    one, made = lately.commit(3, beacon_at=lately.now + timedelta(days=1),
                              opens_until=(lately.now + timedelta(days=5)).date())  # fmt: skip
    chair = page(lately, "chair")
    beacon = {"beacon": BEACON, "read_at": "báo tỉnh ngày 05/12"}
    assert chair.post(reverse("inspections:enter_beacon", args=[one.code]), beacon).status_code == 302
    assert chair.post(reverse("inspections:enter_beacon", args=[one.code]), beacon).status_code == 422
    address = reverse("inspections:close_round", args=[one.code])
    assert chair.get(address).status_code == 200
    assert chair.post(address, {"secrets": json.dumps({1: made.all[1]})}).status_code == 422
    assert chair.post(address, {"secrets": json.dumps({1: made.all[0], 2: made.all[1]})}).status_code == 302
    public = Client().get(reverse("inspections:draw", args=[one.code]))
    assert public.context["never"] == [3]
    assert "Chủ tịch Vinh" in public.content.decode()


def test_public_pages_answer_who_is_not_signed_in(lately: Stage) -> None:
    one, _made = lately.commit()
    for address in (
        reverse("inspections:draws"), reverse("inspections:draw", args=[one.code]),
        reverse("inspections:draw_record", args=[one.code]), reverse("inspections:verify_draw"),
    ):  # fmt: skip
        assert Client().get(address).status_code == 200
    assert Client().get(reverse("inspections:draw", args=["khong-co"])).status_code == 404
    assert page(lately, "head").get(reverse("inspections:rounds")).status_code == 200
