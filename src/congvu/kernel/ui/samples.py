"""Dữ liệu mẫu của trang giao diện: made-up rows for the style guide; nothing here enters a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from congvu.core.text import skey
from congvu.kernel.ui import badges, strip
from congvu.kernel.ui.tables import BulkAct, Column, Filter, FilterKind, Kind, Table, View
from congvu.kernel.ui.widgets import DayInput

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment of 2026 in Viet Nam."""
    return datetime(2026, month, day, hour, minute, tzinfo=HANOI)


NOW = at(24, 8, 30)


@dataclass(frozen=True, slots=True)
class SampleTask:
    """A made-up task."""

    pk: int
    code: str
    title: str
    lead: str
    phase: str
    tone: str
    due_at: datetime | None
    left: int | None
    state: str = "running"
    stopped_at: datetime | None = None


ROWS: tuple[SampleTask, ...] = (
    SampleTask(1, "NV-2026-00412", "Báo cáo kết quả rà soát thủ tục hành chính lĩnh vực đất đai",
               "Sở Nông nghiệp và Môi trường", "Đang thực hiện", "info", at(20, 17), -870),
    SampleTask(2, "NV-2026-00415", "Tham mưu ban hành kế hoạch cải cách hành chính năm 2027",
               "Sở Nội vụ", "Đang thực hiện", "info", at(25, 17), 870),
    SampleTask(3, "NV-2026-00418", "Công khai tiến độ giải ngân vốn đầu tư công trên Cổng thông tin điện tử tỉnh",
               "Sở Tài chính", "Chờ tiếp nhận", "wait", at(4, 17, month=12), 4110),
    SampleTask(4, "NV-2026-00421", "Kiểm tra việc tiếp công dân tại các xã, phường",
               "Thanh tra tỉnh", "Tạm dừng", "paused", at(10, 17, month=12), None, "paused"),
    SampleTask(5, "NV-2026-00398", "Hướng dẫn thực hiện chế độ một cửa sau sắp xếp đơn vị hành chính",
               "Văn phòng UBND tỉnh", "Hoàn thành đúng hạn", "ok", at(18, 17), None, "stopped", at(17, 15, 20)),
    SampleTask(6, "NV-2026-00377", "Xử lý phản ánh, kiến nghị tồn đọng về hạ tầng giao thông",
               "Sở Xây dựng", "Hoàn thành quá hạn", "late", at(12, 17), None, "stopped", at(16, 10)),
    SampleTask(7, "NV-2026-00430", "Quán triệt, triển khai nội dung chỉ thị đến cán bộ, công chức",
               "UBND phường Lam Sơn", "Đang thực hiện", "info", None, None, "none"),
)  # fmt: skip


def _with_words(rows: Any, text: str) -> list[SampleTask]:
    words = skey(text).split()
    return [row for row in rows if all(word in skey(f"{row.code} {row.title} {row.lead}") for word in words)]


TABLE = Table(
    name="sample",
    caption="Nhiệm vụ",
    order="due_at",
    per_page=5,
    columns=(
        Column("code", "Mã", kind=Kind.CODE, sort="code", width="fit"),
        Column("title", "Nhiệm vụ", sort="title", phone="title", width="wide"),
        Column("lead", "Cơ quan chủ trì", sort="lead"),
        Column("phase", "Trạng thái", width="fit", cell=lambda row, _scope: badges.status(row.phase, row.tone)),
        Column(
            "due_at",
            "Hạn hoàn thành",
            kind=Kind.MOMENT,
            sort="due_at",
            nullable=True,
            width="fit",
            cell=lambda row, scope: badges.due(row.due_at, scope.now, row.state, row.left, row.stopped_at, brief=True),
        ),
    ),
    filters=(
        Filter(
            "q",
            "Tìm kiếm",
            _with_words,
            FilterKind.SEARCH,
            placeholder="Mã, nội dung hoặc cơ quan",
        ),
        Filter(
            "tone",
            "Trạng thái",
            lambda rows, value: [row for row in rows if row.tone == value],
            choices=(("info", "Đang thực hiện"), ("paused", "Tạm dừng tính hạn")),
        ),
        Filter(
            "late",
            "Chỉ quá hạn",
            lambda rows, _value: [row for row in rows if (row.left or 0) < 0],
            FilterKind.FLAG,
        ),
        Filter(
            "from",
            "Đến hạn từ ngày",
            lambda rows, day: [row for row in rows if row.due_at and row.due_at.date() >= day],
            FilterKind.DATE,
            primary=False,
        ),
    ),
    views=(
        View("all", "Tất cả"),
        View("late", "Quá hạn", {"late": "1"}),
        View("paused", "Tạm dừng tính hạn", {"tone": "paused"}),
    ),
    acts=(
        BulkAct(
            "urge",
            "Đôn đốc",
            "/ui/styleguide/",
            icon="bell",
            confirm="Gửi đôn đốc đến nơi đang giữ các nhiệm vụ đã chọn?",
        ),
        BulkAct("withdraw", "Thu hồi", "/ui/styleguide/", icon="arrow-back-up", tone="danger"),
    ),
    row_url=lambda row: f"/ui/styleguide/?q={row.code}",
    empty_title="Chưa có nhiệm vụ",
    empty_text="Nhiệm vụ sẽ hiện ở đây ngay khi có văn bản chỉ đạo giao cho cơ quan.",
)


class SampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Trích yếu", help_text="Ghi đúng như trên văn bản.")
    agency = forms.ChoiceField(
        label="Cơ quan chủ trì", choices=[("", "—"), ("stc", "Sở Tài chính"), ("snv", "Sở Nội vụ")]
    )
    due_on = forms.DateField(label="Hạn hoàn thành", widget=DayInput, required=False)
    way = forms.ChoiceField(
        label="Hình thức giao",
        choices=[("one", "Một cơ quan chủ trì"), ("each", "Từng cơ quan thực hiện riêng")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="Văn bản kết quả", required=False)
    urgent = forms.BooleanField(label="Khẩn", required=False)


class SampleSignIn(forms.Form):
    """A made-up sign-in form."""

    login = forms.CharField(label="Tên đăng nhập")
    password = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput)


def sample_strip() -> strip.Strip:
    """A case that went through four hands, with a pause, a hand-over and a late end."""
    segments = [
        strip.Segment("vp", "Văn phòng UBND tỉnh", at(9, 8), at(9, 16), used=420, allotted=480,
                      allotted_until=at(9, 17), person="Trần Thị Hoa"),
        strip.Segment("vp", "Văn phòng UBND tỉnh", at(9, 16), at(10, 9), kind="transfer", used=150),
        strip.Segment("stnmt", "Sở Nông nghiệp và Môi trường", at(10, 9), at(13, 10), used=1500, allotted=2400,
                      allotted_until=at(16, 9), person="Lê Văn Bình"),
        strip.Segment("stc", "Sở Tài chính", at(13, 10), at(18, 11), whose="consulted", used=1500, allotted=960,
                      person="Phạm Quang Minh"),
        strip.Segment("stnmt", "Sở Nông nghiệp và Môi trường", at(18, 11), at(19, 8), whose="applicant",
                      kind="paused", used=330),
        strip.Segment("stnmt", "Sở Nông nghiệp và Môi trường", at(19, 8), NOW, used=1530, late=600,
                      person="Lê Văn Bình"),
    ]  # fmt: skip
    closed = [(at(d, 17), at(d + 1, 7)) for d in range(9, 14)]
    closed += [(at(14, 0), at(16, 7))] + [(at(d, 17), at(d + 1, 7)) for d in range(16, 20)]
    closed += [(at(20, 17), at(23, 7)), (at(23, 17), at(24, 7))]
    return strip.layout(
        segments,
        due_at=at(20, 17),
        markers=[
            strip.Marker("first_promise", at(18, 17), "Hạn ban đầu 18/11"),
            strip.Marker("due", at(20, 17), "Hạn 20/11 17:00"),
            strip.Marker("now", NOW, "Hiện tại"),
        ],
        closed=closed,
    )


def review_pieces() -> list[dict[str, str]]:
    """A made-up directive in pieces, as the review screen gets it."""
    task, standing = (
        {"kind": "task", "word": "Nhiệm vụ", "tone": "info"},
        {"kind": "standing", "word": "Nhiệm vụ thường xuyên", "tone": "wait"},
    )
    return [
        {"text": "Để khắc phục tình trạng chậm xử lý công việc, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n\n1. "},
        {"code": "1", "label": "1", **standing,
         "text": "Thủ trưởng các sở, ban, ngành chấn chỉnh lề lối làm việc, chịu trách nhiệm toàn diện về tiến độ."},
        {"text": "\n\n2. "},
        {"code": "2", "label": "2", **task,
         "text": "Sở Nội vụ chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh tham mưu kế hoạch kiểm tra công vụ, "
                 "trình trước ngày 05/12/2026."},
        {"text": "\n\n3. "},
        {"code": "3", "label": "3", "kind": "target", "word": "Chỉ tiêu", "tone": "paused",
         "text": "Phấn đấu đến hết năm 2026, tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 98% trở lên."},
        {"text": "\n\n4. "},
        {"code": "4", "label": "4", "kind": "unseen", "word": "Chưa rà soát", "tone": "neutral",
         "text": "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, kịp thời báo cáo."},
    ]  # fmt: skip


def context(now: datetime) -> dict[str, Any]:
    """What the style guide draws beside the list."""
    bound = SampleForm({"agency": "stc", "due_on": "31/02/2026"})
    bound.is_valid()
    return {
        "now": NOW,
        "today": now,
        "strip": sample_strip(),
        "form": SampleForm(),
        "bound": bound,
        "dues": [(r.due_at, r.state, r.left, r.stopped_at) for r in ROWS],
        "tones": badges.TONES,
        "status": badges.status("Đang thực hiện", "info"),
        "due_mark": badges.due(at(25, 17), NOW, "running", 870),
        "facts": [
            ("Nơi đang giữ", "Sở Nông nghiệp và Môi trường · Lê Văn Bình"),
            ("Cơ quan giao", "UBND tỉnh Lam Giang"),
            ("Căn cứ", "Chỉ thị 18/CT-UBND ngày 05/11/2026, mục 2.3"),
            ("Hạn ban đầu", "18/11/2026 17:00"),
        ],
        "steps": [
            {"label": "Đã vào sổ", "state": "done", "detail": "09/11 08:00"},
            {"label": "Đã tiếp nhận", "state": "done", "detail": "10/11 09:00"},
            {"label": "Thực hiện", "state": "current", "detail": "Lê Văn Bình"},
            {"label": "Xác nhận kết quả", "state": "todo", "detail": ""},
        ],
        "tabs": [
            {"label": "Văn bản", "url": "#", "current": True, "count": 3, "icon": "files"},
            {"label": "Nhật ký", "url": "#", "current": False, "count": 12, "icon": "history"},
            {"label": "Diễn giải thời hạn", "url": "#", "current": False, "count": None, "icon": "certificate"},
        ],
        "entries": [
            {"at": at(19, 8), "title": "Tiếp tục tính hạn", "who": "Lê Văn Bình", "icon": "player-play", "tone": "info",
             "text": "Đã nhận đủ hồ sơ bổ sung.", "seq": 6, "seal": "9f2c 41ab"},
            {"at": at(18, 11), "title": "Tạm dừng tính hạn", "who": "Lê Văn Bình", "icon": "player-pause",
             "tone": "paused", "ground": "TD-02 · Chờ bổ sung hồ sơ", "seq": 5, "seal": "77b0 e1d4"},
            {"at": at(10, 9), "title": "Đã tiếp nhận", "who": "Lê Văn Bình", "behalf": "Giám đốc Sở", "icon": "check",
             "tone": "ok", "seq": 3, "seal": "03ce 5a90", "files": [{"url": "#", "name": "Phieu-giao-viec.pdf"}]},
        ],
    }  # fmt: skip
