"""Kỷ luật, trách nhiệm: times, forms of discipline by category, steps of the process, grounds, what may be published.

*verified* stands only where the decree's rule is confirmed by more than one source; the inner times of the process are
those of the decree before and marked *unverified*, until somebody with the new text confirms them.
"""

from __future__ import annotations

from datetime import date

from congvu.core.rulebook import Standing
from congvu.kernel.rules.shipped.limits import ALWAYS, OURS
from congvu.kernel.rules.shipped.shapes import Ground, Page, Rule, Source

ND112_DAY, ND172_DAY, ND234_DAY = date(2020, 9, 20), date(2025, 7, 1), date(2026, 7, 1)
ND112 = Source("NĐ 112/2020/NĐ-CP")
ND172, PRINCIPLES = Source("NĐ 172/2025/NĐ-CP"), Source("NĐ 172/2025/NĐ-CP", "Điều 2")
ND234 = Source("Luật Viên chức 2025, NĐ 234/2026/NĐ-CP")
LIMITATION = Source("Luật Viên chức 2025", "Điều 36")
CADRES = Source("Luật Cán bộ, công chức 2025")
REGULATION = Source("Quy chế làm việc của UBND tỉnh (từng tỉnh ban hành)")
_OLD_VI = "Theo NĐ 112/2020/NĐ-CP; cần đối chiếu với văn bản hiện hành."
_OLD_EN = "From Decree 112/2020; to be compared with the text in force."


_row = Page("conduct", "conduct").rule


def _both(code: str, value: str, vi: str, en: str) -> tuple[Rule, Rule]:
    """A time that is the same before and after 1 July 2025, on two instruments."""
    return (
        _row(code, "limit", value, vi, en, ND112, "unverified", ND112_DAY, ND172_DAY),
        _row(code, "limit", value, vi, en, ND172, "verified", ND172_DAY),
    )


def _inner(code: str, kind: str, value: str, vi: str, en: str) -> Rule:
    """An inner number of the process, known from the decree before only."""
    return _row(code, kind, value, vi, en, ND112, "unverified", ND112_DAY, note_vi=_OLD_VI, note_en=_OLD_EN)


def _suspended(code: str, value: str, vi: str, en: str, article: str = "") -> Rule:
    """A number of a suspension from work: known from the law before only."""
    source = Source("Luật Cán bộ, công chức 2008", article) if article else ND112
    return _row(code, "count", value, vi, en, source, "unverified", ND112_DAY,
                note_vi="Cần đối chiếu với Luật Cán bộ, công chức 2025, Luật Viên chức 2025.",
                note_en="To be compared with the laws of 2025.")  # fmt: skip


def _ours(code: str, kind: str, value: str, vi: str, en: str) -> Rule:
    return _row(code, kind, value, vi, en, OURS, "local", ALWAYS)


_FORMS_VI, _FORMS_EN = "Hình thức kỷ luật đối với", "Forms of discipline for"
#: Who, in words, by which law, how firmly known, since when.
_Who = tuple[str, str, Source, Standing, date]
_LIMITED: tuple[_Who, ...] = (
    ("cadre", "cán bộ", CADRES, "unverified", ND112_DAY),
    ("civil_servant", "công chức", CADRES, "unverified", ND112_DAY),
    ("public_employee", "viên chức", LIMITATION, "verified", ND234_DAY),
)
_LIM_VI, _LIM_EN = "Thời hiệu xử lý kỷ luật (số năm)", "Limitation of discipline (years)"

CONDUCT_RULES: tuple[Rule, ...] = (
    *_both("handling", "90 calendar days", "Thời hạn xử lý kỷ luật kể từ khi phát hiện hành vi vi phạm",
           "Time from the discovery of a breach to the decision"),
    *_both("handling_complex", "150 calendar days", "Thời hạn xử lý kỷ luật vụ việc phức tạp, cả thời gian kéo dài",
           "Time for complex matters, the prolongation included"),
    _ours("warn_days", "text", "60, 75, 85", "Cảnh báo thời hạn xử lý kỷ luật vào ngày thứ",
          "Warnings of the time for discipline on day"),
    _ours("warn_days_complex", "text", "120, 140", "Cảnh báo thời hạn xử lý kỷ luật vụ việc phức tạp vào ngày thứ",
          "Warnings of the time for complex matters on day"),
    *(
        _row(f"limitation.{level}.{who}", "count", years, f"{_LIM_VI}: {vi}, {words}", f"{_LIM_EN}: {en}, {who}",
              source, standing, since)
        for level, years, vi, en in (
            ("reprimand", "5", "đến mức khiển trách", "reprimand level"),
            ("heavier", "10", "nặng hơn khiển trách", "heavier"),
        )
        for who, words, source, standing, since in _LIMITED
    ),
    *(
        _row(f"limitation.{level}.public_employee", "count", years, f"{_LIM_VI}: {vi}, viên chức",
              f"{_LIM_EN}: {en}, public_employee", ND112, "unverified", ND112_DAY, ND234_DAY)
        for level, years, vi, en in (
            ("reprimand", "5", "đến mức khiển trách", "reprimand level"),
            ("heavier", "10", "nặng hơn khiển trách", "heavier"),
        )
    ),
    _row("forms.cadre", "text", "khiển trách, cảnh cáo, cách chức, bãi nhiệm", f"{_FORMS_VI} cán bộ",
         f"{_FORMS_EN} cadres", ND112, "unverified", ND112_DAY, ND172_DAY),
    _row("forms.cadre", "text", "khiển trách, cảnh cáo, cách chức, bãi nhiệm", f"{_FORMS_VI} cán bộ",
         f"{_FORMS_EN} cadres", ND172, "verified", ND172_DAY),
    _row("forms.civil_servant", "text",
         "khiển trách, cảnh cáo, hạ bậc lương, giáng chức, cách chức, buộc thôi việc", f"{_FORMS_VI} công chức",
         f"{_FORMS_EN} civil servants", ND112, "unverified", ND112_DAY, ND172_DAY),
    _row("forms.civil_servant", "text", "khiển trách, cảnh cáo, cách chức, buộc thôi việc", f"{_FORMS_VI} công chức",
         f"{_FORMS_EN} civil servants", ND172, "verified", ND172_DAY,
         note_vi="Không còn hạ bậc lương, giáng chức.", note_en="No more salary lowering nor demotion."),
    _row("forms.public_employee", "text", "khiển trách, cảnh cáo, cách chức, buộc thôi việc", f"{_FORMS_VI} viên chức",
         f"{_FORMS_EN} public employees", ND112, "unverified", ND112_DAY, ND234_DAY),
    _row("forms.public_employee", "text", "khiển trách, cảnh cáo, cách chức, buộc thôi việc", f"{_FORMS_VI} viên chức",
         f"{_FORMS_EN} public employees", ND234, "verified", ND234_DAY),
    _row("forms.leaders_only", "text", "giáng chức, cách chức",
         "Hình thức chỉ áp dụng với người giữ chức vụ lãnh đạo, quản lý",
         "Forms for leaders and managers only", ND112, "unverified", ND112_DAY, ND172_DAY),
    _row("forms.leaders_only", "text", "cách chức",
         "Hình thức chỉ áp dụng với người giữ chức vụ lãnh đạo, quản lý",
         "Forms for leaders and managers only", ND172, "verified", ND172_DAY),
    _row("aggravation_steps", "count", "1",
         "Vi phạm mới khi đang thi hành kỷ luật: nặng hơn hình thức làm căn cứ số mức",
         "New breach during a running sanction: so many steps above", PRINCIPLES, "verified", ND172_DAY),
    _row("child_months", "count", "12", "Chưa xem xét kỷ luật người nuôi con dưới số tháng tuổi",
         "No discipline while the child is younger than (months)", PRINCIPLES, "verified", ND172_DAY),
    _inner("effect_months", "count", "12", "Quyết định kỷ luật có hiệu lực trong số tháng",
           "A decision on discipline is in effect for (months)"),
    _inner("invitations", "count", "2", "Số lần mời trước khi họp vắng mặt người vi phạm",
           "Invitations before a meeting in absence"),
    _inner("council_members", "count", "5", "Số thành viên Hội đồng kỷ luật", "Members of the disciplinary council"),
    _inner("council_notice", "limit", "7 working days", "Gửi giấy triệu tập trước ngày họp Hội đồng kỷ luật ít nhất",
           "Invitation before the council meets: at least"),
    _inner("file_within", "limit", "5 working days", "Gửi hồ sơ đến cấp có thẩm quyền sau ngày họp Hội đồng kỷ luật",
           "File to the deciding authority after the council has met"),
    _inner("decide_within", "limit", "15 calendar days", "Cấp có thẩm quyền ra quyết định sau khi nhận đủ hồ sơ",
           "The authority decides after it has the whole file"),
    _inner("decide_within_complex", "limit", "30 calendar days",
           "Cấp có thẩm quyền ra quyết định sau khi nhận đủ hồ sơ, vụ việc phức tạp",
           "The authority decides after it has the whole file, complex matters"),
    _inner("complain_within", "limit", "15 calendar days", "Thời hiệu khiếu nại quyết định kỷ luật",
           "Time for a complaint against a decision on discipline"),
    _suspended("suspension_days", "15", "Tạm đình chỉ công tác trong thời gian xem xét kỷ luật, tối đa (ngày)",
               "Suspension from work while discipline is considered: at most (days)", "Điều 81"),
    _suspended("suspension_more_days", "15", "Kéo dài tạm đình chỉ công tác thêm tối đa (ngày)",
               "A suspension is made longer by at most (days)", "Điều 81"),
    _suspended("suspension_pay", "50", "Lương trong thời gian tạm đình chỉ công tác (% mức lương hiện hưởng)",
               "Pay while suspended (per cent of the present salary)"),
    _suspended("suspension_back_pay", "100", "Không bị kỷ luật hoặc được hủy kỷ luật: tổng lương được hưởng (%)",
               "Not disciplined, or annulled: pay for the time in all (per cent)"),
    _ours("suspension_warn_days", "count", "3", "Cảnh báo trước khi hết hạn tạm đình chỉ công tác (ngày)",
          "Warning before a suspension ends (days)"),
    _row("settle_within", "limit", "30 calendar days", "Thời hạn giải quyết khiếu nại quyết định kỷ luật",
         "Time to settle a complaint against a decision on discipline", Source("Luật Khiếu nại"), "unverified",
         ND112_DAY, note_vi="Theo thời hạn giải quyết lần đầu; vụ việc phức tạp, kỷ luật công chức cần đối chiếu.",
         note_en="The time of a first settlement; complex matters and discipline are to be compared."),
    _inner("file_papers", "text",
           "bản tự kiểm điểm, sơ yếu lý lịch, biên bản họp kiểm điểm, biên bản Hội đồng kỷ luật, tài liệu chứng minh, "
           "báo cáo đề xuất",
           "Thành phần hồ sơ trình cấp có thẩm quyền quyết định kỷ luật", "Papers of the file sent to the authority"),
    _ours("explanation_within", "limit", "5 working days", "Thời hạn giải trình khi xem xét trách nhiệm",
          "Time for the explanation in a review of responsibility"),
    _ours("review_within", "limit", "30 calendar days", "Thời hạn kiểm điểm trách nhiệm tập thể, người đứng đầu",
          "Time for a review of responsibility"),
    _ours("publication_days", "count", "90", "Thời gian công khai dài nhất (số ngày)",
          "Longest time of a publication (days)"),
    _ours("publication_fields.person_ordered", "text", "họ tên, chức vụ, đơn vị, hành vi, hình thức",
          "Nội dung được công khai khi văn bản chỉ đạo yêu cầu nêu tên người vi phạm",
          "What may be published where an order names violators"),
    _ours("publication_fields.person_concluded", "text", "chức vụ, đơn vị, hành vi, hình thức",
          "Nội dung được công khai theo kết luận đã công khai (không nêu tên)",
          "What may be published of a conclusion that is public (without the name)"),
    _ours("publication_fields.unit_delay", "text", "đơn vị, hành vi, số liệu",
          "Nội dung được công khai đối với đơn vị chậm trễ", "What may be published of a delaying unit"),
)


def _grounds(act: str, source: Source, standing: Standing, rows: tuple[tuple[str, str, str], ...],
             since: date = ALWAYS, evidence: bool = False) -> tuple[Ground, ...]:  # fmt: skip
    return tuple(
        Ground(code=f"{act}.{code}", act=act, vi=vi, en=en, source=source, standing=standing, valid_from=since,
               evidence=evidence)
        for code, vi, en in rows
    )  # fmt: skip


CONDUCT_GROUNDS: tuple[Ground, ...] = (
    *_grounds("discipline_pause", PRINCIPLES, "verified", (
        ("illness", "Đang điều trị bệnh hiểm nghèo hoặc mất khả năng nhận thức, có xác nhận của cơ quan y tế",
         "Severe illness or loss of cognition, with proof"),
        ("maternity", "Mang thai, nghỉ thai sản, nuôi con dưới 12 tháng tuổi (trừ khi có đề nghị xem xét)",
         "Pregnancy, maternity leave, child under 12 months (unless the person asks)"),
        ("prosecution", "Đang bị khởi tố, tạm giữ, tạm giam chờ kết luận của cơ quan có thẩm quyền",
         "Prosecution or custody, pending the conclusion"),
    ), since=ND172_DAY, evidence=True),
    *_grounds("discipline_complex", ND172, "verified", (
        ("complex", "Vụ việc có tình tiết phức tạp", "The matter is complex"),
    ), since=ND112_DAY),
    *_grounds("discipline_complex", ND112, "unverified", (
        ("verification", "Cần thêm thời gian thanh tra, kiểm tra, giám định để xác minh",
         "Inspection or expertise is needed"),
    ), since=ND112_DAY),
    *_grounds("discipline_suspend", Source("Luật Cán bộ, công chức 2008", "Điều 81"), "unverified", (
        ("hinders", "Để tiếp tục làm việc có thể gây khó khăn cho việc xem xét, xử lý",
         "Going on working may hinder the consideration"),
        ("custody", "Đang bị tạm giữ, tạm giam phục vụ điều tra, truy tố, xét xử", "In custody for a prosecution"),
    ), since=ND112_DAY),
    *_grounds("suspension_lift", OURS, "local", (
        ("no_need", "Không còn căn cứ gây khó khăn cho việc xem xét, xử lý", "Nothing is hindered any more"),
        ("wrong", "Quyết định tạm đình chỉ không đúng", "The suspension was wrong"),
        ("released", "Hết tạm giữ, tạm giam", "Released from custody"),
    )),
    *_grounds("discipline_exempt", LIMITATION, "verified", (
        ("party_expulsion", "Đảng viên vi phạm đến mức phải khai trừ", "Party member to be expelled"),
        ("political_protection", "Vi phạm về bảo vệ chính trị nội bộ", "Internal political protection"),
        ("national_interest", "Xâm hại lợi ích quốc gia về quốc phòng, an ninh, đối ngoại",
         "Harm to the national interest in defence, security, foreign affairs"),
        ("fake_papers", "Sử dụng văn bằng, chứng chỉ, giấy tờ giả hoặc không hợp pháp",
         "Fake or unlawful diplomas, certificates, papers"),
    ), since=ND112_DAY),
    *_grounds("discipline_skip_review", Source("NĐ 172/2025/NĐ-CP", "Điều 16"), "verified", (
        ("moved", "Vi phạm ở cơ quan cũ, phát hiện sau khi đã chuyển công tác (khoản 10 Điều 2)",
         "Breach in the former agency, found after the move"),
        ("higher_decision", "Xử lý theo quyết định, kết luận của cấp có thẩm quyền",
         "Handled by the decision of a competent level"),
    ), since=ND172_DAY),
    *_grounds("discipline_skip_council", ND112, "unverified", (
        ("party_sanction", "Đã có quyết định kỷ luật đảng, kết luận rõ vi phạm và hình thức",
         "A party sanction has been given"),
        ("court_sentence", "Đã có bản án của Tòa án có hiệu lực pháp luật", "A court sentence is in force"),
        ("cadre", "Cán bộ: cơ quan tham mưu về cán bộ đề xuất, cấp phê duyệt kết quả bầu cử quyết định",
         "Cadres: proposed by the personnel body, decided by the authority that approves the election"),
    ), since=ND112_DAY),
    *_grounds("discipline_drop", OURS, "local", (
        ("no_breach", "Kết luận không có hành vi vi phạm", "No breach"),
        ("exempt", "Thuộc trường hợp miễn trách nhiệm kỷ luật", "Exempt from discipline"),
        ("innovation", "Thực hiện đề xuất đổi mới, sáng tạo đã được chấp thuận (NĐ 73/2023/NĐ-CP)",
         "Carried out an approved innovative proposal (Decree 73/2023)"),
        ("out_of_time", "Hết thời hiệu hoặc hết thời hạn xử lý kỷ luật", "Limitation or handling period is over"),
        ("deceased", "Người vi phạm đã chết", "The person has died"),
        ("wrong_agency", "Chuyển cơ quan khác xử lý theo thẩm quyền", "Another agency is competent"),
    )),
    *_grounds("review_drop", OURS, "local", (
        ("no_responsibility", "Không có căn cứ xem xét trách nhiệm", "Nothing to review"),
        ("other_process", "Đã chuyển xử lý kỷ luật hoặc cơ quan khác xử lý", "Handled elsewhere"),
    )),
    *_grounds("conduct_publication", REGULATION, "local", (
        ("person_ordered", "Văn bản chỉ đạo yêu cầu công khai danh tính cán bộ vi phạm đã bị xử lý",
         "An order that handled violators be named"),
        ("person_concluded", "Kết luận kiểm tra, thanh tra đã công khai", "A conclusion that is public"),
        ("unit_delay", "Công khai cơ quan, đơn vị chậm trễ theo chỉ đạo", "An order that delaying units be named"),
    )),
    *_grounds("publication_removal", OURS, "local", (
        ("annulled", "Quyết định đã bị hủy bỏ, sửa đổi", "The decision was annulled or changed"),
        ("mistake", "Công khai sai nội dung, sai đối tượng", "Published by mistake"),
        ("remedied", "Đã khắc phục xong", "Put right"),
        ("requested", "Theo yêu cầu của cơ quan có thẩm quyền hoặc của người có quyền", "Demanded by right"),
    )),
)  # fmt: skip
