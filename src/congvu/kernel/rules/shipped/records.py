"""Văn thư: what the records room asks for besides the limits of NĐ 30/2020 in `limits`."""

from __future__ import annotations

from congvu.kernel.rules.shipped.limits import ALWAYS, ND30, ND30_DAY, OURS
from congvu.kernel.rules.shipped.shapes import Ground, Rule, Source

RECORDS_RULES: tuple[Rule, ...] = (
    Rule(
        code="documents.archive_within.construction", field="documents", kind="limit", value="3 months",
        vi="Nộp hồ sơ, tài liệu xây dựng cơ bản vào lưu trữ cơ quan kể từ khi công trình được quyết toán",
        en="Handing dossiers of construction over to the archive after the settlement of accounts",
        source=Source(ND30, "Điều 28–31"), standing="verified", valid_from=ND30_DAY,
    ),
    Rule(
        code="documents.archive_warning", field="documents", kind="limit", value="30 calendar days",
        vi="Báo trước khi hồ sơ đến hạn nộp lưu", source=Source(ND30, "Phụ lục VI"), standing="verified",
        en="Warning before a dossier is due at the archive", valid_from=ND30_DAY,
    ),
    Rule(
        code="documents.archive_from_years", field="documents", kind="count", value="5",
        vi="Hồ sơ có thời hạn bảo quản từ số năm này trở lên phải nộp lưu",
        en="Dossiers kept for at least so many years must go to the archive",
        source=Source(ND30, "Điều 28–31"), standing="verified", valid_from=ND30_DAY,
    ),
    Rule(
        code="documents.unreferenced_kept", field="documents", kind="limit", value="30 calendar days",
        vi="Giữ tệp không thuộc văn bản, hồ sơ nào trước khi xóa",
        en="Keeping files that belong to nothing before they are deleted",
        source=OURS, standing="local", valid_from=ALWAYS,
    ),
    Rule(
        code="documents.export_megabytes", field="documents", kind="count", value="500",
        vi="Dung lượng lớn nhất của một hồ sơ khi xuất ra tệp nén (MB)",
        en="The largest dossier that is exported as one archive (MB)", source=OURS, standing="local",
        valid_from=ALWAYS,
    ),
)


def _recall(code: str, vi: str, en: str) -> Ground:
    """Why an issued document is taken back. The decree orders how (Điều 18); the coded grounds are ours."""
    return Ground(
        code=f"recall.{code}", act="recall", vi=vi, en=en, source=OURS, standing="local", valid_from=ALWAYS
    )


RECALL_GROUNDS: tuple[Ground, ...] = (
    _recall("content_error", "Có sai sót về nội dung, phải thay thế bằng văn bản khác",
            "Its content is wrong; another document replaces it"),
    _recall("form_error", "Có sai sót về thể thức, kỹ thuật trình bày hoặc thủ tục ban hành",
            "Its form, layout or the procedure of issue is wrong"),
    _recall("wrong_recipient", "Gửi nhầm nơi nhận", "Sent to the wrong recipient"),
    _recall("without_authority", "Ban hành không đúng thẩm quyền", "Issued without authority"),
    _recall("ordered", "Theo yêu cầu của cơ quan có thẩm quyền", "Ordered by a competent authority"),
)
