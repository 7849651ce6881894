"""Caches are read anew exactly when the database changed, whoever changed it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from congvu.kernel.org import queries
from congvu.kernel.org.models import Agency, Calendar, Official, OrgStamp
from congvu.kernel.org.queries import freshness
from tests.kernel.org.conftest import BEGUN, Small, agency, official


def names() -> set[str]:
    return {row.code for row in queries.agencies_on(BEGUN)}


def test_every_kind_of_write_renews_the_stamp_of_its_body_only(db: None) -> None:
    calendars = queries.stamps().calendars
    seen = {queries.stamps().organisation}
    row = agency("a", "Sở A")
    seen.add(queries.stamps().organisation)
    Agency.objects.filter(pk=row.pk).update(phone="1")
    seen.add(queries.stamps().organisation)
    Official.objects.bulk_create([Official(code="x", full_name="X", skey="x", sort_key="x")], ignore_conflicts=True)
    seen.add(queries.stamps().organisation)
    row.delete()
    seen.add(queries.stamps().organisation)
    assert len(seen) == 5
    assert queries.stamps().calendars == calendars
    Calendar.objects.create(code="c", name="C")
    assert queries.stamps().calendars != calendars


def test_a_write_without_the_orm_renews_the_stamp(small: Small) -> None:
    before = OrgStamp.objects.get(name="organisation").stamp
    with connection.cursor() as cursor:
        cursor.execute("UPDATE org_agency SET phone = '2' WHERE code = 'stc'")
    assert OrgStamp.objects.get(name="organisation").stamp != before


def test_own_writes_are_seen_at_once_and_gone_after_a_rollback(small: Small) -> None:
    before = names()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        agency("new", "Sở Mới", small.root)
        assert names() == before | {"new"}
        _ = 1 / 0
    assert names() == before
    agency("other", "Sở Khác", small.root)
    assert names() == before | {"other"}


def test_a_warm_organisation_costs_no_statement(small: Small) -> None:
    queries.head_of(small.finance.pk, BEGUN)
    queries.calendar_of(small.finance.pk)
    with CaptureQueriesContext(connection) as statements:
        assert queries.head_of(small.finance.pk, BEGUN) == small.binh
        assert [row.post.agency.code for row in queries.appointments_of(small.cuc.pk, BEGUN)] == ["stc"]
        assert queries.subtree_ids(small.root.pk) >= {small.budget.pk}
        assert queries.calendar_version(small.budget.pk)
        assert queries.resolve_name("Sở Tài chính", BEGUN)[0].agency == small.finance
    assert len(statements) == 0


def test_a_cold_organisation_costs_the_same_for_few_and_for_many(small: Small) -> None:
    queries.organisation()
    agency("mot", "Sở Một", small.root)
    with CaptureQueriesContext(connection) as few:
        queries.organisation()
    for number in range(30):
        agency(f"so-{number}", f"Sở {number}", small.root)
        official(f"nguoi-{number}", f"Người {number}")
    with CaptureQueriesContext(connection) as many:
        queries.organisation()
    assert len(few) == len(many) <= 10


@pytest.mark.django_db(transaction=True)
def test_what_another_thread_commits_is_seen_in_this_process() -> None:
    agency("a", "Sở A")
    assert names() == {"a"}

    def write() -> None:
        agency("b", "Sở B")
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    writer.join()
    assert names() == {"a", "b"}


@pytest.mark.django_db(transaction=True)
def test_a_stamp_the_caller_read_himself_is_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    agency("a", "Sở A")
    assert names() == {"a"}
    with connection.cursor() as cursor:  # as another process would: nothing here notices
        cursor.execute("UPDATE org_agency SET code = 'z' WHERE code = 'a'")
    monkeypatch.setattr(freshness, "FRESH_SECONDS", 3600)
    assert names() == {"a"}
    row: Any = OrgStamp.objects.annotate(**queries.stamp_columns()).first()
    queries.saw(row.org_stamp, row.calendar_stamp)
    assert names() == {"z"}
    monkeypatch.setattr(freshness, "FRESH_SECONDS", 0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE org_agency SET code = 'y' WHERE code = 'z'")
    assert names() == {"y"}


@pytest.mark.django_db(transaction=True)
def test_after_a_write_the_stamps_of_the_next_request_are_enough() -> None:
    agency("a", "Sở A")
    row: Any = OrgStamp.objects.annotate(**queries.stamp_columns()).first()
    queries.saw(row.org_stamp, row.calendar_stamp)
    queries.organisation()
    with CaptureQueriesContext(connection) as statements, transaction.atomic():
        assert names() == {"a"}
    assert [line for line in statements.captured_queries if "SELECT" in line["sql"]] == []


def test_asking_about_the_unknown_changes_nothing_in_memory(small: Small) -> None:
    known = queries.organisation()
    sizes = [len(known.units), len(known.appointments), len(known.heirs), len(known.absences), len(known.given)]
    assert queries.appointments_of(10**9, BEGUN) == []
    assert queries.absence_of(10**9, BEGUN) is None
    assert queries.units_of(10**9, BEGUN) == []
    assert queries.delegations_to(10**9, BEGUN) == []
    assert sizes == [
        len(known.units), len(known.appointments), len(known.heirs), len(known.absences), len(known.given),
    ]  # fmt: skip
