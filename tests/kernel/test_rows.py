"""Statements written once say the same as the ORM: same values in, same values out, on both engines."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from congvu.kernel import rows
from congvu.kernel.casework.models import Case, Custody, Notice
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
