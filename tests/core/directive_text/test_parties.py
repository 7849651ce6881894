"""Who: names of bodies end where the predicate begins."""

from __future__ import annotations

import pytest

from congvu.core.directive_text.actors import read_actors
from congvu.core.directive_text.coordination import read_reporting
from congvu.core.directive_text.orders import Force, read_order


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch rà soát di tích", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Tài chính, Kho bạc Nhà nước khu vực X đối chiếu", ["Sở Tài chính", "Kho bạc Nhà nước khu vực X"]),
        ("Các Bộ: Quốc phòng, Công an tổ chức diễn tập", ["Bộ Quốc phòng", "Bộ Công an"]),
        ("Các sở, ban, ngành và UBND các xã, phường lập kế hoạch", ["Các sở, ban, ngành", "UBND các xã, phường"]),
        ("Ủy ban An toàn giao thông Quốc gia theo dõi", ["Ủy ban An toàn giao thông Quốc gia"]),
        (
            "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh đẩy nhanh tiến độ",
            ["Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh"],
        ),
        ("Ban Chỉ huy Phòng thủ dân sự tỉnh theo dõi", ["Ban Chỉ huy Phòng thủ dân sự tỉnh"]),
        ("Trung tâm Phục vụ hành chính công tỉnh niêm yết", ["Trung tâm Phục vụ hành chính công tỉnh"]),
        ("Nhà đầu tư (Tập đoàn Hưng Long) rà soát biện pháp", ["Nhà đầu tư"]),
        (
            "các Tập đoàn, Tổng Công ty nhà nước, doanh nghiệp xuất khẩu lập phương án",
            ["các Tập đoàn, Tổng Công ty nhà nước, doanh nghiệp xuất khẩu"],
        ),
        ("Các tỉnh Hưng Sơn, Tân Lập khẩn trương trình hồ sơ", ["Tỉnh Hưng Sơn", "Tỉnh Tân Lập"]),
        (
            "Thành phố Tân An và các tỉnh Hưng Sơn, Tân Lập đẩy nhanh",
            ["Thành phố Tân An", "Tỉnh Hưng Sơn", "Tỉnh Tân Lập"],
        ),
        ("các tỉnh Tây Nguyên, Nam Bộ rà soát", ["các tỉnh Tây Nguyên, Nam Bộ"]),
        (
            "Các Cục: Di sản; Xuất bản, In và Phát hành; Báo chí rà soát",
            ["Cục Di sản", "Cục Xuất bản, In và Phát hành", "Cục Báo chí"],
        ),
        (
            "các đơn vị được giao nhiệm vụ chủ đầu tư, bên mời thầu rà soát",
            ["các đơn vị được giao nhiệm vụ chủ đầu tư, bên mời thầu"],
        ),
        ("Ban Dân vận và dân quân tự vệ phường tuần tra", ["Ban Dân vận và dân quân tự vệ phường"]),
        ("Văn phòng UBND xã lập lịch trực", ["Văn phòng UBND xã"]),
        ("các đơn vị sự nghiệp công lập, các trường rà soát", ["các đơn vị sự nghiệp công lập", "các trường"]),
        ("Trường hợp phát sinh vướng mắc", []),
        ("Cơ sở dữ liệu được cập nhật", []),
    ],
)
def test_names_end_before_the_predicate(text: str, names: list[str]) -> None:
    assert [actor.name for actor in read_actors(text, 0)[0]] == names


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Giao Sở Tư pháp thẩm định dự thảo.", Force.ASSIGNED),
        ("Đề nghị các cơ quan báo chí tuyên truyền.", Force.ASSIGNED),
        ("Sở Tư pháp thẩm định dự thảo.", Force.SUBJECT),
        ("Rà soát, sửa đổi quy chế.", Force.IMPERATIVE),
        ("Mùa nước nổi năm nay về sớm.", Force.NONE),
    ],
)
def test_forms_of_an_order(text: str, force: Force) -> None:
    assert read_order(text, 0, len(text)).force is force


def test_what_a_body_has_done_is_no_order() -> None:
    order = read_order("Sở Tư pháp đã thẩm định dự thảo.", 0, 32)
    assert order.past
    assert order.force is Force.NONE


def test_the_receiver_of_a_report_is_named_without_its_contents() -> None:
    text = "báo cáo Thủ tướng Chính phủ những vấn đề vượt thẩm quyền."
    to, through = read_reporting(text, 0, len(text))
    assert [actor.name for actor in to] == ["Thủ tướng Chính phủ"]
    assert through == []
