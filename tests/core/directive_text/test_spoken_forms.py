"""Names in small letters, tones on either vowel, bodies meant by "này", petitions, what is enclosed or quoted."""

from __future__ import annotations

from datetime import date

import pytest

from congvu.core.directive_text import Clause, Reading, read_directive
from congvu.core.directive_text.actors import read_actors
from congvu.core.directive_text.coordination import read_coordinators
from congvu.core.directive_text.orders import Force, read_order

_HEAD = "UBND TỈNH HƯNG SƠN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 27/UBND-TH\n\n"
_LETTER = _HEAD + "Hưng Sơn, ngày 05 tháng 02 năm 2025\n\nKính gửi: Các sở, ban, ngành.\n\n"


def _leads(clause: Clause) -> list[str]:
    return [party.name for party in clause.leads]


def _due(reading: Reading) -> list[date | None]:
    return [clause.deadline.on if clause.deadline else None for clause in reading.clauses]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            "Cục trưởng Cục Quản lý bến và luồng tuyến, Chánh Văn phòng Sở chịu trách nhiệm thi hành.",
            ["Cục trưởng Cục Quản lý bến và luồng tuyến", "Chánh Văn phòng Sở"],
        ),
        ("Giao Đảng uỷ Công an tỉnh chủ trì rà soát.", ["Đảng uỷ Công an tỉnh"]),
        ("Các Sở GDĐT báo cáo số lớp.", ["Các Sở GDĐT"]),
        (
            "Chủ tịch UBND các tỉnh, thành phố trực thuộc Trung ương: Hưng Sơn, Huế chủ động phòng chống lũ.",
            ["Chủ tịch UBND tỉnh Hưng Sơn", "Chủ tịch UBND thành phố Huế"],
        ),
        (
            "Sở Y tế đề nghị giám đốc các bệnh viện, viện thuộc Sở, giám đốc Trung tâm Cấp cứu chuẩn bị thuốc.",
            ["giám đốc các bệnh viện, viện thuộc Sở", "giám đốc Trung tâm Cấp cứu"],
        ),
        ("Thứ trưởng cũng đề nghị TP Hưng Sơn kiểm tra giá vé.", ["TP Hưng Sơn"]),
        ("Phó Thủ tướng Lê Văn Bảy mới đây đã giao Bộ Y tế rà soát giá thuốc.", ["Bộ Y tế"]),
        ("Để giảm kẹt xe thì Chính phủ đã yêu cầu Bộ Xây dựng rà soát đèn hiệu.", ["Bộ Xây dựng"]),
        ("Đối với các trường được giao thêm lớp, Sở Nội vụ hướng dẫn việc tuyển người.", ["Sở Nội vụ"]),
        (
            "Đối với hộ chưa kê khai, miễn, giảm tiền nước: Cơ quan thuế địa phương hướng dẫn.",
            ["Cơ quan thuế địa phương"],
        ),
        (
            "Yêu cầu Trưởng Thuế các huyện nơi có hộ bị thiệt hại khẩn trương rà soát.",
            ["Trưởng Thuế các huyện"],
        ),
        ("Sở Công Thương vừa có công văn gửi các chợ đầu mối, các siêu thị đề nghị niêm yết giá.", None),
        (
            "Cục Viễn thông (Bộ Khoa học và Công nghệ) đã gửi văn bản đến các nhà mạng yêu cầu báo cáo.",
            ["các nhà mạng"],
        ),
        ("Các cơ quan được giao chủ trì có trách nhiệm lập dự toán.", ["Các cơ quan được giao chủ trì"]),
        (
            "Giao Thủ trưởng các cơ quan tham mưu, quản lý nhà nước thuộc Bộ rà soát thủ tục.",
            ["Thủ trưởng các cơ quan tham mưu, quản lý nhà nước thuộc Bộ"],
        ),
    ],
)
def test_who_is_addressed(text: str, leads: list[str] | None) -> None:
    order = read_order(text, 0, len(text))
    if leads is None:
        assert order.force is Force.ASSIGNED
        return
    assert order.force >= Force.SUBJECT
    assert [actor.name for actor in order.leads] == leads


@pytest.mark.parametrize(
    "text",
    [
        "Tập đoàn Lam Giang đề nghị UBND tỉnh Hưng Sơn kiểm tra lại hồ sơ thầu.",
        "Cử tri đề nghị UBND tỉnh Hưng Sơn sửa đường.",
    ],
)
def test_a_petition_is_no_order(text: str) -> None:
    order = read_order(text, 0, len(text))
    assert order.force is Force.NONE
    assert order.past


def test_a_thing_named_again_is_no_act() -> None:
    text = "Ngay cả ở nơi làm ra nó, ứng dụng này cũng bị gỡ."
    assert read_order(text, 0, len(text)).force is Force.NONE


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Chủ trì, cùng với Sở Y tế và UBND các xã rà soát.", ["Sở Y tế", "UBND các xã"]),
        ("Sở Xây dựng chủ trì, cùng với Công an tỉnh kiểm tra xe.", ["Công an tỉnh"]),
        ("phối hợp với các lực lượng chức năng tuần tra.", ["các lực lượng chức năng"]),
    ],
)
def test_together_with_whom(text: str, parties: list[str]) -> None:
    assert [actor.name for actor in read_coordinators(text, 0, len(text))] == parties


def test_a_name_ends_before_what_a_paper_is_about() -> None:
    actors, _ = read_actors("Ban Chỉ đạo tỉnh về việc di dời các hộ ven sông", 0)
    assert [actor.name for actor in actors] == ["Ban Chỉ đạo tỉnh"]


def test_this_ministry_is_the_one_named_before() -> None:
    text = (
        "Hưng Sơn siết giá nhà\n\nNgày 05/02/2025, UBND tỉnh có văn bản về giá nhà.\n\n"
        "Chủ tịch UBND tỉnh giao Sở Xây dựng chủ trì rà soát quỹ nhà.\n\n"
        "Bên cạnh đó, Sở này phải phối hợp với Sở Tài chính công khai giá bán trước ngày 20/3/2025.\n"
    )
    last = read_directive(text).clauses[-1]
    assert _leads(last) == ["Sở Xây dựng"]
    assert last.leads[0].confidence < 0.95
    assert [party.name for party in last.coordinators] == ["Sở Tài chính"]


def test_what_is_enclosed_is_not_ordered() -> None:
    text = (
        f"{_LETTER}Sở Nội vụ đề nghị các sở, ban, ngành cử người dự lớp học.\n\n"
        "Tài liệu gửi kèm công văn này gồm:\n- Mẫu danh sách;\n- Hướng dẫn cài đặt.\n\nNơi nhận:\n- Như trên.\n"
    )
    assert [clause.text for clause in read_directive(text).clauses] == [
        "Sở Nội vụ đề nghị các sở, ban, ngành cử người dự lớp học."
    ]


def test_small_roman_items_stand_under_their_dash() -> None:
    text = (
        "Sở Tài chính siết quản lý vé\n\nTại Công văn số 14/STC-TC ngày 02/01/2025 nêu rõ:\n\n"
        "Sở Tài chính đề nghị UBND các huyện thực hiện một số nội dung sau:\n\n"
        "- Tăng cường kiểm tra các điểm bán vé;\n\n- Chỉ đạo các công ty:\n\n"
        "(i) Rà soát quy chế bán vé;\n\n(ii) Báo cáo doanh thu hằng tháng.\n"
    )
    found = read_directive(text).clauses
    assert [clause.text for clause in found][-2:] == ["Rà soát quy chế bán vé;", "Báo cáo doanh thu hằng tháng."]


def test_a_basis_that_ends_as_an_order() -> None:
    text = (
        f"{_LETTER}Về bến khách ngang sông, Chủ tịch UBND tỉnh có ý kiến như sau:\n\n"
        "Trên cơ sở Báo cáo số 12/BC-SXD ngày 03/02/2025 của Sở Xây dựng, Sở Tài chính làm việc với UBND các huyện để "
        "bố trí vốn trước ngày 15/3/2025.\n\nNơi nhận:\n- Như trên.\n"
    )
    reading = read_directive(text)
    assert [_leads(clause) for clause in reading.clauses] == [["Sở Tài chính"]]
    assert _due(reading) == [date(2025, 3, 15)]


def test_what_a_telegram_says_is_quoted_as_an_order() -> None:
    text = (
        "Hỏi đáp về phòng chống lũ\n\nTheo Mục 2 Công điện 6/CĐ-UBND năm 2025 có quy định như sau:\n\n"
        "2. Sở Xây dựng chỉ đạo các bến phà bố trí người trực.\n\n3. Sở Y tế chuẩn bị cơ số thuốc.\n"
    )
    assert [_leads(clause) for clause in read_directive(text).clauses] == [["Sở Xây dựng"], ["Sở Y tế"]]


def test_another_story_under_a_title_of_its_own() -> None:
    text = (
        "(Hưng Sơn) - Chủ tịch UBND tỉnh vừa ký Công điện số 6/CĐ-UBND ngày 05/02/2025. Chủ tịch UBND tỉnh giao Sở Y "
        "tế kiểm tra các nhà thuốc.\n\n**Phê duyệt kế hoạch trả nợ năm 2025**\n\n"
        "Trả nợ của tỉnh tối đa 506 tỷ đồng. Quyết định vừa được ký ban hành.\n"
    )
    assert [_leads(clause) for clause in read_directive(text).clauses] == [["Sở Y tế"]]


def test_a_part_of_the_same_work_is_not_cut_off() -> None:
    text = (
        f"{_LETTER}Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành hoàn thành sửa nhà trước ngày 31/8/2025; trong đó nhà "
        "của người có công hoàn thành trước ngày 24/7/2025.\n\nNơi nhận:\n- Như trên.\n"
    )
    assert _due(read_directive(text)) == [date(2025, 8, 31)]


def test_a_day_and_month_with_a_point_take_the_year_of_the_paper() -> None:
    text = f"{_LETTER}Đề nghị các sở, ban, ngành báo cáo kết quả trước ngày 2.6.\n\nNơi nhận:\n- Như trên.\n"
    reading = read_directive(text)
    assert _due(reading) == [date(2025, 6, 2)]
    assert reading.clauses[0].deadline is not None
    assert reading.clauses[0].deadline.inferred


def test_the_year_of_a_purpose_is_no_deadline() -> None:
    text = (
        f"{_LETTER}Để năm 2025 đạt kết quả cao, Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành rà soát công việc.\n\n"
        "Nơi nhận:\n- Như trên.\n"
    )
    assert _due(read_directive(text)) == [None]


def test_at_least_holds_for_a_list_of_shares() -> None:
    text = (
        f"{_LETTER}Đề nghị các sở, ban, ngành cắt giảm ít nhất 30% thời gian giải quyết, 30% chi phí tuân thủ, "
        "30% điều kiện kinh doanh; phấn đấu vượt chỉ tiêu 100.000 căn hộ.\n\nNơi nhận:\n- Như trên.\n"
    )
    assert [(target.quantity, target.comparator) for target in read_directive(text).targets] == [
        (30, ">="),
        (30, ">="),
        (30, ">="),
        (100_000, ">"),
    ]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            "Văn phòng UBND tỉnh chuyển nội dung nêu trên đến Ban Quản lý dự án tỉnh để nghiên cứu, xử lý.",
            ["Ban Quản lý dự án tỉnh"],
        ),
        ("Chủ tịch UBND tỉnh chỉ thị yêu cầu Giám đốc Sở Công Thương bảo đảm đủ hàng.", ["Giám đốc Sở Công Thương"]),
        ("Địa bàn nào để xảy ra cháy rừng thì Chủ tịch UBND cấp xã phải chịu trách nhiệm.", ["Chủ tịch UBND cấp xã"]),
        ("UBND các huyện, thành, thị căn cứ Kế hoạch để triển khai.", ["UBND các huyện, thành, thị"]),
        (
            "Ủy ban nhân dân phường, xã, đặc khu xây dựng dự toán kinh phí.",
            ["Ủy ban nhân dân phường, xã, đặc khu"],
        ),
        (
            "Các sở có liên quan tới việc thực hiện Kế hoạch này có trách nhiệm báo cáo.",
            ["Các sở có liên quan tới việc thực hiện Kế hoạch này"],
        ),
        ("Đề nghị các Đoàn thể tỉnh bằng nhiều cách vận động hội viên.", ["các Đoàn thể tỉnh"]),
        ("Yêu cầu các doanh nghiệp trên địa bàn sớm công bố mức thưởng.", ["các doanh nghiệp trên địa bàn"]),
    ],
)
def test_more_ways_to_address(text: str, leads: list[str]) -> None:
    order = read_order(text, 0, len(text))
    assert order.force >= Force.SUBJECT
    assert [actor.name for actor in order.leads] == leads


def test_a_head_who_presides_orders_nothing_yet() -> None:
    text = "Chủ tịch UBND tỉnh chủ trì phiên họp về giá nhà."
    assert read_order(text, 0, len(text)).past


def test_a_day_of_each_year_is_a_rhythm_and_no_date() -> None:
    text = (
        f"{_LETTER}Đề nghị các sở, ban, ngành định kỳ hằng năm báo cáo kết quả trước ngày 20/11.\n\n"
        "Nơi nhận:\n- Như trên.\n"
    )
    clause = read_directive(text).clauses[0]
    assert clause.deadline is not None
    assert clause.deadline.on is None
    assert clause.recurrence == "yearly"


def test_a_link_inside_a_story_does_not_end_it() -> None:
    text = (
        "Hưng Sơn giữ giá vé\n\nNgày 05/02/2025, Sở Xây dựng đã có Công văn 14/SXD-VT về giá vé xe khách.\n\n"
        "Tải về Công văn 14/SXD-VT\n\n"
        "Theo đó, Sở Xây dựng đề nghị các doanh nghiệp vận tải, các hợp tác xã niêm yết giá vé tại quầy, bán đúng giá "
        "và báo cáo số chuyến tăng cường trước ngày 20/02/2025 để Sở theo dõi.\n"
    )
    assert _due(read_directive(text)) == [date(2025, 2, 20)]


def test_those_named_beside_hold_for_the_items_below() -> None:
    text = (
        "Hưng Sơn rà soát nhà ở\n\nNgày 05/02/2025, UBND tỉnh có Công văn số 14/UBND-XD về nhà ở.\n\n"
        "Chủ tịch UBND tỉnh giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính thực hiện các nội dung sau:\n\n"
        "- Tổng hợp số nhà đã xây.\n\nKiểm tra lại số liệu của các xã.\n\n- Báo cáo UBND tỉnh trước ngày 20/3/2025.\n"
    )
    found = read_directive(text).clauses
    assert [_leads(clause) for clause in found] == [["Sở Xây dựng"]] * 3
    assert [[party.name for party in clause.coordinators] for clause in found] == [["Sở Tài chính"]] * 3


def test_a_group_named_by_what_it_does_is_a_heading() -> None:
    text = (
        _HEAD + "Hưng Sơn, ngày 05 tháng 02 năm 2025\n\nKẾ HOẠCH\nGIẢM NGHÈO NĂM 2025\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
        "1. Các sở, ngành chủ trì, quản lý, tham gia thực hiện các dự án thuộc Chương trình\n\n"
        "- Phê duyệt kế hoạch kiểm tra.\n\n- Báo cáo kết quả gửi Sở Y tế.\n\nNơi nhận:\n- Như trên.\n"
    )
    name = "Các sở, ngành chủ trì, quản lý, tham gia thực hiện các dự án thuộc Chương trình"
    assert [_leads(clause) for clause in read_directive(text).clauses] == [[name]] * 2


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("hoàn thành việc rà soát đến 31/12/2025", date(2025, 12, 31)),
        ("báo cáo trước thứ Sáu, ngày 14/3/2025", date(2025, 3, 14)),
        ("mở đợt kiểm tra từ 15/5 - 15/6/2025", date(2025, 6, 15)),
        ("hoàn thành trong nửa đầu tháng 3/2025", None),
        ("tổ chức diễn tập (trước 7h00 sáng ngày 01/7/2025)", date(2025, 7, 1)),
    ],
)
def test_ways_to_say_a_day(words: str, due: date | None) -> None:
    text = f"{_LETTER}Đề nghị các sở, ban, ngành {words}.\n\nNơi nhận:\n- Như trên.\n"
    assert _due(read_directive(text)) == [due]


def test_a_story_told_in_one_year_lends_it_to_its_days() -> None:
    told = "Hưng Sơn dọn kênh\n\nNgày 05/02/2025, mưa lớn làm ngập ba xã.\n\n"
    order = "Chủ tịch UBND tỉnh vừa ký văn bản yêu cầu UBND các xã nạo vét kênh trước ngày 15/4.\n"
    reading = read_directive(told + order)
    assert _due(reading) == [date(2025, 4, 15)]
    assert reading.clauses[0].deadline is not None
    assert reading.clauses[0].deadline.inferred
    assert _due(read_directive(told + "Trận lụt ngày 03/8/2024 cũng làm ngập.\n\n" + order)) == [None]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Cục Thuế đề nghị các Quý cơ quan rà soát hộ kinh doanh.", ["các Quý cơ quan"]),
        ("Bộ Y tế đề nghị các cơ quan chỉ đạo các đơn vị trực thuộc thực hiện việc trực.", ["các cơ quan"]),
    ],
)
def test_who_is_asked_politely(text: str, leads: list[str]) -> None:
    assert [actor.name for actor in read_order(text, 0, len(text)).leads] == leads
