"""Tỉnh Lam Giang: one commendation, innovative proposals in every state, a weight, somebody who contests."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F

from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.accounts import Crew
from congvu.demo.dates import office_day
from congvu.demo.organisation import Cast
from congvu.domain.conduct.actions import praising, proposing, working
from congvu.domain.conduct.actions.praising import Praise
from congvu.domain.conduct.actions.proposing import Dossier
from congvu.domain.conduct.policy.praise import SUBMIT
from congvu.domain.conduct.queries.proposals import CONDITIONS
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people

#: Who is praised, and how far it has come.
_PRAISED = (
    ("cv-02", "published"), ("cv-03", "proposed"), ("cv-04", "refused"), ("tp-01", "granted"), ("tp-02", "cancelled"),
)  # fmt: skip
#: Title, need, solution and how far each proposal has come.
_IDEAS = (
    ("Trả kết quả tại nhà cho người cao tuổi, người khuyết tật",
     "Nhiều người cao tuổi phải nhờ con cháu nghỉ làm để đi nhận kết quả.",
     "Nhân viên bưu điện mang kết quả đến nhà, quét mã QR khi giao.", "submitted"),
    ("Một lần khai cho cả chuỗi thủ tục khai sinh, cư trú, bảo hiểm y tế",
     "Người dân khai cùng một nội dung ba lần ở ba quầy.",
     "Một tờ khai chung, quầy chia dữ liệu cho từng cơ quan.", "party_asked"),
    ("Giờ tiếp dân buổi tối tại khu công nghiệp",
     "Công nhân không thể nghỉ ca để làm thủ tục trong giờ hành chính.",
     "Mỗi tuần hai buổi tối mở quầy lưu động tại khu nhà ở công nhân.", "running"),
    ("Kiểm tra chéo hồ sơ bằng nhóm ba người luân phiên",
     "Hồ sơ bị trả lại nhiều lần do mỗi người hiểu quy định một khác.",
     "Nhóm ba người xem lại hồ sơ khó hằng ngày trước khi trả lời người dân.", "not_met"),
    ("Thu phí thay người dân bằng tiền ứng trước của cơ quan",
     "Người dân vùng sâu không có tài khoản để nộp phí trực tuyến.",
     "Cơ quan ứng trước phí, thu lại khi trả kết quả.", "rejected"),
    ("Hẹn giờ trả kết quả theo khung nửa giờ",
     "Người dân chờ lâu vào đầu giờ sáng và cuối giờ chiều.",
     "Người dân chọn khung nửa giờ khi nộp hồ sơ, quầy xếp người theo khung.", "appraised"),
    ("Dùng chung một người hướng dẫn cho ba quầy đất đai",
     "Hồ sơ đất đai phải bổ sung nhiều lần vì mỗi quầy hướng dẫn một khác.",
     "Một người xem trước giấy tờ cho cả ba quầy trong giờ cao điểm.", "approved"),
    ("Tiếp nhận hồ sơ qua tổ công nghệ số cộng đồng",
     "Người dân ở thôn xa không quen nộp trực tuyến.",
     "Tổ công nghệ số giúp chụp, gửi hồ sơ ngay tại thôn.", "stopped"),
    ("Nhắc hẹn bằng tin nhắn thoại cho người không đọc được chữ",
     "Một số người dân không đọc được tin nhắn hẹn trả kết quả.",
     "Hệ thống gọi điện đọc lịch hẹn bằng tiếng Việt và tiếng dân tộc.", "result_asked"),
)  # fmt: skip


def _dossier(need: str, solution: str, on: date) -> Dossier:
    begin = date_of_day(day_number(on) + 10)
    return Dossier(
        need=need, bottleneck="Chưa có văn bản của Chính phủ, bộ, ngành hoặc tỉnh quy định cách làm này.",
        tasks="Lập phương án, tập huấn, làm thử, tổng kết.", solutions=solution,
        scope="Một đơn vị, sau ba tháng xem xét mở rộng.", from_on=begin,
        until_on=date_of_day(day_number(begin) + 180), resources="Nhân lực và kinh phí thường xuyên của cơ quan.",
        pros="Giảm thời gian đi lại, tăng tỷ lệ đúng hạn.",
        cons="Tốn thời gian giai đoạn đầu, có thể phát sinh sai sót.",
        effect="Giảm ít nhất một phần ba số lần người dân phải đi lại.",
    )  # fmt: skip


def recognise(cast: Cast, crew: Crew, now: datetime) -> int:
    """One commendation, decided and published, resting on thanks; a proposal in each state; a weight and a
    contest. Returns the number of cases."""
    cases = [_commend(cast, crew, f"snv-{whom}", state, _morning(now, 5 + place), 152 + place)
             for place, (whom, state) in enumerate(_PRAISED)]
    snv = cast.agency("snv").pk
    authors = [one for one in crew.officers("snv") if one.may(SUBMIT, snv)]
    for i, (title, need, solution, state) in enumerate(_IDEAS):
        at = _morning(now, 2 + 2 * (len(_IDEAS) - i))
        dossier = _dossier(need, solution, people.local_date(at))
        cases.append(_propose(crew.head("snv"), authors[i % len(authors)], snv, title, dossier, state, at))
    weigh_and_contest(cast, crew, now)
    return len(cases)


def _morning(now: datetime, days: int) -> datetime:
    """Nine o'clock of a day of work so many days ago."""
    return datetime.combine(office_day(people.local_date(now), -days), time(9), HANOI)


def _commend(cast: Cast, crew: Crew, whom: str, state: str, at: datetime, number: int) -> Case:
    """One commendation for thanks, led as far as `state` says."""
    head = crew.head("snv")
    snv, praised = cast.agency("snv"), cast.official(whom)
    on = people.local_date(at)
    thanks = praising.enter_thanks(
        actor=head, agency_id=snv.pk, official_id=praised.pk, received_on=on, channel="letter",
        source=f"Thư của một người dân phường Lam Sơn, số đến {number}",
        words="Cảm ơn cán bộ đã hướng dẫn tận tình, gọi điện báo từng bước.", now=at,
    )  # fmt: skip
    case = praising.propose_commendation(
        actor=head, authority_id=snv.pk, now=at,
        praise_of=Praise(
            agency_id=snv.pk, official_id=praised.pk, form="certificate", sort="unscheduled", origin="thanks",
            merit="Hướng dẫn tận tình, giải quyết dứt điểm hồ sơ khó, được người dân gửi thư cảm ơn.",
            period_from=on.replace(day=1), period_to=on, thanks=[thanks.pk],
        ),
    )
    then = at + timedelta(hours=1)
    if state == "proposed":
        return case
    if state == "refused":
        return praising.refuse(
            actor=head, case_id=case.pk, ground="praise_refusal.not_enough", now=then,
            words="Việc hướng dẫn là nhiệm vụ thường ngày; ghi nhận trong đánh giá tháng.",
        )
    praising.grant(actor=head, case_id=case.pk, form="certificate", number=f"{number}/QĐ-SNV",
                   signed_by=head.name, decided_on=on, now=then)  # fmt: skip
    then = at + timedelta(hours=2)
    if state == "granted":
        return case
    if state == "cancelled":
        return praising.cancel(
            actor=head, case_id=case.pk, move="cancel_granted", ground="praise_cancel.wrong_appraisal",
            number=f"{number + 20}/QĐ-SNV", cancelled_on=on, now=then,
            words="Thư cảm ơn được xác định là viết về người khác.",
        )
    return praising.publish(actor=head, case_id=case.pk, now=then)


def _propose(
    head: Actor, author: Actor, agency_id: int, title: str, dossier: Dossier, state: str, at: datetime
) -> Case:
    """Hand one proposal in and lead it as far as `state` says."""
    case = proposing.submit_proposal(actor=author, agency_id=agency_id, title=title, dossier=dossier, now=at)
    if state == "submitted":
        return case
    met = dict.fromkeys(CONDITIONS, True) | {"authority": state != "rejected"}
    words = {} if met["authority"] else {"authority": "Phí, lệ phí thuộc thẩm quyền cấp trên"}
    proposing.appraise(actor=head, case_id=case.pk, met=met, words=words, now=at)
    if state == "appraised":
        return case
    if state == "rejected":
        return proposing.reject(actor=head, case_id=case.pk, ground="dare_refusal.authority", now=at,
                                words="Việc ứng trước phí không thuộc thẩm quyền của Sở.")  # fmt: skip
    on = people.local_date(at)
    asked: dict[str, Any] = {"actor": head, "case_id": case.pk, "now": at + timedelta(hours=1)}
    proposing.ask_party(**asked, body="Đảng ủy Sở Nội vụ", asked_on=on)
    if state == "party_asked":
        return case
    proposing.note_opinion(**asked, answer="agreed", number="25-CV/ĐU", answered_on=on, words="Thống nhất chủ trương.")
    proposing.approve(**asked, number="160/QĐ-SNV", decided_on=on)
    if state == "approved":
        return case
    proposing.start_running(actor=author, case_id=case.pk, now=at + timedelta(hours=2))
    if state == "running":
        return case
    asked["now"] = at + timedelta(hours=6)
    if state != "result_asked":
        proposing.stop_running(**asked, ground="dare_stop.ruled", words="Bộ đã ban hành quy trình thống nhất.")
    if state == "stopped":
        return case
    proposing.ask_party(**asked, body="Đảng ủy Sở Nội vụ", asked_on=on)
    if state == "result_asked":
        return case
    proposing.note_opinion(**asked, answer="agreed", number="31-CV/ĐU", answered_on=on)
    return proposing.review_result(
        **asked, result="not_met", cause="objective",
        words="Mục tiêu chưa đạt vì quy trình mới của Bộ thay thế cách làm thử.",
    )


def weigh_and_contest(cast: Cast, crew: Crew, now: datetime) -> int:
    """A weight for the first kind of work there is, and one late item contested by who did it. How many contests."""
    on = people.local_date(now)
    late = (
        Case.objects.filter(doer_official__isnull=False, stopped_at__gt=F("due_at"))
        .exclude(kind__startswith="conduct_").order_by("-stopped_at", "pk").select_related("doer_official")
    )  # fmt: skip
    made = 0
    for case in late[:40]:
        code = case.doer_official.code if case.doer_official is not None else ""
        actor = crew.actor(code) if code in cast.officials else None
        if actor is not None and actor.agency_ids:
            working.contest_item(actor=actor, case_code=case.code, about="delay",
                                 words="Chờ ý kiến cơ quan phối hợp quá hạn, đã đôn đốc hai lần.", now=now)  # fmt: skip
            made += 1
            break
    first = late.values_list("kind", flat=True).first()
    if first is not None:
        working.set_weight(actor=crew.actor("snv-cv-02"), kind=first, weight=Decimal("1.5"),
                           valid_from=on.replace(month=1, day=1), basis="Quy chế đánh giá của tỉnh (dữ liệu giả định)",
                           now=now)  # fmt: skip
    return made
