"""The made-up directives of the province in the order of their dates, and what the desk makes of each."""

from __future__ import annotations

from congvu.demo.papers import EACH, ONE, READ, Order, Paper

CHAIRMAN = "Chủ tịch Ủy ban nhân dân tỉnh"
COMMITTEE = "Ủy ban nhân dân tỉnh"

PAPERS: tuple[Paper, ...] = (
    Paper(
        "ky-luat-ky-cuong", "18/CT-UBND", "chi_thi", CHAIRMAN,
        "Về việc tăng cường kỷ luật, kỷ cương hành chính và trách nhiệm trong giải quyết công việc", 200,
        (
            Order("Quán triệt Chỉ thị này", READ, (":cac-so-ban-nganh", ":ubnd-cap-xa"), due="day+14"),
            Order("Ban hành quy định phân công nhiệm vụ", EACH, (":cac-so", ":ubnd-cap-xa"), due="day+35", report_to="Sở Nội vụ"),
            Order("xây dựng kế hoạch kiểm tra công vụ", ONE, ("snv",), ("ttt", "vpubnd"), due="day+40"),
            Order("Tham mưu quy định khung", ONE, ("snv",), due="quarter+1"),
            Order("thanh tra trách nhiệm người đứng đầu", ONE, ("ttt",), ("snv",), due="day+90"),
            Order("kết nối hệ thống quản lý văn bản", ONE, ("skhcn",), ("vpubnd",), due="month+2"),
            Order("mở chuyên mục về kỷ luật", ONE, ("bao-ptth",)),
            Order("theo dõi, đôn đốc việc thực hiện Chỉ thị này", ONE, ("vpubnd",), due="month+1"),
        ),
    ),
    Paper(
        "cong-dien-mua-lu", "11/CĐ-UBND", "cong_dien", CHAIRMAN, "Về việc ứng phó mưa lớn, lũ, ngập lụt và sạt lở đất", 0,
        (
            Order("rà soát, lập danh sách hộ dân", EACH, (":ubnd-cap-xa",), due="day+1", report_to="Sở Nông nghiệp và Môi trường"),
            Order("kiểm đếm thiệt hại", EACH, (":ubnd-cap-xa",), due="5 working days"),
            Order("kiểm tra an toàn 27 hồ chứa", ONE, ("snnmt",), ("bchqs", "ca-tinh"), due="day+2"),
            Order("bố trí lực lượng trực gác", ONE, ("sxd",), ("ca-tinh",), due="day+7"),
            Order("quyết định việc cho học sinh nghỉ học", ONE, ("sgddt",), due="day+10"),
            Order("chuẩn bị cơ số thuốc", ONE, ("syt",)),
            Order("bảo đảm nguồn cung hàng hóa", ONE, ("sct",)),
        ),
        urgency="express",
    ),
)  # fmt: skip
