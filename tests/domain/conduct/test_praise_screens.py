"""Khen thưởng, đề xuất, đầu việc on screen: who sees what, forms that refuse beside the field, papers, exports."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from congvu.core.working_time import HANOI
from congvu.domain.conduct.actions import praising, proposing
from congvu.domain.conduct.actions.praising import Praise
from congvu.domain.conduct.models import Commendation, Merit, Proposal, Thanks, WorkContest
from congvu.domain.conduct.policy import praise
from congvu.domain.conduct.queries import proposals
from congvu.domain.conduct.queries.panels import discipline_panel
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Official
from tests.domain.conduct.conftest import Room, may
from tests.domain.conduct.test_proposing import approved, dossier
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office, open_case, pk_of


@pytest.fixture
def today(office: Office) -> date:
    """The little office on the day of the machine's clock: screens ask the time themselves."""
    on = timezone.localdate()
    office.now = datetime.combine(on, time(0, 5), HANOI)
    return on


def at_desk(office: Office, pk: int, login: str, role: str) -> Client:
    account = make_account(login, Official.objects.get(pk=pk))
    give(account, role, office.snv)
    found = Client()
    found.force_login(account)
    return found


@pytest.fixture
def chief(office: Office, today: date) -> Client:
    return at_desk(office, pk_of(office.chief), "gd", "department_head")


@pytest.fixture
def an(office: Office, today: date) -> Client:
    return at_desk(office, pk_of(office.an), "an", "official")


def commended(office: Office) -> Case:
    head = may(office.chief, praise.PROPOSE_PRAISE, praise.DECIDE_PRAISE, praise.READ_PRAISE)
    case = praising.propose_commendation(
        actor=head, authority_id=office.snv.pk, now=office.now,
        praise_of=Praise(
            agency_id=office.snv.pk, official_id=pk_of(office.an), form="certificate", sort="merit",
            merit="Giải quyết dứt điểm hồ sơ tồn đọng", period_from=office.now.date(), period_to=office.now.date(),
            papers=["Báo cáo số 15/BC-SNV"],
        ),
    )  # fmt: skip
    praising.grant(actor=head, case_id=case.pk, form="certificate", number="45/QĐ-SNV", signed_by="Giám đốc",
                   decided_on=office.now.date(), now=office.now)  # fmt: skip
    return case


def test_a_head_proposes_a_commendation_and_a_faulty_one_is_refused_beside_its_field(
    office: Office, chief: Client, today: date
) -> None:
    day = f"{today:%d/%m/%Y}"
    sent = {
        "official": str(pk_of(office.an)), "authority": str(office.snv.pk), "form": "merit_certificate",
        "sort": "merit", "merit": "Làm tốt", "period_from": day, "period_to": day, "papers": "Báo cáo số 1",
    }  # fmt: skip
    url = f"/conduct/praise/new/?agency={office.snv.pk}"
    refused = chief.post(url, sent)
    assert refused.status_code == 422
    assert "Cấp này có thẩm quyền tặng" in refused.content.decode()
    answer = chief.post(url, sent | {"form": "certificate"})
    assert answer.status_code == 302
    assert Commendation.objects.get().form == "certificate"
    page = chief.get(answer["Location"]).content.decode()
    assert "Giấy khen" in page
    assert "Quyết định khen thưởng" in page
    again = chief.post(url, sent | {"form": "certificate"})
    assert again.status_code == 422
    assert "Không khen hai lần" in again.content.decode()


def test_the_decision_is_signed_on_its_page_and_printed(office: Office, chief: Client, today: date) -> None:
    case = commended(office)
    for fmt, kind in (("pdf", "application/pdf"), ("docx", "officedocument")):
        paper = chief.get(f"/conduct/praise/{case.code}/paper.{fmt}")
        assert paper.status_code == 200
        assert kind in paper["Content-Type"]
    assert chief.get("/conduct/praise/").content.decode().count(case.code) >= 1


def test_only_what_was_published_is_public(office: Office, client: Client, today: date) -> None:
    case = commended(office)
    assert "45/QĐ-SNV" not in client.get("/conduct/praise/public/").content.decode()
    head = may(office.chief, praise.DECIDE_PRAISE)
    praising.publish(actor=head, case_id=case.pk, now=office.now)
    assert "45/QĐ-SNV" in client.get("/conduct/praise/public/").content.decode()


@pytest.mark.parametrize("month", ["", "2026-10", "nonsense", "2026-99"])
def test_the_figures_of_a_month_open_whatever_the_address_says(chief: Client, month: str) -> None:
    answer = chief.get("/conduct/praise/month/", {"month": month})
    assert answer.status_code == (422 if month in ("nonsense", "2026-99") else 200)


def test_an_official_does_not_see_who_may_be_praised(an: Client) -> None:
    assert an.get("/conduct/praise/month/").status_code == 403
    assert an.get("/conduct/praise/new/").status_code == 403


def test_thanks_are_typed_in_with_their_source(office: Office, chief: Client, today: date) -> None:
    url = f"/conduct/praise/thanks/new/?agency={office.snv.pk}"
    sent = {"official": str(pk_of(office.an)), "received_on": f"{today:%d/%m/%Y}", "channel": "letter",
            "source": "Thư số 3", "words": "Cảm ơn"}  # fmt: skip
    assert chief.post(url, sent | {"channel": "rating"}).status_code == 422
    assert chief.post(url, sent).status_code == 302
    assert Thanks.objects.get().source == "Thư số 3"
    assert "Thư số 3" in chief.get("/conduct/praise/thanks/").content.decode()


def test_a_proposal_is_handed_in_appraised_and_printed_on_screen(
    office: Office, an: Client, chief: Client, today: date
) -> None:
    given = dossier()
    sent = {name: str(getattr(given, name)) for name in praise.FIELDS} | {
        "agency": str(office.snv.pk), "title": "Trả kết quả tại nhà", "from_on": "01/01/2027", "until_on": "30/06/2027",
    }  # fmt: skip
    assert an.post("/conduct/proposals/new/", sent | {"need": ""}).status_code == 422
    answer = an.post("/conduct/proposals/new/", sent)
    assert answer.status_code == 302
    row = Proposal.objects.select_related("case").get()
    version = row.versions.get()
    assert version.sha256 in an.get(answer["Location"]).content.decode()
    met = {f"met_{code}": "yes" for code in proposals.CONDITIONS}
    page = f"/conduct/case/{row.case.code}/appraise/"
    seq = {"expected_seq": row.case.seq}
    assert chief.post(page, met | seq | {"met_urgent": "no"}).status_code == 422
    assert chief.post(page, met | seq).status_code == 302
    assert an.get(page).status_code in (403, 404, 409)
    assert chief.get(f"/conduct/proposals/{row.case.code}/paper.pdf").status_code == 200


def test_a_new_version_shows_on_the_page_with_its_seal(office: Office, an: Client, today: date) -> None:
    author = may(office.an, praise.SUBMIT)
    case = proposing.submit_proposal(actor=author, agency_id=office.snv.pk, title="Đề xuất", dossier=dossier(),
                                     now=office.now)  # fmt: skip
    url = f"/conduct/case/{case.code}/revise/"
    page = an.get(url)
    assert page.status_code == 200
    sent = {name: str(getattr(dossier(), name)) for name in praise.FIELDS} | {
        "from_on": "01/01/2027", "until_on": "30/06/2027", "cons": "Tốn kém hơn", "why": "Tính lại kinh phí",
        "expected_seq": str(case.seq),
    }  # fmt: skip
    assert an.post(url, sent).status_code == 302
    assert Proposal.objects.get().versions.count() == 2


def test_an_approved_proposal_stands_on_the_page_of_a_later_disciplinary_file(room: Room) -> None:
    office = room.office
    head = may(office.chief, praise.DECIDE_PROPOSAL)
    case = approved(office, may(office.an, praise.SUBMIT), head)
    breach = room.found(0)
    later = room.open(discovered=1, breaches=(breach,), at=room.at(2))
    assert [one.code for one in proposals.defences_of(pk_of(office.an), breach.committed_on)] == [case.code]
    shown = discipline_panel(room.clerk, later, room.at(2))
    assert [one.code for one in shown["defences"]] == [case.code]


def late_case(office: Office) -> Case:
    case = open_case(
        office, holder_agency_id=office.snv.pk, holder_official_id=pk_of(office.an), transfer_agency_id=None,
        transfer_at=None, transfer_due_at=None, due=office.now - timedelta(minutes=4), phase="in_progress",
    )
    values = {"stopped_at": office.now, "doer_official_id": pk_of(office.an), "holder_official_id": None}
    commit([Change(case, "case.noted", values)], actor=office.desk, now=office.now)
    return case


def test_somebody_sees_and_contests_his_own_items_and_the_head_answers(
    office: Office, an: Client, chief: Client, today: date
) -> None:
    case = late_case(office)
    page = an.get("/conduct/items/mine/").content.decode()
    assert case.code in page
    assert "64,17" in page
    assert an.post(f"/conduct/items/contest/{case.code}/", {"about": "quality", "words": "x"}).status_code == 422
    assert "Không phải việc của tôi?" in page
    way = an.get("/conduct/items/not-mine/", {"code": case.code})
    assert way.headers["Location"] == f"/conduct/items/contest/{case.code}/?about=not_mine"
    assert 'value="not_mine" selected' in an.get(way.headers["Location"]).content.decode()
    assert an.get("/conduct/items/not-mine/", {"code": "NV-9999-000001"}).status_code == 404
    sent = {"about": "delay", "words": "Mất điện"}
    assert an.post(f"/conduct/items/contest/{case.code}/", sent).status_code == 302
    row = WorkContest.objects.get()
    assert "Mất điện" in chief.get("/conduct/items/").content.decode()
    assert an.get(f"/conduct/items/answer/{row.pk}/").status_code == 404
    answer = chief.post(f"/conduct/items/answer/{row.pk}/", {"accept": "yes", "words": "Đúng"})
    assert answer.status_code == 302
    assert "70/70" in an.get("/conduct/items/mine/").content.decode()


def test_the_list_of_items_leaves_as_a_file_and_others_items_stay_closed(
    office: Office, an: Client, chief: Client, today: date
) -> None:
    late_case(office)
    url = f"/conduct/items/of/{pk_of(office.an)}/"
    body = b"".join(chief.get(url, {"export": "csv"}).streaming_content)  # type: ignore[attr-defined]  # a stream
    assert b"0,75" in body or b"0.75" in body
    assert body.count(b"NV-") == 1
    assert an.get(f"/conduct/items/of/{pk_of(office.chief)}/").status_code == 404
    assert an.get("/conduct/items/").status_code == 403
    assert chief.get(url, {"period": "nonsense"}).status_code == 200


def test_a_merit_keeps_the_thanks_it_rests_on(office: Office, chief: Client, today: date) -> None:
    head = may(office.chief, praise.PROPOSE_PRAISE, praise.READ_PRAISE)
    row = praising.enter_thanks(
        actor=head, agency_id=office.snv.pk, official_id=pk_of(office.an), received_on=today, channel="hotline",
        source="Cuộc gọi 12", words="Cảm ơn", now=office.now,
    )
    page = chief.get(f"/conduct/praise/month/?month={today:%Y-%m}").content.decode()
    assert "Chuyên viên An" in page
    url = f"/conduct/praise/new/?agency={office.snv.pk}&official={pk_of(office.an)}&month={today:%Y-%m}"
    assert "Lời cảm ơn của người dân: 1" in chief.get(url).content.decode()
    day = f"{today:%d/%m/%Y}"
    sent = {"official": str(pk_of(office.an)), "authority": str(office.snv.pk), "form": "certificate",
            "sort": "unscheduled", "merit": "Được dân cảm ơn", "period_from": day, "period_to": day,
            "thanks": [str(row.pk)]}  # fmt: skip
    assert chief.post(url, sent).status_code == 302
    assert Merit.objects.get().thanks == row
