"""Thông báo kết quả thực hiện nhiệm vụ as a paper of NĐ 30/2020/NĐ-CP, in Vietnamese whatever the screen says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from congvu.insight.measures import is_small
from congvu.kernel.documents.papers import Annex, Heading, Item, Paper, Para, Sheet, Signer, TableBlock

UNIT_HEADER = ("TT", "Cơ quan, đơn vị", "Tổng số", "Đã hoàn thành", "Đúng hạn", "Quá hạn", "Chưa hoàn thành",
               "Trong hạn", "Quá hạn chưa xong", "Bị trả lại")  # fmt: skip
UNIT_WIDTHS = (0.05, 0.27, 0.08, 0.09, 0.08, 0.08, 0.09, 0.08, 0.09, 0.09)
UNIT_KEYS = ("total", "completed", "on_time", "late", "open", "in_time", "overdue", "returned")
LATE_HEADER = ("TT", "Mã", "Cơ quan, đơn vị", "Nội dung nhiệm vụ", "Hạn ban đầu", "Hạn hiện tại",
               "Quá hạn (ngày làm việc)")  # fmt: skip
LATE_WIDTHS = (0.05, 0.13, 0.2, 0.33, 0.1, 0.1, 0.09)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """What the notice says besides its figures."""

    agency: str
    parent_agency: str
    place: str
    number: str
    symbol: str
    on: date
    period: str
    since: date
    until: date
    as_of: str
    words: str
    signer: Signer


def _n(value: object) -> str:
    return f"{int(str(value)):,}".replace(",", ".")


def _percent(rate: Mapping[str, Any]) -> str:
    """The rate in per cent; of a few only how many of how many, which stands behind it anyway."""
    if rate["percent"] is None:
        return "không có số liệu"
    return "mẫu số nhỏ, không tính tỷ lệ" if is_small(rate["n"]) else f"{rate['percent']}%".replace(".", ",")


def notice_of(
    facts: NoticeFacts, figures: Mapping[str, Any], units: list[dict[str, Any]], overdue: list[dict[str, Any]]
) -> Paper:
    """The notice: the situation, units, assessment; the overdue tasks as an annex."""
    body: list[Any] = [
        Para(
            f"{facts.agency} thông báo kết quả thực hiện nhiệm vụ được giao {facts.period} (từ ngày "
            f"{facts.since:%d/%m/%Y} đến ngày {facts.until:%d/%m/%Y}; số liệu tính đến {facts.as_of}) như sau:"
        ),
        Heading("I. TÌNH HÌNH CHUNG"),
        *_situation(figures),
        Heading("II. KẾT QUẢ CỦA CÁC CƠ QUAN, ĐƠN VỊ"),
        TableBlock(
            header=UNIT_HEADER, widths=UNIT_WIDTHS, numeric=tuple(range(2, 10)),
            rows=tuple(
                (str(place), str(row["name"]), *(_n(row[key]) for key in UNIT_KEYS))
                for place, row in enumerate(units, 1)
            ),
        ),
        Heading("III. ĐÁNH GIÁ"),
        *[Para(line) for line in facts.words.splitlines() if line.strip()],
    ]  # fmt: skip
    if overdue:
        body.append(Para(f"Danh sách {_n(len(overdue))} nhiệm vụ quá hạn chưa hoàn thành tại Phụ lục kèm theo."))
    return Paper(
        kind="thong_bao", number=facts.number, symbol=facts.symbol, parent_agency=facts.parent_agency,
        agency=facts.agency, place=facts.place, on=facts.on,
        subject=f"Kết quả thực hiện nhiệm vụ được giao {facts.period}", body=tuple(body),
        recipients=("Các cơ quan, đơn vị có tên trong bảng",), archive_line="VT", signer=facts.signer,
        annexes=(_annex(overdue),) if overdue else (),
    )  # fmt: skip


def _situation(f: Mapping[str, Any]) -> list[Item]:
    """I. The counts and the rates, each rate with its denominator."""
    return [
        Item(
            "1.",
            f"Tổng số nhiệm vụ theo dõi: {_n(f['total'])}, gồm {_n(f['carried'])} nhiệm vụ kỳ trước chuyển sang và "
            f"{_n(f['assigned'])} nhiệm vụ giao trong kỳ.",
        ),
        Item(
            "2.",
            f"Đã hoàn thành {_n(f['completed'])} nhiệm vụ: đúng hạn {_n(f['on_time'])}, quá hạn {_n(f['late'])}.",
        ),
        Item(
            "3.",
            f"Chưa hoàn thành {_n(f['open'])} nhiệm vụ: trong hạn {_n(f['in_time'])}, quá hạn {_n(f['overdue'])}; "
            f"đã báo cáo, chờ xác nhận {_n(f['waiting'])}; bị trả lại {_n(f['returned'])}; được gia hạn "
            f"{_n(f['extended'])}.",
        ),
        *(
            Item(
                f"{place}.",
                f"{f[name]['label']}: {_percent(f[name])} ({_n(f[name]['of'])}/{_n(f[name]['n'] or 0)}; mẫu số: "
                f"{f[name]['denominator']}).",
            )
            for place, name in enumerate(
                ("due_completed_rate", "due_overdue_rate", "on_time_rate", "on_time_first_rate"), 4
            )
        ),
    ]


def _annex(overdue: list[dict[str, Any]]) -> Annex:
    rows = tuple(
        (str(place), row["code"], row["unit"], row["content"], row["first_due"], row["due"], _n(row["days"]))
        for place, row in enumerate(overdue, 1)
    )
    return Annex(
        "Danh sách nhiệm vụ quá hạn chưa hoàn thành",
        (TableBlock(header=LATE_HEADER, rows=rows, widths=LATE_WIDTHS, numeric=(6,)),),
        landscape=True,
    )


KEPT_HEADER = ("TT", "Nội dung", "Mã, số hiệu", "Trích yếu", "Đơn vị", "Người thực hiện", "Từ", "Hạn", "Xong lúc",
               "Chậm (thời gian làm việc)", "Căn cứ")  # fmt: skip
KEPT_WIDTHS = (0.04, 0.12, 0.1, 0.17, 0.11, 0.09, 0.08, 0.08, 0.08, 0.06, 0.07)


def regulation_sheet(
    since: date, until: date, *, agency: str, on: date, late: int, n: int, rows: tuple[tuple[str, ...], ...],
    unchecked: tuple[str, ...],
) -> Sheet:  # fmt: skip
    """Biểu vi phạm quy chế làm việc: what was not kept in a period, as a question to the units."""
    notes = (
        "Danh sách là câu hỏi đặt ra với đơn vị, chưa phải kết luận; người liên quan có thể giải trình trên công việc.",
        *unchecked,
    )
    return Sheet(
        title="Việc không đúng quy chế làm việc", subtitle=f"Đến hạn từ ngày {since:%d/%m/%Y} đến ngày "
        f"{until:%d/%m/%Y}: {_n(late)} trên tổng số {_n(n)}", header=KEPT_HEADER, widths=KEPT_WIDTHS, rows=rows,
        notes=notes, agency=agency, on=on, numeric=(0,),
    )  # fmt: skip
