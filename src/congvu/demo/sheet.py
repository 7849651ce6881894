"""Danh mục việc tồn đọng, kéo dài: running work from before this system, imported from an Excel sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from random import Random

from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.accounts import Crew
from congvu.demo.lam_giang_agencies import OFFICE
from congvu.demo.organisation import Cast
from congvu.demo.stage import Office
from congvu.domain.directives.actions.importing import import_tasks, read_rows
from congvu.kernel.documents.actions import store_upload

NAME = "Danh-muc-nhiem-vu-ton-dong-keo-dai.xlsx"
HEADING = (
    "Số, ký hiệu", "Ngày văn bản", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn ban đầu", "Hạn hiện tại",
    "Tiến độ (%)", "Ghi chú",
)  # fmt: skip
_WORK = (
    ("Hoàn thành quyết toán dự án đường nối trung tâm xã {place} với Quốc lộ", "Sở Xây dựng"),
    ("Xử lý dứt điểm trụ sở dôi dư sau sắp xếp tại {place}", "Sở Tài chính"),
    ("Giải quyết hồ sơ cấp giấy chứng nhận quyền sử dụng đất tồn đọng tại {place}", "Sở Nông nghiệp và Môi trường"),
    ("Nghiệm thu, bàn giao Trạm y tế {place}", "Sở Y tế"),
    ("Thanh lý nhiệm vụ khoa học cấp tỉnh giai đoạn trước tại {place}", "Sở Khoa học và Công nghệ"),
    ("Bàn giao, số hóa tài liệu lưu trữ của cấp huyện cũ tại {place}", "Sở Nội vụ"),
    ("Hoàn thiện quy hoạch chi tiết khu dân cư {place}", "Sở Xây dựng"),
    ("Xử lý kiến nghị sau thanh tra về quản lý chợ {place}", "Sở Công Thương"),
)
_PLACES = ("An Khánh", "Đông Lạc", "Hòa Yên", "Mỹ Thạch", "Sơn Lĩnh", "Tân Phong", "Thanh Vân", "Vĩnh Trạch")
ROWS = 48
_NUMBERS = ("1187/UBND-KT", "2045/UBND-NC", "388/TB-UBND", "76/KH-UBND", "1524/UBND-TH")


def sheet(today: date, rng: Random) -> bytes:
    """The Excel file: long-delayed work with its original dates, some of it extended before."""
    import xlsxwriter  # noqa: PLC0415 -- heavy, only here

    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet("Danh mục")
    page.write_row(0, 0, HEADING)
    for line in range(1, ROWS + 1):
        work, lead = _WORK[line % len(_WORK)]
        if line % 4 == 0:
            lead = f"UBND xã {_PLACES[line % len(_PLACES)]}"
        assigned = date_of_day(day_number(today) - rng.randint(160, 480))
        first = date_of_day(day_number(assigned) + rng.randint(40, 150))
        present = date_of_day(day_number(today) + rng.randint(10, 90)) if rng.random() < 0.35 else first
        page.write_row(line, 0, (
            rng.choice(_NUMBERS), f"{assigned:%d/%m/%Y}", work.format(place=rng.choice(_PLACES)), lead,
            f"{assigned:%d/%m/%Y}", f"{first:%d/%m/%Y}", f"{max(first, present):%d/%m/%Y}", rng.randint(1, 9) * 10,
            "Chuyển từ bảng theo dõi của các phòng chuyên môn",
        ))  # fmt: skip
    book.close()
    return content.getvalue()


def import_running(cast: Cast, crew: Crew, office: Office, end: datetime) -> Iterator[datetime]:
    """The desk imports the sheet some weeks before the end."""
    at = office.earlier(end, 28)
    yield at
    actor = crew.actor("vpubnd-cv-01")
    content = sheet(at.date(), Random(ROWS))
    file = store_upload(actor=actor, name=NAME, content=content, now=at)
    rows = read_rows(content, at.date())
    import_tasks(actor=actor, agency_id=cast.agency(OFFICE).pk, rows=rows, file=file, name=NAME, now=at)
