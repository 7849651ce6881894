"""Thủ tục đất đai và xây dựng của tỉnh Lam Giang: limits in stages, with the applicant's payment between them.

Times are those provinces announced; who exactly does a step, and codes that begin with 9, are made up.
"""

from __future__ import annotations

from congvu.demo.announced import Announced, Case

_PAPERS = ("Đơn đăng ký biến động đất đai", "Bản gốc giấy chứng nhận đã cấp")
_TAX = """Xác định nghĩa vụ tài chính;n:thue-tinh;Công chức thuế;-
                    Nộp tiền theo thông báo thuế;d;Người sử dụng đất;-;payment"""


def _staged(checking: str, issuing: str) -> str:
    """Desk, registry up to the tax slip, tax office, payment, registry again."""
    return f"""Tiếp nhận;d;Công chức Một cửa;0,5 ngày
                    Kiểm tra hồ sơ, gửi phiếu chuyển thông tin thuế;s;Văn phòng đăng ký đất đai;{checking} ngày
                    {_TAX}
                    Hoàn thiện, ký giấy chứng nhận;s;Văn phòng đăng ký đất đai;{issuing} ngày;p2
                    Trả kết quả;d;Công chức Một cửa;-;p2"""


def _stages(first: int, second: int) -> tuple[tuple[str, str], ...]:
    return (
        ("Đến khi gửi phiếu chuyển thông tin thuế", f"{first} working days"),
        ("Từ khi có chứng từ nộp tiền", f"{second} working days"),
    )


LAND = (
    Announced(
        code="9.000101",
        agency="snnmt",
        field="Đất đai",
        name="Cấp đổi giấy chứng nhận quyền sử dụng đất",
        level="province",
        settled_by="Văn phòng đăng ký đất đai",
        subjects=("citizen", "organisation"),
        papers=_PAPERS,
        fee=("Lệ phí cấp giấy chứng nhận", 50000),
        cases=(
            Case(
                name="Trường hợp thông thường",
                limit="5 working days",
                phases=_stages(3, 2),
                steps=_staged("2,5", "2"),
                refusal="3 working days",
            ),
            Case(
                name="Đo đạc lại ranh giới thửa đất",
                limit="10 working days",
                phases=_stages(6, 4),
                steps=_staged("5,5", "4"),
                refusal="3 working days",
                papers=("Mảnh trích đo bản đồ địa chính",),
            ),
            Case(
                name="Thành viên hộ gia đình thành lập doanh nghiệp tư nhân",
                limit="8 working days",
                phases=_stages(5, 3),
                steps=_staged("4,5", "3"),
                refusal="3 working days",
                papers=("Văn bản thỏa thuận của các thành viên hộ gia đình",),
            ),
        ),
    ),
    Announced(
        code="9.000102",
        agency="snnmt",
        field="Đất đai",
        name="Tách thửa hoặc hợp thửa đất",
        level="province",
        settled_by="Văn phòng đăng ký đất đai",
        subjects=("citizen", "organisation"),
        papers=("Đơn đề nghị tách thửa, hợp thửa", "Bản vẽ tách thửa, hợp thửa", "Giấy chứng nhận đã cấp"),
        cases=(
            Case(
                limit="12 working days",
                refusal="3 working days",
                steps="""Tiếp nhận;d;Công chức Một cửa;0,5 ngày
                    Kiểm tra, đo đạc, cập nhật hồ sơ địa chính;s;Văn phòng đăng ký đất đai;11,5 ngày
                    Trả kết quả;d;Công chức Một cửa;-""",
            ),
        ),
    ),
    Announced(
        code="9.000103",
        agency="snnmt",
        field="Đất đai",
        name="Đăng ký đất đai, cấp giấy chứng nhận lần đầu cho hộ gia đình, cá nhân",
        level="both",
        settled_by="UBND cấp xã",
        interlinked=True,
        papers=("Đơn đăng ký, cấp giấy chứng nhận", "Giấy tờ về quyền sử dụng đất", "Chứng từ nghĩa vụ tài chính"),
        cases=(
            Case(
                name="Đăng ký đất đai lần đầu",
                limit="17 working days",
                note="Không tính 15 ngày niêm yết công khai",
                steps="""Tiếp nhận;d;Công chức Một cửa;0,5 ngày
                    Xác nhận hiện trạng sử dụng đất;s;Công chức địa chính;11,5 ngày;branch:UBND cấp xã
                    Trích lục bản đồ địa chính;n:snnmt;Chi nhánh Văn phòng đăng ký đất đai;2 ngày;branch:Trích lục
                    Niêm yết công khai kết quả kiểm tra;s;Công chức địa chính;-;posting,aside:15 calendar days
                    Thẩm định, lập tờ trình;s;Phòng Kinh tế;3 ngày
                    Ký thông báo xác nhận đăng ký;s;Lãnh đạo UBND cấp xã;1 ngày
                    Cập nhật hồ sơ địa chính;n:snnmt;Văn phòng đăng ký đất đai;1 ngày
                    Trả kết quả;d;Công chức Một cửa;-""",
            ),
            Case(
                name="Đăng ký và cấp giấy chứng nhận lần đầu",
                limit="20 working days",
                phases=_stages(15, 5),
                note="Không tính 15 ngày niêm yết công khai",
                steps=f"""Tiếp nhận;d;Công chức Một cửa;0,5 ngày
                    Xác nhận hiện trạng sử dụng đất;s;Công chức địa chính;11,5 ngày;branch:UBND cấp xã
                    Trích lục bản đồ địa chính;n:snnmt;Chi nhánh Văn phòng đăng ký đất đai;2 ngày;branch:Trích lục
                    Niêm yết công khai kết quả kiểm tra;s;Công chức địa chính;-;posting,aside:15 calendar days
                    Thẩm định, gửi phiếu chuyển thông tin thuế;s;Phòng Kinh tế;3 ngày
                    {_TAX}
                    In giấy chứng nhận;s;Phòng Kinh tế;3 ngày;p2
                    Ký giấy chứng nhận;s;Lãnh đạo UBND cấp xã;1 ngày;p2
                    Cập nhật hồ sơ địa chính;n:snnmt;Văn phòng đăng ký đất đai;1 ngày;p2
                    Trả kết quả;d;Công chức Một cửa;-;p2""",
            ),
        ),
    ),
    Announced(
        code="9.000104",
        agency="snnmt",
        field="Đất đai",
        name="Hòa giải tranh chấp đất đai tại xã",
        level="commune",
        settled_by="UBND cấp xã",
        online="partial",
        online_reason="Các bên phải có mặt khi hòa giải",
        papers=("Đơn yêu cầu hòa giải", "Giấy tờ về thửa đất tranh chấp"),
        cases=(
            Case(
                limit="30 calendar days",
                steps="""Tiếp nhận;d;Công chức Một cửa;0,5 ngày
                    Lập Hội đồng hòa giải, thẩm tra;s;Công chức địa chính;3 ngày
                    Tổ chức hòa giải, lập biên bản;s;Hội đồng hòa giải;25,5 ngày
                    Ký, trả biên bản hòa giải;s;Lãnh đạo UBND cấp xã;1 ngày""",
            ),
        ),
    ),
    Announced(
        code="9.000105",
        agency="snnmt",
        field="Đất đai",
        name="Công bố danh mục khu đất thực hiện thí điểm dự án nhà ở thương mại",
        level="province",
        settled_by="UBND tỉnh",
        subjects=("enterprise",),
        boundary_free=False,
        papers=("Văn bản đăng ký thực hiện thí điểm", "Bản đồ khu đất"),
        published=False,
        cases=(
            Case(
                limit="15 calendar days + 8 working days",
                steps="""Tiếp nhận;d;Trung tâm tỉnh;0,5 ngày
                    Tổng hợp, lấy ý kiến các sở;s;Phòng Quản lý đất đai;15 ngày
                    Hoàn thiện tờ trình;s;Lãnh đạo sở;2,5 ngày
                    Thẩm tra, trình HĐND tỉnh;a;Văn phòng UBND tỉnh;5 ngày
                    Trả kết quả;d;Trung tâm tỉnh;-""",
            ),
        ),
    ),
)


def _permit(field_check: str, others: str, desk: str = "0,5") -> str:
    """A building permit: the bodies asked answer side by side within two days, and silence is agreement."""
    return f"""Tiếp nhận;d;Công chức Một cửa;{desk} ngày
                    Phân công;s;Trưởng phòng;0,25 ngày
                    Thẩm định, kiểm tra thực địa;s;Chuyên viên;{field_check} ngày
                    Lấy ý kiến về quy hoạch, hạ tầng;n:sxd;Phòng Quản lý xây dựng;2 ngày;consult,silence,branch:Xây dựng
                    Lấy ý kiến về phòng cháy, chữa cháy;n:ca-tinh;Phòng Cảnh sát PCCC;2 ngày;consult,silence,branch:PCCC
                    Duyệt;s;Trưởng phòng;{others} ngày
                    Ký giấy phép;s;Lãnh đạo UBND cấp xã;0,5 ngày
                    Đóng dấu, trả kết quả;d;Văn thư;0,25 ngày"""


_AGAIN = """Tiếp nhận;d;Công chức Một cửa;0,5 ngày
                    Thẩm định;s;Chuyên viên;3 ngày
                    Duyệt;s;Trưởng phòng;0,5 ngày
                    Ký;s;Lãnh đạo UBND cấp xã;0,75 ngày
                    Đóng dấu, trả kết quả;d;Văn thư;0,25 ngày"""
_PLANS = ("Đơn đề nghị cấp giấy phép xây dựng", "Một trong các giấy tờ về đất", "Bản vẽ thiết kế xây dựng")


def _building(code: str, name: str, cases: tuple[Case, ...], fee: int) -> Announced:
    return Announced(
        code=code, agency="sxd", field="Hoạt động xây dựng", name=name, level="commune", settled_by="UBND cấp xã",
        subjects=("citizen", "enterprise"), papers=_PLANS, fee=("Lệ phí cấp giấy phép", fee), cases=cases,
        basis="Nghị định số 217/2026/NĐ-CP",
    )  # fmt: skip


BUILDING = (
    _building(
        "1.013225",
        "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
        (
            Case(name="Nhà ở riêng lẻ", limit="7 working days", refusal="1 working days", steps=_permit("3", "0,5")),
            Case(
                name="Công trình khác",
                limit="10 working days",
                refusal="1 working days",
                steps=_permit("5", "1,5"),
                papers=("Văn bản thẩm duyệt thiết kế về phòng cháy và chữa cháy (nếu thuộc diện)",),
            ),
        ),
        75000,
    ),
    _building(
        "1.013226",
        "Điều chỉnh giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
        (Case(limit="9 working days", steps=_permit("4", "1,5")),),
        75000,
    ),
    _building(
        "1.013227",
        "Gia hạn giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
        (Case(limit="5 working days", steps=_AGAIN),),
        15000,
    ),
    _building(
        "1.013228",
        "Cấp lại giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
        (Case(limit="5 working days", steps=_AGAIN),),
        15000,
    ),
    _building(
        "1.013229",
        "Cấp giấy phép sửa chữa, cải tạo đối với công trình cấp III, cấp IV và nhà ở riêng lẻ",
        (Case(limit="9 working days", steps=_permit("4", "1,5")),),
        75000,
    ),
)
