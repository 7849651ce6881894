"""One policy: what the list shows, the page opens; whoever asks, the filter and the predicate say the same."""

from __future__ import annotations

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseAccess
from congvu.kernel.casework.policy import READ, may_see, visible
from congvu.kernel.casework.policy.access import READ_RESTRICTED
from tests.kernel.casework.office import Office

LEVELS = ("public", "internal", "restricted", "sealed")


def cases_of_every_sort(office: Office) -> list[Case]:
    """A case for each level and each pair of units that may hold or be offered it."""
    found = []
    for level, (holder, offered) in product(LEVELS, product((office.snv, office.stc, office.division), repeat=2)):
        found.append(
            office.case(
                confidentiality=level,
                holder_agency_id=holder.pk,
                transfer_agency_id=offered.pk,
                accountable_agency_id=holder.pk,
                issuing_agency_id=office.vpubnd.pk,
                holder_official_id=None,
            )
        )
    return found


def test_the_filter_and_the_predicate_agree_on_random_people(office: Office) -> None:
    cases = cases_of_every_sort(office)
    officials = [actor.official_id for actor in (office.desk, office.chief, office.an, office.binh, office.rival)]
    for case, official in zip(cases[::3], officials * 9, strict=False):
        CaseAccess.objects.create(case=case, official_id=official or 0, granted_at=office.now, granted_by="x")
    units = [office.vpubnd.pk, office.snv.pk, office.division.pk, office.stc.pk]
    scopes = st.one_of(st.none(), st.frozensets(st.sampled_from(units)))

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(official=st.sampled_from([*officials, None]), read=scopes, restricted=scopes, may_read=st.booleans())
    def agree(
        official: int | None, read: frozenset[int] | None, restricted: frozenset[int] | None, may_read: bool
    ) -> None:
        grants = {READ: read, READ_RESTRICTED: restricted} if may_read else {}
        actor = Actor(None, "ai", official, "Ai đó", grants=grants)
        listed = set(Case.objects.filter(visible(actor)).values_list("pk", flat=True))
        assert listed == {case.pk for case in cases if may_see(actor, case)}

    agree()


def test_a_sealed_case_exists_only_for_the_people_on_its_list(office: Office) -> None:
    case = office.case(confidentiality="sealed", holder_official_id=None)
    assert not may_see(office.desk, case)
    assert not Case.objects.filter(visible(office.desk)).exists()
    CaseAccess.objects.create(
        case=case, official_id=office.desk.official_id or 0, granted_at=office.now, granted_by="x"
    )
    assert may_see(office.desk, case)
    assert Case.objects.filter(visible(office.desk)).count() == 1


def test_nobody_sees_nothing(office: Office) -> None:
    office.case()
    assert not Case.objects.filter(visible(Actor.nobody())).exists()
