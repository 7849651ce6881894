"""A check on site from a phone whose network is gone: recorded, the page opened anew, then everything arrives once."""

from __future__ import annotations

import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.installation import Installation
from tests.journeys.on_the_phone import PhoneOnSite, photo
from tests.journeys.visitor import PHONE

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


def test_recorded_without_a_network_sent_once_when_it_is_back(site: Installation, arrive: Arrive) -> None:
    found = re.search(r"CODE (\S+)", _shell(site, BEGIN))
    assert found is not None
    code = found[1]
    visitor = arrive(**PHONE)
    visitor.sign_in("thanh-tra")
    phone = PhoneOnSite(visitor, code)
    phone.open()
    visitor.fits()

    phone.network(there=False)
    phone.record("A01", "breach", "Ba người chưa có mặt lúc 7 giờ 45")
    phone.record("A02", "good")
    photos = [photo(1), photo(2, 600_000)]
    phone.photograph("A01", *photos)
    phone.count("late")
    phone.ask("Chờ hơn một giờ")
    expect(visitor.page.locator(".onsite-status[data-online]")).to_have_attribute("data-online", "false")

    # The battery is dead in the middle: the page opens anew from what the phone has kept.
    visitor.page.reload()
    expect(visitor.page.locator("#item-A01")).to_have_attribute("data-value", "breach")
    phone.tab("sync")
    expect(phone.lines("waiting")).to_have_count(6)
    visitor.fits()

    phone.network(there=True)
    phone.send()
    expect(phone.lines("waiting")).to_have_count(0)
    expect(phone.lines("received")).to_have_count(6)
    told = _shell(site, COUNT.format(code=code))
    assert "ANSWERS [('A01', 'breach'), ('A02', 'good')]" in told
    assert "HEADS 1 ASKED 1" in told
    hashes = sorted(hashlib.sha256(one).hexdigest() for one in photos)
    assert f"FILES {hashes}" in told
    phone.without_a_network_it_complained()
