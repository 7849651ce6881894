"""What a final finding leads to in other lines of work: a disciplinary file, a review, a commendation."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.core.refusals import NotFound
from congvu.domain.conduct.policy.codes import DISCIPLINE
from congvu.domain.conduct.policy.praise import COMMENDATION
from congvu.domain.inspections.actions import concluding, findings
from congvu.domain.inspections.models import Finding
from congvu.domain.inspections.queries.following import fact_of
from congvu.kernel.casework.models import Case, Link
from congvu.kernel.casework.queries.following import followed, told_by, ways_on
from tests.domain.inspections.aftermath import After, after

__all__ = ["after"]


@pytest.fixture
def now() -> datetime:
    """The pages ask the time themselves: everything happens today."""
    return timezone.now()


def _final(after: After, place: int = 1, **given: object) -> Finding:
    found = after.settle(after.told(place, **given), "an" if "official_id" in given else "chief", at=after.now)
    return Finding.objects.get(pk=found.pk)


def _praise(after: After, place: int = 5) -> Finding:
    found = after.write(place, praise=True, rule="", fact="Hướng dẫn người dân rất chu đáo.")
    findings.confirm_praise(actor=after.actor("head"), finding_id=found.pk, now=after.now)
    return Finding.objects.get(pk=found.pk)


def _labels(after: After, who: str, found: Finding) -> list[str]:
    fact = fact_of(found)
    assert fact is not None
    return [one.label for one in ways_on(after.actor(who), fact, str(found.number))]


def _page(after: After, who: str, found: Finding) -> str:
    return after.client(who).get(reverse("inspections:finding", args=[found.pk])).content.decode()


def _concluded(after: After) -> None:
    after.report(after.now)
    after.conclude(at=after.now)


def test_a_fault_that_is_not_final_tells_nothing(after: After) -> None:
    found = after.told(official_id=after.officials["an"].pk)
    assert fact_of(found) is None
    with pytest.raises(NotFound):
        told_by(after.actor("head"), after.explanation(found).code)
    assert "Mở hồ sơ kỷ luật" not in _page(after, "head", found)


def test_a_fault_tells_where_whose_when_and_against_what(after: After) -> None:
    found = _final(after, official_id=after.officials["an"].pk)
    _concluded(after)
    fact = told_by(after.actor("head"), after.explanation(found).code)
    assert fact is not None
    assert (fact.agency_id, fact.official_id) == (after.unit.pk, after.officials["an"].pk)
    assert (fact.on, fact.words, fact.rule) == (after.visit.visit_on, found.fact, "Quy chế làm việc, Điều 7")
    assert after.visit.case.code in fact.source
    assert "33/TB-UBND" in fact.source


def test_the_same_fault_is_told_by_its_visit_and_its_number(after: After) -> None:
    found = _final(after)
    head, code = after.actor("head"), after.visit.case.code
    fact = told_by(head, code, str(found.number))
    assert fact is not None
    assert fact.words == found.fact
    for part in ("", "99", "một"):
        with pytest.raises(NotFound):
            told_by(head, code, part)
    assert told_by(head, "") is None
    with pytest.raises(NotFound):
        told_by(head, "KT-1999-000001")


def test_nobody_is_told_of_a_finding_he_may_not_read(after: After) -> None:
    found = _final(after, official_id=after.officials["an"].pk)
    for who in ("binh", "chief"):
        with pytest.raises(NotFound):
            told_by(after.actor(who), after.explanation(found).code)
    _concluded(after)
    assert told_by(after.actor("chief"), after.explanation(found).code) is not None


def test_a_fault_leads_to_a_file_and_a_review_praise_to_a_commendation(after: After) -> None:
    fault, praise = _final(after), _praise(after)
    assert _labels(after, "head", fault) == ["Mở hồ sơ kỷ luật", "Mở kiểm điểm trách nhiệm"]
    assert _labels(after, "head", praise) == ["Đề nghị khen thưởng"]
    assert _labels(after, "an", fault) == []
    assert _labels(after, "an", praise) == []


def _way(after: After, who: str, found: Finding, label: str) -> str:
    fact = fact_of(found)
    assert fact is not None
    (way,) = [one for one in ways_on(after.actor(who), fact, str(found.number)) if one.label == label]
    assert way.href.replace("&", "&amp;") in _page(after, who, found)
    return way.href


def test_the_head_of_the_unit_opens_a_file_on_the_finding(after: After) -> None:
    an = after.officials["an"]
    found = _final(after, official_id=an.pk)
    _concluded(after)
    href = _way(after, "chief", found, "Mở hồ sơ kỷ luật")
    chief = after.client("chief")
    form = chief.get(href).context["form"]
    begun = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert begun["official"] == str(an.pk)
    assert begun["discovered_on"] == after.visit.visit_on
    assert begun["cause_code"] == after.explanation(found).code
    sent = {name: value for name, value in begun.items() if value not in (None, False)}
    days = {name: value.strftime("%d/%m/%Y") for name, value in sent.items() if isinstance(value, date)}
    sent |= days | {"authority": str(after.unit.pk), "standing": "serving", "level": "reprimand"}
    answer = chief.post(href, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    file = Case.objects.get(kind=DISCIPLINE)
    link = Link.objects.get(case=file)
    assert (link.other_id, link.kind) == (found.explanation_id, "caused_by")
    assert followed(after.actor("chief"), [found.explanation_id or 0]) == [file]
    assert file.code in _page(after, "chief", found)
    assert file.code not in _page(after, "binh", found)


def test_praise_of_the_visit_is_proposed_to_the_level_above_and_rests_on_the_visit(after: After) -> None:
    found = _praise(after)
    _concluded(after)
    head = after.client("head")
    href = _way(after, "head", found, "Đề nghị khen thưởng")
    assert parse_qs(urlsplit(href).query)["cause"] == [after.visit.case.code]
    form = head.get(href).context["form"]
    begun = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert begun["authority"] == str(after.top.pk)
    assert begun["codes"] == after.visit.case.code
    day = after.visit.visit_on.strftime("%d/%m/%Y")
    answer = head.post(href, begun | {"period_from": day, "period_to": day})
    assert answer.status_code == 302, answer.context["form"].errors
    case = Case.objects.get(kind=COMMENDATION)
    assert case.commendation.origin == "inspection"
    assert case.code in _page(after, "head", found)
    score = head.get(reverse("inspections:score", args=[after.unit.pk])).content.decode()
    assert case.code in score


def test_a_cause_nobody_knows_is_not_found(after: After) -> None:
    chief = after.client("chief")
    answer = chief.get(reverse("conduct:new_file"), {"agency": str(after.unit.pk), "cause": "KT-1999-000001"})
    assert answer.status_code == 404
    assert chief.get(reverse("conduct:new_file"), {"agency": str(after.unit.pk)}).status_code == 200


def test_the_public_conclusion_says_how_it_went_on(after: After) -> None:
    finding = after.whole().visit.findings.get()
    concluding.publish(actor=after.actor("chair"), visit_id=after.visit.pk, public_words="Chưa nghiêm.",
                       now=after.later(3))  # fmt: skip
    page = Client().get(reverse("inspections:public_conclusion", args=[after.visit.case.code])).content.decode()
    assert "1 kiến nghị; 0 kiến nghị đã khắc phục" in page
    assert "sẽ lấy mẫu kiểm tra lại từ" in page
    assert finding.item is not None
    assert finding.item.name in page
