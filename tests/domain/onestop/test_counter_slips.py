"""What was issued is printed again with the same words, on the form of the law of its day."""

from __future__ import annotations

import pytest

from congvu.core.refusals import Invalid
from congvu.domain.onestop.actions import apologising, at_desk, ending
from congvu.domain.onestop.actions.receiving import Brought
from congvu.domain.onestop.actions.returning import Taking, hand_out, hand_out_many
from congvu.domain.onestop.models import Dossier, Slip, Supplement
from congvu.domain.onestop.papers import (
    ApologySlip,
    ReceiptSlip,
    RefusalSlip,
    StopNotice,
    SupplementSlip,
    as_docx,
    as_pdf,
)
from congvu.domain.onestop.queries import slip_contents
from congvu.domain.onestop.queries.slip_rows import slip_for
from tests.domain.onestop.shop import Shop, at


def _print(shop: Shop, dossier: Dossier, form: str) -> object:
    slip = Slip.objects.get(dossier=dossier, form=form)
    what = slip_contents.print_of(slip_for(shop.clerk, slip.pk))
    assert as_pdf(what).startswith(b"%PDF")
    assert as_docx(what).startswith(b"PK")
    return what


def test_the_receipt_says_what_was_handed_in_then(shop: Shop) -> None:
    papers = [Brought(position=1, originals=1), Brought(position=2, state="shown", originals=1),
              Brought(name="Giấy ủy quyền", copies=2)]  # fmt: skip
    dossier = shop.receive(papers=papers)
    dossier.papers.filter(position=1).update(originals=9)
    what = _print(shop, dossier, "receipt")
    assert isinstance(what, ReceiptSlip)
    assert [(one.name, one.originals, one.copies) for one in what.components] == [
        ("Đơn đề nghị", 1, 0), ("Bản chính giấy tờ", 1, 0), ("Giấy ủy quyền", 0, 2)]  # fmt: skip
    assert what.components[1].note == "Đã đối chiếu, trả lại"
    assert what.fee is not None
    assert (what.fee.amount, what.book_line, len(what.leaf)) == (10_000, 1, 64)
    assert f"{what.due_at:%d/%m %H:%M}" == "12/11 09:00"


def test_requests_refusals_stops_and_apologies_are_printed(shop: Shop) -> None:
    asked = at_desk.ask_at_desk(actor=shop.clerk, desk_id=shop.ward_desk_id, words="Ảnh 4x6\nHộ khẩu",
                                reception=shop.reception(), now=at(9, 9))  # fmt: skip
    what = _print(shop, asked, "supplement")
    assert isinstance(what, SupplementSlip)
    assert what.items == ("Ảnh 4x6", "Hộ khẩu")
    declined = at_desk.decline_at_desk(
        actor=shop.clerk, desk_id=shop.ward_desk_id, ground="dossier_refusal.not_competent", now=at(9, 9),
        words="Nộp tại cơ quan khác", reception=shop.reception(),
    )  # fmt: skip
    what = _print(shop, declined, "refusal")
    assert isinstance(what, RefusalSlip)
    assert what.ground
    stopped = shop.receive()
    ending.stop_at_wish(actor=shop.clerk, case_id=stopped.pk, words="Đề nghị tại quầy", now=at(9, 11))
    assert isinstance(_print(shop, stopped, "stop"), StopNotice)
    late = shop.receive()
    shop.forward(late, shop.clerk, at(9, 10))
    apologising.draft_apology(actor=shop.specialist, case_id=late.pk, ground="lateness.own_delay", words="Chờ xác minh",
                              new_due_on=at(17).date(), now=at(10))  # fmt: skip
    apologising.sign_apology(actor=shop.chairman, case_id=late.pk, now=at(10, 10))
    what = _print(shop, late, "apology")
    assert isinstance(what, ApologySlip)
    assert what.signer.name == "Chủ tịch 01"


def test_the_control_slip_tells_every_hand_over(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    shop.forward(dossier, shop.specialist, at(10, 10))
    what = slip_contents.control_slip(dossier, at(10, 11))
    assert len(what.rows) == 2
    assert as_pdf(what).startswith(b"%PDF")


def test_a_dossier_asked_at_the_desk_goes_on_when_the_papers_come(shop: Shop) -> None:
    papers = [Brought(position=1, originals=1), Brought(position=2, state="missing")]
    dossier = at_desk.ask_at_desk(actor=shop.clerk, desk_id=shop.ward_desk_id, words="",
                                  reception=shop.reception(papers=papers, key="a"), now=at(9, 9))  # fmt: skip
    again = at_desk.ask_at_desk(actor=shop.clerk, desk_id=shop.ward_desk_id, words="",
                                reception=shop.reception(papers=papers, key="a"), now=at(9, 9))  # fmt: skip
    assert again.pk == dossier.pk
    with pytest.raises(Invalid, match="Bản chính giấy tờ"):
        at_desk.accept_checked(actor=shop.clerk, case_id=dossier.pk, now=at(10, 9))
    brought = [Brought(position=1, originals=1), Brought(position=2, originals=1)]
    case = at_desk.accept_checked(actor=shop.clerk, case_id=dossier.pk, papers=brought, now=at(10, 9))
    assert (case.phase, Dossier.objects.get(pk=dossier.pk).supplements) == ("received", 1)
    assert Supplement.objects.get(dossier=dossier).answered_at == at(10, 9)


def test_many_results_name_the_ones_refused(shop: Shop) -> None:
    one, two = shop.receive(), shop.receive()
    with pytest.raises(Invalid):
        hand_out(actor=shop.clerk, case_id=one.pk, taking=Taking(taker="post"), now=at(9, 9))
    done, refused = hand_out_many(actor=shop.clerk, many=[(one.pk, Taking()), (two.pk, Taking())], now=at(9, 10))
    assert (done, [pk for pk, _why in refused]) == ([], [one.pk, two.pk])
