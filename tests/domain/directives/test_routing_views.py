"""The routing slip on screen: a comment is followed as tasks, the page leads to them and they lead back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.documents.actions import register_document
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models import Document, Opinion
from congvu.kernel.org.models import Appointment, Post
from tests.face.desk.conftest import accounts, actor, frozen, sign_in  # noqa: F401  # fixtures
from tests.kernel.casework.office import Office, pk_of


@pytest.fixture
def document(office: Office, actor: Callable[[str], Actor], now: datetime) -> Document:  # noqa: F811
    """A letter of the ministry in the register of the Office, whose second desk is its head."""
    posts = Appointment.objects.filter(official_id=pk_of(office.second_desk)).values("post_id")
    Post.objects.filter(pk__in=posts).update(is_head=True)
    return register_document(
        actor=actor("desk"), agency_id=office.vpubnd.pk, direction="incoming", now=now, arrived_on=now.date(),
        entry=Entry(kind="cong_van", code="512/BNV-TCBC", issued_on=date(2026, 11, 18), issuer="Bộ Nội vụ",
                    subject="Báo cáo biên chế"),
    )  # fmt: skip


def said(office: Office, **more: object) -> dict[str, object]:
    return {
        "leader": pk_of(office.second_desk), "words": "Giao Sở Nội vụ tham mưu.", "lead": office.snv.pk,
        "lead_due_on": "15/12/2026", "with_0": office.stc.pk, "with_0_due_on": "10/12/2026",
        "turn_into": "directives", **more,
    }  # fmt: skip


def test_a_comment_is_followed_as_tasks_from_the_page_of_the_document(
    office: Office, document: Document, sign_in: Callable[[str], Client]  # noqa: F811
) -> None:
    desk, page = sign_in("desk"), reverse("documents:detail", args=[document.pk])
    assert "Theo dõi thành nhiệm vụ" in desk.get(page).content.decode()
    answer = desk.post(reverse("documents:route", args=[document.pk]), said(office))
    assert answer.status_code == 302
    codes = Opinion.objects.get(document=document).references
    shown = desk.get(page).content.decode()
    assert len(codes) == 2
    assert all(f'href="{case_href(code)}"' in shown for code in codes)
    for who, code in (("chief", codes[0]), ("rival", codes[1])):
        case_page = sign_in(who).get(case_href(code)).content.decode()
        assert "Giao Sở Nội vụ tham mưu." in case_page
        assert "Bút phê của" in case_page
        assert page in case_page
        assert sign_in(who).get(page).status_code == 200, "whom it was routed to may read it"


def test_a_refusal_shows_the_page_again_with_what_was_typed(
    office: Office, document: Document, sign_in: Callable[[str], Client]  # noqa: F811
) -> None:
    Document.objects.filter(pk=document.pk).update(arrived_on=date(2026, 11, 1))
    answer = sign_in("desk").post(
        reverse("documents:route", args=[document.pk]), said(office, lead_due_on="02/11/2026", with_0_due_on="")
    )
    assert answer.status_code == 422
    assert "Giao Sở Nội vụ tham mưu." in answer.content.decode()
    assert not Opinion.objects.exists()


def test_who_may_not_issue_tasks_is_not_offered_it(
    office: Office, document: Document, sign_in: Callable[[str], Client]  # noqa: F811
) -> None:
    page = sign_in("chief").get(reverse("documents:detail", args=[document.pk]))
    assert "Theo dõi thành nhiệm vụ" not in page.content.decode()
