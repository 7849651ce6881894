"""Thẩm quyền: the first rows of the authority matrix. All but those of NĐ 30/2020 wait for somebody to verify them."""

from __future__ import annotations

from datetime import date

from congvu.kernel.rules.shipped.shapes import Authority, Source

ND30 = "NĐ 30/2020/NĐ-CP"

AUTHORITY: tuple[Authority, ...] = (
    Authority(
        code="records.name_lead", vi="Phân công chủ trì, phối hợp và thời hạn giải quyết văn bản đến",
        en="Naming lead, coordinating units and deadline for an incoming document",
        decides_vi="Người đứng đầu cơ quan, tổ chức hoặc người được giao trách nhiệm",
        decides_en="The head of the agency or the person charged with it",
        source=Source(ND30, "Chương III (quản lý văn bản đến)"), standing="verified", valid_from=date(2020, 3, 5),
    ),
    Authority(
        code="records.series", vi="Quy định việc đăng ký, cấp số văn bản theo các dãy số",
        en="Deciding in which series documents are numbered",
        decides_vi="Người đứng đầu cơ quan, tổ chức", decides_en="The head of the agency",
        source=Source(ND30, "Điều 15"), standing="verified", valid_from=date(2020, 3, 5),
    ),
    Authority(
        code="directives.extend", vi="Gia hạn nhiệm vụ do UBND tỉnh, Chủ tịch UBND tỉnh giao",
        en="Extending a task assigned by the provincial People's Committee or its Chairman",
        decides_vi="Chủ tịch UBND tỉnh hoặc người được ủy quyền (Chánh Văn phòng)",
        decides_en="The Chairman, or the Chief of Office when authorised",
        source=Source("Quy chế làm việc của UBND tỉnh (từng tỉnh ban hành)"), standing="unverified",
        valid_from=date(2014, 9, 10), tier="province", post="Chủ tịch UBND tỉnh",
    ),
    Authority(
        code="directives.reassign", vi="Giao lại nhiệm vụ cho cơ quan khác",
        en="Re-assigning a task to another agency",
        decides_vi="Cơ quan, người đã giao nhiệm vụ", decides_en="The office or person that assigned it",
        source=Source("Quy chế làm việc của UBND tỉnh (từng tỉnh ban hành)"), standing="unverified",
        valid_from=date(2014, 9, 10),
    ),
    Authority(
        code="programme.change", vi="Bổ sung, lùi thời hạn, đưa ra khỏi chương trình công tác của Chính phủ",
        en="Adding, moving or stopping a project of the Government's work programme",
        decides_vi="Thủ tướng hoặc Phó Thủ tướng phụ trách", decides_en="The Prime Minister or the Deputy in charge",
        source=Source("NĐ 191/2026/NĐ-CP (Quy chế làm việc của Chính phủ)"), standing="unverified",
        valid_from=date(2026, 5, 29), tier="centre", post="Thủ tướng Chính phủ",
    ),
)
