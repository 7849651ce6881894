"""Keyset paging on a real database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Length
from pytest_django.fixtures import DjangoAssertNumQueries

from congvu.kernel.ui.tables import paging
from congvu.kernel.ui.tables.paging import Order, Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> QuerySet[Any]:
    """37 rows with many ties; "due" is NULL for every third."""
    ContentType.objects.all().delete()
    ContentType.objects.bulk_create(ContentType(app_label=f"room{n % 4}", model=f"thing{n:03d}") for n in range(37))
    return ContentType.objects.annotate(
        due=Case(When(app_label="room1", then=Value(None)), default=F("app_label"), output_field=CharField(null=True))
    )


ORDERS = [
    Order("app_label", descending=False, nullable=False),
    Order("app_label", descending=True, nullable=False),
    Order("due", descending=False, nullable=True),
    Order("due", descending=True, nullable=True),
    Order("pk", descending=True, nullable=False),
]


def walk(rows: QuerySet[Any], order: Order, size: int) -> list[Page]:
    pages = [paging.page(rows, order, size, "", "")]
    while pages[-1].after:
        pages.append(paging.page(rows, order, size, pages[-1].after, ""))
        assert len(pages) < 100
    return pages


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
@pytest.mark.parametrize("size", [1, 5, 12, 37, 50])
def test_walking_forward_meets_every_row_once(rows: QuerySet[Any], order: Order, size: int) -> None:
    """In the order of the export, ties and NULLs included."""
    met = [row.pk for page in walk(rows, order, size) for row in page.rows]
    assert met == [row.pk for row in paging.sorted_rows(rows, order)]
    assert len(set(met)) == 37


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_walking_back_shows_the_same_pages(rows: QuerySet[Any], order: Order) -> None:
    """From the last page to the first."""
    pages = walk(rows, order, 5)
    shown = [row.pk for row in pages[-1].rows]
    before = pages[-1].before
    for expected in reversed(pages[:-1]):
        page = paging.page(rows, order, 5, "", before)
        shown = [row.pk for row in page.rows]
        assert shown == [row.pk for row in expected.rows]
        before = page.before
    assert before == ""


def test_nulls_stand_last_in_both_directions(rows: QuerySet[Any]) -> None:
    """A task without a deadline is never the most urgent one, on either engine."""
    for order in ORDERS[2:4]:
        values = [row.due for page in walk(rows, order, 7) for row in page.rows]
        assert values[-9:] == [None] * 9
        assert None not in values[:-9]


def test_a_row_that_comes_in_while_somebody_pages_repeats_nothing(rows: QuerySet[Any]) -> None:
    """This is what OFFSET gets wrong."""
    order = ORDERS[0]
    first = paging.page(rows, order, 5, "", "")
    ContentType.objects.create(app_label="room0", model="aaa")
    ContentType.objects.filter(pk=first.rows[-1].pk).delete()
    second = paging.page(rows, order, 5, first.after, "")
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}


def test_going_back_past_the_beginning_shows_a_whole_first_page(rows: QuerySet[Any]) -> None:
    """Not a stub of two rows."""
    order = ORDERS[0]
    third = paging.page(rows, order, 2, paging.page(rows, order, 2, "", "").after, "")
    page = paging.page(rows, order, 5, "", third.before)
    assert len(page.rows) == 5
    assert page.before == ""


@pytest.mark.parametrize(
    "text",
    ["", "x", "a:b:c", signing.dumps(["x"]), signing.dumps(["-pk", ["=", 1], ["=", 1]])],
    ids=["empty", "word", "parts", "signed list", "signed cursor"],  # signatures carry the time: no two processes agree
)
def test_a_forged_cursor_means_the_first_page(rows: QuerySet[Any], text: str) -> None:
    """No error, no other rows."""
    expected = paging.page(rows, ORDERS[0], 5, "", "")
    assert paging.page(rows, ORDERS[0], 5, text, "") == expected
    assert paging.page(rows, ORDERS[0], 5, "", text) == expected


def test_a_cursor_of_another_order_means_the_first_page(rows: QuerySet[Any]) -> None:
    """Old bookmarks do no harm."""
    other = paging.page(rows, ORDERS[1], 5, "", "").after
    assert paging.page(rows, ORDERS[0], 5, other, "").before == ""


def test_one_query_whatever_the_number_of_rows(
    rows: QuerySet[Any], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """And no counting."""
    after = paging.page(rows, ORDERS[0], 3, "", "").after
    for size in (3, 30):
        with django_assert_num_queries(1) as seen:
            paging.page(rows, ORDERS[0], size, after, "")
        assert "COUNT" not in seen.captured_queries[0]["sql"].upper()
        assert "OFFSET" not in seen.captured_queries[0]["sql"].upper()


def test_keys_may_be_computed(rows: QuerySet[Any]) -> None:
    """An annotation sorts like a column."""
    order = Order("long", descending=False, nullable=False)
    met = [row.pk for page in walk(rows.annotate(long=Length("model")), order, 10) for row in page.rows]
    assert len(set(met)) == 37


@pytest.mark.parametrize(
    "value",
    [None, True, 3, 2.5, "Đ", Decimal("1.10"), date(2026, 11, 22), datetime(2026, 11, 22, 8, tzinfo=UTC), UUID(int=7)],
)
def test_a_cursor_carries_every_kind_of_key(value: object) -> None:
    """Type and all."""
    kept = paging._typed(signing.loads(signing.dumps(paging._plain(value))))
    assert kept == value
    assert type(kept) is type(value)


def test_rows_outside_a_database_page_the_same_way() -> None:
    """Forward, back, NULLs last; equal keys stay together."""
    things = [SimpleNamespace(pk=n, rank=None if n == 3 else n % 2) for n in range(7)]
    order = Order("rank", descending=True, nullable=True)
    first = paging.page(things, order, 3, "", "")
    second = paging.page(things, order, 3, first.after, "")
    third = paging.page(things, order, 3, second.after, "")
    assert [[thing.pk for thing in page.rows] for page in (first, second, third)] == [[1, 5, 0], [2, 4, 6], [3]]
    assert first.before == third.after == ""
    assert paging.page(things, order, 3, "", third.before) == second
