"""Sổ theo dõi giải quyết văn bản đến: the seven columns of NĐ 30/2020/NĐ-CP, Phụ lục IV, for incoming documents."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.models import Assignment, Document
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.queries.register import visible_to

FOLLOW_UP_COLUMNS = (
    "Số đến",
    "Tên loại, số, ký hiệu, ngày tháng và tác giả văn bản",
    "Đơn vị hoặc người nhận",
    "Thời hạn giải quyết",
    "Tiến độ giải quyết",
    "Số, ký hiệu văn bản trả lời",
    "Ghi chú",
)
STATES = ("open", "late", "done")


def follow_up(actor: Actor) -> QuerySet[Document]:
    """Incoming documents that are followed: routed, passed on, or with a deadline; with all a line shows."""
    followed = Q(due_on__isnull=False) | Q(opinions__isnull=False) | ~Q(transferred_to="")
    return prepared(visible_to(actor).filter(followed, direction="incoming").distinct())


def prepared(rows: QuerySet[Document]) -> QuerySet[Document]:
    """With replies and the units named: three statements whatever the number of rows."""
    return rows.select_related("agency").prefetch_related(
        Prefetch("opinions__assignments", queryset=Assignment.objects.order_by("-part", "pk")), "replies"
    )


def in_state(rows: QuerySet[Document], state: str, today: date) -> QuerySet[Document]:
    """Rows still open, late (open past the deadline, or answered after it), or done."""
    done = Q(handled_on__isnull=False) | Q(pk__in=Document.objects.filter(answers__isnull=False).values("answers_id"))
    if state == "done":
        return rows.filter(done)
    if state == "late":
        return rows.filter((~done & Q(due_on__lt=today)) | Q(handled_on__gt=F("due_on")))
    return rows.filter(~done)


def receivers_of(document: Document) -> str:
    """Column 3: the unit or person; lead first, then those who coordinate."""
    latest = [opinion for opinion in document.opinions.all() if opinion.stage in ("leader", "unit")]
    names = [assignment.name for opinion in latest[-2:] for assignment in opinion.assignments.all()]
    return "; ".join(dict.fromkeys(names)) or document.transferred_to


def progress_of(document: Document) -> str:
    """Column 5: the words noted, with the day the handling ended."""
    done = f"hoàn thành ngày {document.handled_on:%d/%m/%Y}" if document.handled_on else ""
    return "; ".join(part for part in (document.progress, done) if part)


def replies_of(document: Document) -> str:
    """Column 6: number and symbol of the documents that answer it."""
    return "; ".join(reply.code for reply in document.replies.all() if reply.code)


def described(document: Document) -> str:
    """Column 2: kind, number, symbol, date and author in one line."""
    kind = KINDS.get(document.kind)
    name = kind.vi.partition(" (")[0] if kind and kind.family != "other" else "Văn bản"
    dated = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return f"{name} {document.code}{dated} – {document.issuer}: {document.subject}"


def follow_up_cells(document: Document) -> tuple[str, ...]:
    """The seven cells as printed."""
    due = f"{document.due_on:%d/%m/%Y}" if document.due_on else ""
    return (
        str(document.serial or ""), described(document), receivers_of(document), due, progress_of(document),
        replies_of(document), document.note,
    )
