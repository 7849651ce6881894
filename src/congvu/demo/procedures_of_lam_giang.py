"""Thủ tục của tỉnh Lam Giang: real national codes with step times as provinces announced them; the rest is made up.

Steps are lines of "station; who; post; time", who being d (one-stop desk), s (the agency that settles), a (the one
above). `~` begins a station that shares the time of the group named before it; a time "-" does not count.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A procedure of the demo: code as an annex writes it, agency that answers for it, papers, fee in đồng, route."""

    code: str
    agency: str
    field: str
    name: str
    level: str
    settled_by: str
    limit: str
    papers: tuple[str, ...]
    steps: str
    subjects: tuple[str, ...] = ("citizen",)
    online: str = "full"
    online_reason: str = ""
    fee: tuple[str, int] | None = None
    group: tuple[str, str] | None = None
    note: str = ""
    published: bool = True
    boundary_free: bool = True
    interlinked: bool = False


PROCEDURES = (
    Announced(
        code="1.001193",
        agency="stp",
        field="Hộ tịch",
        name="Đăng ký khai sinh",
        level="commune",
        settled_by="UBND cấp xã",
        limit="8 working hours",
        note="Nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo",
        papers=("Tờ khai đăng ký khai sinh", "Giấy chứng sinh hoặc văn bản thay thế"),
        steps="Tiếp nhận;d;Công chức Một cửa;1 giờ\nKiểm tra, ghi sổ hộ tịch;s;Công chức tư pháp - hộ tịch;4 giờ\n"
        "Ký giấy khai sinh;s;Lãnh đạo UBND cấp xã;2 giờ\nVào sổ, trả kết quả;d;Công chức Một cửa;1 giờ",
    ),
    Announced(
        code="2.000815",
        agency="stp",
        field="Chứng thực",
        name="Chứng thực bản sao từ bản chính",
        level="commune",
        settled_by="UBND cấp xã",
        limit="8 working hours",
        papers=("Bản chính giấy tờ", "Bản sao cần chứng thực"),
        fee=("Phí chứng thực, mỗi trang (từ trang thứ ba 1.000 đồng)", 2000),
        online="partial",
        online_reason="Phải đối chiếu bản chính bằng giấy",
        steps="Tiếp nhận, đối chiếu;d;Công chức Một cửa;3 giờ\nKý chứng thực;s;Lãnh đạo UBND cấp xã;4 giờ\n"
        "Đóng dấu, trả kết quả;d;Công chức Một cửa;1 giờ",
    ),
    Announced(
        code="2.000908.00 0.00.00.H61",
        agency="stp",
        field="Chứng thực",
        name="Cấp bản sao từ sổ gốc",
        level="commune",
        settled_by="Cơ quan đang quản lý sổ gốc",
        limit="8 working hours",
        papers=("Giấy tờ tùy thân để xuất trình",),
        steps="Tiếp nhận;d;Công chức Một cửa;2 giờ\nThẩm định;s;Công chức chuyên môn;3 giờ\n"
        "Ký bản sao;s;Lãnh đạo;2 giờ\nPhát hành;d;Công chức Một cửa;1 giờ",
    ),
    Announced(
        code="1.013225",
        agency="sxd",
        field="Hoạt động xây dựng",
        level="commune",
        settled_by="UBND cấp xã",
        name="Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
        limit="7 working days",
        subjects=("citizen",),
        papers=("Đơn đề nghị cấp giấy phép xây dựng", "Một trong các giấy tờ về đất", "Bản vẽ thiết kế xây dựng"),
        fee=("Lệ phí cấp giấy phép", 75000),
        steps="Tiếp nhận;d;Công chức Một cửa;0,5 ngày\nPhân công;s;Trưởng phòng;0,25 ngày\n"
        "Thẩm định, kiểm tra thực địa;s;Chuyên viên;3 ngày\nLấy ý kiến cơ quan liên quan;s;Chuyên viên;2 ngày\n"
        "Duyệt;s;Trưởng phòng;0,5 ngày\nKý giấy phép;s;Lãnh đạo UBND cấp xã;0,5 ngày\n"
        "Đóng dấu, trả kết quả;d;Văn thư;0,25 ngày",
    ),
    Announced(
        code="1.001612",
        agency="stc",
        field="Đăng ký hộ kinh doanh",
        name="Đăng ký thành lập hộ kinh doanh",
        level="commune",
        settled_by="UBND cấp xã",
        limit="3 working days",
        subjects=("household_business",),
        papers=("Giấy đề nghị đăng ký hộ kinh doanh",),
        fee=("Lệ phí đăng ký", 100000),
        steps="Tiếp nhận;d;Công chức Một cửa;2 giờ\nThẩm định;s;Chuyên viên;16 giờ\n"
        "Ký giấy chứng nhận;s;Lãnh đạo UBND cấp xã;4 giờ\nTrả kết quả;d;Công chức Một cửa;2 giờ",
    ),
    Announced(
        code="3.000527.H61",
        agency="syt",
        field="Phòng, chống tệ nạn xã hội",
        level="commune",
        name="Đăng ký cai nghiện ma túy tự nguyện",
        settled_by="UBND cấp xã",
        limit="3 working days",
        papers=("Đơn đăng ký cai nghiện tự nguyện", "Bản sao kết quả xác định tình trạng nghiện", "Bản sao căn cước"),
        steps="Tiếp nhận;d;Công chức Một cửa;0,25 ngày\nPhân công;s;Trưởng phòng;0,25 ngày\n"
        "Thẩm định;s;Chuyên viên;1 ngày\nDuyệt;s;Trưởng phòng;1 ngày\nKý;s;Lãnh đạo UBND cấp xã;0,25 ngày\n"
        "Trả kết quả;d;Công chức Một cửa;0,25 ngày",
    ),
    Announced(
        code="1.012994",
        agency="snnmt",
        field="Đất đai",
        level="commune",
        settled_by="UBND cấp xã",
        name="Khấu trừ kinh phí bồi thường, hỗ trợ, tái định cư",
        limit="168 working hours",
        papers=("Văn bản đề nghị khấu trừ", "Quyết định phê duyệt phương án bồi thường"),
        subjects=("citizen", "organisation"),
        steps="Tiếp nhận;d;Công chức Một cửa;4 giờ\nPhân công;s;Trưởng phòng Kinh tế;4 giờ\n"
        "Thẩm định;s;Chuyên viên;112 giờ\nDuyệt;s;Trưởng phòng Kinh tế;24 giờ\n"
        "Ký;s;Lãnh đạo UBND cấp xã;16 giờ\nPhát hành;s;Văn thư;8 giờ\nTrả kết quả;d;Công chức Một cửa;-",
    ),
    Announced(
        code="2.002755",
        agency="snv",
        field="Chính sách",
        level="both",
        settled_by="Sở Nội vụ",
        name="Trợ cấp một lần đối với người tham gia chiến tranh sau ngày 30/4/1975",
        limit="96 working hours",
        papers=("Bản khai cá nhân", "Giấy tờ chứng minh thời gian tham gia"),
        interlinked=True,
        steps="Tiếp nhận tại xã;d;Công chức Một cửa;4 giờ\nPhân công tại xã;s;Trưởng phòng Văn hóa - Xã hội;4 giờ\n"
        "Xét duyệt tại xã;s;Thành viên hội đồng chính sách;20 giờ\nDuyệt tại xã;s;Trưởng phòng Văn hóa - Xã hội;4 giờ\n"
        "Ký tờ trình;s;Lãnh đạo UBND cấp xã;4 giờ\nChuyển lên tỉnh;s;Văn thư;4 giờ\n"
        "Tiếp nhận tại tỉnh;d;Trung tâm tỉnh;4 giờ\nPhân công tại sở;a;Trưởng phòng Người có công;4 giờ\n"
        "Dự thảo tờ trình;a;Chuyên viên;12 giờ\nThẩm tra;a;Chuyên viên Văn phòng UBND tỉnh;16 giờ\n"
        "Dự thảo kết quả;a;Chuyên viên;8 giờ\nDuyệt tại sở;a;Trưởng phòng Người có công;4 giờ\n"
        "Ký quyết định;a;Lãnh đạo sở;4 giờ\nPhát hành;a;Văn thư;4 giờ\nTrả kết quả tại xã;d;Công chức Một cửa;-",
    ),
    Announced(
        code="1.012644",
        agency="sdttg",
        field="Tôn giáo Chính phủ",
        level="province",
        settled_by="UBND tỉnh",
        name="Thay đổi trụ sở của tổ chức tôn giáo",
        limit="30 working days",
        subjects=("organisation",),
        papers=("Văn bản đề nghị thay đổi trụ sở", "Giấy tờ về trụ sở mới"),
        group=("Khối UBND tỉnh", "7 ngày"),
        steps="Tiếp nhận;d;Trung tâm tỉnh;0,5 ngày\nKiểm tra;d;Trưởng bộ phận;0,5 ngày\n"
        "Giao việc;s;Lãnh đạo sở;1 ngày\n"
        "Phân công;s;Trưởng phòng;1 ngày\nThẩm định;s;Chuyên viên;16 ngày\nDuyệt hồ sơ;s;Trưởng phòng;1 ngày\n"
        "Ký tờ trình;s;Lãnh đạo sở;1 ngày\n~Văn phòng tiếp nhận;a;Văn thư Văn phòng\n~Phân công tại Văn phòng;a;"
        "Lãnh đạo Văn phòng\n~Thẩm tra;a;Chuyên viên Văn phòng\n~Duyệt tại Văn phòng;a;Lãnh đạo Văn phòng\n"
        "~Ký quyết định;a;Lãnh đạo UBND tỉnh\n~Phát hành;a;Văn thư Văn phòng\nĐóng hồ sơ;s;Chuyên viên;2 ngày\n"
        "Trả kết quả;d;Trung tâm tỉnh;-",
    ),
    Announced(
        code="1.001806",
        agency="syt",
        field="Bảo trợ xã hội",
        level="province",
        settled_by="Sở Y tế",
        name="Công nhận cơ sở sản xuất, kinh doanh sử dụng từ 30% lao động là người khuyết tật",
        limit="10 working days",
        subjects=("enterprise",),
        papers=("Công văn đề nghị", "Danh sách lao động là người khuyết tật"),
        steps="Tiếp nhận;d;Trung tâm tỉnh;0,5 ngày\nPhân công;s;Trưởng phòng;0,5 ngày\nThẩm định;s;Chuyên viên;7 ngày\n"
        "Duyệt;s;Trưởng phòng;0,5 ngày\nKý;s;Lãnh đạo sở;1 ngày\nPhát hành;s;Văn thư;0,5 ngày\n"
        "Trả kết quả;d;Trung tâm tỉnh;-",
    ),
    Announced(
        code="1.013814",
        agency="syt",
        field="Bảo trợ xã hội",
        level="province",
        settled_by="UBND tỉnh",
        name="Đăng ký thành lập cơ sở trợ giúp xã hội ngoài công lập",
        limit="5 working days",
        subjects=("organisation", "citizen"),
        papers=("Tờ khai đăng ký thành lập", "Dự thảo điều lệ"),
        published=False,
        steps="Tiếp nhận;d;Trung tâm tỉnh;0,25 ngày\nPhân công;s;Trưởng phòng;0,25 ngày\n"
        "Thẩm định;s;Chuyên viên;1,5 ngày\nDuyệt;s;Trưởng phòng;0,5 ngày\nKý tờ trình;s;Lãnh đạo sở;0,5 ngày\n"
        "Phát hành tờ trình;s;Văn thư;0,25 ngày\nThẩm tra;a;Chuyên viên Văn phòng;1,5 ngày\n"
        "Phát hành;a;Văn thư Văn phòng;0,25 ngày\nTrả kết quả;d;Trung tâm tỉnh;-",
    ),
    Announced(
        code="1.014464",
        agency="svhttdl",
        field="Báo chí, xuất bản",
        level="province",
        settled_by="UBND tỉnh",
        name="Cấp giấy chứng nhận lưu hành tự do",
        limit="24 working hours",
        subjects=("enterprise",),
        papers=("Đơn đề nghị",),
        published=False,
        steps="Tiếp nhận;d;Trung tâm tỉnh;2 giờ\nThẩm định;s;Phòng chuyên môn;1 ngày\nKý tờ trình;s;Lãnh đạo sở;4 giờ\n"
        "Thẩm tra;a;Văn phòng UBND tỉnh;4 giờ\nKý;a;Lãnh đạo UBND tỉnh;4 giờ\nTrả kết quả;d;Trung tâm tỉnh;2 giờ",
    ),
    Announced(
        code="1.009645.H05",
        agency="stc",
        field="Đầu tư tại Việt Nam",
        level="province",
        settled_by="UBND tỉnh",
        name="Chấp thuận chủ trương đầu tư của UBND tỉnh",
        limit="17 working days",
        subjects=("enterprise",),
        papers=("Văn bản đề nghị thực hiện dự án", "Đề xuất dự án", "Tài liệu chứng minh năng lực tài chính"),
        steps="Tiếp nhận;d;Trung tâm tỉnh;0,5 ngày\nPhân công;s;Trưởng phòng;0,25 ngày\n"
        "Soạn văn bản lấy ý kiến;s;Chuyên viên;0,5 ngày\nDuyệt văn bản;s;Trưởng phòng;0,25 ngày\n"
        "Ký văn bản lấy ý kiến;s;Lãnh đạo sở;0,5 ngày\nCơ quan được hỏi trả lời;s;Cơ quan liên quan;7 ngày\n"
        "Tổng hợp, lập báo cáo;s;Chuyên viên;2 ngày\nDuyệt báo cáo;s;Trưởng phòng;1 ngày\n"
        "Ký báo cáo;s;Lãnh đạo sở;1 ngày\nPhát hành báo cáo;s;Văn thư;0,5 ngày\n"
        "Quyết định;a;Lãnh đạo UBND tỉnh;3 ngày\nSố hóa, trả kết quả;d;Trung tâm tỉnh;0,5 ngày",
    ),
)
