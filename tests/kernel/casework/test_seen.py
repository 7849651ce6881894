"""The cases one may see, found by words and by deadline: the same rows by every way to them, on both engines."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.core.text import skey
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.migrations import _words
from congvu.kernel.casework.models import Case, CaseAccess, CaseWords
from congvu.kernel.casework.models.reading import BRIEF
from congvu.kernel.casework.policy import READ, may_see
from congvu.kernel.casework.policy.access import READ_RESTRICTED
from congvu.kernel.casework.queries import seen, visible_to, with_words
from congvu.kernel.ui.tables.paging import Order, page
from tests.kernel.casework.office import Office

LEVELS = ("public", "internal", "restricted", "sealed")


def a_mixed_office(office: Office) -> list[Case]:
    """Cases of every level, held by their agency and elsewhere, offered, personally held, dated and undated."""
    units = (office.snv, office.stc, office.division)
    ways = list(product(LEVELS, units, units))
    cases = []
    for n, (code, (level, accountable, holder)) in enumerate(
        zip(allocate_codes("NV", office.now.year, len(ways)), ways, strict=True)
    ):
        due = office.now + timedelta(days=n % 7) if n % 5 else None
        title = "Rà soát thủ tục" if n % 3 else "Công khai thủ tục"
        cases.append(Case(
            code=code, kind="directive_task", title=title, skey=skey(f"{code} {title}"), law_on=office.now.date(),
            confidentiality=level, phase="in_progress", station="carry_out", accountable_agency_id=accountable.pk,
            issuing_agency_id=(office.vpubnd if n % 2 else office.stc).pk, holder_agency_id=holder.pk,
            holder_official_id=office.an.official_id if n % 4 == 0 else None,
            doer_official_id=office.binh.official_id if n % 6 == 0 else None, opened_at=office.now, first_due_at=due,
            due_at=due, due_basis={},
        ))  # fmt: skip
    start = (ClockDraft("start", office.now, rule="test"),)
    open_cases([Change(case, "case.registered", clock=start) for case in cases], actor=office.desk, now=office.now)
    found = list(Case.objects.filter(code__in=[case.code for case in cases]))
    for case in found[::5]:
        CaseAccess.objects.create(
            case=case, official_id=office.rival.official_id or 0, granted_at=office.now, granted_by="x"
        )
    return found


@pytest.mark.parametrize(("ordering", "near"), [(seen.ORDERED, seen.NEAR), (seen.ORDERED, 7), (1, 7)])
def test_every_way_leads_to_the_cases_one_may_see(
    office: Office, monkeypatch: pytest.MonkeyPatch, ordering: int, near: int
) -> None:
    monkeypatch.setattr(seen, "ORDERED", ordering)
    monkeypatch.setattr(seen, "NEAR", near)
    cases = a_mixed_office(office)
    officials = [actor.official_id for actor in (office.desk, office.chief, office.an, office.binh, office.rival)]
    units = [office.vpubnd.pk, office.snv.pk, office.division.pk, office.stc.pk]
    scopes = st.one_of(st.none(), st.frozensets(st.sampled_from(units)))
    orders = [Order("due_at", False, True), Order("due_at", True, True), Order("code", True, False)]

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(official=st.sampled_from([*officials, None]), read=scopes, restricted=scopes, order=st.sampled_from(orders))
    def agree(
        official: int | None, read: frozenset[int] | None, restricted: frozenset[int] | None, order: Order
    ) -> None:
        actor = Actor(None, "ai", official, "Ai đó", grants={READ: read, READ_RESTRICTED: restricted})
        open_to_him = {case.pk for case in cases if may_see(actor, case)}
        found = with_words(visible_to(actor), "RÀ tục")
        assert {case.pk for case in found} == {case.pk for case in cases if "ra soat" in case.skey} & open_to_him
        for rows in (visible_to(actor), found):
            plain = Case.objects.filter(pk__in=[case.pk for case in rows])
            first = page(rows, order, 4, "", "")
            assert first.rows == page(plain, order, 4, "", "").rows
            second = page(rows, order, 4, first.after, "")
            assert second.rows == page(plain, order, 4, first.after, "").rows
            assert page(rows, order, 2, "", second.before).rows == page(plain, order, 2, "", second.before).rows

    agree()


def test_the_text_to_search_follows_the_agency_that_answers_for_the_case(office: Office) -> None:
    case = office.case()
    words = CaseWords.objects.get(case=case)
    assert (words.text, words.agency_id, words.brief) == (case.skey, case.accountable_agency_id, True)
    for unit in (office.stc, office.division):
        commit([Change(case, "case.moved", {"accountable_agency_id": unit.pk})], actor=office.desk, now=office.now)
        assert CaseWords.objects.get(case=case).agency_id == unit.pk
    other = office.case()
    both = [Change(one, "case.moved", {"accountable_agency_id": office.stc.pk}) for one in (case, other)]
    commit(both, actor=office.desk, now=office.now)
    assert set(CaseWords.objects.values_list("agency_id", flat=True)) == {office.stc.pk}


def test_the_end_of_a_very_long_text_is_found_too(office: Office) -> None:
    (code,) = allocate_codes("NV", office.now.year, 1)
    case = Case(
        code=code, kind="directive_task", title="Dài", skey=f"{skey(code)} {'dai ' * BRIEF} cuoi cung",
        law_on=office.now.date(), phase="in_progress", station="carry_out", accountable_agency_id=office.snv.pk,
        issuing_agency_id=office.vpubnd.pk, holder_agency_id=office.snv.pk, opened_at=office.now, due_basis={},
        next_event_at=office.now + timedelta(days=9),
    )  # fmt: skip
    open_cases([Change(case, "case.registered")], actor=office.desk, now=office.now)
    assert not CaseWords.objects.get(case=case).brief
    assert [one.code for one in with_words(visible_to(office.chief), "cuối cùng")] == [code]
    assert not with_words(visible_to(office.rival), "cuối cùng")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="an extension of PostgreSQL")
def test_where_the_extension_may_not_be_created_the_database_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_words, "LETTERS", ["CREATE TABLE half_done (n int)", "CREATE EXTENSION no_such_extension"])
    assert not _words.find_by_letters(connection)
    assert "half_done" not in connection.introspection.table_names()
    monkeypatch.undo()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
        assert _words.find_by_letters(connection) == bool(cursor.fetchone()[0])
