"""Lựa chọn: units and people as the forms of this room offer them; all from the organisation in memory."""

from __future__ import annotations

from datetime import date

from congvu.domain.inspections.queries.plans import units_on
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import AgencyKind

Option = tuple[str, str]

#: What provinces write into their plans, in our own words; shown in a new plan and edited there.
MODEL_PURPOSES = (
    "Phòng ngừa, phát hiện, chấn chỉnh kịp thời sai phạm trong công vụ; siết chặt kỷ luật, kỷ cương hành chính.",
    "Đôn đốc thực hiện nhiệm vụ được giao, giải quyết thủ tục hành chính, tiếp công dân, xử lý phản ánh, kiến nghị.",
    "Nâng cao trách nhiệm của người đứng đầu và thái độ phục vụ của cán bộ, công chức, viên chức.",
    "Phát hiện bất cập của thủ tục hành chính, quy định để kiến nghị sửa đổi; biểu dương nơi làm tốt.",
    "Kiểm tra chính xác, khách quan, trung thực, đúng pháp luật; không cản trở hoạt động bình thường; không trùng lặp.",
)


def own_units(actor: Actor, permission: str, on: date) -> list[Option]:
    """The agencies for which the actor holds the permission, without units; the province's top first."""
    scope = actor.scope_of(permission)
    return [
        (str(unit.pk), unit.name) for unit in org.agencies_on(on)
        if (scope is None or unit.pk in scope)
        and (unit.parent_id is None or people.top_unit_of(unit.pk) == unit.pk)
    ]  # fmt: skip


def is_usually_drawn(unit_id: int) -> bool:
    """Whether an agency is ticked in a new draw without being asked for: of the People's Committees' own apparatus.

    The province's top draws and is not drawn; agencies of a vertical sector and the Front answer to others first.
    """
    unit = org.agency_by_id(unit_id)
    return unit.parent_id is not None and unit.kind not in (AgencyKind.VERTICAL, AgencyKind.FRONT)


def units_to_check(on: date) -> list[Option]:
    """Everything that can be checked: each agency, its units below it with its name."""
    found = []
    for unit in units_on(on):
        top = people.top_unit_of(unit.pk)
        words = unit.name if top == unit.pk else f"– {unit.name} ({people.agency_name(top)})"
        found.append((str(unit.pk), words))
    return found


def people_of(agency_id: int, on: date) -> list[Option]:
    """Who serves in the agency or in its units on the day; the province's top for itself alone."""
    found: dict[int, str] = {}
    whole = org.agency_by_id(agency_id).parent_id is not None
    for appointment in org.officials_of(agency_id, on, with_units=whole):
        found.setdefault(appointment.official_id, f"{appointment.official.full_name}, {appointment.post.title}")
    return [(str(pk), name) for pk, name in found.items()]


def leaders(agency_ids: frozenset[int], on: date) -> list[Option]:
    """Heads and deputies of these agencies: who may sign a decision."""
    found: dict[int, str] = {}
    for agency_id in sorted(agency_ids):
        for appointment in org.officials_of(agency_id, on):
            if appointment.post.is_head or appointment.post.is_deputy:
                words = f"{appointment.official.full_name}, {appointment.post.title}, {appointment.post.agency.name}"
                found.setdefault(appointment.official_id, words)
    return [(str(pk), words) for pk, words in found.items()]
