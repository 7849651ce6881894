"""Refusals: what the office says when an act cannot be done.

A refusal is an answer, not an accident: it says what happened, what is safe and what to do next. It is plain
Python so that every storey can raise one; views turn it into a sentence, the API into problem+json.
Messages are English source strings; whoever raises one with a translation passes the translated text.
"""

from __future__ import annotations


class Refusal(Exception):
    """Từ chối. Base of every domain refusal.

    `code` is stable for machines, `message` is for people, `hint` says what to do next, `status` is the HTTP
    status a face answers with.
    """

    code = "refused"
    status = 409

    def __init__(self, message: str, *, hint: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class NotAllowed(Refusal):
    """Không có quyền. The actor lacks the permission, or the rule forbids this person."""

    code = "not_allowed"
    status = 403


class NotFound(Refusal):
    """Không tìm thấy. There is no such thing, or it does not exist for this actor."""

    code = "not_found"
    status = 404


class Invalid(Refusal):
    """Dữ liệu không hợp lệ. One field (or the whole form, when `field` is empty) cannot be accepted."""

    code = "invalid"
    status = 422

    def __init__(self, message: str, *, field: str = "", hint: str = "", code: str | None = None) -> None:
        super().__init__(message, hint=hint, code=code)
        self.field = field


class TooMany(Refusal):
    """Quá nhiều lượt. Too many attempts or requests in a short time; nothing was tried. `retry_after`: whole seconds
    after which it is worth trying again."""

    code = "too_many_requests"
    status = 429

    def __init__(self, message: str, *, retry_after: int, hint: str = "", code: str | None = None) -> None:
        super().__init__(message, hint=hint, code=code)
        self.retry_after = max(1, retry_after)


class StaleCase(Refusal):
    """Đã có người xử lý trước. Somebody else was faster; `by` names the person, `verb` the act."""

    code = "stale_case"
    status = 409

    def __init__(self, message: str, *, by: str = "", verb: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.by = by
        self.verb = verb


class MoveRefused(Refusal):
    """Không thực hiện được bước này. The table of moves does not allow this act in the present phase."""

    code = "move_refused"
    status = 409
