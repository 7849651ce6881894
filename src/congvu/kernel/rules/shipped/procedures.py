"""Thời hạn công bố, công khai thủ tục hành chính: how early a decision is made, how soon it can be read by everybody.

The decree says plain days; the index of service counts the same numbers in working days. Both stand here, and a
province that wants another unit enters it as its own choice.
"""

from __future__ import annotations

from datetime import date

from congvu.kernel.rules.shipped.shapes import Rule, Source

ND63, ND63_DAY = "NĐ 63/2010/NĐ-CP", date(2010, 6, 8)
QD766, QD766_DAY = "QĐ 766/QĐ-TTg năm 2022 (Bộ chỉ số phục vụ)", date(2022, 6, 23)

PROCEDURES_RULES: tuple[Rule, ...] = (
    Rule(
        code="procedures.announce_before", field="procedures", kind="limit", value="5 calendar days",
        vi="Quyết định công bố thủ tục ban hành trước ngày có hiệu lực: ít nhất",
        en="A decision of announcement is made before the day it takes effect: at least",
        source=Source(ND63, "Điều 15"), standing="unverified", valid_from=ND63_DAY,
        note_vi="Nghị định ghi “ngày”; địa phương tính theo ngày làm việc thì nhập thành lựa chọn của địa phương.",
        note_en="The decree says “days”; a province that counts working days enters that as its own choice.",
    ),
    Rule(
        code="procedures.publish_within", field="procedures", kind="limit", value="5 working days",
        vi="Thời hạn công khai thủ tục sau khi ký quyết định công bố",
        en="Time to publish a procedure after the decision of announcement",
        source=Source(ND63, "Điều 24 khoản 2"), standing="unverified", valid_from=ND63_DAY,
    ),
    Rule(
        code="procedures.ministry.announce_before", field="procedures", kind="limit", value="20 calendar days",
        vi="Bộ, cơ quan ngang bộ: quyết định công bố thủ tục ban hành trước ngày có hiệu lực ít nhất",
        en="A ministry's decision of announcement is made before the day it takes effect: at least",
        source=Source(ND63, "Điều 15"), standing="unverified", valid_from=ND63_DAY,
        note_vi="Nghị định ghi “ngày”; Bộ chỉ số phục vụ tính theo ngày làm việc.",
        note_en="The decree says “days”; the index of service counts working days.",
    ),
    Rule(
        code="procedures.ministry.publish_within", field="procedures", kind="limit", value="10 working days",
        vi="Thời hạn công khai thủ tục sau khi bộ, cơ quan ngang bộ ký quyết định công bố",
        en="Time to publish a procedure after a ministry's decision of announcement",
        source=Source(ND63, "Điều 24 khoản 2"), standing="unverified", valid_from=ND63_DAY,
    ),
    Rule(
        code="procedures.fast.announce_within", field="procedures", kind="limit", value="3 calendar days",
        vi="Văn bản ban hành theo trình tự, thủ tục rút gọn: công bố kể từ ngày ban hành trong",
        en="Instruments made by the shortened procedure: announced after they are enacted within",
        source=Source(ND63, "Điều 15"), standing="unverified", valid_from=ND63_DAY,
        note_vi="Nghị định ghi “ngày”; địa phương tính theo ngày làm việc thì nhập thành lựa chọn của địa phương.",
        note_en="The decree says “days”; a province that counts working days enters that as its own choice.",
    ),
    Rule(
        code="procedures.fast.publish_within", field="procedures", kind="limit", value="2 working days",
        vi="Văn bản ban hành theo trình tự, thủ tục rút gọn: công khai sau khi ký quyết định công bố trong",
        en="Instruments made by the shortened procedure: published after the decision of announcement within",
        source=Source(ND63, "Điều 24 khoản 2"), standing="unverified", valid_from=ND63_DAY,
    ),
    Rule(
        code="procedures.index.ministry.announce_before", field="procedures", kind="limit", value="20 working days",
        vi="Bộ chỉ số phục vụ: bộ, cơ quan ngang bộ công bố đúng hạn khi ký trước ngày có hiệu lực ít nhất",
        en="Index of service: a ministry announced in time when it decided before the day of effect by at least",
        source=Source(QD766, "quy tắc 1.1"), standing="unverified", valid_from=QD766_DAY,
    ),
    Rule(
        code="procedures.index.ministry.publish_within", field="procedures", kind="limit", value="10 working days",
        vi="Bộ chỉ số phục vụ: quyết định của bộ, cơ quan ngang bộ công khai đúng hạn khi công khai sau khi ký trong",
        en="Index of service: a ministry's decision published in time when published after it within",
        source=Source(QD766, "quy tắc 1.2"), standing="unverified", valid_from=QD766_DAY,
    ),
    Rule(
        code="procedures.index.announce_before", field="procedures", kind="limit", value="5 working days",
        vi="Bộ chỉ số phục vụ: công bố đúng hạn khi ký trước ngày có hiệu lực ít nhất",
        en="Index of service: announced in time when decided before the day of effect by at least",
        source=Source(QD766, "quy tắc 1.1"), standing="unverified", valid_from=QD766_DAY,
    ),
    Rule(
        code="procedures.index.publish_within", field="procedures", kind="limit", value="5 working days",
        vi="Bộ chỉ số phục vụ: công khai đúng hạn khi công khai sau khi ký quyết định trong",
        en="Index of service: published in time when published after the decision within",
        source=Source(QD766, "quy tắc 1.2"), standing="unverified", valid_from=QD766_DAY,
    ),
)  # fmt: skip
