"""Several clerks at one desk at the same moment: no double code, no gap, one dossier per form. On either engine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from django.db import connections

from congvu.core.refusals import Invalid, Refusal, StaleCase
from congvu.domain.onestop.actions import at_desk, receiving, submitting
from congvu.domain.onestop.actions.receiving import Brought, Paying, Reception
from congvu.domain.onestop.models import Charge, Dossier, PaperState, Slip, Supplement, Visit
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from tests.domain.onestop.shop import MONDAY, Shop, at

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Do all of it at the same moment, each in a thread with a connection of its own; refusals are given back."""
    start = threading.Barrier(len(works))

    def one(work: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return work()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def sound() -> bool:
    """Whether journal and rows belong together."""
    findings = verify_journal(None, lambda _n: None)
    verify_cases(findings)
    return bool(findings.sound)


def receive(shop: Shop, reception: Reception) -> Dossier:
    return receiving.receive_dossier(actor=shop.clerk, desk_id=shop.ward_desk_id, reception=reception, now=MONDAY)


def test_eight_clerks_at_one_desk_give_out_every_number_once(shop: Shop) -> None:
    """Refused receptions in between take no number with them: what they rolled back, the next one gets."""
    good = [
        shop.reception(party=shop.party(id_number=f"0010990{n:05d}"), fees=[Paying(position=1, paid_by="cash")])
        for n in range(24)
    ]
    bad = shop.reception(papers=[Brought(position=1), Brought(position=2, state=PaperState.MISSING)])
    late = shop.reception(party=shop.party(phone="12"))

    def shift(mine: list[Reception]) -> list[Any]:
        made: list[Any] = []
        for one in mine:
            for wrong in (bad, late):
                with pytest.raises(Invalid):
                    receive(shop, wrong)
            made.append(receive(shop, one))
        return made

    made = [row for rows in at_once([lambda mine=good[n::8]: shift(mine) for n in range(8)]) for row in rows]  # type: ignore[misc]
    assert sorted(row.case.code for row in made) == [f"H99.18.05-261109-{n:04d}" for n in range(1, 25)]
    assert sorted(Dossier.objects.values_list("register_no", flat=True)) == list(range(1, 25))  # type: ignore[type-var]
    assert sorted(Slip.objects.values_list("number", flat=True)) == list(range(1, 25))
    assert sorted(Charge.objects.values_list("receipt_no", flat=True)) == list(range(1, 25))  # type: ignore[type-var]
    assert len(set(Dossier.objects.values_list("secret", flat=True))) == 24
    assert sound()


def test_an_act_undone_as_a_whole_leaves_no_gap(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    real = receiving._open

    def breaks(*args: Any, **given: Any) -> None:
        real(*args, **given)
        raise OSError("điện mất")

    receive(shop, shop.reception())
    monkeypatch.setattr(receiving, "_open", breaks)
    with pytest.raises(OSError, match="điện"):
        receive(shop, shop.reception())
    monkeypatch.setattr(receiving, "_open", real)
    assert receive(shop, shop.reception()).case.code.endswith("-0002")
    assert Case.objects.count() == Dossier.objects.count() == 2
    assert sound()


@pytest.mark.parametrize("way", ["receive", "next", "ask", "decline", "submit"])
def test_one_form_sent_eight_times_at_once_is_one_dossier(shop: Shop, way: str) -> None:
    papers = [Brought(position=1), Brought(position=2, state=PaperState.MISSING)] if way in ("ask", "decline") else []
    reception = shop.reception(key="một-tờ", papers=papers)
    given: dict[str, Any] = {"actor": shop.clerk, "desk_id": shop.ward_desk_id, "now": MONDAY}
    first = shop.receive()

    def send() -> Dossier:
        if way == "ask":
            return at_desk.ask_at_desk(reception=reception, words="", **given)
        if way == "decline":
            return at_desk.decline_at_desk(reception=reception, words="Không thuộc thẩm quyền",
                                           ground="dossier_refusal.not_competent", **given)  # fmt: skip
        if way == "submit":
            return submitting.submit_online(reception=reception, **(given | {"actor": shop.clerk.system()}))
        after = first.pk if way == "next" else None
        return at_desk.receive_next(reception=reception, after_id=after, **given)

    made = at_once([send] * 8)
    assert {row.pk for row in made} == {Dossier.objects.exclude(pk=first.pk).get().pk}
    assert shop.receive().case.code.endswith("-0003")
    assert Line.objects.filter(verb__startswith="dossier.").exclude(stream=f"case/{first.case.code}").count() == (
        3 if way in ("ask", "decline") else 2
    )
    assert Supplement.objects.count() == (way == "ask")
    assert sound()


def test_one_of_two_clerks_hands_on_and_the_other_is_told_who_was_faster(shop: Shop) -> None:
    dossier = shop.receive()
    seen = Case.objects.get(pk=dossier.pk).seq
    people = [shop.clerk, replace(shop.clerk, login="second", name="Bà Nhanh Tay")]
    made = at_once([
        lambda who=who: shop.forward(dossier, who, at(9, 10), expected_seq=seen) for who in people  # type: ignore[misc]
    ])  # fmt: skip
    (slower,) = [one for one in made if isinstance(one, Refusal)]
    assert isinstance(slower, StaleCase)
    assert slower.by in {who.signature for who in people}
    assert slower.by in slower.message
    assert list(Visit.objects.filter(case_id=dossier.pk).values_list("way", flat=True)) == ["forward", ""]
    assert Case.objects.get(pk=dossier.pk).seq == seen + 1
    assert sound()
