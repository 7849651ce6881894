"""Result documents that units hand in with their reports: a few Word files, shared by many tasks."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO

from congvu.core.working_time import HANOI
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.models import StoredFile

TITLES = (
    ("Bao-cao-ket-qua-ra-soat.docx", "BÁO CÁO\nKết quả rà soát, thực hiện nhiệm vụ được giao"),
    ("Ke-hoach-trien-khai.docx", "KẾ HOẠCH\nTriển khai thực hiện nhiệm vụ được giao"),
    ("Bien-ban-kiem-tra.docx", "BIÊN BẢN\nKiểm tra thực tế, nghiệm thu kết quả"),
)  # fmt: skip
_PARAGRAPHS = (
    "Thực hiện văn bản giao nhiệm vụ của Ủy ban nhân dân tỉnh, đơn vị đã tổ chức triển khai và báo cáo như sau:",
    "1. Tình hình thực hiện: đã phân công người phụ trách từng phần việc, kiểm tra tiến độ hằng tuần.",
    "2. Kết quả: hoàn thành các nội dung được giao; tài liệu minh chứng lưu tại đơn vị.",
    "3. Khó khăn, vướng mắc: số liệu giữa các phần mềm chưa đồng bộ, phải đối chiếu thủ công.",
    "4. Đề xuất: tiếp tục kết nối dữ liệu để giảm báo cáo giấy./.",
)


def result_files(actor: Actor, first: date, now: datetime) -> list[tuple[StoredFile, str]]:
    """The stored files with the names they were handed in under."""
    at = min(now, datetime.combine(first, time(8), HANOI))
    return [
        (store_upload(actor=actor, name=name, content=word_file([*title.split("\n"), *_PARAGRAPHS]), now=at), name)
        for name, title in TITLES
    ]


def word_file(paragraphs: list[str]) -> bytes:
    """A Word document of these paragraphs."""
    import docx  # noqa: PLC0415 -- heavy, only here

    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    content = BytesIO()
    document.save(content)
    return content.getvalue()
