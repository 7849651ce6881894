"""Thời hạn và lựa chọn: the values that follow-up, consultation, records and casework ask for."""

from __future__ import annotations

from datetime import date

from congvu.kernel.rules.shipped.shapes import Rule, Source

OURS = Source("Mặc định của phần mềm, địa phương quyết định")
ND30 = "NĐ 30/2020/NĐ-CP"
THANH_HOA = Source("Quy chế theo dõi nhiệm vụ của tỉnh Thanh Hóa (tháng 10–11/2025)", "theo báo Lao Động")
ND191 = "NĐ 191/2026/NĐ-CP (Quy chế làm việc của Chính phủ)"

#: Defaults of ours hold for every case ever imported, however old.
ALWAYS = date(2004, 1, 1)
ND30_DAY = date(2020, 3, 5)
ND191_DAY = date(2026, 5, 29)

_SILENCE = (
    ("agreement", "Coi như đồng ý và chịu trách nhiệm", "Counts as agreement, with responsibility"),
    ("reminder", "Đôn đốc, không coi là đồng ý", "A reminder follows; silence is no agreement"),
)
_ROUNDING = (
    ("half_up_2", "Làm tròn hai chữ số", "Rounded to two digits"),
    ("truncate_2", "Cắt bỏ sau hai chữ số", "Cut off after two digits"),
    ("half_up_1", "Làm tròn một chữ số", "Rounded to one digit"),
)

RULES: tuple[Rule, ...] = (
    Rule(
        code="directives.accept_within", field="directives", kind="limit", value="1 working days",
        vi="Thời hạn tiếp nhận nhiệm vụ được giao; quá hạn coi như đã nhận",
        en="Time to accept an assigned task; after it the task is deemed received",
        source=OURS, standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="directives.reassignment_decide_within", field="directives", kind="limit", value="2 working days",
        vi="Thời hạn cơ quan giao việc quyết định đề xuất giao lại", source=OURS, standing="local", valid_from=ALWAYS,
        en="Time for the issuing office to decide a proposal of re-assignment",
    ),
    Rule(
        code="directives.extension_ask_before", field="directives", kind="limit", value="1 working days",
        vi="Xin gia hạn bằng văn bản chậm nhất trước hạn", source=OURS, standing="local", valid_from=ALWAYS,
        en="An extension is asked for in writing at latest this long before the deadline",
    ),
    Rule(
        code="directives.extension_decide_within", field="directives", kind="limit", value="2 working days",
        vi="Thời hạn quyết định đề nghị gia hạn", en="Time to decide a request for extension",
        source=OURS, standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="directives.verify_within", field="directives", kind="limit", value="3 working days",
        vi="Thời hạn xác nhận kết quả đã báo cáo", en="Time to verify a result that was reported done",
        source=OURS, standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="directives.due_soon", field="directives", kind="limit", value="2 working days",
        vi="Coi là sắp đến hạn khi còn", en="A task counts as due soon when this much time is left",
        source=OURS, standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="directives.urgent_undated", field="directives", kind="limit", value="5 working days close of business",
        vi="Thời hạn đề xuất cho nhiệm vụ khẩn không ghi ngày (“khẩn trương”, “ngay”)",
        en="Deadline proposed for urgent tasks without a date", source=OURS, standing="local", valid_from=ALWAYS,
        note_vi="Chỉ là đề xuất khi rà soát; người giao việc xác nhận.",
        note_en="Only a proposal on the review screen; the issuing office confirms it.",
    ),
    Rule(
        code="directives.entry_within.urgent", field="directives", kind="limit",
        value="0 working days close of business", vi="Cập nhật văn bản khẩn vào hệ thống: trong ngày",
        en="Entering urgent documents: the same day", source=THANH_HOA, standing="unverified",
        valid_from=date(2025, 10, 1),
    ),
    Rule(
        code="directives.entry_within.normal", field="directives", kind="limit",
        value="1 working days close of business", vi="Cập nhật văn bản thường vào hệ thống",
        en="Entering ordinary documents", source=THANH_HOA, standing="unverified", valid_from=date(2025, 10, 1),
    ),
    Rule(
        code="directives.entry_within.many", field="directives", kind="limit",
        value="2 working days close of business", vi="Cập nhật văn bản có nhiều nhiệm vụ, nhiều đơn vị",
        en="Entering documents with many tasks or units", source=THANH_HOA, standing="unverified",
        valid_from=date(2025, 10, 1),
    ),
    Rule(
        code="directives.review_undated", field="directives", kind="limit", value="30 calendar days",
        vi="Rà soát định kỳ nhiệm vụ không ghi thời hạn", en="Review of tasks that have no deadline",
        source=OURS, standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="directives.review_suspended", field="directives", kind="limit", value="30 calendar days",
        vi="Rà soát nhiệm vụ tạm dừng theo dõi", en="Review of suspended tasks",
        source=OURS, standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="directives.period_opens_before", field="directives", kind="limit", value="10 working days",
        vi="Mở kỳ của nhiệm vụ định kỳ trước hạn của kỳ", source=OURS, standing="local", valid_from=ALWAYS,
        en="A period of a recurring duty is opened this long before it is due",
    ),
    Rule(
        code="directives.duty_review", field="directives", kind="limit", value="6 months",
        vi="Rà soát nhiệm vụ thường xuyên, định kỳ: còn hiệu lực hay không", source=OURS, standing="local",
        en="Standing and recurring duties are reviewed: still valid or not", valid_from=ALWAYS,
    ),
    Rule(
        code="directives.duty_review_within", field="directives", kind="limit", value="5 working days",
        vi="Thời hạn trả lời khi rà soát nhiệm vụ thường xuyên, định kỳ", source=OURS, standing="local",
        en="Time to answer the review of a standing or recurring duty", valid_from=ALWAYS,
    ),
    Rule(
        code="directives.returned_counts_as_open", field="directives", kind="yes_no", value="yes",
        vi="Nhiệm vụ bị trả lại được tính là chưa hoàn thành", en="A returned task counts as not completed",
        source=THANH_HOA, standing="unverified", valid_from=date(2025, 10, 1),
    ),
    Rule(
        code="directives.one_lead", field="directives", kind="yes_no", value="yes",
        vi="Mỗi nhiệm vụ chỉ giao một cơ quan, một người chủ trì", en="Each task has one lead agency or person",
        source=Source("NĐ 39/2022/NĐ-CP (Quy chế làm việc của Chính phủ)"), standing="unverified",
        valid_from=date(2022, 6, 18), valid_to=ND191_DAY,
    ),
    Rule(
        code="directives.one_lead", field="directives", kind="yes_no", value="yes",
        vi="Mỗi nhiệm vụ chỉ giao một cơ quan, một người chủ trì", en="Each task has one lead agency or person",
        source=Source(ND191, "Điều 2"), standing="unverified", valid_from=ND191_DAY,
    ),
    Rule(
        code="consultation.window", field="consultation", kind="limit", value="5 working days",
        vi="Thời hạn trả lời khi được lấy ý kiến (thường từ 3 đến 7 ngày làm việc)",
        en="Time to answer a consultation (usually 3 to 7 working days)",
        source=Source("Quy chế làm việc của UBND tỉnh (từng tỉnh ban hành)"), standing="unverified", valid_from=ALWAYS,
    ),
    Rule(
        code="consultation.window.government", field="consultation", kind="limit", value="5 working days",
        vi="Thời hạn trả lời giữa các bộ, thành viên Chính phủ (2 đến 5 ngày làm việc)",
        en="Time to answer between ministries and members of Government (2 to 5 working days)",
        source=Source(ND191), standing="unverified", valid_from=ND191_DAY,
    ),
    Rule(
        code="consultation.silence", field="consultation", kind="choice", value="agreement", choices=_SILENCE,
        vi="Quá hạn không trả lời", en="No answer within the time",
        source=Source(ND191), standing="unverified", valid_from=ND191_DAY,
    ),
    Rule(
        code="consultation.silence", field="consultation", kind="choice", value="reminder", choices=_SILENCE,
        vi="Quá hạn không trả lời", en="No answer within the time",
        source=OURS, standing="local", valid_from=ALWAYS, valid_to=ND191_DAY,
    ),
    Rule(
        code="documents.present_within", field="documents", kind="limit", value="1 working days close of business",
        vi="Trình văn bản đến: trong ngày, chậm nhất ngày làm việc tiếp theo",
        en="Presenting an incoming document: the same day, at latest the next working day",
        source=Source(ND30, "Chương III (quản lý văn bản đến)"), standing="verified", valid_from=ND30_DAY,
    ),
    Rule(
        code="documents.acknowledge_within", field="documents", kind="limit",
        value="0 working days close of business", vi="Thông báo đã nhận văn bản điện tử: trong ngày",
        en="Acknowledging an electronic document: the same day",
        source=Source(ND30, "Chương III (quản lý văn bản đến)"), standing="verified", valid_from=ND30_DAY,
    ),
    Rule(
        code="documents.issue_within", field="documents", kind="limit", value="1 working days close of business",
        vi="Phát hành văn bản đi: trong ngày ký, chậm nhất ngày làm việc tiếp theo; văn bản khẩn phát hành ngay",
        en="Issuing an outgoing document: on the day of signature, at latest the next working day; urgent at once",
        source=Source(ND30, "Chương III (quản lý văn bản đi)"), standing="verified", valid_from=ND30_DAY,
    ),
    Rule(
        code="documents.numbers_restart", field="documents", kind="text", value="01-01",
        vi="Số văn bản bắt đầu từ 01 vào ngày 01 tháng 01 hằng năm", en="Numbers begin at 01 on 1 January each year",
        source=Source(ND30, "Điều 15; Phụ lục I, mục II.3"), standing="verified", valid_from=ND30_DAY,
    ),
    Rule(
        code="documents.archive_within", field="documents", kind="limit", value="12 months",
        vi="Nộp hồ sơ vào lưu trữ cơ quan kể từ khi công việc kết thúc",
        en="Handing a dossier of work over to the agency's archive after the work ends",
        source=Source(ND30, "Điều 28–31"), standing="verified", valid_from=ND30_DAY,
    ),
    Rule(
        code="casework.accept_within", field="casework", kind="limit", value="1 working days",
        vi="Thời hạn tiếp nhận việc được chuyển giao, khi loại việc không có quy định riêng",
        en="Time to accept a case that is handed over, where its kind has no rule of its own", source=OURS,
        standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="casework.decide_reassignment_within", field="casework", kind="limit", value="2 working days",
        vi="Thời hạn quyết định đề nghị giao lại, khi loại việc không có quy định riêng",
        en="Time to decide a proposal of re-assignment, where the kind of case has no rule of its own", source=OURS,
        standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="casework.decide_extension_within", field="casework", kind="limit", value="2 working days",
        vi="Thời hạn quyết định đề nghị gia hạn, khi loại việc không có quy định riêng",
        en="Time to decide a request for more time, where the kind of case has no rule of its own", source=OURS,
        standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="casework.undo_within", field="casework", kind="limit", value="4 working hours",
        vi="Thời gian còn được hoàn tác việc vừa làm, khi chưa có người khác xử lý tiếp",
        en="For how long one may undo what one did, while nobody else has acted", source=OURS, standing="local",
        valid_from=ALWAYS,
    ),
    Rule(
        code="casework.nameless_after", field="casework", kind="limit", value="1 working days",
        vi="Việc chưa có người cụ thể giữ quá thời gian này thì báo thủ trưởng",
        en="A case without a named person for longer is shown to the head", source=OURS, standing="local",
        valid_from=ALWAYS,
    ),
    Rule(
        code="reception.cut_off", field="reception", kind="clock", value="15:00",
        vi="Hồ sơ nhận sau giờ này được chuyển xử lý đầu ngày làm việc tiếp theo",
        en="What is received after this hour starts on the next working day",
        source=Source("NĐ 61/2018/NĐ-CP", "Điều 18 khoản 2, 3"), standing="verified",
        valid_from=date(2018, 6, 21), valid_to=date(2025, 7, 1),
    ),
    Rule(
        code="reception.cut_off", field="reception", kind="clock", value="15:00",
        vi="Hồ sơ nhận sau giờ này được chuyển xử lý đầu ngày làm việc tiếp theo",
        en="What is received after this hour starts on the next working day",
        source=Source("NĐ 118/2025/NĐ-CP"), standing="unverified", valid_from=date(2025, 7, 1),
    ),
    Rule(
        code="statistics.rounding", field="statistics", kind="choice", value="half_up_2", choices=_ROUNDING,
        vi="Cách làm tròn tỷ lệ trong báo cáo", en="How shares are rounded in reports",
        source=OURS, standing="local", valid_from=date(2014, 1, 1),
        note_vi="Báo cáo 1270/BC-TCTTTg năm 2017 cắt bỏ: 98,62 thay vì 98,63.",
        note_en="Report 1270/BC-TCTTTg of 2017 cut off: 98.62 instead of 98.63.",
    ),
)
