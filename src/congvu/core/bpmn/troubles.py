"""Vướng mắc. Why a drawing is no route: each trouble with the element it is about, so that it can be mended there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from congvu.core.refusals import Refusal


class TroubleKind(StrEnum):
    """Loại vướng mắc."""

    NOT_XML = "not_xml"
    """Tệp không phải XML, hoặc bị hỏng."""
    DANGEROUS = "dangerous"
    """Tệp khai báo thực thể: từ chối đọc."""
    TOO_LARGE = "too_large"
    """Tệp quá lớn, quá nhiều phần tử hoặc lồng quá sâu."""
    NOT_BPMN = "not_bpmn"
    """XML nhưng không phải BPMN 2.0."""
    NO_PROCESS = "no_process"
    """Không có quy trình nào."""
    SECOND_PROCESS = "second_process"
    """Có hơn một quy trình, hoặc hơn một pool."""
    UNSUPPORTED = "unsupported"
    """Phần tử mà một quy trình giải quyết không nói được."""
    NO_START = "no_start"
    """Không có đúng một điểm bắt đầu."""
    NO_END = "no_end"
    """Không có đúng một điểm kết thúc."""
    NO_ID = "no_id"
    """Phần tử không có mã, hoặc trùng mã."""
    DANGLING = "dangling"
    """Mũi tên đi từ hoặc đến chỗ không có."""
    DEAD_END = "dead_end"
    """Phần tử không có đường đi tiếp."""
    FORK = "fork"
    """Bước có hơn một mũi tên đi ra mà không qua cổng."""
    CHOICE = "choice"
    """Cổng loại trừ rẽ hơn một đường đi tới: quy trình không có đường tuỳ chọn."""
    LOOP = "loop"
    """Quay lại mà không qua cổng loại trừ, hoặc quay lại chỗ không phải là bước trước."""
    LONE_GATEWAY = "lone_gateway"
    """Cổng song song không tách và không nhập gì."""
    NOT_JOINED = "not_joined"
    """Các nhánh song song không nhập lại cùng một cổng."""
    EMPTY_BRANCH = "empty_branch"
    """Nhánh song song không có bước nào."""
    UNREACHED = "unreached"
    """Phần tử không nằm trên đường đi nào."""
    BAD_TIME = "bad_time"
    """Thời gian ghi ở phần tử không đọc được."""
    NO_NAME = "no_name"
    """Bước không có tên."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Một vướng mắc. `element` as the notation calls it ("timerEventDefinition"), its `id`, and its `name` if any."""

    kind: TroubleKind
    element: str = ""
    id: str = ""
    name: str = ""


class NoRoute(Refusal):
    """Bản vẽ không thành quy trình. All troubles found, in the order of the file."""

    code = "no_route"
    status = 422

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        self.troubles = tuple(troubles)
        first = self.troubles[0]
        super().__init__(f"This drawing is no route: {first.kind} {first.element} {first.id}".rstrip())
