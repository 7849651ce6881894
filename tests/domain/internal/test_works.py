"""Work that walks a route: from post to post, with each station's clock, back with a ground, to its end."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.test import Client

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.internal.actions import routes, works
from congvu.domain.internal.models import Visit, Work
from congvu.kernel.casework.models import Case, Custody
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org import actions as org
from congvu.kernel.org.models import Official
from tests.domain.internal.conftest import Desk
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import pk_of
from tests.kernel.org.test_standing_in import ME

FIRST = date(2026, 1, 5)


@pytest.fixture
def laid(desk: Desk) -> Desk:
    """The route in force."""
    desk.force(16, FIRST)
    return desk


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_it_walks_from_post_to_post_and_ends_with_an_unbroken_strip(laid: Desk) -> None:
    now = laid.office.now
    case = laid.start()
    assert (case.code[:3], case.station, case.holder_official_id) == ("CV-", "s1", laid.office.an.official_id)
    works.forward(actor=laid.an, case_id=case.pk, words="Đã soạn", now=now + timedelta(hours=1))
    assert fresh(case).holder_official_id == laid.office.binh.official_id
    assert fresh(case).holder_agency_id == laid.office.division.pk
    works.forward(actor=laid.binh, case_id=case.pk, now=now + timedelta(hours=2))
    works.finish(actor=laid.chief, case_id=case.pk, now=now + timedelta(hours=3))
    done = fresh(case)
    assert (done.phase, done.outcome, done.accountable_agency_id) == ("done", "done", laid.office.snv.pk)
    rows = list(Custody.objects.filter(case=case).order_by("line_seq"))
    assert [row.station for row in rows] == ["s1", "s2", "s3", "s3"]
    assert all(one.to_at == other.from_at for one, other in pairwise(rows))
    assert [visit.way for visit in Visit.objects.filter(work__case=case)] == ["forward", "forward", "done"]
    verbs = list(of_stream(case.stream).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["internal_work.started", *["internal_work.forwarded"] * 2, "internal_work.finished"]


def test_sent_back_with_a_ground_the_station_before_gets_its_time_anew(laid: Desk) -> None:
    now = laid.office.now
    case = laid.start()
    works.forward(actor=laid.an, case_id=case.pk, now=now + timedelta(hours=1))
    with pytest.raises(Invalid):
        works.send_back(actor=laid.binh, case_id=case.pk, ground="no.such", words="Sai", now=now)
    with pytest.raises(Invalid):
        works.send_back(actor=laid.binh, case_id=case.pk, ground=a_ground(laid), words=" ", now=now)
    works.send_back(
        actor=laid.binh, case_id=case.pk, ground=a_ground(laid), words="Thiếu tờ trình", now=now + timedelta(days=1)
    )
    back = fresh(case)
    assert (back.station, back.holder_official_id, back.times_returned) == ("s1", laid.office.an.official_id, 1)
    first, _second, again = Visit.objects.filter(work__case=case)
    assert again.due_at > first.due_at
    with pytest.raises(MoveRefused):
        works.send_back(actor=laid.an, case_id=case.pk, ground=a_ground(laid), words="Nữa", now=now)


def a_ground(laid: Desk) -> str:
    from congvu.kernel.rules.queries import grounds

    return grounds("return", laid.office.now.date())[0].code


def test_a_station_left_late_shows_in_its_visit(laid: Desk) -> None:
    case = laid.start()
    works.forward(actor=laid.an, case_id=case.pk, now=laid.office.now + timedelta(days=9))
    visit = Visit.objects.get(work__case=case, position=1)
    assert visit.left_at is not None
    assert visit.left_at > visit.due_at


def test_only_the_holder_hands_on_and_nobody_skips_the_last_station(laid: Desk) -> None:
    case = laid.start()
    with pytest.raises(NotFound):
        works.forward(actor=laid.binh, case_id=case.pk, now=laid.office.now)
    works.forward(actor=laid.an, case_id=case.pk, now=laid.office.now + timedelta(hours=1))
    with pytest.raises(NotAllowed):
        works.forward(actor=laid.an, case_id=case.pk, now=laid.office.now + timedelta(hours=2))
    case = laid.start()
    with pytest.raises(MoveRefused):
        works.finish(actor=laid.an, case_id=case.pk, now=laid.office.now)
    assert fresh(case).seq == 1


def test_while_the_next_one_is_away_his_deputy_holds_it(laid: Desk) -> None:
    on = laid.office.now.date()
    binh, chief = pk_of(laid.office.binh), pk_of(laid.office.chief)
    org.record_absence(
        actor=ME, official=Official.objects.get(pk=binh), deputy=Official.objects.get(pk=chief), from_on=on,
        to_on=on + timedelta(days=5), now=laid.office.now,
    )  # fmt: skip
    case = laid.start()
    works.forward(actor=laid.an, case_id=case.pk, now=laid.office.now + timedelta(hours=1))
    assert fresh(case).holder_official_id == chief


def test_work_under_way_ends_by_the_version_it_began_with(laid: Desk) -> None:
    case = laid.start()
    draft = routes.new_version(actor=laid.chief, route_id=laid.route.pk, note="Gọn hơn", now=laid.office.now)
    for _time in range(2):
        routes.remove_station(actor=laid.chief, version_id=draft.pk, position=2, now=laid.office.now)
    laid.force(8, laid.office.now.date(), draft)
    works.forward(actor=laid.an, case_id=case.pk, now=laid.office.now + timedelta(hours=1))
    assert fresh(case).station == "s2"
    newer = laid.start()
    assert newer.due_basis["stations"] == 1
    works.finish(actor=laid.an, case_id=newer.pk, now=laid.office.now + timedelta(hours=1))
    works.forward(actor=laid.binh, case_id=case.pk, now=laid.office.now + timedelta(hours=2))
    works.finish(actor=laid.chief, case_id=case.pk, now=laid.office.now + timedelta(hours=3))
    assert [fresh(one).phase for one in (case, newer)] == ["done", "done"]
    assert [visit.position for visit in Visit.objects.filter(work__case=case)] == [1, 2, 3]


def test_applied_to_a_running_task_it_stands_below_it_and_the_task_stays(laid: Desk) -> None:
    task = laid.office.case(holder_agency_id=laid.office.snv.pk, holder_official_id=laid.office.an.official_id)
    before = fresh(task).seq
    case = laid.start(for_code=task.code.lower())
    assert (case.parent_id, Work.objects.get(case=case).task_id) == (task.pk, task.pk)
    assert fresh(task).seq == before
    with pytest.raises(NotFound):
        laid.start(for_code="NV-2026-999999")


def test_before_its_first_day_nothing_begins(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.start()


def test_withdrawn_with_a_ground(laid: Desk) -> None:
    from congvu.kernel.rules.queries import grounds

    case = laid.start()
    ground = grounds("withdrawal", laid.office.now.date())[0].code
    works.withdraw(actor=laid.an, case_id=case.pk, ground=ground, now=laid.office.now + timedelta(hours=1))
    assert fresh(case).outcome == "withdrawn"
    with pytest.raises(MoveRefused):
        works.forward(actor=laid.an, case_id=case.pk, now=laid.office.now + timedelta(hours=2))


def test_the_screens_lay_a_route_down_compare_it_and_start_work(laid: Desk, client: Client) -> None:
    account = make_account("gd", Official.objects.get(pk=pk_of(laid.office.chief)))
    give(account, "department_head", laid.office.snv)
    client.force_login(account)
    made = client.post("/internal/new/", {"agency": laid.office.snv.pk, "name": "Mua sắm", "purpose": ""})
    station = {"name": "Lập dự trù", "duty": "Lập", "place": str(laid.office.snv.pk), "hours": "4", "article": ""}
    assert client.post(made["Location"], station).status_code == 302
    assert client.post(made["Location"], station).status_code == 422
    force = {"limit_hours": "5", "from_on": "01/02/2026", "basis": "QĐ 1", "note": ""}
    assert client.post(made["Location"] + "force/", force).status_code == 422
    assert client.post(made["Location"] + "force/", force | {"limit_hours": "4"}).status_code == 302
    draft = routes.new_version(actor=laid.chief, route_id=laid.route.pk, note="Gọn hơn", now=laid.office.now)
    moved = client.post(f"/internal/versions/{draft.pk}/stations/3/up/", follow=True)
    page = moved.content.decode()
    assert page.index("Ký duyệt") < page.index("Cho ý kiến chuyên môn")
    assert "Đưa bước “Ký duyệt” lên trên" in page
    assert re.search(r'aria-label="Đưa bước “Ký duyệt” lên trên"[^>]* autofocus>', page)
    nowhere = client.post(f"/internal/versions/{draft.pk}/stations/1/up/", follow=True)
    assert "Đây là bước đầu của quy trình" in nowhere.content.decode()
    client.post(f"/internal/versions/{draft.pk}/stations/2/down/")
    routes.remove_station(actor=laid.chief, version_id=draft.pk, position=2, now=laid.office.now)
    page = client.get(f"/internal/{laid.route.pk}/compare/").content.decode()
    assert "Đơn giản hóa được 1 bước, 4 giờ làm việc" in page
    assert "Cộng: 3 bước" in page
    assert "Cộng: 2 bước" in page
    started = client.post(f"/internal/{laid.route.pk}/start/", {"title": "Cử đi học", "words": "", "for_code": ""})
    assert started.status_code == 302
    page = client.get(started["Location"]).content.decode()
    assert "Soạn tờ trình" in page
    assert "Việc đang ở bước này" in page
    assert client.get(f"/internal/{laid.route.pk}/").status_code == 200
    assert client.get("/internal/").status_code == 200
