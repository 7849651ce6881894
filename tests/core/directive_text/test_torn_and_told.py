"""Tables torn over many lines, sections of goals, closed sections that end, and what the press says around an order."""

from __future__ import annotations

import pytest

from congvu.core.directive_text import read_directive

_HEAD = "UBND TỈNH HƯNG SƠN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 15/KH-UBND\n\n"
_PLAN = _HEAD + "Hưng Sơn, ngày 05 tháng 02 năm 2025\n\nKẾ HOẠCH\nVỀ SỐ HÓA HỒ SƠ NĂM 2025\n\n"


def _cells(*rows: tuple[str, ...]) -> str:
    """Rows as a converter tears them: a bar under every cell, one more under every row."""
    return "".join("".join(f"{cell}\n|\n" for cell in row) + "|\n" for row in rows)


def test_a_table_torn_into_one_cell_a_line() -> None:
    table = _cells(
        ("**TT**", "**Nội dung nhiệm vụ**", "**Cơ quan chủ trì**", "**Cơ quan phối hợp**", "**Thời gian hoàn thành**"),
        ("1", "Rà soát danh mục hồ sơ phải số\nhóa tại các xã", "Sở Nội vụ", "UBND các xã, phường", "Quý II năm 2025"),
        (
            "2",
            "Nâng cấp kho dữ liệu điện tử của tỉnh",
            "Sở Khoa học\nvà Công nghệ",
            "Cơ quan, địa phương liên quan",
            "2025",
        ),
        ("3", "Kiểm tra việc số hóa tại cơ sở", "Văn phòng UBND tỉnh", "Sở Nội vụ", "Thường xuyên"),
    )
    text = f"{_PLAN}I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ theo dõi, đôn đốc việc thực hiện Kế hoạch này./.\n\n"
    text += f"Nơi nhận:\n- Như trên.\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 15/KH-UBND)\n|\n{table}"
    rows = read_directive(text).clauses[1:]
    assert [[party.name for party in clause.leads] for clause in rows] == [
        ["Sở Nội vụ"],
        ["Sở Khoa học và Công nghệ"],
        ["Văn phòng UBND tỉnh"],
    ]
    assert [clause.deadline and clause.deadline.on and clause.deadline.on.isoformat() for clause in rows] == [
        "2025-06-30",
        "2025-12-31",
        None,
    ]
    assert [party.name for party in rows[1].coordinators] == ["Cơ quan, địa phương liên quan"]
    assert rows[2].recurrence == "continuous"


def test_a_section_of_awards_ends_with_its_number() -> None:
    text = (
        f"{_PLAN}III. HÌNH THỨC KHEN THƯỞNG\n1. Hình thức khen thưởng\nCác hình thức khen thưởng bao gồm:\n"
        "Bằng khen của Chủ tịch UBND tỉnh; Giấy khen.\nIV. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n"
        "- Hướng dẫn, tổng hợp, báo cáo kết quả đợt thi đua.\n"
    )
    (clause,) = read_directive(text).clauses
    assert [party.name for party in clause.leads] == ["Sở Nội vụ"]


@pytest.mark.parametrize(
    ("line", "quantity", "upper", "comparator", "of"),
    [
        ("- 100% các xã, phường bố trí cán bộ số hóa.", 100, None, "=", "các xã, phường"),
        ("- Có ≥ 30% HTX, hộ kinh doanh trên địa bàn tỉnh ứng dụng công nghệ số.", 30, None, ">=", None),
        ("- Tỷ lệ hồ sơ trực tuyến đạt trên 8,5% vào năm 2025.", 8.5, None, ">", None),
        ("- Từ 60% đến 70% hồ sơ được trả trước hạn.", 60, 70, "=", "hồ sơ"),
        ("- Tỷ lệ hồ sơ trả lại dưới 4/1.000 hồ sơ tiếp nhận.", 4, None, "<", None),
    ],
)
def test_goals_of_a_section(line: str, quantity: float, upper: float | None, comparator: str, of: str | None) -> None:
    (target,) = read_directive(f"{_PLAN}II. MỤC TIÊU CHỦ YẾU\n{line}\n").targets
    assert (target.quantity, target.quantity_max, target.comparator) == (quantity, upper, comparator)
    if of:
        assert target.of == of


def test_situation_in_a_section_of_goals_is_no_goal() -> None:
    text = f"{_PLAN}II. MỤC TIÊU\nHiện nay, toàn tỉnh có 40% xã đạt chuẩn.\n- 90% xã được nâng cấp.\n"
    assert [target.quantity for target in read_directive(text).targets] == [90]


def test_a_purpose_with_semicolons_before_the_frame() -> None:
    text = (
        f"{_PLAN.replace('KẾ HOẠCH', 'CHỈ THỊ')}Nhằm nâng cao hiệu quả quản lý; khắc phục tồn tại, bảo đảm đúng hạn, "
        "Chủ tịch UBND tỉnh yêu cầu Giám đốc các sở, Chủ tịch UBND các xã, phường thực hiện các nhiệm vụ sau:\n"
        "1. Rà soát hồ sơ tồn đọng trong tháng 3/2025 và tháng 4/2025.\n"
    )
    (clause,) = read_directive(text).clauses
    assert [party.name for party in clause.leads] == ["Giám đốc các sở", "Chủ tịch UBND các xã, phường"]
    assert clause.deadline is not None
    assert str(clause.deadline.on) == "2025-04-30"


def test_what_the_press_says_around_an_order() -> None:
    text = (
        "Siết chặt kỷ luật công vụ những tháng cuối năm\n\nNgày 15/3/2024, UBND tỉnh Hưng Sơn ban hành Chỉ thị "
        "số 06/CT-UBND về tăng cường kỷ luật, kỷ cương.\n\n"
        "Theo đó, UBND tỉnh yêu cầu UBND các huyện phân công cán bộ nhận hồ sơ. "
        "Chỉ thị cũng nêu rõ, người đứng đầu cơ quan, đơn vị phải chịu trách nhiệm nếu để xảy ra nhũng nhiễu.\n"
    )
    reading = read_directive(text)
    assert [[party.name for party in clause.leads] for clause in reading.clauses] == [
        ["UBND các huyện"],
        ["người đứng đầu cơ quan, đơn vị"],
    ]
    assert reading.facts.issuer is not None
    assert reading.facts.issuer.text == "UBND tỉnh Hưng Sơn"


def test_an_answer_orders_nothing() -> None:
    text = (
        f"{_HEAD.replace('KH-UBND', 'UBND-TH')}Hưng Sơn, ngày 05 tháng 02 năm 2025\n\n"
        "Kính gửi: Đoàn đại biểu Quốc hội tỉnh.\n\n"
        "UBND tỉnh nhận được kiến nghị của cử tri, UBND tỉnh xin báo cáo như sau:\n"
        "- Hiện định mức kinh tế kỹ thuật đang được rà soát để trình ban hành.\n"
    )
    assert read_directive(text).clauses == ()


def test_an_annex_behind_a_list_of_other_papers_is_still_read() -> None:
    table = _cells(
        ("**STT**", "**Tên nhiệm vụ**", "**Cơ quan chủ trì**", "**Cơ quan phối hợp**", "**Thời hạn hoàn thành**"),
        ("1", "Đóng cổng dịch vụ công cũ của tỉnh", "Sở Nội vụ", "UBND các xã, phường", "01/03/2026"),
    )
    text = f"{_PLAN}I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ theo dõi việc thực hiện Kế hoạch này./.\n\n"
    text += "Nơi nhận:\n- Như trên.\n\nDanh mục các văn bản đã ban hành\n"
    text += "Công văn số 359/SNV-VP ngày 28/5/2025 của Sở Nội vụ về đôn đốc.\n\n"
    text += f"PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 15/KH-UBND)\n|\n{table}"
    row = read_directive(text).clauses[-1]
    assert [party.name for party in row.leads] == ["Sở Nội vụ"]
    assert row.deadline is not None
    assert str(row.deadline.on) == "2026-03-01"
