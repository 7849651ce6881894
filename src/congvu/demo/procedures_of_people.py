"""Thủ tục của người dân và doanh nghiệp tỉnh Lam Giang: civil status, businesses, karaoke, work permits, experts.

Limits are those the law or provinces announced; step times without a published table, and codes that begin with 9, are
made up.
"""

from __future__ import annotations

from congvu.demo.announced import Announced, Case

_ONE_DAY = """Tiếp nhận;d;Công chức Một cửa;1 giờ
                    Kiểm tra, ghi sổ hộ tịch;s;Công chức tư pháp - hộ tịch;4 giờ
                    Ký;s;Lãnh đạo UBND cấp xã;2 giờ
                    Trả kết quả;d;Công chức Một cửa;1 giờ"""
_VERIFIED = """Tiếp nhận;d;Công chức Một cửa;0,5 ngày
                    Xác minh;s;Công chức tư pháp - hộ tịch;3 ngày
                    Ghi sổ hộ tịch;s;Công chức tư pháp - hộ tịch;0,5 ngày
                    Ký;s;Lãnh đạo UBND cấp xã;0,5 ngày
                    Trả kết quả;d;Công chức Một cửa;0,5 ngày"""
_THREE_DAYS = """Tiếp nhận;d;Công chức Một cửa;2 giờ
                    Thẩm định;s;Công chức tư pháp - hộ tịch;12 giờ
                    Ký;s;Lãnh đạo UBND cấp xã;8 giờ
                    Trả kết quả;d;Công chức Một cửa;2 giờ"""


def _civil(code: str, name: str, papers: tuple[str, ...], cases: tuple[Case, ...], *, present: bool) -> Announced:
    return Announced(
        code=code, agency="stp", field="Hộ tịch", name=name, level="commune", settled_by="UBND cấp xã", papers=papers,
        cases=cases, online="partial" if present else "full",
        online_reason="Phải có mặt khi đăng ký" if present else "",
    )  # fmt: skip


CIVIL_STATUS = (
    _civil(
        "1.000894",
        "Đăng ký kết hôn",
        ("Tờ khai đăng ký kết hôn", "Giấy xác nhận tình trạng hôn nhân"),
        (
            Case(name="Không phải xác minh", limit="8 working hours", same_day=True, steps=_ONE_DAY),
            Case(name="Phải xác minh điều kiện kết hôn", limit="5 working days", steps=_VERIFIED),
        ),
        present=True,
    ),
    _civil(
        "1.000656",
        "Đăng ký khai tử",
        ("Tờ khai đăng ký khai tử", "Giấy báo tử hoặc giấy tờ thay thế"),
        (Case(limit="8 working hours", same_day=True, steps=_ONE_DAY),),
        present=False,
    ),
    _civil(
        "1.004837",
        "Đăng ký giám hộ",
        ("Tờ khai đăng ký giám hộ", "Văn bản cử người giám hộ"),
        (Case(limit="3 working days", steps=_THREE_DAYS),),
        present=False,
    ),
    _civil(
        "1.001022",
        "Đăng ký nhận cha, mẹ, con",
        ("Tờ khai đăng ký nhận cha, mẹ, con", "Chứng cứ chứng minh quan hệ cha, mẹ, con"),
        (Case(limit="3 working days", extension="5 working days", steps=_THREE_DAYS),),
        present=True,
    ),
    _civil(
        "1.004859",
        "Đăng ký thay đổi, cải chính, bổ sung thông tin hộ tịch",
        ("Tờ khai đăng ký thay đổi, cải chính", "Giấy tờ làm căn cứ thay đổi, cải chính"),
        (Case(limit="3 working days", extension="3 working days", steps=_THREE_DAYS),),
        present=False,
    ),
)

_HOUSEHOLD = """Tiếp nhận;d;Công chức Một cửa;2 giờ
                    Thẩm định;s;Chuyên viên;16 giờ
                    Ký;s;Lãnh đạo UBND cấp xã;4 giờ
                    Trả kết quả;d;Công chức Một cửa;2 giờ"""


def _household(code: str, name: str, paper: str, fee: int = 0) -> Announced:
    return Announced(
        code=code, agency="stc", field="Đăng ký hộ kinh doanh", name=name, level="commune", settled_by="UBND cấp xã",
        subjects=("household_business",), papers=(paper,), fee=("Lệ phí đăng ký", fee) if fee else None,
        cases=(Case(limit="3 working days", steps=_HOUSEHOLD),),
    )  # fmt: skip


BUSINESS = (
    _household("2.000720", "Đăng ký thay đổi nội dung đăng ký hộ kinh doanh", "Thông báo thay đổi nội dung", 100000),
    _household("1.001570", "Tạm ngừng kinh doanh của hộ kinh doanh", "Thông báo tạm ngừng kinh doanh"),
    _household("1.001266", "Chấm dứt hoạt động hộ kinh doanh", "Thông báo chấm dứt hoạt động"),
    Announced(
        code="9.000112",
        agency="svhttdl",
        field="Văn hóa",
        name="Nhóm thủ tục liên thông điện tử để kinh doanh dịch vụ karaoke",
        level="both",
        settled_by="Sở Văn hóa, Thể thao và Du lịch",
        subjects=("household_business",),
        interlinked=True,
        papers=("Tờ khai điện tử dùng chung cho nhóm thủ tục", "Sơ đồ phòng hát, hồ sơ phòng cháy và chữa cháy"),
        basis="Nghị định số 297/2025/NĐ-CP",
        cases=(
            Case(
                limit="16 working days",
                phases=(
                    ("Đăng ký hộ kinh doanh", "3 working days"),
                    ("Giấy chứng nhận đủ điều kiện về an ninh, trật tự", "3 working days"),
                    ("Giấy phép kinh doanh dịch vụ karaoke", "10 working days"),
                ),
                steps="""Tiếp nhận hồ sơ dùng chung;d;Trung tâm tỉnh;2 giờ
                    Đăng ký hộ kinh doanh;s;Phòng Kinh tế;22 giờ
                    Cấp giấy chứng nhận an ninh, trật tự;n:ca-tinh;Phòng Cảnh sát quản lý hành chính;3 ngày;p2
                    Thẩm định điều kiện karaoke;n:svhttdl;Phòng Quản lý văn hóa;8 ngày;p3
                    Ký giấy phép;n:svhttdl;Lãnh đạo sở;1,5 ngày;p3
                    Trả kết quả của cả nhóm;d;Trung tâm tỉnh;0,5 ngày;p3""",
            ),
        ),
    ),
)


def _permit(checking: str, signing: str) -> str:
    return f"""Tiếp nhận;d;Trung tâm tỉnh;0,5 ngày
                    Thẩm định;s;Chuyên viên;{checking} ngày;back:Tiếp nhận
                    Duyệt;s;Trưởng phòng;0,5 ngày;back:Thẩm định
                    Ký;s;Lãnh đạo sở;{signing} ngày
                    Trả kết quả;d;Trung tâm tỉnh;0,5 ngày"""


def _foreigner(code: str, name: str, days: int, checking: str, signing: str, refusal: str = "") -> Announced:
    return Announced(
        code=code, agency="snv", field="Việc làm", name=name, level="province", settled_by="Sở Nội vụ",
        subjects=("enterprise", "organisation"), papers=("Văn bản đề nghị", "Hộ chiếu còn giá trị"),
        cases=(Case(limit=f"{days} working days", refusal=refusal, steps=_permit(checking, signing)),),
    )  # fmt: skip


WORK_PERMITS = (
    _foreigner("1.014199", "Cấp giấy phép lao động cho người lao động nước ngoài", 10, "7,5", "1", "3 working days"),
    _foreigner("1.014200", "Cấp lại giấy phép lao động", 3, "1", "0,5"),
    _foreigner("1.014201", "Gia hạn giấy phép lao động", 10, "7,5", "1"),
    _foreigner(
        "1.014196", "Cấp giấy xác nhận không thuộc diện cấp giấy phép lao động", 5, "3", "0,5", "3 working days"
    ),
    _foreigner("1.014197", "Cấp lại giấy xác nhận không thuộc diện cấp giấy phép lao động", 3, "1", "0,5"),
    _foreigner("1.014198", "Gia hạn giấy xác nhận không thuộc diện cấp giấy phép lao động", 5, "3", "0,5"),
)


def _tuition(leader: int, clerk: int) -> str:
    return f"""Tiếp nhận;d;Trung tâm tỉnh;2 giờ
                    Phân công;s;Trưởng phòng;4 giờ
                    Thẩm định;s;Chuyên viên;58 giờ
                    Duyệt;s;Trưởng phòng;6 giờ
                    Ký;s;Lãnh đạo;{leader} giờ
                    Phát hành;s;Văn thư;{clerk} giờ
                    Trả kết quả;d;Trung tâm tỉnh;-"""


OTHERS = (
    Announced(
        code="9.000121",
        agency="sgddt",
        field="Giáo dục nghề nghiệp",
        name="Miễn, giảm học phí tại cơ sở giáo dục nghề nghiệp, giáo dục đại học công lập",
        level="province",
        settled_by="Cơ sở giáo dục công lập",
        papers=("Đơn đề nghị miễn, giảm học phí", "Giấy tờ chứng minh đối tượng"),
        online="partial",
        online_reason="Phải đối chiếu giấy tờ của đối tượng",
        cases=(
            Case(name="Miễn, giảm học phí", limit="80 working hours", steps=_tuition(8, 2), supplement="restart"),
            Case(name="Hỗ trợ tiền đóng học phí", limit="80 working hours", steps=_tuition(7, 3), supplement="shift"),
        ),
    ),
    Announced(
        code="1.001122",
        agency="stp",
        field="Giám định tư pháp",
        name="Bổ nhiệm và cấp thẻ giám định viên tư pháp cấp tỉnh",
        level="province",
        settled_by="UBND tỉnh",
        papers=("Đơn đề nghị bổ nhiệm", "Bản sao bằng tốt nghiệp", "Sơ yếu lý lịch và phiếu lý lịch tư pháp"),
        cases=(
            Case(
                limit="20 calendar days + 10 calendar days",
                phases=(("Quyết định bổ nhiệm", "20 calendar days"), ("Cấp thẻ giám định viên", "10 calendar days")),
                steps="""Tiếp nhận;d;Trung tâm tỉnh;0,5 ngày
                    Thẩm định, lập tờ trình;s;Phòng Bổ trợ tư pháp;12 ngày
                    Ký tờ trình;s;Lãnh đạo sở;1,5 ngày
                    Thẩm tra;a;Văn phòng UBND tỉnh;4 ngày
                    Ký quyết định bổ nhiệm;a;Lãnh đạo UBND tỉnh;2 ngày
                    Lập danh sách, cấp thẻ;s;Phòng Bổ trợ tư pháp;9 ngày;p2
                    Trả thẻ;d;Trung tâm tỉnh;1 ngày;p2""",
            ),
        ),
    ),
)

OF_PEOPLE = (*CIVIL_STATUS, *BUSINESS, *WORK_PERMITS, *OTHERS)
