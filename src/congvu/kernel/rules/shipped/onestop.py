"""Một cửa: limits, policies and grounds of receiving and settling dossiers, by the law of their day."""

from __future__ import annotations

from datetime import date

from congvu.kernel.rules.shipped.grounds import OURS
from congvu.kernel.rules.shipped.limits import ALWAYS
from congvu.kernel.rules.shipped.shapes import Ground, Rule, Source

ND61, ND118 = "NĐ 61/2018/NĐ-CP", "NĐ 118/2025/NĐ-CP"
ND61_DAY, ND118_DAY = date(2018, 6, 21), date(2025, 7, 1)
_ND297 = Source("NĐ 297/2025/NĐ-CP", "Điều 6; nhiều khả năng cùng quy định với NĐ 118/2025/NĐ-CP")

_POLICIES = (
    ("restart", "Tính lại thời hạn từ đầu", "The limit begins anew"),
    ("shift", "Lùi ngày hẹn đúng bằng thời gian chờ bổ sung", "The appointment moves by the time it took"),
)


def _limit(code: str, value: str, vi: str, en: str, source: Source = OURS, standing: str = "local",
           since: date = ALWAYS, until: date | None = None) -> Rule:  # fmt: skip
    return Rule(code=code, field="onestop", kind="limit", value=value, vi=vi, en=en, source=source,
                standing=standing, valid_from=since, valid_to=until)  # type: ignore[arg-type]  # fmt: skip


ONESTOP_RULES: tuple[Rule, ...] = (
    _limit("onestop.accept_within", "4 working hours", "Thời hạn xác nhận đã nhận hồ sơ do cơ quan khác chuyển đến",
           "Time to accept a dossier that another agency hands over"),
    _limit("onestop.alert_within", "2 working hours", "Báo cho công chức Một cửa khi có hồ sơ nộp trực tuyến",
           "The desk is told of an online submission within", _ND297, "unverified"),
    _limit("onestop.answer_within", "8 working hours",
           "Thời hạn tiếp nhận, yêu cầu bổ sung hoặc từ chối hồ sơ nộp trực tuyến",
           "Time to accept, send back or decline an online submission", _ND297, "unverified"),
    _limit("onestop.supplement_within", "15 working days", "Thời gian người nộp phải bổ sung hồ sơ; quá thì đóng hồ sơ",
           "Time the applicant has to bring missing papers; then the dossier is closed", _ND297, "unverified"),
    _limit("onestop.supplement_ask_within", "3 working days", "Thẩm định hồ sơ chưa đủ thì yêu cầu bổ sung trong",
           "A dossier found incomplete is sent back within", Source(ND61, "Điều 19 khoản 4"), "unverified",
           until=ND118_DAY),
    _limit("onestop.supplement_ask_within", "2 working days", "Thẩm định hồ sơ chưa đủ thì yêu cầu bổ sung trong",
           "A dossier found incomplete is sent back within", Source("QĐ 138/2025/QĐ-UBND Đồng Tháp"), "unverified",
           since=ND118_DAY),
    _limit("onestop.paper_within", "1 working days", "Chuyển hồ sơ giấy đến cơ quan có thẩm quyền trong",
           "The paper follows to the competent agency within",
           Source("QĐ 1582/QĐ-UBND Bắc Ninh, QĐ 2022/QĐ-UBND Cao Bằng"), "unverified"),
    _limit("onestop.apology_before", "1 working days", "Văn bản xin lỗi, hẹn lại phải gửi trước hạn trả ít nhất",
           "The apology goes out at least this long before the due day", Source(ND61, "Điều 19 khoản 9"), "verified"),
    _limit("onestop.at_risk", "2 working days", "Coi là có nguy cơ trễ hạn khi còn",
           "A dossier is at risk when this much time is left"),
    _limit("onestop.collect_within", "30 calendar days", "Nhắc người nộp đến nhận kết quả sau",
           "The applicant is reminded to collect the result after"),
    _limit("onestop.payment_reminder", "30 calendar days", "Nhắc người nộp thực hiện nghĩa vụ tài chính sau",
           "The applicant is reminded of the financial obligation after"),
    Rule(
        code="onestop.supplement_policy", field="onestop", kind="choice", value="restart", choices=_POLICIES,
        vi="Tính thời hạn sau khi bổ sung hồ sơ", en="The limit after papers were supplemented",
        source=Source(ND61, "Điều 19 khoản 4"), standing="verified", valid_from=ND61_DAY, valid_to=ND118_DAY,
    ),
    Rule(
        code="onestop.supplement_policy", field="onestop", kind="choice", value="restart", choices=_POLICIES,
        vi="Tính thời hạn sau khi bổ sung hồ sơ", en="The limit after papers were supplemented", source=_ND297,
        standing="unverified", valid_from=ND118_DAY,
        note_vi="Một số phần mềm của tỉnh lùi ngày hẹn theo thời gian chờ thay vì tính lại từ đầu.",
        note_en="Some provincial software moves the appointment instead of beginning anew.",
    ),
    Rule(
        code="onestop.portal_pauses", field="onestop", kind="text", value="1 5 15 60 180 360 720 1440",
        vi="Gửi lại gói tin Cổng Dịch vụ công từ chối sau (phút, lần lượt); hết dãy thì chờ người xử lý",
        en="A message the portal refused is sent again after (minutes, in turn); then it waits for somebody",
        source=OURS, standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="onestop.portal_since", field="onestop", kind="text", value="2025-07-01",
        vi="Đồng bộ lên Cổng hồ sơ đã kết thúc, nếu nộp từ ngày (năm-tháng-ngày)",
        en="Closed dossiers are told to the portal if they came in since (year-month-day)",
        source=OURS, standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="onestop.portal_keep_days", field="onestop", kind="count", value="90",
        vi="Giữ nội dung gói tin đã gửi Cổng (số ngày)", en="Contents of messages the portal took are kept for (days)",
        source=OURS, standing="local", valid_from=ALWAYS,
    ),
)  # fmt: skip


def _ground(code: str, whose: str, vi: str, en: str, source: Source = OURS, standing: str = "local") -> Ground:
    return Ground(code=code, act=code.split(".", maxsplit=1)[0], whose=whose, vi=vi, en=en, source=source,
                  standing=standing, valid_from=ALWAYS)  # type: ignore[arg-type]  # fmt: skip


ONESTOP_GROUNDS: tuple[Ground, ...] = (
    _ground("dossier_pause.supplement", "applicant", "Chờ người nộp bổ sung, hoàn thiện hồ sơ",
            "The applicant has to bring missing papers", Source(ND61, "Điều 19 khoản 4"), "verified"),
    _ground("dossier_pause.financial", "applicant", "Chờ người nộp thực hiện nghĩa vụ tài chính",
            "The applicant has a financial obligation to meet",
            Source("QĐ 138/2025/QĐ-UBND Đồng Tháp", "Điều 5 khoản 3"), "unverified"),
    _ground("dossier_pause.result", "applicant", "Đã có kết quả, chờ người nộp nhận",
            "The result waits for the applicant"),
    _ground("second_supplement.new_fact", "applicant", "Tình tiết mới do người nộp cung cấp sau lần yêu cầu đầu",
            "A new fact the applicant brought after the first request"),
    _ground("second_supplement.law_changed", "outside", "Quy định về thành phần hồ sơ thay đổi trong khi giải quyết",
            "The rules on papers changed while the dossier was worked on"),
    _ground("second_supplement.field_check", "agency", "Kiểm tra thực địa cho thấy thiếu giấy tờ không thể biết trước",
            "A field check shows that papers are missing which nobody could foresee"),
    _ground("second_supplement.our_mistake", "agency", "Lần yêu cầu đầu còn sót, lỗi của cơ quan giải quyết",
            "The first request was incomplete: the agency's own mistake"),
    _ground("dossier_refusal.not_entitled", "applicant", "Không đủ điều kiện theo quy định",
            "The conditions are not met"),
    _ground("dossier_refusal.not_competent", "applicant", "Không thuộc thẩm quyền giải quyết",
            "The agency is not competent"),
    _ground("dossier_refusal.false_papers", "applicant", "Giấy tờ không hợp lệ, không đúng sự thật",
            "Papers are invalid or untrue"),
    _ground("dossier_refusal.duplicate", "applicant", "Trùng với hồ sơ đã nộp", "Doubles a dossier handed in before"),
    _ground("dossier_refusal.no_answer", "applicant", "Không bổ sung hồ sơ trong thời hạn yêu cầu",
            "The papers asked for were not brought in time"),
)  # fmt: skip
