"""Shapes of the shipped rulebook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congvu.core.rulebook import Standing

#: Standing of a value: code → (Vietnamese, English).
STANDINGS = {
    "verified": ("đã kiểm chứng", "verified"),
    "unverified": ("chưa kiểm chứng", "not verified"),
    "local": ("lựa chọn của địa phương", "local choice"),
}
#: Fields of the rulebook: code → (Vietnamese, English).
FIELDS = {
    "directives": ("Theo dõi nhiệm vụ giao", "Follow-up of assigned tasks"),
    "consultation": ("Lấy ý kiến, phối hợp", "Consultation"),
    "programme": ("Chương trình công tác, nhật ký tham mưu", "Work programme and drafting journal"),
    "regulation": ("Quy chế làm việc", "Working regulation"),
    "documents": ("Văn thư", "Records"),
    "casework": ("Xử lý công việc", "Casework"),
    "procedures": ("Thủ tục hành chính", "Administrative procedures"),
    "reception": ("Tiếp nhận hồ sơ", "Reception"),
    "onestop": ("Một cửa", "One-stop shop"),
    "inspections": ("Kiểm tra công vụ", "Public-duty inspection"),
    "statistics": ("Thống kê", "Statistics"),
    "authority": ("Thẩm quyền", "Authority"),
    "conduct": ("Kỷ luật, trách nhiệm", "Discipline and accountability"),
    "recognition": ("Khen thưởng, đổi mới sáng tạo, kết quả công việc", "Recognition, innovation, work results"),
}
#: Acts that cite a ground: code → (Vietnamese, English).
ACTS = {
    "extension": ("Gia hạn", "Extension"),
    "extension_refusal": ("Từ chối gia hạn", "Refusal of an extension"),
    "reassignment": ("Đề xuất giao lại", "Proposal of re-assignment"),
    "reassignment_refusal": ("Không đồng ý giao lại", "Refusal of a re-assignment"),
    "return": ("Trả lại", "Return"),
    "refusal": ("Từ chối tiếp nhận", "Refusal"),
    "pause": ("Tạm dừng", "Pause"),
    "referral": ("Báo cáo cấp trên", "Referral upwards"),
    "withdrawal": ("Rút nhiệm vụ", "Withdrawal"),
    "no_action": ("Không phát sinh nhiệm vụ", "No action needed"),
    "lateness": ("Giải trình chậm muộn", "Explanation of lateness"),
    "reopening": ("Mở lại", "Reopening"),
    "programme_change": ("Bổ sung, điều chỉnh chương trình công tác", "Change of the work programme"),
    "programme_refusal": ("Không đồng ý điều chỉnh chương trình", "Refusal of a change of the programme"),
    "draft_error": ("Lỗi của dự thảo văn bản", "Error of a draft"),
    "urging": ("Đôn đốc", "Urging"),
    "visit_change": ("Hoãn, hủy cuộc kiểm tra", "Visit postponed or cancelled"),
    "inspection_publication": ("Đính chính, gỡ công khai kết luận", "Published conclusion corrected or removed"),
    "dossier_refusal": ("Từ chối tiếp nhận, giải quyết hồ sơ", "Refusal of a dossier"),
    "dossier_pause": ("Tạm dừng tính thời hạn hồ sơ", "Pause of a dossier"),
    "second_supplement": ("Yêu cầu bổ sung lần thứ hai", "Second request for papers"),
    "recall": ("Thu hồi văn bản đã phát hành", "Recall of an issued document"),
    "discipline_pause": ("Chưa xem xét xử lý kỷ luật", "Discipline put off"),
    "discipline_complex": ("Kéo dài thời hạn xử lý kỷ luật", "Longer time for discipline"),
    "discipline_suspend": ("Tạm đình chỉ công tác", "Suspension from work"),
    "suspension_lift": ("Chấm dứt tạm đình chỉ công tác", "Suspension lifted"),
    "discipline_exempt": ("Không áp dụng thời hiệu xử lý kỷ luật", "No limitation of discipline"),
    "discipline_skip_review": ("Không tổ chức họp kiểm điểm", "No review meeting"),
    "discipline_skip_council": ("Không thành lập Hội đồng kỷ luật", "No disciplinary council"),
    "discipline_drop": ("Thôi xử lý kỷ luật", "Discipline dropped"),
    "review_drop": ("Thôi xem xét trách nhiệm", "Review of responsibility dropped"),
    "praise_refusal": ("Không khen thưởng", "Commendation refused"),
    "praise_cancel": ("Hủy bỏ quyết định khen thưởng", "Commendation cancelled"),
    "dare_refusal": ("Không chấp thuận đề xuất đổi mới, sáng tạo", "Innovative proposal refused"),
    "dare_stop": ("Dừng thực hiện đề xuất đổi mới, sáng tạo", "Innovative proposal stopped"),
    "conduct_publication": ("Công khai người vi phạm, đơn vị chậm trễ", "Publication of violators and delaying units"),
    "publication_removal": ("Gỡ nội dung công khai", "Publication taken down"),
}
#: How a value is written: `limit` is text that the working-time reader understands ("2 working days").
VALUE_KINDS = ("limit", "choice", "count", "shares", "yes_no", "clock", "text", "decimal")


@dataclass(frozen=True, slots=True)
class Source:
    """Căn cứ. Instrument and article (empty when the instrument is known and the article is not)."""

    instrument: str
    article: str = ""

    def __str__(self) -> str:
        return f"{self.instrument}, {self.article}" if self.article else self.instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Quy tắc. One value in force from `valid_from` until the day before `valid_to`; several rows make its history."""

    code: str
    field: str
    vi: str
    en: str
    kind: str
    value: str
    source: Source
    standing: Standing
    valid_from: date
    valid_to: date | None = None
    choices: tuple[tuple[str, str, str], ...] = ()
    note_vi: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Trang của bộ quy tắc. Writes the rules of one field; their codes begin with `prefix`."""

    field: str
    prefix: str

    def rule(
        self, code: str, kind: str, value: str, vi: str, en: str, source: Source, standing: Standing, since: date,
        until: date | None = None, note_vi: str = "", note_en: str = "",
    ) -> Rule:  # fmt: skip
        """One rule, everything in the order it is read in."""
        return Rule(
            code=f"{self.prefix}.{code}", field=self.field, kind=kind, value=value, vi=vi, en=en, source=source,
            standing=standing, valid_from=since, valid_to=until, note_vi=note_vi, note_en=note_en,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Lý do có mã. Why an act is done; free text may add to it and never replaces it.

    `whose` says whose side the cause lies on (agency, applicant, consulted, higher, outside), for the statistics
    of lateness; `evidence` is true when a document must be shown.
    """

    code: str
    act: str
    vi: str
    en: str
    source: Source
    standing: Standing
    valid_from: date
    valid_to: date | None = None
    whose: str = "agency"
    evidence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Thẩm quyền. One row of the authority matrix: a matter, who decides it, who may be asked to decide for him.

    `tier` places the one who decides (centre, province, department, commune, unit) where the row says it; `post` names
    the post.
    """

    code: str
    vi: str
    en: str
    decides_vi: str
    decides_en: str
    source: Source
    standing: Standing
    valid_from: date
    valid_to: date | None = None
    tier: str = ""
    post: str = ""
