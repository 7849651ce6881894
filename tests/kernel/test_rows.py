"""Statements written once say the same as the ORM: same values in, same values out, on both engines."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from congvu.kernel import rows
from congvu.kernel.casework.models import Case, CaseAccess, Custody, Notice
from tests.kernel.casework.office import Office, office

__all__ = ["office"]


def test_a_locked_row_is_the_row_the_orm_reads(office: Office) -> None:
    case = office.case()
    with transaction.atomic():
        locked = rows.lock(Case, case.pk)
    read = Case.objects.get(pk=case.pk)
    assert locked is not None
    fields = [field.attname for field in Case._meta.concrete_fields]
    assert [getattr(locked, name) for name in fields] == [getattr(read, name) for name in fields]
    assert locked == read
    assert not locked._state.adding


def test_a_row_that_is_not_there_is_none(office: Office) -> None:
    with transaction.atomic():
        assert rows.lock(Case, 10**9) is None


def test_insert_learns_its_key_and_update_touches_only_what_it_names(office: Office) -> None:
    case, official = office.case(), office.an.official_id or 0
    notice = Notice(official_id=official, case=case, line_seq=1, verb="case.noted", by="x", at=office.now)
    rows.insert(notice)
    assert Notice.objects.get(pk=notice.pk).verb == "case.noted"
    other = Notice(official_id=official, case=case, line_seq=2, verb="case.noted", by="x", at=office.now)
    rows.insert(other)
    rows.update(Notice, {"read_at": office.now}, {"id": notice.pk}, null=("read_at",))
    assert set(Notice.objects.filter(read_at=None).values_list("pk", flat=True)) == {other.pk}


def test_a_statement_that_fails_together_undoes_the_others(office: Office) -> None:
    case = office.case()
    before = Custody.objects.filter(case=case).count()
    with pytest.raises(DatabaseError), transaction.atomic(), rows.together():
        rows.update(Custody, {"to_at": office.now}, {"case_id": case.pk}, null=("to_at",))
        rows.update(Case, {"phase": "completed"}, {"id": case.pk})
    assert Custody.objects.filter(case=case, to_at=None).count() == before == 1


def test_rows_of_several_tables_that_name_each_other_are_written_at_once(office: Office) -> None:
    case, official = office.case(), office.an.official_id or 0
    notices = [
        Notice(official_id=official, case=case, line_seq=n, verb="case.noted", by="x", at=office.now) for n in (5, 6)
    ]
    access = CaseAccess(case=case, official_id=official, granted_at=office.now, granted_by="x")
    with transaction.atomic():
        rows.insert_all([notices[0], access, notices[1]])
    assert sorted(Notice.objects.values_list("line_seq", flat=True)) == [5, 6]
    assert CaseAccess.objects.get().case_id == case.pk
    rows.insert_all([])


def test_of_rows_written_at_once_none_stays_when_one_is_refused(office: Office) -> None:
    case, official = office.case(), office.an.official_id or 0
    good = Notice(official_id=official, case=case, line_seq=7, verb="case.noted", by="x", at=office.now)
    access = [CaseAccess(case=case, official_id=official, granted_at=office.now, granted_by="x") for _ in range(2)]
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.insert_all([good, *access])
    assert not Notice.objects.exists()
