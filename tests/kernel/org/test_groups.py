"""Groups of addressees kept by hand: formed, changed, ended; each with its line, and refused in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org import actions, queries
from congvu.kernel.org.models import AgencyGroup
from tests.kernel.org.conftest import NOON, Person, Small
from tests.kernel.org.test_views import signed_in

ON = NOON.date()


def form(owner: Person, **given: object) -> AgencyGroup:
    """A group of every department, unless something else is said."""
    said: dict[str, object] = {
        "name": "Các sở", "surfaces": ["các sở, ban, ngành"], "kinds": ["department"], "levels": [], "members": [],
        "excluded": [],
    }  # fmt: skip
    return actions.form_group(actor=owner, now=NOON, **(said | given))  # type: ignore[arg-type]


def codes(group: AgencyGroup, on: date = ON) -> set[str]:
    return {row.code for row in queries.expand_group(group.code, on)}


def test_a_group_means_its_kinds_its_named_members_and_not_those_left_out(small: Small, owner: Person) -> None:
    group = form(owner, members=[small.ward], excluded=[small.planning])
    assert group.code == "cac-so"
    assert codes(group) == {"stc", "phuong-an-hoa"}
    assert [line.verb for line in of_stream("org")][-1] == "group.formed"
    assert form(owner, name="Các Sở khác").code == "cac-so-khac"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "  "}, "name"),
        ({"kinds": []}, "members"),
        ({"kinds": [], "levels": ["commune"]}, "kinds"),
    ],
)
def test_a_group_that_would_mean_nobody_is_refused(
    small: Small, owner: Person, given: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        form(owner, **given)
    assert refused.value.field == field
    assert not AgencyGroup.objects.exists()


def test_two_groups_of_one_name_and_contradictions_are_refused(small: Small, owner: Person) -> None:
    form(owner)
    with pytest.raises(Invalid):
        form(owner, name="CÁC  SỞ")
    with pytest.raises(Invalid):
        form(owner, name="Nhóm khác", members=[small.planning], excluded=[small.planning])


def test_a_change_keeps_the_finer_rule_and_says_before_and_after(small: Small, owner: Person) -> None:
    rule = {"any": [{"kinds": ["peoples_committee"], "place_kinds": ["ward"]}]}
    group = AgencyGroup.objects.create(code="phuong", name="Các phường", rule=rule)
    assert codes(group) == {"phuong-an-hoa"}
    actions.change_group(
        actor=owner,
        group=group,
        name="Các phường và Sở Kế hoạch",
        surfaces=[],
        members=[small.planning],
        excluded=[],
        now=NOON,
    )
    assert codes(group) == {"phuong-an-hoa", "skhdt"}
    line = list(of_stream("org"))[-1]
    assert line.verb == "group.changed"


def test_an_ended_group_means_nobody_from_its_day_and_is_offered_no_more(small: Small, owner: Person) -> None:
    group = form(owner)
    with pytest.raises(Invalid):
        actions.end_group(actor=owner, group=group, on=ON, reason=" ", now=NOON)
    actions.end_group(actor=owner, group=group, on=ON, reason="Sắp xếp lại", now=NOON)
    assert codes(group) == set()
    assert codes(group, ON - timedelta(days=1)) != set()
    assert queries.groups(ON) == []
    assert [row.code for row in queries.groups(ON - timedelta(days=1))] == [group.code]
    with pytest.raises(Invalid):
        actions.end_group(actor=owner, group=group, on=ON, reason="Lần nữa", now=NOON)
    assert form(owner).code != group.code


def test_who_may_not_add_agencies_may_not_keep_groups(small: Small, owner: Person, stranger: Person) -> None:
    group = form(owner)
    with pytest.raises(NotAllowed):
        form(stranger, name="Khác")
    with pytest.raises(NotAllowed):
        actions.end_group(actor=stranger, group=group, on=ON, reason="x", now=NOON)


def test_groups_are_kept_on_screen(small: Small) -> None:
    """The form takes names as people write them, names the lines it does not know, and loses nothing."""
    client, today = signed_in("chu", "system_owner"), timezone.localdate()
    page = client.get(reverse("org:groups"))
    assert "Chưa có nhóm nào" in page.content.decode()
    sent = {"name": "Sở kế hoạch và phường", "surfaces": "các đơn vị thí điểm", "members": "Sở KH&ĐT\nSở Không Có"}
    refused = client.post(reverse("org:group_new"), sent)
    assert refused.status_code == 422
    assert "Không có cơ quan nào tên là “Sở Không Có”." in refused.content.decode()
    assert "các đơn vị thí điểm" in refused.content.decode()
    accepted = client.post(reverse("org:group_new"), sent | {"members": "Sở KH&ĐT\nphuong-an-hoa"})
    assert accepted.status_code == 302, accepted.context["form"].errors
    group = AgencyGroup.objects.get()
    assert codes(group, today) == {"skhdt", "phuong-an-hoa"}
    form_page = client.get(reverse("org:group_change", args=[group.code])).content.decode()
    assert "Sở Kế hoạch và Đầu tư\nỦy ban nhân dân phường An Hòa</textarea>" in form_page
    assert client.get(reverse("org:group", args=[group.code])).status_code == 200
    ended = client.post(
        reverse("org:group_end", args=[group.code]), {"on": f"{today:%d/%m/%Y}", "reason": "Hết thí điểm"}
    )
    assert ended.status_code == 302
    assert "Đã kết thúc" in client.get(reverse("org:groups")).content.decode()
    assert (
        reverse("org:group_change", args=[group.code])
        not in client.get(reverse("org:group", args=[group.code])).content.decode()
    )
