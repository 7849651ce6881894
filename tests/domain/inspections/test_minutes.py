"""Minutes: frozen from what was recorded, signed once in one of three ways, told apart in words."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.inspections.actions import minutes as acts
from congvu.domain.inspections.actions import on_site
from congvu.domain.inspections.actions.syncing import receive_parcel
from congvu.domain.inspections.models import Minutes
from congvu.domain.inspections.queries import minutes as queries
from congvu.kernel.casework.models import Case
from tests.domain.inspections.site import PNG, Stage, parcel, stage, today

__all__ = ["stage", "today"]


def _made(stage: Stage) -> Minutes:
    basis: dict[str, Any] = {"visit_id": stage.visit.pk, "now": stage.now}
    member = stage.actor("member")
    on_site.answer_item(actor=member, uid=uuid4(), item="A01", value="breach", note="Ba người đến sau 7 giờ 45",
                        noted_at=stage.now, **basis)  # fmt: skip
    on_site.count_head(actor=member, uid=uuid4(), official="an", presence="late", noted_at=stage.now, **basis)
    if Case.objects.get(pk=stage.visit.pk).phase == "on_site" and stage.visit.left_at is None:
        on_site.leave(actor=stage.actor("head"), **basis)
    return acts.make_minutes(actor=stage.actor("head"), words="Cần chấn chỉnh", opinion="Nhất trí", **basis)


def test_minutes_freeze_what_was_recorded(stage: Stage) -> None:
    made = _made(stage)
    assert made.sha256 == queries.hash_of(made.content)
    assert [one["code"] for one in made.content["noted"]] == ["A01"]
    assert made.content["figures"]["not_seen"] == 77
    assert [one["name"] for one in made.content["absent"]] == ["Nguyễn Thị An"]


def test_they_are_made_after_the_end_on_site_by_the_head(stage: Stage) -> None:
    with pytest.raises(MoveRefused):
        acts.make_minutes(actor=stage.actor("head"), visit_id=stage.visit.pk, now=stage.now)
    on_site.leave(actor=stage.actor("head"), visit_id=stage.visit.pk, now=stage.now)
    with pytest.raises(NotAllowed):
        acts.make_minutes(actor=stage.actor("member"), visit_id=stage.visit.pk, now=stage.now)


def test_signed_twice_is_refused_and_nothing_is_recorded_any_more(stage: Stage) -> None:
    made = _made(stage)
    given = {"actor": stage.actor("head"), "visit_id": stage.visit.pk, "number": made.number, "now": stage.now}
    acts.sign_on_paper(**given, signed_by="Giám đốc Sở", scan=PNG + b"scan", name="bb.png")
    assert Case.objects.get(pk=stage.visit.pk).phase == "minutes_signed"
    with pytest.raises(MoveRefused, match=r"hai lần|twice"):
        acts.sign_on_paper(**given, signed_by="Giám đốc Sở", scan=PNG + b"scan", name="bb.png")
    with pytest.raises(MoveRefused):
        acts.refuse_to_sign(**given, who="Giám đốc", witness="Nguyễn Thị An")
    with pytest.raises(MoveRefused):
        acts.confirm_by_login(actor=stage.actor("chief"), code=stage.code, number=made.number, sha256=made.sha256,
                              now=stage.now)  # fmt: skip
    with pytest.raises(MoveRefused):
        on_site.answer_item(actor=stage.actor("member"), visit_id=stage.visit.pk, uid=uuid4(), item="A02",
                            value="good", noted_at=stage.now, now=stage.now)  # fmt: skip
    kept = Minutes.objects.get()
    assert (kept.way, kept.signed_by, kept.scan is not None) == ("paper", "Giám đốc Sở", True)


def test_the_head_of_the_unit_confirms_what_he_was_shown(stage: Stage) -> None:
    with pytest.raises(NotFound):
        queries.visit_with_minutes(stage.actor("chief"), stage.code)
    made = _made(stage)
    given: dict[str, Any] = {"code": stage.code, "number": made.number, "sha256": made.sha256, "now": stage.now}
    for name, refusal in (("an", NotFound), ("head", NotAllowed), ("stranger", NotFound)):
        with pytest.raises(refusal):
            acts.confirm_by_login(actor=stage.actor(name), **given)
    with pytest.raises(MoveRefused):
        acts.confirm_by_login(actor=stage.actor("chief"), **given | {"sha256": "0" * 64})
    signed = acts.confirm_by_login(actor=stage.actor("chief"), **given)
    assert (signed.way, signed.signed_by) == ("login", stage.actor("chief").signature)


def test_a_refusal_needs_a_witness_and_newer_minutes_replace_older(stage: Stage) -> None:
    first, second = _made(stage), _made_again(stage)
    given = {"actor": stage.actor("member"), "visit_id": stage.visit.pk, "now": stage.now, "who": "Giám đốc"}
    with pytest.raises(MoveRefused):
        acts.refuse_to_sign(**given, number=first.number, witness="Nguyễn Thị An")
    with pytest.raises(Invalid) as refused:
        acts.refuse_to_sign(**given, number=second.number, witness=" ")
    assert refused.value.field == "witness"
    assert acts.refuse_to_sign(**given, number=second.number, witness="Nguyễn Thị An").way == "refused"


def _made_again(stage: Stage) -> Minutes:
    return acts.make_minutes(actor=stage.actor("head"), visit_id=stage.visit.pk, now=stage.now)


def test_the_pages_lead_from_the_visit_to_signed_minutes(today: Stage) -> None:
    made = _made(today)
    head, chief = today.signed_in("head"), today.signed_in("chief")
    site = head.get(f"/inspections/visits/{today.code}/site/").content.decode()
    assert "Ba người đến sau 7 giờ 45" in site
    page = f"/inspections/visits/{today.code}/minutes/{made.number}/"
    assert chief.get(f"/inspections/visits/{today.code}/site/").status_code == 404
    assert f"{page}confirm/" in chief.get(page).content.decode()
    assert f"{page}sign/" in head.get(page).content.decode()
    for fmt, magic in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = head.get(f"{page}paper.{fmt}")
        assert b"".join(answer).startswith(magic)
    no_scan = head.post(f"{page}sign/", {"signed_by": "Giám đốc"})
    assert no_scan.status_code == 422
    lying = SimpleUploadedFile("bb.pdf", PNG)
    assert head.post(f"{page}sign/", {"signed_by": "Giám đốc", "scan": lying}).status_code == 422
    assert not Minutes.objects.exclude(way="").exists()
    scan = SimpleUploadedFile("bb.png", PNG + b"x")
    assert head.post(f"{page}sign/", {"signed_by": "Giám đốc", "scan": scan}).status_code == 302
    assert head.get(f"{page}scan/").status_code == 200
    assert head.get(f"{page}sign/").status_code == 409


def test_a_visit_goes_by_its_pages(today: Stage) -> None:
    head = today.signed_in("head")
    base = f"/inspections/visits/{today.code}/"
    assert head.get(f"{base}site/sample/").status_code == 200
    assert head.post(f"{base}site/leave/").status_code == 302
    answer = head.post(f"{base}minutes/", {"words": "", "opinion": ""})
    assert answer.status_code == 302
    page = f"{base}minutes/1/"
    assert [one.number for one in queries.waiting_for(today.actor("chief"))] == [1]
    assert queries.waiting_for(today.actor("head")) == []
    assert page in today.signed_in("chief").get("/inspections/").content.decode()
    assert "chưa ký" in head.get(page).content.decode().lower()
    assert today.signed_in("chief").post(f"{page}confirm/", {"sha256": Minutes.objects.get().sha256}).status_code == 302
    shown = today.signed_in("chief").get(page).content.decode()
    assert "Xác nhận bằng đăng nhập" in shown


def test_what_came_after_the_minutes_were_made_must_stand_in_newer_ones(stage: Stage) -> None:
    made = _made(stage)
    stage.now += timedelta(minutes=5)
    one = parcel("interview", words="Chờ hơn một giờ", at=stage.now.isoformat())
    receive_parcel(actor=stage.actor("member"), visit_id=stage.visit.pk, uid=UUID(one["uid"]), sort=one["sort"],
                   sha256=one["sha256"], body=one["body"], now=stage.now)  # fmt: skip
    given: dict[str, Any] = {"who": "Giám đốc", "witness": "Nguyễn Thị An"}
    refuse = partial(acts.refuse_to_sign, actor=stage.actor("head"), visit_id=stage.visit.pk, now=stage.now, **given)
    with pytest.raises(MoveRefused):
        refuse(number=made.number)
    assert refuse(number=_made_again(stage).number).content["interviews"] == [
        {"words": "Chờ hơn một giờ", "satisfied": None}
    ]
