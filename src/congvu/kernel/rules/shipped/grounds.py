"""Lý do có mã: the coded grounds that every return, refusal, pause, extension and referral must cite.

Most acts between agencies rest on the working regulation of the province's People's Committee, which each province
issues itself: such grounds are *local* defaults. Where an instrument names the ground it is cited with its standing.
"""

from __future__ import annotations

from datetime import date

from congvu.core.rulebook import Standing
from congvu.kernel.rules.shipped.shapes import Ground, Source

REGULATION = Source("Quy chế làm việc của UBND tỉnh (từng tỉnh ban hành)")
OURS = Source("Mặc định của phần mềm, địa phương quyết định")
THANH_HOA = Source("Quy chế theo dõi nhiệm vụ của tỉnh Thanh Hóa (tháng 10–11/2025)", "theo báo Lao Động")
CIVIL_CODE = Source("Bộ luật Dân sự 2015", "Điều 156 khoản 1")
RECORDS = Source("NĐ 30/2020/NĐ-CP", "Chương III (quản lý văn bản đến)")
TELEGRAM_968 = Source("Công điện 968/CĐ-TTg năm 2023")
#: Long-delayed work is imported with its original dates; its acts cite grounds too.
OLD = date(2004, 1, 1)

_Row = tuple[str, str, str, str]


def _rows(
    act: str, source: Source, standing: Standing, rows: tuple[_Row, ...], *, evidence: bool = False, since: date = OLD
) -> tuple[Ground, ...]:
    """Grounds of one act that share their source; a row is (code, whose side, Vietnamese, English)."""
    return tuple(
        Ground(
            code=f"{act}.{code}", act=act, whose=whose, vi=vi, en=en, source=source, standing=standing,
            valid_from=since, evidence=evidence,
        )
        for code, whose, vi, en in rows
    )


GROUNDS: tuple[Ground, ...] = (
    *_rows("extension", REGULATION, "local", (
        ("scope_grew", "agency", "Phạm vi, khối lượng công việc lớn hơn dự kiến",
         "Scope or volume is larger than foreseen"),
        ("waiting_consulted", "consulted", "Cơ quan được lấy ý kiến chưa trả lời",
         "A consulted agency has not answered"),
        ("waiting_higher", "higher", "Chờ hướng dẫn, quyết định của cấp trên",
         "Guidance or a decision from above is awaited"),
        ("waiting_procedure", "outside",
         "Chờ hoàn thành thủ tục mà pháp luật quy định (đấu thầu, thẩm định, lấy ý kiến)",
         "A procedure required by law is not finished (tender, appraisal, publication)"),
        ("law_changed", "outside", "Quy định pháp luật thay đổi trong khi thực hiện",
         "The law changed meanwhile"),
        ("reorganised", "agency", "Sắp xếp tổ chức bộ máy, bàn giao nhiệm vụ",
         "Reorganisation and transfer of duties"),
        ("funds_missing", "higher", "Chưa được bố trí kinh phí", "Funds have not been allotted"),
    ), evidence=True),
    *_rows("extension", CIVIL_CODE, "unverified", (
        ("force_majeure", "outside", "Sự kiện bất khả kháng (thiên tai, dịch bệnh, sự cố)",
         "Force majeure (disaster, epidemic, breakdown)"),
        ("objective_obstacle", "outside", "Trở ngại khách quan", "Objective obstacle"),
    ), evidence=True, since=date(2017, 1, 1)),
    *_rows("extension_refusal", REGULATION, "local", (
        ("asked_late", "agency", "Đề nghị gia hạn sau khi đã quá hạn", "Asked for after the deadline"),
        ("no_reason", "agency", "Lý do không thuộc trường hợp được gia hạn",
         "The reason is not one that extends"),
        ("no_progress", "agency", "Chưa triển khai công việc trong thời hạn đã giao",
         "Nothing was done within the time given"),
        ("cannot_wait", "higher", "Yêu cầu của cấp trên không cho phép lùi hạn",
         "The order from above allows no delay"),
    )),
    *_rows("reassignment", REGULATION, "local", (
        ("not_our_function", "higher", "Không thuộc chức năng, nhiệm vụ của cơ quan, đơn vị",
         "Not within the functions and duties of the agency"),
        ("other_in_charge", "higher", "Nhiệm vụ đã giao cho cơ quan khác chủ trì",
         "Another agency already leads this task"),
        ("wrong_area", "higher", "Không thuộc địa bàn quản lý", "Not within the agency's area"),
        ("unit_ended", "higher", "Cơ quan, đơn vị đã sáp nhập, giải thể hoặc chuyển chức năng",
         "The unit was merged, abolished or its function transferred"),
        ("duplicate", "higher", "Trùng với nhiệm vụ đã được giao", "Doubles a task already assigned"),
        ("conflict", "agency", "Có xung đột lợi ích", "Conflict of interest"),
        ("needs_level", "higher", "Vượt thẩm quyền, phải do cấp trên chủ trì",
         "Above the agency's authority; a higher level must lead"),
    ), evidence=True),
    *_rows("reassignment_refusal", REGULATION, "local", (
        ("is_function", "agency", "Thuộc chức năng, nhiệm vụ được giao của cơ quan, đơn vị",
         "It is within the agency's functions and duties"),
        ("closest", "agency", "Cơ quan, đơn vị liên quan nhiều nhất được giao chủ trì",
         "The agency most concerned leads"),
        ("asked_late", "agency", "Đề xuất sau khi đã hết thời hạn tiếp nhận",
         "Proposed after the time for accepting"),
    )),
    *_rows("return", THANH_HOA, "unverified", (
        ("wrong_content", "agency", "Kết quả không đúng nội dung được giao",
         "The result is not what was ordered"),
        ("insufficient", "agency", "Kết quả chưa đầy đủ", "The result is incomplete"),
        ("late_result", "agency", "Kết quả không còn đáp ứng yêu cầu về thời gian",
         "The result comes too late to serve"),
    ), since=date(2025, 10, 1)),
    *_rows("return", REGULATION, "local", (
        ("no_document", "agency", "Thiếu văn bản, sản phẩm chứng minh kết quả",
         "No document or product proves the result"),
        ("not_competent", "agency", "Kết quả do người không có thẩm quyền ký",
         "Signed by somebody without the authority"),
        ("target_missed", "agency", "Chưa đạt chỉ tiêu được giao", "The target was not reached"),
    )),
    *_rows("refusal", RECORDS, "verified", (
        ("not_authentic", "outside", "Văn bản không bảo đảm tính xác thực, toàn vẹn (trả lại cơ quan gửi)",
         "The document's authenticity or integrity is not assured (returned to the sender)"),
    ), since=date(2020, 3, 5)),
    *_rows("refusal", REGULATION, "local", (
        ("wrong_addressee", "outside", "Văn bản gửi sai nơi nhận", "Sent to the wrong addressee"),
        ("incomplete_file", "agency", "Hồ sơ, tài liệu chuyển giao chưa đầy đủ",
         "The papers handed over are incomplete"),
        ("not_my_duty", "agency", "Không thuộc nhiệm vụ của người, bộ phận nhận",
         "Not a duty of the receiving person or unit"),
    )),
    *_rows("pause", REGULATION, "local", (
        ("consulting", "consulted", "Chờ ý kiến cơ quan được lấy ý kiến", "An agency's opinion is awaited"),
        ("higher_decision", "higher", "Chờ ý kiến chỉ đạo của cấp trên", "Instruction from above is awaited"),
        ("issuer_suspended", "higher", "Cơ quan giao việc cho tạm dừng",
         "The issuing office suspended the task"),
        ("outage", "outside", "Hệ thống thông tin ngừng hoạt động", "The information system is down"),
    ), evidence=True),
    *_rows("pause", CIVIL_CODE, "unverified", (
        ("force_majeure", "outside", "Sự kiện bất khả kháng", "Force majeure"),
    ), evidence=True, since=date(2017, 1, 1)),
    *_rows("referral", TELEGRAM_968, "verified", (
        ("beyond_authority", "higher", "Vấn đề thực sự vượt thẩm quyền, báo cáo cấp trên xem xét",
         "The matter truly exceeds one's authority and is reported upward"),
    ), evidence=True, since=date(2023, 10, 16)),
    *_rows("referral", REGULATION, "local", (
        ("sectors_disagree", "higher", "Các cơ quan phối hợp còn ý kiến khác nhau",
         "The agencies concerned disagree"),
        ("law_unclear", "higher", "Pháp luật chưa quy định hoặc quy định chưa thống nhất",
         "The law is silent or contradicts itself"),
    ), evidence=True),
    *_rows("withdrawal", REGULATION, "local", (
        ("order_replaced", "higher", "Văn bản giao việc được thay thế, thu hồi",
         "The order was replaced or recalled"),
        ("no_longer_needed", "higher", "Nhiệm vụ không còn cần thiết", "The task is no longer needed"),
        ("issued_in_error", "higher", "Giao nhầm, giao trùng", "Issued in error or twice"),
    )),
    *_rows("no_action", OURS, "local", (
        ("background", "outside", "Nêu tình hình, căn cứ, không giao việc",
         "States the situation or basis and orders nothing"),
        ("other_addressee", "outside", "Giao cho cơ quan ngoài phạm vi theo dõi",
         "Addressed to an agency outside our follow-up"),
        ("already_assigned", "higher", "Đã giao và đang theo dõi ở văn bản khác",
         "Assigned and followed under another document"),
        ("closing_formula", "outside", "Câu kết thúc, nơi nhận", "Closing formula"),
    )),
    *_rows("lateness", REGULATION, "local", (
        ("own_delay", "agency", "Do cơ quan, cá nhân được giao thực hiện chậm",
         "The agency or person in charge was slow"),
        ("coordination", "consulted", "Do cơ quan phối hợp chậm", "A coordinating agency was slow"),
        ("higher_delay", "higher", "Do chờ cấp trên", "Waiting for the higher level"),
        ("outside_cause", "outside", "Do nguyên nhân khách quan", "A cause outside the administration"),
    )),
    *_rows("reopening", REGULATION, "local", (
        ("result_wrong", "agency", "Phát hiện kết quả đã xác nhận là sai hoặc thiếu",
         "A verified result proved wrong or incomplete"),
        ("higher_order", "higher", "Theo yêu cầu của cấp trên", "Ordered from above"),
        ("complaint", "outside", "Có phản ánh, kiến nghị có cơ sở", "A well-founded complaint"),
    )),
    *_rows("visit_change", OURS, "unverified", (
        ("order_changed", "higher", "Người ra quyết định kiểm tra thay đổi yêu cầu",
         "Who ordered the visit wants it otherwise"),
        ("overlap", "agency", "Trùng, chồng chéo với cuộc thanh tra, kiểm tra, kiểm toán khác",
         "It overlaps another inspection or audit"),
        ("reorganised", "outside", "Đơn vị được kiểm tra sắp xếp, sáp nhập, giải thể",
         "The unit is being reorganised or merged"),
        ("urgent_duty", "higher", "Đơn vị đang thực hiện nhiệm vụ đột xuất do cấp trên giao",
         "The unit carries out an urgent order from above"),
        ("team_short", "agency", "Đoàn kiểm tra không bảo đảm thành phần", "The team is not complete"),
        ("force_majeure", "outside", "Thiên tai, dịch bệnh, sự cố", "Disaster, epidemic, breakdown"),
    )),
    *_rows("inspection_publication", OURS, "unverified", (
        ("error", "agency", "Nội dung công khai có sai sót", "What was published has an error"),
        ("personal_data", "agency", "Lộ dữ liệu cá nhân", "Personal data were published"),
        ("conclusion_changed", "higher", "Kết luận bị sửa đổi, hủy bỏ theo quyết định giải quyết khiếu nại, kiến nghị",
         "The conclusion was changed or set aside on a complaint"),
        ("expired", "agency", "Hết thời hạn công khai", "The time of publication is over"),
        ("higher_order", "higher", "Theo yêu cầu của cấp trên hoặc cơ quan có thẩm quyền", "Ordered from above"),
    )),
)
