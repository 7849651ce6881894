"""Quyết định tạm đình chỉ công tác, kéo dài, chấm dứt: papers in the layout of NĐ 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from congvu.domain.conduct.models import Discipline, Suspension
from congvu.domain.conduct.policy.words import number_and_symbol
from congvu.domain.conduct.queries import files
from congvu.kernel.documents.papers import Block, Heading, Item, Paper, Para, Signer
from congvu.kernel.documents.queries.printing import above, place_of


def _person(file: Discipline) -> str:
    return f"ông (bà) {file.official.full_name}, {file.post}, {file.case.accountable_agency.name}"


def _name(file: Discipline) -> str:
    return f"ông (bà) {file.official.full_name}"


def _reason(ground: str, words: str) -> Para:
    """The ground in a sentence, what was written added as another."""
    said = files.ground_words(ground)
    more = words.strip().rstrip(".")
    return Para(f"Lý do: {said[:1].lower()}{said[1:]}." + (f" {more}." if more else ""))


def _paper(
    file: Discipline, row: Suspension, number: str, on: date, signed_by: str, subject: str, body: list[Block]
) -> Paper:
    digits, symbol = number_and_symbol(number)
    agency = row.agency
    return Paper(
        kind="quyet_dinh", number=digits, symbol=symbol, parent_agency=above(agency), agency=agency.name,
        place=place_of(agency), on=on, subject=subject,
        bases=(
            "Căn cứ Luật Cán bộ, công chức, Luật Viên chức;", "Căn cứ Nghị định số 172/2025/NĐ-CP;",
            f"Theo hồ sơ xử lý kỷ luật số {file.case.code}.",
        ),
        authority=f"THỦ TRƯỞNG {agency.name.upper()}",
        body=(
            Heading("QUYẾT ĐỊNH:", 0), *body,
            Item("Điều 3.", f"Thủ trưởng {file.case.accountable_agency.name}, các đơn vị có liên quan và "
                 f"{_name(file)} chịu trách nhiệm thi hành Quyết định này."),
        ),
        recipients=("Như Điều 3", "Lưu hồ sơ cá nhân"), archive_line="VT",
        signer=Signer(title="Người có thẩm quyền", name=signed_by),
    )  # fmt: skip


def suspension_paper(file: Discipline, row: Suspension) -> Paper:
    """Quyết định tạm đình chỉ công tác, with the days it was decided for at first."""
    until = row.first_until_on or row.until_on
    body: list[Block] = [
        Item("Điều 1.", f"Tạm đình chỉ công tác đối với {_person(file)}, từ ngày {row.from_on:%d/%m/%Y} đến hết ngày "
             f"{until:%d/%m/%Y}."),
        _reason(row.ground, row.words),
        Item("Điều 2.", f"Trong thời gian tạm đình chỉ công tác, {_name(file)} bàn giao công việc theo phân công của "
             f"thủ trưởng cơ quan, được hưởng {row.pay_percent}% mức lương hiện hưởng theo quy định; phải có mặt khi "
             "người có thẩm quyền yêu cầu."),
    ]  # fmt: skip
    return _paper(file, row, row.number, row.decided_on, row.signed_by, "Về việc tạm đình chỉ công tác", body)


def longer_paper(file: Discipline, row: Suspension) -> Paper | None:
    """Quyết định kéo dài thời hạn tạm đình chỉ công tác."""
    if row.longer_on is None or row.first_until_on is None:
        return None
    body: list[Block] = [
        Item("Điều 1.", f"Kéo dài thời hạn tạm đình chỉ công tác đối với {_person(file)} đến hết ngày "
             f"{row.until_on:%d/%m/%Y} (thời hạn theo Quyết định số {row.number}: {row.first_until_on:%d/%m/%Y})."),
        Para(f"Lý do: {row.longer_words.strip().rstrip('.')}."),
        Item("Điều 2.", f"Các nội dung khác thực hiện theo Quyết định số {row.number} ngày "
             f"{row.decided_on:%d/%m/%Y}."),
    ]  # fmt: skip
    return _paper(file, row, row.longer_number, row.longer_on, row.longer_signed_by,
                  "Về việc kéo dài thời hạn tạm đình chỉ công tác", body)  # fmt: skip


def lifted_paper(file: Discipline, row: Suspension) -> Paper | None:
    """Quyết định chấm dứt tạm đình chỉ công tác trước thời hạn."""
    if row.end != Suspension.End.LIFTED or row.ended_on is None:
        return None
    body: list[Block] = [
        Item("Điều 1.", f"Chấm dứt việc tạm đình chỉ công tác theo Quyết định số {row.number} ngày "
             f"{row.decided_on:%d/%m/%Y} đối với {_person(file)}, kể từ ngày {row.ended_on:%d/%m/%Y}."),
        _reason(row.end_ground, row.end_words),
        Item("Điều 2.", f"Ông (bà) {file.official.full_name} trở lại vị trí công tác cũ."),
    ]  # fmt: skip
    return _paper(file, row, row.end_number, row.ended_on, row.end_signed_by,
                  "Về việc chấm dứt tạm đình chỉ công tác", body)  # fmt: skip


#: Which paper of a suspension → how it is made, and the stem of its name.
SUSPENSION_PAPERS: dict[str, tuple[Callable[[Discipline, Suspension], Paper | None], str]] = {
    "suspension": (suspension_paper, "quyet dinh tam dinh chi cong tac"),
    "longer-suspension": (longer_paper, "quyet dinh keo dai tam dinh chi cong tac"),
    "lifted-suspension": (lifted_paper, "quyet dinh cham dut tam dinh chi cong tac"),
}
