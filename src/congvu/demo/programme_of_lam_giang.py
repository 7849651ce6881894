"""Chương trình công tác và dự thảo of the made-up province, as data; titles are invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item: its name, nature, drafter and partners by code, in how many months from now it is due, and what becomes
    of it (a story of `work_programme`)."""

    title: str
    nature: str
    drafter: str
    partners: tuple[str, ...]
    months: int
    story: str


ITEMS: tuple[PlannedItem, ...] = (
    PlannedItem("Đề án chuyển đổi số cấp xã giai đoạn mới", "project", "skhcn", ("stc", "snv"), -8, "done"),
    PlannedItem("Quy định phân cấp quản lý tài sản công", "legal", "stc", ("stp",), -7, "done"),
    PlannedItem("Đề án vị trí việc làm khối cơ quan chuyên môn", "project", "snv", ("stc",), -7, "done_late"),
    PlannedItem("Quy định chức năng, nhiệm vụ của Sở Công Thương", "legal", "sct", ("snv", "stp"), -6, "done"),
    PlannedItem("Báo cáo tình hình thực hiện đầu tư công nửa năm", "report", "stc", (), -5, "done"),
    PlannedItem("Đề án phát triển vùng dược liệu", "project", "snnmt", ("syt", "skhcn"), -5, "moved_done"),
    PlannedItem("Kế hoạch phòng, chống thiên tai và tìm kiếm cứu nạn", "document", "snnmt", (), -5, "done"),
    PlannedItem("Quy chế phối hợp quản lý chợ, trung tâm thương mại", "document", "sct", ("stc",), -4, "done_late"),
    PlannedItem("Đề án sắp xếp mạng lưới trường, lớp", "project", "sgddt", ("snv", "stc"), -4, "stopped"),
    PlannedItem("Quy định mức thu dịch vụ thu gom rác thải", "legal", "snnmt", ("stc", "stp"), -3, "returned_done"),
    PlannedItem("Đề án nâng cao chất lượng khám, chữa bệnh tuyến xã", "project", "syt", ("stc",), -3, "moved_late"),
    PlannedItem("Kế hoạch phát triển du lịch cộng đồng", "document", "svhttdl", ("snnmt",), -3, "done"),
    PlannedItem("Quy định quản lý vỉa hè, lòng đường", "legal", "sxd", ("stp",), -2, "refused_late"),
    PlannedItem("Báo cáo kết quả cải cách hành chính chín tháng", "report", "snv", (), -2, "done"),
    PlannedItem("Đề án hỗ trợ doanh nghiệp nhỏ và vừa", "project", "stc", ("sct",), -2, "late"),
    PlannedItem("Quy định chi tiết về công nhận sáng kiến", "legal", "skhcn", ("stp",), -1, "late"),
    PlannedItem("Kế hoạch tiêm chủng mở rộng năm sau", "document", "syt", (), -1, "submitted"),
    PlannedItem("Đề án nhà ở xã hội giai đoạn mới", "project", "sxd", ("stc", "snnmt"), 0, "asking"),
    PlannedItem("Quy chế văn thư, lưu trữ điện tử", "document", "snv", ("skhcn",), 0, "consulting"),
    PlannedItem("Báo cáo công tác thi hành pháp luật", "report", "stp", (), 0, "running"),
    PlannedItem("Kế hoạch đầu tư công năm sau", "document", "stc", ("sxd",), 1, "appraising"),
    PlannedItem("Đề án bảo tồn làng nghề truyền thống", "project", "svhttdl", ("sct",), 1, "moved"),
    PlannedItem("Quy định hỗ trợ giáo viên vùng khó khăn", "legal", "sgddt", ("stc", "stp"), 1, "running"),
    PlannedItem("Đề án cụm công nghiệp phía Tây", "project", "sct", ("sxd",), -2, "declined"),
    PlannedItem("Kế hoạch ứng phó dịch bệnh mùa đông", "document", "syt", (), 1, "added"),
    PlannedItem("Đề án khu thể thao cấp vùng", "project", "svhttdl", ("sxd",), 1, "not_added"),
    PlannedItem("Quy định sử dụng kinh phí khuyến công", "legal", "sct", ("stc",), 1, "to_be_added"),
)
#: What is registered for the next year; the last one came after the day.
NEXT_YEAR: tuple[PlannedItem, ...] = (
    PlannedItem("Đề án đô thị thông minh", "project", "skhcn", ("sxd",), 6, "registered"),
    PlannedItem("Quy định quản lý khoáng sản làm vật liệu", "legal", "snnmt", ("sxd", "stp"), 7, "registered"),
    PlannedItem("Kế hoạch biên chế công chức, viên chức", "document", "snv", ("stc",), 4, "registered"),
    PlannedItem("Đề án chuyển đổi số ngành y tế", "project", "syt", ("skhcn",), 9, "registered_late"),
)


@dataclass(frozen=True, slots=True)
class PlannedDraft:
    """A draft: subject, kind of document, unit, days before now at which it was asked for, days given, the errors of
    each return, and how it ends (issued, submitted, drafting, withdrawn). `for_item`: the title it is made for."""

    title: str
    kind: str
    unit: str
    asked: int
    days: int
    returns: tuple[tuple[str, ...], ...]
    end: str
    consulted: tuple[str, ...] = ()
    for_item: str = ""


_LAYOUT, _SPELLING = "draft_error.form.layout", "draft_error.form.spelling"
_RECIPIENTS, _DOSSIER = "draft_error.form.recipients", "draft_error.form.dossier"
_FACTS, _BASIS = "draft_error.content.facts", "draft_error.content.basis"
_WRONG, _INCOMPLETE = "draft_error.content.not_as_instructed", "draft_error.content.incomplete"
_IGNORED = "draft_error.content.opinions_ignored"
_SIGNER, _OWN = "draft_error.competence.wrong_signer", "draft_error.competence.own_matter"

DRAFTS: tuple[PlannedDraft, ...] = (
    PlannedDraft("Kế hoạch kiểm tra công vụ đột xuất quý này", "ke_hoach", "snv", 52, 8, ((_FACTS, _LAYOUT),),
                 "issued"),
    PlannedDraft("Công văn chấn chỉnh việc trễ hẹn hồ sơ", "cong_van", "snv", 44, 5, (), "issued"),
    PlannedDraft("Quyết định kiện toàn Ban Chỉ đạo chuyển đổi số", "quyet_dinh", "skhcn", 41, 10,
                 ((_SIGNER, _LAYOUT), (_RECIPIENTS,)), "issued", ("snv", "stc")),
    PlannedDraft("Báo cáo giải ngân vốn đầu tư công", "bao_cao", "stc", 38, 6, ((_FACTS,),), "issued"),
    PlannedDraft("Công văn hướng dẫn mua sắm tập trung", "cong_van", "stc", 34, 7, ((_BASIS, _SPELLING),), "issued",
                 ("stp", "syt", "sxd")),
    PlannedDraft("Thông báo kết luận về giải phóng mặt bằng", "thong_bao", "sxd", 31, 4,
                 ((_INCOMPLETE,), (_INCOMPLETE, _SPELLING)), "issued"),
    PlannedDraft("Quyết định giá đất cụ thể dự án đường ven sông", "quyet_dinh", "snnmt", 29, 12,
                 ((_BASIS, _DOSSIER), (_IGNORED,), (_LAYOUT,)), "issued", ("stc", "sxd", "stp")),
    PlannedDraft("Kế hoạch tổ chức Ngày sách", "ke_hoach", "svhttdl", 26, 6, ((_OWN,),), "withdrawn"),
    PlannedDraft("Chỉ thị tăng cường phòng cháy rừng", "chi_thi", "snnmt", 22, 7, ((_WRONG, _LAYOUT),), "issued"),
    PlannedDraft("Công văn trả lời kiến nghị cử tri về điện", "cong_van", "sct", 20, 5, ((_OWN, _SPELLING),),
                 "submitted", ("sxd",)),
    PlannedDraft("Quy chế văn thư, lưu trữ điện tử", "quy_che", "snv", 18, 15, ((_BASIS, _LAYOUT, _IGNORED),),
                 "drafting", ("skhcn", "stp", "stc"), "Quy chế văn thư, lưu trữ điện tử"),
    PlannedDraft("Tờ trình Đề án nhà ở xã hội giai đoạn mới", "to_trinh", "sxd", 16, 9, ((_DOSSIER, _FACTS),),
                 "submitted", ("stc", "snnmt"), "Đề án nhà ở xã hội giai đoạn mới"),
    PlannedDraft("Báo cáo công tác thi hành pháp luật", "bao_cao", "stp", 12, 8, (), "submitted", (),
                 "Báo cáo công tác thi hành pháp luật"),
    PlannedDraft("Kế hoạch tập huấn kỹ năng số cho công chức xã", "ke_hoach", "skhcn", 9, 6, ((_FACTS,),), "drafting",
                 ("snv",)),
    PlannedDraft("Công văn đôn đốc báo cáo cải cách hành chính", "cong_van", "snv", 3, 5, (), "drafting"),
)
PARAGRAPHS = (
    "Căn cứ chức năng, nhiệm vụ được giao và ý kiến chỉ đạo của Chủ tịch Ủy ban nhân dân tỉnh;",
    "Theo đề nghị của các cơ quan, đơn vị có liên quan,",
    "1. Mục đích: bảo đảm việc tổ chức thực hiện thống nhất, đúng thời gian, rõ người, rõ việc.",
    "2. Yêu cầu: các cơ quan, đơn vị chủ động triển khai, báo cáo kết quả về Văn phòng Ủy ban nhân dân tỉnh.",
    "3. Nội dung: {title}; phạm vi thực hiện trên địa bàn toàn tỉnh.",
    "4. Thời gian thực hiện: hoàn thành trong quý, báo cáo trước ngày 20 của tháng cuối quý.",
    "5. Kinh phí thực hiện: từ nguồn ngân sách nhà nước được giao trong dự toán.",
    "6. Phân công: đơn vị soạn thảo chủ trì, các đơn vị liên quan phối hợp thực hiện.",
    "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.",
)
#: What a later version says differently: (paragraph, words instead); one step a round.
CHANGED = (
    (5, "4. Thời gian thực hiện: hoàn thành trước ngày 15 của tháng cuối quý, báo cáo trước ngày 25."),
    (7, "6. Phân công: đơn vị soạn thảo chủ trì; Sở Tài chính bảo đảm kinh phí; Sở Nội vụ theo dõi, đôn đốc."),
    (1, "Căn cứ Luật Tổ chức chính quyền địa phương và quy chế làm việc của Ủy ban nhân dân tỉnh;"),
    (3, "2. Yêu cầu: từng việc có một đơn vị chịu trách nhiệm, có sản phẩm và thời hạn; báo cáo hằng tháng."),
)
