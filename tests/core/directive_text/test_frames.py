"""Who speaks and who acts: frames of the press and of conclusions, passives, conditions, topics, lines of plans."""

from __future__ import annotations

import pytest

from congvu.core.directive_text import Clause, read_directive
from congvu.core.directive_text.citations import find_citations
from congvu.core.directive_text.orders import Force, read_order

_HEAD = "UBND TỈNH HƯNG SƠN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 15/KH-UBND\n\n"
_PLAN = _HEAD + "Hưng Sơn, ngày 05 tháng 02 năm 2025\n\nKẾ HOẠCH\nVỀ SỐ HÓA HỒ SƠ NĂM 2025\n\n"


def _leads(clause: Clause) -> list[str]:
    return [party.name for party in clause.leads]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Kết luận buổi kiểm tra, ông Hà Văn Tám - Phó Chủ tịch UBND tỉnh yêu cầu Sở Y tế báo cáo.", ["Sở Y tế"]),
        ("Đồng chí Lý Thị Sáu, Phó Bí thư Tỉnh ủy đề nghị các huyện rà soát lại quỹ đất.", ["các huyện"]),
        ("Phó Chủ tịch UBND tỉnh Hà Văn Tám lưu ý các chủ hồ đập vận hành đúng quy trình.", ["các chủ hồ đập"]),
        ("Đối với Sở Y tế, Chủ tịch UBND tỉnh giao chuẩn bị đủ thuốc.", ["Sở Y tế"]),
        ("Sau khi xem xét, Chủ tịch UBND tỉnh có ý kiến như sau: Giao Sở Tư pháp thẩm định.", ["Sở Tư pháp"]),
        ("Các sở, ngành, địa phương được yêu cầu báo cáo kết quả.", ["Các sở, ngành, địa phương"]),
        ("Việc cấp phát gạo do Ủy ban MTTQ Việt Nam tỉnh chủ trì.", ["Ủy ban MTTQ Việt Nam tỉnh"]),
        ("Trường hợp các đơn vị có ý kiến khác nhau, cơ quan chủ trì có trách nhiệm làm rõ.", ["cơ quan chủ trì"]),
        ("Về bến bãi: tăng số chuyến phà, bố trí người trực: giao Sở Xây dựng rà soát.", ["Sở Xây dựng"]),
        ("Phó Chủ tịch nhấn mạnh, các sở, ngành không được né tránh việc.", ["các sở, ngành"]),
        ("UBND huyện vừa ban hành Công văn số 12/UBND-NN yêu cầu các xã tiêm phòng.", ["các xã"]),
        ("Phát biểu kết luận, Chủ tịch UBND tỉnh Lý Văn Sáu giao Sở Y tế theo dõi.", ["Sở Y tế"]),
        ("Theo đó, Chủ tịch UBND tỉnh yêu cầu: Thủ trưởng các sở quán triệt Chỉ thị.", ["Thủ trưởng các sở"]),
        ("Chỉ thị cũng yêu cầu các huyện kiểm tra bến bãi.", ["các huyện"]),
        ("Giao Tổ kiểm tra công vụ tăng cường kiểm tra đột xuất.", ["Tổ kiểm tra công vụ"]),
        ("Báo cáo quý, cả năm: Sở Y tế tổng hợp báo cáo.", ["Sở Y tế"]),
        ("Đây là việc rất gấp, Thủ tướng Chính phủ đề nghị các bộ thực hiện ngay.", ["các bộ"]),
        ("Chung tay vượt khó, Chủ tịch UBND tỉnh yêu cầu Giám đốc các sở báo cáo.", ["Giám đốc các sở"]),
        ("Chủ tịch UBND tỉnh yêu cầu: từ ngày 02/3 đến hết ngày 05/3, các Đơn vị bố trí trực.", ["các Đơn vị"]),
        ("Nhận được văn bản này, yêu cầu các cơ quan, địa phương thực hiện.", ["các cơ quan, địa phương"]),
    ],
)
def test_the_addressee_behind_the_one_who_speaks(text: str, leads: list[str]) -> None:
    order = read_order(text, 0, len(text))
    assert order.force >= Force.SUBJECT
    assert [actor.name for actor in order.leads] == leads


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            "Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh, Sở Nội vụ tổ chức họp.",
            ["Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh", "Sở Nội vụ"],
        ),
        ("các đơn vị, cơ sở giáo dục trực thuộc thực hiện.", ["các đơn vị, cơ sở giáo dục trực thuộc"]),
        ("UBND các xã có nông sản xuất khẩu cập nhật giá.", ["UBND các xã có nông sản xuất khẩu"]),
        (
            "Ban Quản lý Khu Nông nghiệp ứng dụng Công nghệ cao Hưng Sơn, UBND cấp xã rà soát.",
            ["Ban Quản lý Khu Nông nghiệp ứng dụng Công nghệ cao Hưng Sơn", "UBND cấp xã"],
        ),
        ("Công an TP. Hưng Sơn kiểm tra các chung cư.", ["Công an TP. Hưng Sơn"]),
        ("các đơn vị được giao làm chủ đầu tư rà soát.", ["các đơn vị được giao làm chủ đầu tư"]),
        ("Bộ Quốc phòng chỉ đạo các đơn vị đóng quân hỗ trợ.", ["Bộ Quốc phòng"]),
        (
            "Bí thư tỉnh ủy và Chủ tịch UBND các tỉnh: Hưng Sơn, Lam Giang và các bộ tập trung ứng phó.",
            ["Bí thư tỉnh ủy", "Chủ tịch UBND tỉnh Hưng Sơn", "Chủ tịch UBND tỉnh Lam Giang", "các bộ"],
        ),
        ("các doanh nghiệp đóng trên địa bàn tỉnh kê khai.", ["các doanh nghiệp đóng trên địa bàn tỉnh"]),
        (
            "Chủ tịch UBND các xã tại khu vực dự báo ảnh hưởng của mưa, lũ tập trung ứng phó.",
            ["Chủ tịch UBND các xã tại khu vực dự báo ảnh hưởng của mưa, lũ"],
        ),
    ],
)
def test_names_that_hold_words_like_predicates(text: str, leads: list[str]) -> None:
    assert [actor.name for actor in read_order(text, 0, len(text)).leads] == leads


def test_what_was_ordered_before_is_no_order() -> None:
    text = "Chấn chỉnh việc đón khách\n\nTrước đó, UBND tỉnh đã yêu cầu các sở báo cáo.\n"
    assert read_directive(text).clauses == ()


def test_a_date_without_a_year_takes_it_from_the_document_reported() -> None:
    text = (
        "(BHS) - Ngày 12/10/2024, Chủ tịch UBND tỉnh Hưng Sơn ký ban hành Công văn số 912/UBND-NN về tiêu thoát nước.\n"
        "Theo đó, Chủ tịch UBND tỉnh yêu cầu UBND các huyện nạo vét kênh mương trước 15/11.\n"
    )
    (clause,) = read_directive(text).clauses
    assert clause.deadline is not None
    assert str(clause.deadline.on) == "2024-11-15"
    assert clause.deadline.inferred


def test_every_content_of_a_plan_has_the_lines_below_it() -> None:
    text = (
        f"{_PLAN}III. NHIỆM VỤ\n1. Kho dữ liệu\n- Rà soát kho hồ sơ giấy của tỉnh.\n"
        "Đơn vị chủ trì tham mưu thực hiện: Sở Nội vụ.\nĐơn vị phối hợp thực hiện: Sở Tài chính.\n"
        "Thời gian thực hiện: Thường xuyên.\n- Nâng cấp kho dữ liệu điện tử.\n"
        "Đơn vị chủ trì: Các cơ quan, đơn vị theo quy định.\nThời gian thực hiện: Tháng 12/2025.\n"
    )
    first, second = read_directive(text).clauses
    assert (_leads(first), [party.name for party in first.coordinators]) == (["Sở Nội vụ"], ["Sở Tài chính"])
    assert first.recurrence == "continuous"
    assert (_leads(second), second.recurrence) == (["Các cơ quan, đơn vị theo quy định"], None)
    assert second.deadline is not None
    assert str(second.deadline.on) == "2025-12-31"


def test_the_date_of_a_closing_report_is_the_date_of_the_item() -> None:
    text = f"{_PLAN}III. NHIỆM VỤ\n1. Sở Nội vụ rà soát biên chế; báo cáo UBND tỉnh trước ngày 30/6/2025.\n"
    (clause,) = read_directive(text).clauses
    assert clause.deadline is not None
    assert str(clause.deadline.on) == "2025-06-30"


def test_a_term_at_the_end_holds_for_all_of_a_split_item() -> None:
    text = (
        f"{_PLAN}III. NHIỆM VỤ\n1. Sở Nội vụ hoàn thành việc rà soát. UBND xã Đông Lạc cập nhật danh sách. "
        "Thời hạn hoàn thành: trước ngày 30/6/2025.\n"
    )
    assert [str(clause.deadline and clause.deadline.on) for clause in read_directive(text).clauses] == [
        "2025-06-30",
        "2025-06-30",
    ]


def test_what_still_waits_is_due_at_the_date_behind_it() -> None:
    text = f"{_PLAN}III. NHIỆM VỤ\n1. Sở Nội vụ giải quyết 38 hồ sơ còn tồn đọng trước ngày 27/7/2025.\n"
    (clause,) = read_directive(text).clauses
    assert clause.deadline is not None
    assert str(clause.deadline.on) == "2025-07-27"


def test_a_paper_to_be_sent_is_an_order_to_those_before() -> None:
    text = (
        "Siết an toàn hồ đập\n\nTheo đó, UBND tỉnh yêu cầu UBND các huyện kiểm tra hồ đập. "
        "Kết quả thực hiện gửi về Sở Xây dựng trước ngày 25 hằng tháng.\n"
    )
    sent = read_directive(text).clauses[-1]
    assert (_leads(sent), sent.recurrence) == (["UBND các huyện"], "monthly")


def test_the_lead_in_brackets_behind_an_item() -> None:
    text = f"{_PLAN}III. NHIỆM VỤ\n1. Tổ chức diễn tập tại 03 xã (Công an tỉnh chủ trì; xong trong quý III/2025).\n"
    (clause,) = read_directive(text).clauses
    assert _leads(clause) == ["Công an tỉnh"]


def test_a_decision_orders_in_its_provisions_only() -> None:
    text = (
        f"{_HEAD.replace('KH-UBND', 'QĐ-UBND')}Hưng Sơn, ngày 05 tháng 02 năm 2025\n\nQUYẾT ĐỊNH\n"
        "Về việc ban hành Quy chế quản lý bến bãi\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\n"
        "Xét đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 12/TTr-SXD ngày 02/01/2025,\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý bến bãi.\n\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày ký. Giám đốc Sở Xây dựng chịu trách nhiệm thi hành./.\n"
    )
    (clause,) = read_directive(text).clauses
    assert (_leads(clause), clause.text[:20]) == (["Giám đốc Sở Xây dựng"], "Giám đốc Sở Xây dựng")


def test_a_season_is_no_term() -> None:
    text = (
        f"{_PLAN}III. NHIỆM VỤ\n1. Sở Công Thương lập kế hoạch cao điểm những tháng cuối năm 2025; "
        "báo cáo UBND tỉnh trước ngày 30/9/2025.\n"
    )
    (clause,) = read_directive(text).clauses
    assert clause.deadline is not None
    assert str(clause.deadline.on) == "2025-09-30"


def test_thresholds_are_no_targets() -> None:
    text = (
        f"{_PLAN}III. NHIỆM VỤ\n1. Sở Xây dựng công bố giá vật liệu, điều chỉnh khi giá biến động trên 5%.\n"
        "2. Sở Tài chính rà soát chủ đầu tư giải ngân dưới 30%.\n"
    )
    assert read_directive(text).targets == ()


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("tại Kế hoạch kiểm tra số 115/KH-TTT ngày 02/3/2025", "Kế hoạch", "115/KH-TTT"),
        ("các dự án nêu tại văn bản số 64/STC-ĐT ngày 02/3/2025, số 65/STC-ĐT", "Công văn", "64/STC-ĐT"),
        ("văn bản số 77/BТС-QLG ngày 02/3/2025", "Công văn", "77/BTC-QLG"),  # Cyrillic letters in the print
    ],
)
def test_kinds_and_numbers_in_odd_prints(text: str, kind: str, number: str) -> None:
    found = find_citations(text)[0]
    assert (found.kind, found.number) == (kind, number)
