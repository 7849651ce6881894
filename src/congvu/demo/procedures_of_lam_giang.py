"""Thủ tục của tỉnh Lam Giang: real national codes with step times as provinces announced them; the rest is made up."""

from __future__ import annotations

from congvu.demo.announced import Announced, Case
from congvu.demo.procedures_of_land import BUILDING, LAND
from congvu.demo.procedures_of_people import OF_PEOPLE

_FIRST = (
    Announced(
        code="1.001193",
        agency="stp",
        field="Hộ tịch",
        name="Đăng ký khai sinh",
        level="commune",
        settled_by="UBND cấp xã",
        papers=("Tờ khai đăng ký khai sinh", "Giấy chứng sinh hoặc văn bản thay thế"),
        cases=(
            Case(
                limit="8 working hours",
                same_day=True,
                steps="""
                    Tiếp nhận;d;Công chức Một cửa;1 giờ
                    Kiểm tra, ghi sổ hộ tịch;s;Công chức tư pháp - hộ tịch;4 giờ
                    Ký giấy khai sinh;s;Lãnh đạo UBND cấp xã;2 giờ
                    Vào sổ, trả kết quả;d;Công chức Một cửa;1 giờ
                """,
            ),
        ),
    ),
    Announced(
        code="2.000815",
        agency="stp",
        field="Chứng thực",
        name="Chứng thực bản sao từ bản chính",
        level="commune",
        settled_by="UBND cấp xã",
        papers=("Bản chính giấy tờ", "Bản sao cần chứng thực"),
        fee=("Phí chứng thực, mỗi trang (từ trang thứ ba 1.000 đồng)", 2000),
        online="partial",
        online_reason="Phải đối chiếu bản chính bằng giấy",
        cases=(
            Case(
                limit="8 working hours",
                same_day=True,
                extension="2 working days",
                steps="""
                    Tiếp nhận, đối chiếu;d;Công chức Một cửa;3 giờ
                    Ký chứng thực;s;Lãnh đạo UBND cấp xã;4 giờ
                    Đóng dấu, trả kết quả;d;Công chức Một cửa;1 giờ
                """,
            ),
        ),
    ),
    Announced(
        code="2.000908.00 0.00.00.H61",
        agency="stp",
        field="Chứng thực",
        name="Cấp bản sao từ sổ gốc",
        level="commune",
        settled_by="Cơ quan đang quản lý sổ gốc",
        papers=("Giấy tờ tùy thân để xuất trình",),
        cases=(
            Case(
                limit="8 working hours",
                same_day=True,
                steps="""
                    Tiếp nhận;d;Công chức Một cửa;2 giờ
                    Thẩm định;s;Công chức chuyên môn;3 giờ
                    Ký bản sao;s;Lãnh đạo;2 giờ
                    Phát hành;d;Công chức Một cửa;1 giờ
                """,
            ),
        ),
    ),
    Announced(
        code="1.001612",
        agency="stc",
        field="Đăng ký hộ kinh doanh",
        name="Đăng ký thành lập hộ kinh doanh",
        level="commune",
        settled_by="UBND cấp xã",
        subjects=("household_business",),
        papers=("Giấy đề nghị đăng ký hộ kinh doanh",),
        fee=("Lệ phí đăng ký", 100000),
        cases=(
            Case(
                limit="3 working days",
                steps="""
                    Tiếp nhận;d;Công chức Một cửa;2 giờ
                    Thẩm định;s;Chuyên viên;16 giờ
                    Ký giấy chứng nhận;s;Lãnh đạo UBND cấp xã;4 giờ
                    Trả kết quả;d;Công chức Một cửa;2 giờ
                """,
            ),
        ),
    ),
    Announced(
        code="3.000527.H61",
        agency="syt",
        field="Phòng, chống tệ nạn xã hội",
        level="commune",
        name="Đăng ký cai nghiện ma túy tự nguyện",
        settled_by="UBND cấp xã",
        papers=("Đơn đăng ký cai nghiện tự nguyện", "Bản sao kết quả xác định tình trạng nghiện", "Bản sao căn cước"),
        cases=(
            Case(
                limit="3 working days",
                steps="""
                    Tiếp nhận;d;Công chức Một cửa;0,25 ngày
                    Phân công;s;Trưởng phòng;0,25 ngày
                    Thẩm định;s;Chuyên viên;1 ngày
                    Duyệt;s;Trưởng phòng;1 ngày
                    Ký;s;Lãnh đạo UBND cấp xã;0,25 ngày
                    Trả kết quả;d;Công chức Một cửa;0,25 ngày
                """,
            ),
        ),
    ),
    Announced(
        code="1.012994",
        agency="snnmt",
        field="Đất đai",
        level="commune",
        settled_by="UBND cấp xã",
        name="Khấu trừ kinh phí bồi thường, hỗ trợ, tái định cư",
        papers=("Văn bản đề nghị khấu trừ", "Quyết định phê duyệt phương án bồi thường"),
        subjects=("citizen", "organisation"),
        cases=(
            Case(
                limit="168 working hours",
                steps="""
                    Tiếp nhận;d;Công chức Một cửa;4 giờ
                    Phân công;s;Trưởng phòng Kinh tế;4 giờ
                    Thẩm định;s;Chuyên viên;112 giờ
                    Duyệt;s;Trưởng phòng Kinh tế;24 giờ
                    Ký;s;Lãnh đạo UBND cấp xã;16 giờ
                    Phát hành;s;Văn thư;8 giờ
                    Trả kết quả;d;Công chức Một cửa;-
                """,
            ),
        ),
    ),
    Announced(
        code="2.002755",
        agency="snv",
        field="Chính sách",
        level="both",
        settled_by="Sở Nội vụ",
        name="Trợ cấp một lần đối với người tham gia chiến tranh sau ngày 30/4/1975",
        papers=("Bản khai cá nhân", "Giấy tờ chứng minh thời gian tham gia"),
        interlinked=True,
        cases=(
            Case(
                limit="96 working hours",
                steps="""
                    Tiếp nhận tại xã;d;Công chức Một cửa;4 giờ
                    Phân công tại xã;s;Trưởng phòng Văn hóa - Xã hội;4 giờ
                    Xét duyệt tại xã;s;Thành viên hội đồng chính sách;20 giờ
                    Duyệt tại xã;s;Trưởng phòng Văn hóa - Xã hội;4 giờ
                    Ký tờ trình;s;Lãnh đạo UBND cấp xã;4 giờ
                    Chuyển lên tỉnh;s;Văn thư;4 giờ
                    Tiếp nhận tại tỉnh;n:ttpvhcc;Chuyên viên;4 giờ
                    Phân công tại sở;a;Trưởng phòng Người có công;4 giờ
                    Dự thảo tờ trình;a;Chuyên viên;12 giờ
                    Thẩm tra;n:vpubnd;Chuyên viên Văn phòng UBND tỉnh;16 giờ
                    Dự thảo kết quả;a;Chuyên viên;8 giờ
                    Duyệt tại sở;a;Trưởng phòng Người có công;4 giờ
                    Ký quyết định;a;Lãnh đạo sở;4 giờ
                    Phát hành;a;Văn thư;4 giờ
                    Trả kết quả tại xã;d;Công chức Một cửa;-
                """,
            ),
        ),
    ),
    Announced(
        code="1.012644",
        agency="sdttg",
        field="Tôn giáo Chính phủ",
        level="province",
        settled_by="UBND tỉnh",
        name="Thay đổi trụ sở của tổ chức tôn giáo",
        subjects=("organisation",),
        papers=("Văn bản đề nghị thay đổi trụ sở", "Giấy tờ về trụ sở mới"),
        cases=(
            Case(
                limit="30 working days",
                group=("Khối UBND tỉnh", "7 ngày"),
                steps="""
                    Tiếp nhận;d;Trung tâm tỉnh;0,5 ngày
                    Kiểm tra;d;Trưởng bộ phận;0,5 ngày
                    Giao việc;s;Lãnh đạo sở;1 ngày
                    Phân công;s;Trưởng phòng;1 ngày;back:Giao việc
                    Thẩm định;s;Chuyên viên;16 ngày;back:Phân công
                    Duyệt hồ sơ;s;Trưởng phòng;1 ngày
                    Ký tờ trình;s;Lãnh đạo sở;1 ngày
                    ~Văn phòng tiếp nhận;a;Văn thư Văn phòng
                    ~Phân công tại Văn phòng;a;Lãnh đạo Văn phòng
                    ~Thẩm tra;a;Chuyên viên Văn phòng
                    ~Duyệt tại Văn phòng;a;Lãnh đạo Văn phòng
                    ~Ký quyết định;a;Lãnh đạo UBND tỉnh
                    ~Phát hành;a;Văn thư Văn phòng
                    Đóng hồ sơ;s;Chuyên viên;2 ngày
                    Trả kết quả;d;Trung tâm tỉnh;-
                """,
            ),
        ),
    ),
    Announced(
        code="1.001806",
        agency="syt",
        field="Bảo trợ xã hội",
        level="province",
        settled_by="Sở Y tế",
        name="Công nhận cơ sở sản xuất, kinh doanh sử dụng từ 30% lao động là người khuyết tật",
        subjects=("enterprise",),
        papers=("Công văn đề nghị", "Danh sách lao động là người khuyết tật"),
        cases=(
            Case(
                limit="10 working days",
                steps="""
                    Tiếp nhận;d;Trung tâm tỉnh;0,5 ngày
                    Phân công;s;Trưởng phòng;0,5 ngày
                    Thẩm định;s;Chuyên viên;7 ngày
                    Duyệt;s;Trưởng phòng;0,5 ngày
                    Ký;s;Lãnh đạo sở;1 ngày
                    Phát hành;s;Văn thư;0,5 ngày
                    Trả kết quả;d;Trung tâm tỉnh;-
                """,
            ),
        ),
    ),
    Announced(
        code="1.013814",
        agency="syt",
        field="Bảo trợ xã hội",
        level="province",
        settled_by="UBND tỉnh",
        name="Đăng ký thành lập cơ sở trợ giúp xã hội ngoài công lập",
        subjects=("organisation", "citizen"),
        papers=("Tờ khai đăng ký thành lập", "Dự thảo điều lệ"),
        published=False,
        cases=(
            Case(
                limit="5 working days",
                steps="""
                    Tiếp nhận;d;Trung tâm tỉnh;0,25 ngày
                    Phân công;s;Trưởng phòng;0,25 ngày
                    Thẩm định;s;Chuyên viên;1,5 ngày
                    Duyệt;s;Trưởng phòng;0,5 ngày
                    Ký tờ trình;s;Lãnh đạo sở;0,5 ngày
                    Phát hành tờ trình;s;Văn thư;0,25 ngày
                    Thẩm tra;a;Chuyên viên Văn phòng;1,5 ngày
                    Phát hành;a;Văn thư Văn phòng;0,25 ngày
                    Trả kết quả;d;Trung tâm tỉnh;-
                """,
            ),
        ),
    ),
    Announced(
        code="1.014464",
        agency="svhttdl",
        field="Báo chí, xuất bản",
        level="province",
        settled_by="UBND tỉnh",
        name="Cấp giấy chứng nhận lưu hành tự do",
        subjects=("enterprise",),
        papers=("Đơn đề nghị",),
        published=False,
        cases=(
            Case(
                limit="24 working hours",
                steps="""
                    Tiếp nhận;d;Trung tâm tỉnh;2 giờ
                    Thẩm định;s;Phòng chuyên môn;1 ngày
                    Ký tờ trình;s;Lãnh đạo sở;4 giờ
                    Thẩm tra;a;Văn phòng UBND tỉnh;4 giờ
                    Ký;a;Lãnh đạo UBND tỉnh;4 giờ
                    Trả kết quả;d;Trung tâm tỉnh;2 giờ
                """,
            ),
        ),
    ),
    Announced(
        code="1.009645.H05",
        agency="stc",
        field="Đầu tư tại Việt Nam",
        level="province",
        settled_by="UBND tỉnh",
        name="Chấp thuận chủ trương đầu tư của UBND tỉnh",
        subjects=("enterprise",),
        papers=("Văn bản đề nghị thực hiện dự án", "Đề xuất dự án", "Tài liệu chứng minh năng lực tài chính"),
        cases=(
            Case(
                limit="17 working days",
                steps="""
                    Tiếp nhận;d;Trung tâm tỉnh;0,5 ngày
                    Phân công;s;Trưởng phòng;0,25 ngày
                    Soạn văn bản lấy ý kiến;s;Chuyên viên;0,5 ngày
                    Duyệt văn bản;s;Trưởng phòng;0,25 ngày
                    Ký văn bản lấy ý kiến;s;Lãnh đạo sở;0,5 ngày
                    Cơ quan được hỏi trả lời;s;Cơ quan liên quan;7 ngày;consult
                    Tổng hợp, lập báo cáo;s;Chuyên viên;2 ngày
                    Duyệt báo cáo;s;Trưởng phòng;1 ngày
                    Ký báo cáo;s;Lãnh đạo sở;1 ngày
                    Phát hành báo cáo;s;Văn thư;0,5 ngày
                    Quyết định;a;Lãnh đạo UBND tỉnh;3 ngày
                    Số hóa, trả kết quả;d;Trung tâm tỉnh;0,5 ngày
                """,
            ),
        ),
    ),
)

PROCEDURES = (*_FIRST, *BUILDING, *LAND, *OF_PEOPLE)
