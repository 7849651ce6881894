"""Nội dung của phiếu đã phát hành: the values of a print, from a slip as it was kept and the dossier it belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from congvu.core.refusals import Invalid
from congvu.core.vietqr import Transfer, plain_reference
from congvu.core.working_time import HANOI
from congvu.domain.onestop.models import Charge, Desk, Dossier, GivenPaper, PaidBy, PartyKind, Slip, Supplement, Visit
from congvu.domain.onestop.papers import contents
from congvu.domain.onestop.papers.forms import FORMS
from congvu.domain.onestop.queries.plans import plan_of
from congvu.domain.procedures.policy.words import limit_words
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.papers import Signer
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org import queries as org
from congvu.kernel.org.queries.portfolios import title_of
from congvu.kernel.rules import queries as rules

#: Page of the portal where a dossier is followed, when there is one.
FOLLOW_PAGE = "portal:followed"
_WAYS = {"counter": "Trực tiếp tại {desk}", "post": "Qua dịch vụ bưu chính: {to}", "online": "Bản điện tử"}
_OF_PAPER = {"shown": "Đã đối chiếu, trả lại", "held": "Cơ quan nhà nước đã có", "missing": "Còn thiếu"}


def follow_url(dossier: Dossier) -> str:
    """Address where the dossier is followed, with the secret: the page takes it out of the address again."""
    try:
        path = f"{reverse(FOLLOW_PAGE, args=[dossier.case.code])}?k={dossier.secret}"
    except NoReverseMatch:
        path = f"/cong-dan/?q={dossier.case.code}"
    return f"{settings.CONGVU_URL}{path}"


def desk_facts(desk: Desk) -> contents.Desk:
    """Who issues."""
    return contents.Desk(
        agency=desk.agency.name, parent_agency=desk.serves.name if desk.serves_id != desk.agency_id else "",
        symbol=desk.short, place=_place(desk.agency_id),
    )  # fmt: skip


def _place(agency_id: int) -> str:
    """Where a paper is dated: the commune or province the agency, or the nearest above it that names one, is in."""
    known = org.organisation()
    named = next((one.place_name for one in known.chain(known.agencies[agency_id]) if one.place_name), "")
    return re.sub(r"^(tỉnh|thành phố|xã|phường|đặc khu) ", "", named, flags=re.IGNORECASE)


def applicant(dossier: Dossier) -> contents.Person:
    """Who asks, with the contact of this very dossier."""
    row, contact = dossier.applicant, dossier.contact
    return contents.Person(
        name=dossier.applicant_name, id_number=row.id_number or "", address=contact.get("address", ""),
        phone=contact.get("phone", ""), email=contact.get("email", ""), organisation=row.kind != PartyKind.CITIZEN,
    )  # fmt: skip


def proxy(dossier: Dossier) -> contents.Person | None:
    """Who hands in for him."""
    given = dossier.proxy
    if not given.get("name"):
        return None
    return contents.Person(name=given["name"], id_number=given.get("id_number", ""), phone=given.get("phone", ""),
                           authority=given.get("authority", ""))  # fmt: skip


def transfer_for(desk: Desk, amount: int, code: str) -> Transfer | None:
    """The payment code of what is owed; None for a desk without an account, or with one no bank would take."""
    if not (desk.bank_bin and desk.account and amount > 0):
        return None
    try:
        return Transfer(desk.bank_bin, desk.account, amount, plain_reference(code))
    except Invalid:
        return None


def owed(dossier: Dossier) -> list[Charge]:
    """The charges nobody has paid yet."""
    return [one for one in dossier.charges.all() if one.paid_at is None and not one.exempt]


def fee_due(dossier: Dossier) -> contents.FeeDue | None:
    """What is still to pay, with the payment code of the desk."""
    rows = owed(dossier)
    amount = sum(one.amount for one in rows)
    if not amount:
        return None
    return contents.FeeDue(
        amount=amount, what="; ".join(one.name for one in rows), account_holder=dossier.desk.account_name,
        transfer=transfer_for(dossier.desk, amount, dossier.case.code),
    )  # fmt: skip


def _at(slip: Slip, name: str) -> datetime | None:
    kept = slip.content.get(name)
    return datetime.fromisoformat(kept) if kept else None


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone(HANOI) if moment is not None else None


def _needed(moment: datetime | None, other: datetime) -> datetime:
    return (moment or other).astimezone(HANOI)


def _clerk(slip: Slip) -> str:
    return slip.issued_by.partition(" (")[0]


def _head(agency_id: int, at: datetime) -> Signer:
    on = people.local_date(at)
    official = org.head_of(agency_id, on)
    if official is None:
        return Signer(title="Thủ trưởng cơ quan")
    return Signer(title=title_of(official.pk, agency_id, on) or "Thủ trưởng cơ quan", name=official.full_name)


def leaf_of(slip: Slip) -> str:
    """Hash of the journal line the slip was issued with."""
    line = of_stream(slip.dossier.case.stream).filter(seq=slip.line_seq).first()
    return bytes(line.leaf).hex() if line is not None else ""


def components(rows: Sequence[Sequence[Any]]) -> tuple[contents.Component, ...]:
    """Papers as a slip keeps them: name, originals, copies, state."""
    return tuple(
        contents.Component(name, originals=originals, copies=copies, note=_OF_PAPER.get(state, ""))
        for name, originals, copies, state in rows
    )


def _brought(slip: Slip) -> tuple[contents.Component, ...]:
    kept = slip.content.get("components")
    if kept is None:
        rows = GivenPaper.objects.filter(dossier=slip.dossier, added_at__lte=slip.issued_at)
        kept = [(one.name, one.originals, one.copies, one.state) for one in rows]
    return components(kept)


def _way(dossier: Dossier) -> str:
    return _WAYS[dossier.delivery].format(desk=dossier.returns.agency.name, to=dossier.deliver_to)


def _law_on(slip: Slip) -> Any:
    """The day of the form the slip was issued on; where the law of the dossier had none yet, the form's first."""
    first = min(one.valid_from for one in FORMS if one.code == slip.form)
    return max(slip.dossier.case.law_on, first)


def _print_facts(slip: Slip) -> dict[str, Any]:
    dossier = slip.dossier
    return {
        "desk": desk_facts(dossier.desk), "on": people.local_date(slip.issued_at), "law_on": _law_on(slip),
        "number": f"{slip.number:02d}", "dossier_code": dossier.case.code, "leaf": leaf_of(slip),
        "applicant": applicant(dossier), "procedure": dossier.case.title,
    }  # fmt: skip


def _receipt(slip: Slip) -> contents.ReceiptSlip:
    dossier, plan = slip.dossier, plan_of(slip.dossier.variant_id)
    return contents.ReceiptSlip(
        **_print_facts(slip), procedure_code=plan.code, received_at=_needed(dossier.received_at, slip.issued_at),
        due_at=_local(_at(slip, "due")), content=dossier.content, proxy=proxy(dossier), components=_brought(slip),
        sets=dossier.sets, limit=" + ".join(limit_words(one.limit) for one in plan.phases) or (
            limit_words(plan.limit) if plan.limit else ""),
        result_way=_way(dossier), book=str(people.local_date(slip.issued_at).year), book_line=dossier.register_no or 0,
        fee=fee_due(dossier), receiver=_clerk(slip), follow_url=follow_url(dossier), follow_key=dossier.secret,
    )  # fmt: skip


def _supplement(slip: Slip) -> contents.SupplementSlip:
    return contents.SupplementSlip(
        **_print_facts(slip), items=tuple(slip.content.get("items", ())), reason=slip.content.get("reason", ""),
        answer_by=_local(_at(slip, "answer_by")), contact=_clerk(slip), officer=_clerk(slip),
        follow_url=follow_url(slip.dossier),
    )  # fmt: skip


def _refusal(slip: Slip) -> contents.RefusalSlip:
    ground = rules.known_grounds().get(slip.content.get("ground", ""))
    return contents.RefusalSlip(
        **_print_facts(slip), reason=slip.content.get("reason", ""), ground=ground.vi if ground else "",
        officer=_clerk(slip),
    )  # fmt: skip


def _apology(slip: Slip) -> contents.ApologySlip:
    dossier = slip.dossier
    agency = dossier.case.accountable_agency_id
    other = agency not in (dossier.desk_id, dossier.desk.serves_id)
    return contents.ApologySlip(
        **_print_facts(slip), received_at=_needed(dossier.received_at, slip.issued_at),
        reason=slip.content.get("reason", ""),
        due_at=_needed(_at(slip, "old_due"), slip.issued_at), new_due_at=_needed(_at(slip, "new_due"), slip.issued_at),
        signer=_head(agency, slip.issued_at), late_agency=people.agency_name(agency) if other else "",
    )  # fmt: skip


def _stop(slip: Slip) -> contents.StopNotice:
    dossier, paid = slip.dossier, int(slip.content.get("paid") or 0)
    asked = Supplement.objects.filter(dossier=dossier).exists() and not dossier.settled_at
    fees = f"{paid:,} đồng đã nộp, hoàn trả theo quy định".replace(",", ".") if paid else ""
    return contents.StopNotice(
        **_print_facts(slip), received_at=_needed(dossier.received_at, dossier.submitted_at), requested_at=_needed(
            None, slip.issued_at), stopped_at=_needed(None, slip.issued_at),
        channel="" if asked else "Trực tiếp" if slip.content.get("channel") == "counter" else "Trực tuyến",
        stage=slip.content.get("station", ""), fees=fees, signer=_head(dossier.desk_id, slip.issued_at),
    )  # fmt: skip


_BUILDERS: dict[str, Callable[[Slip], contents.Print]] = {
    "receipt": _receipt, "supplement": _supplement, "refusal": _refusal, "apology": _apology, "stop": _stop,
}  # fmt: skip


def print_of(slip: Slip) -> contents.Print:
    """What a slip says, again. The slip was read with its dossier, case, applicant and desks."""
    return _BUILDERS[slip.form](slip)


def control_slip(dossier: Dossier, on: datetime) -> contents.ControlSlip:
    """Phiếu kiểm soát: every hand-over so far, as the stations tell it; room for what is still to come."""
    visits = list(Visit.objects.filter(case=dossier.case))
    names = [_holder(one) for one in visits]
    lines = tuple(
        contents.Handover(giver=giver, receiver=receiver, at=_local(later.entered_at), result=_timeliness(earlier))
        for giver, receiver, earlier, later in zip(names, names[1:], visits, visits[1:], strict=False)
    )
    return contents.ControlSlip(
        desk=desk_facts(dossier.desk), on=people.local_date(on), law_on=dossier.case.law_on,
        dossier_code=dossier.case.code, procedure=dossier.case.title, applicant=dossier.applicant_name,
        lead_agency=dossier.settling.name, received_at=_needed(dossier.received_at, dossier.submitted_at),
        due_at=_local(dossier.case.due_at), rows=lines,
        blank_rows=max(0, len(plan_of(dossier.variant_id).line) - len(visits)),
    )  # fmt: skip


def _holder(visit: Visit) -> str:
    who = people.official_name(visit.official_id)
    unit = people.agency_name(visit.unit_id)
    return f"{unit}: {who}" if who else unit


def _timeliness(visit: Visit) -> contents.Timeliness | None:
    if visit.left_at is None or visit.due_at is None:
        return None
    return contents.Timeliness.ON_TIME if visit.left_at <= visit.due_at else contents.Timeliness.OVERDUE


def fee_receipt(rows: Sequence[Charge]) -> contents.FeeReceipt:
    """The receipt of charges that were paid together."""
    first = rows[0]
    dossier, paid_at = first.dossier, first.paid_at
    assert paid_at is not None
    return contents.FeeReceipt(
        desk=desk_facts(first.desk), on=people.local_date(paid_at), number=f"{first.receipt_no:02d}",
        dossier_code=dossier.case.code, payer=applicant(dossier), procedure=dossier.case.title,
        lines=tuple(contents.FeeLine(f"{one.name} × {one.count}" if one.count > 1 else one.name, one.amount)
                    for one in rows),
        paid_at=_needed(paid_at, paid_at), cashier=people.official_name(first.taken_by_id),
        method={PaidBy.CASH: "Tiền mặt", PaidBy.TRANSFER: "Chuyển khoản"}.get(PaidBy(first.paid_by),
                                                                           "Thanh toán trực tuyến"),
    )  # fmt: skip
