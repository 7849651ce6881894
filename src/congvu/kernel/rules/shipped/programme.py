"""Chương trình công tác và nhật ký tham mưu: dates, limits and grounds.

What is known of them is little. The dates of the Government's own working regulation are known from a condensed text
(*unverified*); each province sets its own in its working regulation. The letters by which a province orders the
drafting journal are known by their titles alone: the kinds of errors are this product's proposal (*local*).
"""

from __future__ import annotations

from datetime import date

from congvu.kernel.rules.shipped.shapes import Ground, Rule, Source

_ND191 = "NĐ 191/2026/NĐ-CP (Quy chế làm việc của Chính phủ)"
_ND191_DAY = date(2026, 5, 29)
_ALWAYS = date(2004, 1, 1)
_OURS = Source("Mặc định của phần mềm, địa phương quyết định")
_REGULATION = Source("Quy chế làm việc của UBND tỉnh (từng tỉnh ban hành)")
_MODEL = Source("Quy chế làm việc mẫu của UBND tỉnh (QĐ 53/2006/QĐ-TTg)")

_BY = "Đăng ký đề án, văn bản đưa vào chương trình công tác năm sau: trước ngày (ngày/tháng của năm trước)"
_BY_EN = "Registering items for next year's work programme: before the day (day/month of the year before)"
_DAY = "Hồ sơ trình trước ngày này của tháng đã ghi trong chương trình"
_DAY_EN = "The dossier is submitted before this day of the programmed month"

PROGRAMME_RULES: tuple[Rule, ...] = (
    Rule(
        code="programme.register_by", field="programme", kind="text", value="15/11", vi=_BY, en=_BY_EN,
        source=_MODEL, standing="unverified", valid_from=_ALWAYS, valid_to=_ND191_DAY,
    ),
    Rule(
        code="programme.register_by", field="programme", kind="text", value="15/11", vi=_BY, en=_BY_EN,
        source=Source(_ND191), standing="unverified", valid_from=_ND191_DAY,
        note_vi="Mốc của Chính phủ đối với các bộ; tỉnh quy định mốc của mình.",
        note_en="The Government's date for ministries; a province sets its own.",
    ),
    Rule(
        code="programme.register_quarter_before", field="programme", kind="count", value="15",
        vi="Đăng ký bổ sung chương trình công tác quý: chậm nhất trước khi quý bắt đầu (số ngày)",
        en="Registering items for a quarter's programme: at latest so many days before the quarter begins",
        source=_REGULATION, standing="local", valid_from=_ALWAYS,
    ),
    Rule(
        code="programme.dossier_day", field="programme", kind="count", value="20", vi=_DAY, en=_DAY_EN,
        source=_REGULATION, standing="local", valid_from=_ALWAYS, valid_to=_ND191_DAY,
    ),
    Rule(
        code="programme.dossier_day", field="programme", kind="count", value="20", vi=_DAY, en=_DAY_EN,
        source=Source(_ND191), standing="unverified", valid_from=_ND191_DAY,
    ),
    Rule(
        code="programme.stage_shares", field="programme", kind="shares", value="0.4 0.65 0.85 1",
        vi="Tiến độ mặc định của các bước (soạn thảo, lấy ý kiến, thẩm định, trình), tính theo phần thời gian",
        en="Default dates of the stages (draft, consultation, appraisal, submission) as shares of the time",
        source=_OURS, standing="local", valid_from=_ALWAYS,
    ),
    Rule(
        code="programme.consent_within", field="programme", kind="limit", value="3 working days",
        vi="Thời hạn người có thẩm quyền trả lời đề nghị bổ sung, điều chỉnh, đưa ra khỏi chương trình",
        en="Time for the competent leader to answer a request to add, move or stop an item",
        source=Source(_ND191), standing="unverified", valid_from=_ND191_DAY,
        note_vi="Suy ra từ thời hạn lãnh đạo trả lời phiếu trình (3 ngày làm việc).",
        note_en="Inferred from the time leaders have to answer a slip (3 working days).",
    ),
    Rule(
        code="programme.consent_within", field="programme", kind="limit", value="3 working days",
        vi="Thời hạn người có thẩm quyền trả lời đề nghị bổ sung, điều chỉnh, đưa ra khỏi chương trình",
        en="Time for the competent leader to answer a request to add, move or stop an item",
        source=_OURS, standing="local", valid_from=_ALWAYS, valid_to=_ND191_DAY,
    ),
    Rule(
        code="programme.check_within", field="programme", kind="limit", value="2 working days",
        vi="Thời hạn Văn phòng kiểm tra hồ sơ, dự thảo được trình", source=_OURS, standing="local",
        en="Time for the Office to check a dossier or draft that was submitted", valid_from=_ALWAYS,
        valid_to=_ND191_DAY,
    ),
    Rule(
        code="programme.check_within", field="programme", kind="limit", value="2 working days",
        vi="Thời hạn Văn phòng kiểm tra hồ sơ, dự thảo được trình",
        en="Time for the Office to check a dossier or draft that was submitted",
        source=Source(_ND191), standing="unverified", valid_from=_ND191_DAY,
    ),
    Rule(
        code="programme.draft_within", field="programme", kind="limit", value="10 working days close of business",
        vi="Thời hạn tham mưu văn bản khi văn bản giao việc không ghi hạn", source=_OURS, standing="local",
        en="Time to draft a document when the instruction names none", valid_from=_ALWAYS,
    ),
)

_Row = tuple[str, str, str, str]


def _grounds(act: str, rows: tuple[_Row, ...], source: Source = _REGULATION) -> tuple[Ground, ...]:
    return tuple(
        Ground(
            code=f"{act}.{code}", act=act, whose=whose, vi=vi, en=en, source=source, standing="local",
            valid_from=_ALWAYS,
        )
        for code, whose, vi, en in rows
    )


PROGRAMME_GROUNDS: tuple[Ground, ...] = (
    *_grounds("programme_change", (
        ("law_awaited", "higher", "Chờ văn bản quy phạm pháp luật, hướng dẫn của trung ương",
         "Legislation or guidance from the centre is awaited"),
        ("instructed", "higher", "Theo chỉ đạo của cấp trên", "Instructed from above"),
        ("consultation_long", "consulted", "Lấy ý kiến, thẩm định kéo dài", "Consultation or appraisal takes longer"),
        ("survey_needed", "agency", "Cần khảo sát, đánh giá thêm", "More survey or assessment is needed"),
        ("merged_with_other", "agency", "Gộp nội dung vào đề án, văn bản khác", "Merged into another item"),
        ("no_longer_needed", "higher", "Không còn cần thiết ban hành", "No longer needed"),
        ("new_need", "higher", "Phát sinh yêu cầu quản lý mới", "A new need has arisen"),
        ("reorganised", "agency", "Sắp xếp tổ chức bộ máy", "Reorganisation"),
    )),
    *_grounds("programme_refusal", (
        ("no_reason", "agency", "Lý do không thỏa đáng", "The reason does not hold"),
        ("asked_late", "agency", "Đề nghị sau khi đã quá hạn", "Asked for after the date"),
        ("must_issue", "higher", "Bắt buộc phải ban hành trong kỳ", "It must be issued in this period"),
        ("not_matter_of_level", "higher", "Không thuộc thẩm quyền của cấp ban hành chương trình",
         "Not a matter of this level"),
        ("duplicate", "higher", "Trùng với đề án, văn bản đã có trong chương trình", "Doubles an item already there"),
    )),
    *_grounds("draft_error", (
        ("content.facts", "agency", "Nội dung: số liệu, tình tiết chưa chính xác", "Content: facts or figures wrong"),
        ("content.basis", "agency", "Nội dung: viện dẫn căn cứ pháp lý sai hoặc hết hiệu lực",
         "Content: legal basis wrong or no longer in force"),
        ("content.not_as_instructed", "agency", "Nội dung: không đúng yêu cầu, ý kiến chỉ đạo",
         "Content: not what was instructed"),
        ("content.incomplete", "agency", "Nội dung: thiếu nội dung, thiếu phân công, thiếu thời hạn",
         "Content: something, somebody or a date is missing"),
        ("content.opinions_ignored", "agency", "Nội dung: chưa tiếp thu, giải trình ý kiến tham gia",
         "Content: opinions received were neither taken up nor answered"),
        ("form.layout", "agency", "Thể thức: sai thể thức, kỹ thuật trình bày (NĐ 30/2020/NĐ-CP)",
         "Form: layout does not follow Decree 30/2020"),
        ("form.spelling", "agency", "Thể thức: lỗi chính tả, ngữ pháp, câu chữ", "Form: spelling, grammar, wording"),
        ("form.recipients", "agency", "Thể thức: sai, thiếu nơi nhận, ký hiệu", "Form: recipients or symbol wrong"),
        ("form.dossier", "agency", "Thể thức: hồ sơ trình thiếu thành phần", "Form: papers missing from the dossier"),
        ("competence.wrong_signer", "agency", "Thẩm quyền: sai thẩm quyền ký, ban hành",
         "Competence: wrong authority to sign or issue"),
        ("competence.own_matter", "agency", "Thẩm quyền: đẩy lên cấp trên việc thuộc thẩm quyền của đơn vị",
         "Competence: pushes up a matter the unit itself decides"),
        ("competence.other_sector", "agency", "Thẩm quyền: nội dung thuộc ngành, lĩnh vực khác chủ trì",
         "Competence: a matter another sector leads"),
    ), _OURS),
)
