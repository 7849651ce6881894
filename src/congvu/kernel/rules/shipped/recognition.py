"""Khen thưởng, bảo vệ người dám nghĩ dám làm, kết quả công việc: forms and authorities, conditions, weights.

The law gives forms, authorities, conditions and the formula; days it leaves open are choices of this product that the
province replaces by its own.
"""

from __future__ import annotations

from datetime import date

from congvu.core.rulebook import Standing
from congvu.kernel.rules.shipped.limits import ALWAYS, OURS
from congvu.kernel.rules.shipped.shapes import Ground, Page, Rule, Source

PRAISE_DAY, DARE_DAY, RATING_DAY = date(2024, 1, 1), date(2023, 9, 29), date(2026, 1, 1)
PRAISE = "Luật Thi đua, khen thưởng 2022 (06/2022/QH15)"
DARE = Source("NĐ 73/2023/NĐ-CP")
RATING = Source("NĐ 335/2025/NĐ-CP")


_row = Page("recognition", "conduct").rule


def _ours(code: str, kind: str, value: str, vi: str, en: str) -> Rule:
    return _row(code, kind, value, vi, en, OURS, "local", ALWAYS)


def _condition(code: str, vi: str, en: str) -> Rule:
    return _row(f"dare.condition.{code}", "text", vi, f"Điều kiện của đề xuất: {vi}", f"Condition: {en}", DARE,
                "verified", DARE_DAY)  # fmt: skip


RECOGNITION_RULES: tuple[Rule, ...] = (
    _row("praise_forms.agency", "text",
         "Giấy khen, Lao động tiên tiến, Chiến sĩ thi đua cơ sở, Tập thể lao động tiên tiến",
         "Hình thức, danh hiệu do thủ trưởng cơ quan chuyên môn cấp tỉnh quyết định",
         "Forms a head of a provincial specialised body gives", Source(PRAISE, "Điều 80 khoản 1"), "verified",
         PRAISE_DAY),
    _row("praise_forms.commune", "text", "Giấy khen, Lao động tiên tiến",
         "Hình thức, danh hiệu do Chủ tịch UBND cấp xã quyết định (cán bộ, công chức)",
         "Forms the chair of a commune gives (officials)", Source(PRAISE, "Điều 80 khoản 3"), "unverified", PRAISE_DAY,
         None, "Theo văn bản năm 2022; thẩm quyền sau ngày 01/7/2025 cần đối chiếu.",
         "Text of 2022; the powers after 1 July 2025 have to be compared."),
    _row("praise_forms.province", "text",
         "Bằng khen, Chiến sĩ thi đua cấp tỉnh, Tập thể lao động xuất sắc, Cờ thi đua cấp tỉnh",
         "Hình thức, danh hiệu do Chủ tịch UBND tỉnh quyết định", "Forms the Chairman of the province gives",
         Source(PRAISE, "Điều 79"), "unverified", PRAISE_DAY),
    _row("praise_sorts", "text",
         "theo công trạng, đột xuất, theo phong trào, quá trình cống hiến, theo niên hạn, đối ngoại",
         "Loại hình khen thưởng", "Kinds of commendation", Source(PRAISE), "unverified", PRAISE_DAY),
    _ours("praise_within", "limit", "15 working days", "Thời hạn quyết định khen thưởng kể từ khi nhận đề nghị",
          "Time for a decision on a proposed commendation"),
    _ours("praise_unscheduled_within", "limit", "5 working days", "Thời hạn quyết định khen thưởng đột xuất",
          "Time for a decision on an unscheduled commendation"),
    _ours("praise_publish_within", "limit", "5 working days", "Thời hạn công khai sau khi quyết định khen thưởng",
          "Time to publish a commendation after its decision"),
    _ours("praise_least", "count", "10", "Số việc tối thiểu trong tháng để đề xuất khen thưởng từ số liệu",
          "Fewest cases of a month from which a commendation is proposed"),
    _ours("praise_evaluations_least", "count", "3",
          "Số đánh giá tốt nhất (5/5) tối thiểu trong tháng để đề xuất khen thưởng từ số liệu",
          "Fewest best evaluations (5 of 5) of a month from which a commendation is proposed"),
    _ours("praise_stuck_days", "count", "30", "Việc bị coi là tồn đọng khi nằm ở người giữ trước quá số ngày",
          "Work counts as stuck once the holder before has had it longer than (days)"),
    _condition("bottleneck", "tháo gỡ điểm nghẽn chưa được quy định trong văn bản của Chính phủ, Thủ tướng, bộ, "
               "địa phương", "removes a bottleneck not ruled in documents of Government, ministries, localities"),
    _condition("common_good", "vì lợi ích chung, có giá trị thiết thực", "for the common good, of real value"),
    _condition("urgent", "xuất phát từ yêu cầu cấp thiết của thực tiễn", "comes from an urgent need"),
    _condition("no_harm", "không ảnh hưởng quốc phòng, an ninh, trật tự, không tác động xấu đến địa phương khác",
               "no harm to defence, security, order, other places"),
    _condition("authority", "thuộc thẩm quyền của cơ quan quyết định", "within the authority of the deciding agency"),
    _condition("no_conflict", "không trái quy định của Đảng, luật, nghị quyết của Quốc hội, văn bản cấp trên, "
               "điều ước quốc tế", "not against party rules, laws, higher bodies, treaties"),
    _ours("dare_appraise_within", "limit", "30 calendar days", "Thời hạn xem xét, quyết định đề xuất đổi mới, sáng tạo",
          "Time to decide on an innovative proposal"),
    _row("work_points", "count", "70", "Điểm tối đa của kết quả thực hiện nhiệm vụ", "Most points for task results",
         RATING, "verified", RATING_DAY),
    _row("work_penalty", "count", "25", "Trừ % điểm mỗi lần chậm tiến độ hoặc không đạt chất lượng",
         "Per cent off for each delay and each failed assessment", RATING, "verified", RATING_DAY,
         None, "Không trừ khi cấp có thẩm quyền xác nhận nguyên nhân khách quan.",
         "Not where the authority confirms an objective cause."),
    *(
        _row(f"work_leader_{code}", "text", value, vi, en, RATING, "unverified", RATING_DAY,
             None, "Cộng với số lượng, chất lượng, tiến độ rồi chia 6; cần đối chiếu với Nghị định.",
             "Added to quantity, quality and progress and divided by six; to be compared with the decree.")
        for code, value, vi, en in (
            ("unit", "100% khi mọi công chức từ mức hoàn thành nhiệm vụ; 50% khi có công chức không hoàn thành",
             "Người lãnh đạo: kết quả hoạt động của đơn vị phụ trách", "Leaders: result of the unit in charge"),
            ("organising", "100% khi mọi nhiệm vụ của đơn vị đúng tiến độ, bảo đảm chất lượng và có sáng kiến",
             "Người lãnh đạo: khả năng tổ chức triển khai nhiệm vụ", "Leaders: ability to organise"),
            ("uniting", "do cấp có thẩm quyền đánh giá", "Người lãnh đạo: năng lực tập hợp, đoàn kết",
             "Leaders: ability to unite the staff"),
        )
    ),
    _ours("work_contest_within", "limit", "5 working days", "Thời hạn trả lời ý kiến của công chức về việc của mình",
          "Time to answer somebody who contests his own item"),
)  # fmt: skip


def _grounds(
    act: str, source: Source, standing: Standing, since: date, *rows: tuple[str, str, str]
) -> tuple[Ground, ...]:
    return tuple(
        Ground(code=f"{act}.{code}", act=act, vi=vi, en=en, source=source, standing=standing, valid_from=since)
        for code, vi, en in rows
    )


RECOGNITION_GROUNDS: tuple[Ground, ...] = (
    *_grounds("praise_refusal", OURS, "local", ALWAYS,
              ("not_enough", "Thành tích chưa đủ tiêu chuẩn", "The merit is not enough"),
              ("wrong_form", "Hình thức đề nghị không phù hợp thành tích", "The form does not fit the merit"),
              ("not_eligible", "Người được đề nghị chưa đủ điều kiện xét khen", "The person cannot be considered")),
    *_grounds("praise_cancel", Source(PRAISE, "Chương VII"), "verified", PRAISE_DAY,
              ("false_claims", "Kê khai gian dối thành tích", "False claims"),
              ("false_papers", "Cung cấp thông tin, giấy tờ giả", "False papers"),
              ("wrong_appraisal", "Thẩm định, quyết định trái quy định", "Wrong appraisal"),
              ("later_breach", "Kết luận, bản án sau đó cho thấy vi phạm trong thời gian tính thành tích",
               "A later conclusion or judgment shows a breach in the period counted")),
    *_grounds("dare_refusal", DARE, "verified", DARE_DAY,
              ("condition", "Không đáp ứng điều kiện của đề xuất", "A condition is not met"),
              ("authority", "Không thuộc thẩm quyền của cơ quan quyết định", "Not within the authority"),
              ("conflict", "Trái quy định của Đảng, luật, văn bản cấp trên", "Against party rules or higher law")),
    *_grounds("dare_refusal", OURS, "local", ALWAYS,
              ("not_feasible", "Chưa khả thi về thời gian, nguồn lực", "Not feasible")),
    *_grounds("dare_stop", OURS, "local", ALWAYS,
              ("harm", "Phát sinh tác động bất lợi", "Harm appeared"),
              ("ruled", "Đã có quy định mới của cấp có thẩm quyền", "It is ruled now"),
              ("resources", "Không bảo đảm nguồn lực", "No resources"),
              ("need_gone", "Không còn cần thiết", "Not needed any more")),
)  # fmt: skip
