"""Thời hạn công bố, công khai thủ tục hành chính: how early a decision is made, how soon it can be read by everybody.

The decree says plain days; the index of service counts the same numbers in working days. Both stand here, and a
province that wants another unit enters it as its own choice.
"""

from __future__ import annotations

from datetime import date

from congvu.kernel.rules.shipped.shapes import Page, Rule, Source

ND63, ND63_DAY = "NĐ 63/2010/NĐ-CP", date(2010, 6, 8)
QD766, QD766_DAY = "QĐ 766/QĐ-TTg năm 2022 (Bộ chỉ số phục vụ)", date(2022, 6, 23)

_DAYS = (
    "Nghị định ghi “ngày”; địa phương tính theo ngày làm việc thì nhập thành lựa chọn của địa phương.",
    "The decree says “days”; a province that counts working days enters that as its own choice.",
)
_INDEX = (
    "Nghị định ghi “ngày”; Bộ chỉ số phục vụ tính theo ngày làm việc.",
    "The decree says “days”; the index of service counts working days.",
)
_PAGE = Page("procedures", "procedures")


def _time(
    code: str, value: str, vi: str, en: str, source: Source, since: date, note: tuple[str, str] = ("", "")
) -> Rule:
    """A time limit that nobody has confirmed against the text of the decree."""
    return _PAGE.rule(code, "limit", value, vi, en, source, "unverified", since, None, *note)


PROCEDURES_RULES: tuple[Rule, ...] = (
    _time("announce_before", "5 calendar days",
          "Quyết định công bố thủ tục ban hành trước ngày có hiệu lực: ít nhất",
          "A decision of announcement is made before the day it takes effect: at least",
          Source(ND63, "Điều 15"), ND63_DAY, _DAYS),
    _time("publish_within", "5 working days",
          "Thời hạn công khai thủ tục sau khi ký quyết định công bố",
          "Time to publish a procedure after the decision of announcement",
          Source(ND63, "Điều 24 khoản 2"), ND63_DAY),
    _time("ministry.announce_before", "20 calendar days",
          "Bộ, cơ quan ngang bộ: quyết định công bố thủ tục ban hành trước ngày có hiệu lực ít nhất",
          "A ministry's decision of announcement is made before the day it takes effect: at least",
          Source(ND63, "Điều 15"), ND63_DAY, _INDEX),
    _time("ministry.publish_within", "10 working days",
          "Thời hạn công khai thủ tục sau khi bộ, cơ quan ngang bộ ký quyết định công bố",
          "Time to publish a procedure after a ministry's decision of announcement",
          Source(ND63, "Điều 24 khoản 2"), ND63_DAY),
    _time("fast.announce_within", "3 calendar days",
          "Văn bản ban hành theo trình tự, thủ tục rút gọn: công bố kể từ ngày ban hành trong",
          "Instruments made by the shortened procedure: announced after they are enacted within",
          Source(ND63, "Điều 15"), ND63_DAY, _DAYS),
    _time("fast.publish_within", "2 working days",
          "Văn bản ban hành theo trình tự, thủ tục rút gọn: công khai sau khi ký quyết định công bố trong",
          "Instruments made by the shortened procedure: published after the decision of announcement within",
          Source(ND63, "Điều 24 khoản 2"), ND63_DAY),
    _time("index.ministry.announce_before", "20 working days",
          "Bộ chỉ số phục vụ: bộ, cơ quan ngang bộ công bố đúng hạn khi ký trước ngày có hiệu lực ít nhất",
          "Index of service: a ministry announced in time when it decided before the day of effect by at least",
          Source(QD766, "quy tắc 1.1"), QD766_DAY),
    _time("index.ministry.publish_within", "10 working days",
          "Bộ chỉ số phục vụ: quyết định của bộ, cơ quan ngang bộ công khai đúng hạn khi công khai sau khi ký trong",
          "Index of service: a ministry's decision published in time when published after it within",
          Source(QD766, "quy tắc 1.2"), QD766_DAY),
    _time("index.announce_before", "5 working days",
          "Bộ chỉ số phục vụ: công bố đúng hạn khi ký trước ngày có hiệu lực ít nhất",
          "Index of service: announced in time when decided before the day of effect by at least",
          Source(QD766, "quy tắc 1.1"), QD766_DAY),
    _time("index.publish_within", "5 working days",
          "Bộ chỉ số phục vụ: công khai đúng hạn khi công khai sau khi ký quyết định trong",
          "Index of service: published in time when published after the decision within",
          Source(QD766, "quy tắc 1.2"), QD766_DAY),
)  # fmt: skip
