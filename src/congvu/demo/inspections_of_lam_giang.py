"""What is made up for checks of public duty: teams, recusals, checks of the year, faults agencies find themselves."""

from __future__ import annotations

from dataclasses import dataclass

from congvu.domain.inspections.queries.choices import MODEL_PURPOSES as PURPOSES

__all__ = [
    "CHECKS", "DRAFTED", "FAULTS", "NEW_ITEM", "PURPOSES", "RECUSALS", "TEAMS", "THEME", "THEME_GROUPS", "TeamOf",
]

THEME, THEME_GROUPS = "Giải quyết thủ tục hành chính", ("D", "E", "F")
NEW_ITEM = {
    "group": "D", "name": "Có người hướng dẫn nộp hồ sơ trực tuyến tại chỗ", "mark": "M", "severity": 1,
    "evidence": "Quan sát, hỏi người dân", "violation": "Người dân phải nhờ dịch vụ bên ngoài", "basis": "",
    "counts_heads": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TeamOf:
    """A team: its decision, officials with their roles, observers with who sends them."""

    name: str
    decision: str
    members: tuple[tuple[str, str], ...]
    observers: tuple[tuple[str, str], ...] = ()


TEAMS = (
    TeamOf(
        "Đoàn kiểm tra công vụ số 1", "98/QĐ-UBND (minh họa)",
        (("snv-deputy-01", "head"), ("vpubnd-deputy-01", "deputy"), ("snv-cv-02", "secretary"),
         ("ttt-cv-02", "member"), ("stp-cv-01", "member")),
        (("Lê Thị Hòa", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lam Giang"),),
    ),
    TeamOf(
        "Đoàn kiểm tra công vụ số 2", "99/QĐ-UBND (minh họa)",
        (("ttt-deputy-01", "head"), ("vpubnd-tp-03", "deputy"), ("snv-cv-03", "secretary"), ("ttt-cv-03", "member"),
         ("stp-cv-02", "member")),
        (("Nguyễn Văn Bách", "Báo và Phát thanh, Truyền hình Lam Giang"),),
    ),
)  # fmt: skip

#: Official, unit, why, whether he declared it himself, why it ended.
RECUSALS = (
    ("ttt-cv-02", "phuong-lam-son", "Vợ là công chức Ủy ban nhân dân phường", True, ""),
    ("stp-cv-02", "stp", "Đang công tác tại Sở Tư pháp", False, ""),
    ("snv-cv-03", "xa-an-khanh", "Công tác tại xã đến tháng 6 năm trước", True, ""),
    ("vpubnd-tp-03", "sxd", "Em ruột là Phó Trưởng phòng của Sở", True, "Người thân đã chuyển công tác"),
)

_TWICE = "Theo chỉ đạo của Chủ tịch UBND tỉnh sau nhiều phản ánh về hồ sơ đất đai trễ hạn"
#: Unit, month, day, team, theme, reason where there is a warning.
CHECKS = (
    ("sct", 3, 10, 0, "", ""), ("sgddt", 3, 24, 1, "", ""), ("phuong-lam-son", 4, 14, 0, "", ""),
    ("stc", 4, 28, 1, "", ""), ("xa-cam-loc", 5, 12, 0, "", ""), ("snnmt", 5, 26, 1, THEME, ""),
    ("phuong-an-thang", 6, 9, 0, "", ""), ("sxd", 7, 14, 1, "", ""), ("xa-vinh-phung", 8, 11, 0, "", ""),
    ("syt", 9, 15, 1, "", ""), ("phuong-binh-hai", 10, 6, 0, THEME, ""), ("stp", 10, 20, 1, "", ""),
    ("phuong-lam-son", 11, 10, 0, THEME, _TWICE), ("xa-an-khanh", 11, 25, 0, "", ""), ("skhcn", 12, 1, 1, "", ""),
    ("xa-yen-tan", 12, 8, 0, "", ""), ("svhttdl", 12, 15, 1, THEME, ""),
)  # fmt: skip

#: The draft of the next year: Sở Xây dựng would come too soon.
DRAFTED = (("sxd", 3, 9), ("sngv", 3, 23), ("xa-tan-tri", 4, 13), ("phuong-ngoc-ha", 4, 27), ("bqlkcn", 5, 18))

#: Item → how often agencies find the fault themselves, what they found, what they do about it.
FAULTS = {
    "A01": (0.12, "Có người đến muộn đầu giờ sáng", "Nhắc nhở, theo dõi qua máy chấm công hằng ngày"),
    "A03": (0.08, "Đi cơ sở không ghi sổ báo việc", "Chấn chỉnh tại giao ban, kiểm tra sổ hằng tuần"),
    "B13": (0.10, "Còn bàn chưa có biển tên", "Làm đủ biển tên, chức danh"),
    "D23": (0.12, "Máy tra cứu hỏng", "Sửa máy, phân công người kiểm tra đầu giờ"),
    "E31": (0.25, "Một số thủ tục niêm yết theo quyết định cũ", "Thay bản niêm yết theo quyết định mới nhất"),
    "F39": (0.30, "Còn hồ sơ quá hạn", "Giải quyết dứt điểm, giao lãnh đạo theo dõi từng hồ sơ"),
    "F40": (0.22, "Có hồ sơ trễ hạn chưa xin lỗi", "Gửi thư xin lỗi, hẹn lại; rà soát hằng tuần"),
    "F49": (0.18, "Số hóa chưa đạt chỉ tiêu", "Bố trí máy quét, số hóa bổ sung"),
    "F52": (0.15, "Ít lấy ý kiến người dân", "Đặt máy đánh giá tại quầy, hướng dẫn người dân"),
    "G54": (0.20, "Có nhiệm vụ quá hạn", "Lập danh sách, báo cáo xin gia hạn hoặc hoàn thành"),
    "G58": (0.14, "Trả lời lấy ý kiến chậm", "Quy định thời hạn nội bộ, lãnh đạo duyệt hằng ngày"),
    "H65": (0.12, "Phản ánh trả lời chậm", "Phân công đầu mối theo dõi"),
    "I76": (0.06, "Còn kiến nghị chưa thực hiện", "Lập kế hoạch khắc phục, báo cáo kết quả"),
}
