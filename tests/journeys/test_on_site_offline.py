"""A check on site from a phone whose network is gone: recorded, the page opened anew, then everything arrives once."""

from __future__ import annotations

import hashlib
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Arrive
from tests.journeys.installation import Installation

pytestmark = pytest.mark.journey

BEGIN = """
from django.utils import timezone
from congvu.domain.inspections.actions.visits import Begun, begin_visit
from congvu.domain.inspections.models import Member, Team, Trigger, VisitSort
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import actor_of
from congvu.kernel.org.models import Agency
now, day = timezone.now(), timezone.localdate()
account = Account.objects.get(login="thanh-tra")
head, unit = account.official, Agency.objects.get(code="sxd")
team = Team.objects.create(agency=unit.parent, name="Đoàn kiểm tra công vụ số 3", decision="77/QĐ-UBND",
    decided_on=day.replace(year=day.year - 1, day=1), valid_from=day, ordered_by=head, made_at=now)
Member.objects.create(team=team, official=head, name=head.full_name, role="head", card="a-journey", from_on=day)
visit = begin_visit(actor=actor_of(account, day), now=now, begun=Begun(
    sort=VisitSort.UNANNOUNCED, trigger=Trigger.ORDER, unit_id=unit.pk, team=team, head_id=head.pk, member_ids=(),
    ordered_by_id=head.pk, visit_on=day, opened_at_door=now, place="Trụ sở"))
print("CODE", visit.case.code)
"""
COUNT = """
from congvu.domain.inspections.models import Visit
visit = Visit.objects.get(case__code="{code}")
print("ANSWERS", sorted(visit.answers.values_list("item__code", "value")))
print("HEADS", visit.heads.count(), "ASKED", visit.interviews.count())
print("FILES", sorted(one.file.sha256 for one in visit.evidence.all() if one.file and one.file.sha256 == one.sha256))
"""


def _shell(site: Installation, script: str) -> str:
    done = site.congvu("manage", "shell", "-c", script)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _tab(page: Page, code: str) -> None:
    page.locator(f"[data-tab={code}]").click()


def _record(page: Page, code: str, value: str, note: str = "") -> None:
    row = page.locator(f"#item-{code}")
    row.locator("summary").click()
    if note:
        row.locator("textarea").fill(note)
    row.locator(f"label.choice-{value}").click()
    expect(row).to_have_attribute("data-value", value)


def test_recorded_without_a_network_sent_once_when_it_is_back(site: Installation, arrive: Arrive) -> None:
    found = re.search(r"CODE (\S+)", _shell(site, BEGIN))
    assert found is not None
    code = found[1]
    phone = arrive(width=390, height=844)
    phone.sign_in("thanh-tra")
    phone.open(f"/inspections/onsite/{code}/")
    page = phone.page
    expect(page.locator("[data-onsite][data-ready=yes]")).to_be_attached()
    expect(page.locator(".onsite-row[id]")).to_have_count(78)
    phone.fits()

    page.context.set_offline(True)
    _record(page, "A01", "breach", "Ba người chưa có mặt lúc 7 giờ 45")
    _record(page, "A02", "good")
    photos = [b"\x89PNG\r\n\x1a\n" + bytes((number,)) * size for number, size in ((1, 300), (2, 600_000))]
    row = page.locator("#item-A01")
    for number, content in enumerate(photos):
        picker = row.locator("input[type=file][capture]").first
        picker.set_input_files({"name": f"{number}.png", "mimeType": "image/png", "buffer": content})
        expect(row.locator(".onsite-media li")).to_have_count(number + 1)
    _tab(page, "heads")
    page.locator(".onsite-person").first.locator("label.choice-late").click()
    _tab(page, "people")
    page.locator("[data-panel=people] textarea").fill("Chờ hơn một giờ")
    page.locator("[data-panel=people] .btn-primary").click()
    expect(page.locator("[data-panel=people] .onsite-list li")).to_have_count(1)
    expect(page.locator(".onsite-status")).to_have_attribute("data-online", "false")

    # The battery is dead in the middle: the page opens anew from what the phone has kept.
    page.reload()
    expect(page.locator("#item-A01")).to_have_attribute("data-value", "breach")
    _tab(page, "sync")
    waiting = page.locator("[data-panel=sync] li[data-state=waiting]")
    expect(waiting).to_have_count(6)
    phone.fits()

    page.context.set_offline(False)
    page.locator("[data-panel=sync] .btn-primary").click()
    expect(waiting).to_have_count(0)
    expect(page.locator("[data-panel=sync] li[data-state=received]")).to_have_count(6)
    told = _shell(site, COUNT.format(code=code))
    assert "ANSWERS [('A01', 'breach'), ('A02', 'good')]" in told
    assert "HEADS 1 ASKED 1" in told
    hashes = sorted(hashlib.sha256(one).hexdigest() for one in photos)
    assert f"FILES {hashes}" in told
    # Without a network the browser says so on its console; nothing else may be said there.
    phone.complaints[:] = [words for words in phone.complaints if "ERR_INTERNET_DISCONNECTED" not in words]
