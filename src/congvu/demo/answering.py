"""A department passes on what the Chairman ordered: its plan answers the directive, with less than was ordered."""

from __future__ import annotations

from datetime import date, datetime

from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.accounts import Crew
from congvu.demo.dates import office_day
from congvu.demo.desk_work import CLERK
from congvu.demo.lam_giang_agencies import OFFICE
from congvu.demo.organisation import Cast
from congvu.domain.directives.actions.lineage import declare_answer, expect_plans
from congvu.domain.directives.actions.registering import register_directive
from congvu.domain.directives.models import Directive
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.actions import Entry, store_upload

#: The directive that is passed on, who answers it, and who else still owes a plan.
ABOVE, ANSWERS, OWING = "21/CT-UBND", "snnmt", ("sxd", "stp", "ttt")
NUMBER = "118/KH-SNNMT"
SUBJECT = "Thực hiện Chỉ thị số 21/CT-UBND về chấm dứt tình trạng hồ sơ quá hạn"
TEXT = """ỦY BAN NHÂN DÂN TỈNH LAM GIANG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG               Độc lập - Tự do - Hạnh phúc

Số: {number}                        Lam Giang, ngày {on:%d} tháng {on:%m} năm {on:%Y}

KẾ HOẠCH
{subject}

Thực hiện Chỉ thị số 21/CT-UBND của Chủ tịch Ủy ban nhân dân tỉnh, Sở Nông nghiệp và Môi trường ban hành Kế hoạch như sau:

1. Văn phòng Sở phổ biến Chỉ thị này đến từng công chức, viên chức làm nhiệm vụ tiếp nhận, giải quyết hồ sơ trước ngày {spread:%d/%m/%Y}.

2. Văn phòng Đăng ký đất đai giải quyết dứt điểm hồ sơ quá hạn tồn đọng tính đến ngày ban hành Chỉ thị; hoàn thành trước ngày {settled:%d/%m/%Y}.

3. Phòng Quản lý đất đai nghiên cứu tái cấu trúc quy trình cấp giấy chứng nhận quyền sử dụng đất lần đầu, phấn đấu giảm 20% thời gian, trình Giám đốc Sở trước ngày {rebuilt:%d/%m/%Y}./.

Nơi nhận:                                            GIÁM ĐỐC
- UBND tỉnh (để báo cáo);
- Lưu: VT, VP.                                        (Đã ký)
"""  # noqa: E501 -- a paper keeps its paragraphs


def pass_on(cast: Cast, crew: Crew, desk: Actor, now: datetime) -> None:
    """The Office asks four departments for their plans; one has come, is registered and compared."""
    above = Directive.objects.select_related("document").filter(document__code=ABOVE).first()
    if above is None or above.document.issued_on is None:
        return
    start = day_number(above.document.issued_on)
    today = people.local_date(now)
    wanted = [cast.agency(code).pk for code in (ANSWERS, *OWING)]
    expect_plans(actor=desk, directive_id=above.pk, agency_ids=wanted, due_on=date_of_day(start + 20), now=now)
    on = max(above.document.issued_on, office_day(today, -9))
    text = _text(on, start)
    plan = _register(cast, crew.actor(CLERK), text, on, now)
    declare_answer(actor=desk, directive_id=plan.pk, above_id=above.pk, now=now)


def _text(on: date, start: int) -> str:
    return TEXT.format(
        number=NUMBER,
        subject=SUBJECT,
        on=on,
        spread=date_of_day(start + 10),
        settled=date_of_day(start + 64),
        rebuilt=date_of_day(start + 85),
    )


def _register(cast: Cast, clerk: Actor, text: str, on: date, now: datetime) -> Directive:
    name = f"{NUMBER.replace('/', '-')}.txt"
    file = store_upload(actor=clerk, name=name, content=text.encode(), now=now)
    entry = Entry(
        kind="ke_hoach",
        code=NUMBER,
        issued_on=on,
        issuer=cast.agency(ANSWERS).name,
        issuer_agency_id=cast.agency(ANSWERS).pk,
        subject=SUBJECT,
        signer_position="Giám đốc",
        pages=2,
    )
    return register_directive(
        actor=clerk, agency_id=cast.agency(OFFICE).pk, entry=entry, file=file, file_name=name, text=text, now=now
    )
