"""Tên loại văn bản: the printed name of a document's kind, folded, and how it is written (NĐ 30/2020/NĐ-CP, Điều 7)."""

from __future__ import annotations

TITLES = {
    "cong dien": "Công điện", "chi thi": "Chỉ thị", "quyet dinh": "Quyết định", "nghi quyet": "Nghị quyết",
    "ke hoach": "Kế hoạch", "thong bao": "Thông báo", "huong dan": "Hướng dẫn", "bao cao": "Báo cáo",
    "chuong trinh": "Chương trình", "ket luan": "Kết luận", "chuong trinh hanh dong": "Chương trình hành động",
    "quy che": "Quy chế", "quy dinh": "Quy định", "to trinh": "Tờ trình", "de an": "Đề án", "phuong an": "Phương án",
    "cong van": "Công văn", "nghi dinh": "Nghị định", "thong tu": "Thông tư", "thong bao ket luan": "Thông báo",
    "ket luan thanh tra": "Kết luận thanh tra", "cong dien khan": "Công điện",
    "nghi quyet lien tich": "Nghị quyết liên tịch", "thong cao": "Thông cáo", "bien ban": "Biên bản",
    "giay moi": "Giấy mời",
}  # fmt: skip
