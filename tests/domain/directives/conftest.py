"""The small office, and a directive in its register."""

from __future__ import annotations

from datetime import date

import pytest

from congvu.domain.directives.actions.registering import register_directive
from congvu.domain.directives.models import Directive
from congvu.kernel.documents.actions.entries import Entry
from tests.kernel.casework.office import Office, office

__all__ = ["directive", "office"]

# The lines of an official letter are as long as they are.
# ruff: noqa: E501
TEXT = """ỦY BAN NHÂN DÂN
TỈNH LAM GIANG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 212/UBND-TH
V/v chấn chỉnh kỷ luật, kỷ cương hành chính

Lam Giang, ngày 02 tháng 11 năm 2026

Thời gian qua, việc thực hiện nhiệm vụ được giao có nơi còn chậm.

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát, trình phê duyệt danh mục thủ tục hành chính nội bộ trước ngày 15 tháng 12 năm 2026.

2. Sở Tài chính khẩn trương tổng hợp số liệu giải ngân, báo cáo Chủ tịch Ủy ban nhân dân tỉnh trong thời hạn 05 ngày làm việc.

3. Sở Nội vụ, Sở Tài chính báo cáo kết quả kiểm tra việc chấp hành giờ làm việc.

Yêu cầu các đơn vị nghiêm túc thực hiện./.
"""


@pytest.fixture
def directive(office: Office) -> Directive:
    """A directive of 2 November 2026, registered by the desk and not looked at yet."""
    return register_directive(
        actor=office.desk, agency_id=office.vpubnd.pk, file=None, text=TEXT, now=office.now,
        entry=Entry(kind="cong_van", code="212/UBND-TH", issued_on=date(2026, 11, 2), issuer="Chủ tịch UBND tỉnh",
                    subject="Chấn chỉnh kỷ luật, kỷ cương hành chính"),
    )  # fmt: skip
