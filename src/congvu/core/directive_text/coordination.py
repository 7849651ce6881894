"""Bên phối hợp, nơi nhận báo cáo: with whom a clause is done, to whom and through whom its results are reported."""

from __future__ import annotations

import re
from dataclasses import replace

from congvu.core.directive_text.actors import Actor, read_actors

_WITH = re.compile(
    r"(?<!\w)(?:[Pp]hối hợp|phối|[Pp]hối kết hợp)(?:\s+(?:chặt chẽ|thường xuyên|kịp thời|đồng bộ|hiệu quả"
    r"|tốt|tích cực|chặt|triển khai|tổ chức|thực hiện|liên ngành))*(?:,? (?:và )?(?:hiệu quả|kịp thời"
    r"|thường xuyên|đồng bộ))?\s+(?:(?:với|cùng với|cùng)\s+)?"
)
_TOGETHER = re.compile(r"(?:[Cc]hủ trì|[Cc]hủ động),?\s+(?:cùng với|cùng|với)\s+")
_REPORT = re.compile(
    r"(?<!\w)(?:[Bb]áo cáo|[Gg]ửi|gửi về|báo cáo về|phản ánh về|phản ánh|thông tin về|kiến nghị)\s+(?:(?:kết "
    r"quả|kịp thời|kết quả thực hiện|tiến độ|ngay|bằng văn bản|đầy đủ|tình hình|kế hoạch|thông tin|đề "
    r"xuất)\s+){0,4}(?:(?:về|cho|gửi|đến|lên|tới|gửi về|với)\s+)?"
)
_THROUGH = re.compile(r"\(?(?<!\w)(?:qua|thông qua)\s+")
#: Things that can be meant after "phối hợp" but are no parties.
NO_PARTY = re.compile(
    r"(?:các|những)\s+(?:nhiệm vụ|giải pháp|nội dung|biện pháp|hoạt động|công việc|chính sách|vấn đề|vụ|quy "
    r"định|chương trình|dự án|đề án|văn bản|mục tiêu|hồ sơ|thủ tục|tình huống|bước"
    r"|khâu|đề xuất|kiến nghị|khó khăn|tồn tại|công trình|hành vi|khu vực|điều kiện)"
)


def read_coordinators(text: str, start: int, end: int) -> list[Actor]:
    """Parties after "phối hợp với", "cùng với"; in order of mention, without repetition."""
    results: list[Actor] = []
    for pattern in (_WITH, _TOGETHER):
        for found in pattern.finditer(text, start, end):
            position = found.end()
            if NO_PARTY.match(text, position):
                continue
            actors, _ = read_actors(text, position, bare=True, limit=end - position)
            for actor in actors:
                if (
                    actor.name
                    and not NO_PARTY.match(actor.name)
                    and all(actor.name.lower() != other.name.lower() for other in results)
                ):
                    results.append(actor)
    return results


_REPORTED = re.compile(
    r"\s*(?:[(/]|(?<!\w)(?:những|kết quả|tình hình|các vấn đề|để|việc|về|trước|xem xét|cho ý kiến)(?!\w))"
)


def _clipped(actor: Actor) -> Actor:
    """The body without what is reported to it ("… những vấn đề vượt thẩm quyền") or through whom ("… (qua Sở X)")."""
    tail = _REPORTED.search(actor.name, 3)
    name = (actor.name[: tail.start()] if tail else actor.name).rstrip(" ,.")
    return replace(actor, name=name, end=min(actor.end, actor.start + len(name))) if name != actor.name else actor


def read_reporting(text: str, start: int, end: int) -> tuple[list[Actor], list[Actor]]:
    """(to whom results are reported, through whom) as the clause says it."""
    to: list[Actor] = []
    through: list[Actor] = []
    for found in _REPORT.finditer(text, start, end):
        actors = [_clipped(actor) for actor in read_actors(text, found.end(), limit=end - found.end())[0]]
        to.extend(actor for actor in actors[:4] if all(actor.name.lower() != other.name.lower() for other in to))
    if to:
        for found in _THROUGH.finditer(text, start, end):
            actors = [_clipped(actor) for actor in read_actors(text, found.end(), limit=end - found.end())[0]]
            through.extend(
                actor for actor in actors[:4] if all(actor.name.lower() != other.name.lower() for other in through)
            )
    return to, through
