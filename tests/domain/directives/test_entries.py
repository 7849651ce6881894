"""Whose register a directive goes into."""

from __future__ import annotations

from dataclasses import replace

import pytest

from congvu.core.refusals import NotFound
from congvu.domain.directives.policy.entries import home_agency
from tests.kernel.casework.office import Office

REGISTER = "directives.directive.register"


def test_a_division_registers_with_the_agency_it_belongs_to(office: Office) -> None:
    both = frozenset({office.snv.pk, office.division.pk})
    clerk = replace(office.binh, grants={REGISTER: both})
    assert office.binh.agency_ids == {office.division.pk}
    assert home_agency(clerk) == office.snv.pk
    assert home_agency(replace(clerk, grants={REGISTER: frozenset({office.division.pk})})) == office.division.pk


def test_without_the_right_there_is_no_register(office: Office) -> None:
    with pytest.raises(NotFound):
        home_agency(office.stranger)
