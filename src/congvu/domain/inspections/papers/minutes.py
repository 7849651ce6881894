"""Biên bản kiểm tra, as an official paper (NĐ 30/2020/NĐ-CP, Phụ lục I), from what was frozen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from congvu.core.working_time import HANOI
from congvu.domain.inspections.papers.facts import halves
from congvu.kernel.documents.papers import Annex, Block, Heading, Item, Paper, Para, Signer, TableBlock

VALUES = {"good": "Đạt", "breach": "Sai phạm", "praise": "Biểu dương", "not_seen": "Chưa kiểm tra"}
PRESENCES = {"present": "Có mặt", "late": "Đến muộn", "leave": "Vắng có phép", "duty": "Đi công tác",
             "absent": "Vắng không lý do", "not_counted": "Chưa điểm danh"}  # fmt: skip
SORTS = {"photo": "Ảnh", "sound": "Ghi âm", "paper": "Giấy tờ, bản chụp"}


def minutes_paper(content: dict[str, Any], *, number: int, sha256: str, on: date, signed: str, head: str,
                  place: str = "") -> Paper:  # fmt: skip
    """The minutes; `signed` says how they were signed, in words, "" while they are not; `head` heads the team."""
    body: list[Block] = [
        Para(f"Hôm nay, {content['made']}, tại {content['place']}, {content['team']} (Quyết định số "
             f"{content['decision']}) lập biên bản về kết quả kiểm tra công vụ tại {content['unit']}."),
        *_late(content), Heading("I. THÀNH PHẦN"), *_members(content),
        Heading("II. THỜI GIAN, NỘI DUNG"),
        Para(f"Kiểm tra từ {content['began']} đến {content['ended']}, theo {content['checklist']}. "
             f"Số liệu của đơn vị được chốt tại thời điểm bắt đầu."),
        Para(_figures(content["figures"], VALUES)),
        Heading("III. KẾT QUẢ"), *_results(content), *_samples(content),
    ]  # fmt: skip
    if content["interviews"]:
        body += [Heading("Ý kiến người dân tại nơi giải quyết", 2),
                 *(Item("-", one["words"]) for one in content["interviews"])]  # fmt: skip
    body += [Heading("IV. NHẬN XÉT CỦA ĐOÀN"), Para(content["words"] or "Không có nhận xét thêm.")]
    body += [Heading("V. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA"), Para(content["opinion"] or "Không có ý kiến.")]
    body += [
        Para("Biên bản ghi nhận sự việc; sai phạm chỉ được kết luận sau khi đơn vị, cá nhân được thông báo và giải "
             "trình. Biên bản đã được đọc lại cho những người có mặt cùng nghe."),
        Para(signed or "Biên bản chưa được ký.", italic=True),
        Para(f"Mã kiểm tra toàn vẹn (SHA-256) của nội dung: {sha256}", italic=True),
    ]
    return Paper(
        kind="" if content.get("supplement_to") else "bien_ban", symbol="BB-KT", number=str(number),
        heading="Phụ lục biên bản" if content.get("supplement_to") else "", agency=content["agency"], on=on,
        place=place,
        subject=f"Kiểm tra công vụ tại {content['unit']} ({content['code']})", body=tuple(body),
        annexes=_annexes(content), signer=Signer(title="Trưởng đoàn kiểm tra", name=head),
        co_signer=Signer(title="Đại diện đơn vị được kiểm tra"), end_mark=False,
    )  # fmt: skip


def _late(content: dict[str, Any]) -> list[Block]:
    """What a supplement is, said at its head."""
    if not content.get("supplement_to"):
        return []
    return [Para(f"Đây là phụ lục của Biên bản số {content['supplement_to']:02d}, ghi {content['records']} bản ghi tại "
                 "chỗ đến sau khi biên bản đã ký; biên bản đã ký giữ nguyên. Các số tổng hợp dưới đây tính cả bản ghi "
                 "đến sau.", italic=True)]  # fmt: skip


def _members(content: dict[str, Any]) -> list[Block]:
    rows = tuple((str(place), one["name"], one["body"], one["role"])
                 for place, one in enumerate(content["members"], start=1))  # fmt: skip
    return [TableBlock(("TT", "Họ và tên", "Chức vụ, cơ quan", "Vai trò"), rows, (0.07, 0.3, 0.38, 0.25))]


def _figures(figures: dict[str, int], words: dict[str, str]) -> str:
    return "; ".join(f"{words[code]}: {figures[code]}" for code in words if code in figures) + "."


def _results(content: dict[str, Any]) -> list[Block]:
    found: list[Block] = [Heading("Nội dung có sai phạm hoặc đáng biểu dương", 2)]
    rows = tuple((one["code"], one["name"], VALUES[one["value"]], one["note"], one["basis"])
                 for one in content["noted"])  # fmt: skip
    header = ("Mã", "Nội dung", "Kết quả", "Sự việc ghi nhận", "Căn cứ")
    found += [TableBlock(header, rows, (0.08, 0.25, 0.12, 0.35, 0.2))] if rows else [Para("Không có.")]
    found += [Heading("Sự có mặt", 2), Para(_figures(content["heads"], PRESENCES))]
    absent = tuple((one["name"], one["post"], PRESENCES[one["presence"]], _reason(one)) for one in content["absent"])
    if absent:
        found.append(TableBlock(("Họ và tên", "Chức vụ", "Tình trạng", "Lý do"), absent, (0.27, 0.25, 0.18, 0.3)))
    return found


def _reason(one: dict[str, Any]) -> str:
    proved = {True: "đã chứng minh", False: "chưa chứng minh", None: ""}[one["proved"]]
    return "; ".join(filter(None, (one["reason"], proved)))


def _samples(content: dict[str, Any]) -> list[Block]:
    found: list[Block] = []
    for one in content["samples"]:
        found.append(Heading(f"Mẫu đối chiếu: {one['label']}", 2))
        words = f"Rút ngẫu nhiên {one['size']} trên {one['population']}; "
        words += f"đã đối chiếu {one['checked']}, sai {one['faults']}"
        if one["low"]:
            low, high = (f"{float(one[end]) * 100:.1f}".replace(".", ",") for end in ("low", "high"))
            words += f"; tỷ lệ sai của toàn bộ từ {low}% đến {high}% (độ tin cậy {float(one['confidence']):.0%})"
        found.append(Para(f"{words}."))
        rows = tuple((row["code"], row["result"], row["words"]) for row in one["rows"])
        if rows:
            found.append(TableBlock(("Mã hồ sơ", "Kết quả", "Khác nhau"), rows, (0.25, 0.25, 0.5)))
    return found


def _moment(text: str) -> str:
    """A frozen moment as printed, in the time of the office; what is no moment stays as it is."""
    try:
        return datetime.fromisoformat(text).astimezone(HANOI).strftime("%d/%m/%Y %H:%M")
    except ValueError:
        return text


def _annexes(content: dict[str, Any]) -> tuple[Annex, ...]:
    rows = tuple(
        (str(place), SORTS[one["sort"]], one["name"], _moment(one["taken"]),
         halves(one["sha256"]) + ("" if one["received"] else " (tệp chưa về máy chủ)"))
        for place, one in enumerate(content["evidence"], start=1)
    )  # fmt: skip
    if not rows:
        return ()
    header = ("TT", "Loại", "Tên tệp", "Giờ của thiết bị", "SHA-256")
    return (Annex("Chứng cứ", (TableBlock(header, rows, (0.06, 0.14, 0.26, 0.16, 0.38)),), landscape=True),)
