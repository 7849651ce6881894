"""Bàn giao: the screens' rows and the printed minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from congvu.face.desk.queries import choices
from congvu.face.desk.queries.page import due_mark, state_mark
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.bulk import rehearse
from congvu.kernel.casework.models import Case, HandedOver
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import handovers as read
from congvu.kernel.casework.queries import states
from congvu.kernel.documents.papers import Item, Paper, Para, Signer, TableBlock
from congvu.kernel.org import queries as org
from congvu.kernel.ui import badges, formats

TONES = {"offered": "wait", "confirmed": "ok", "stayed": "late"}
SHOWN = 50


def overview(actor: Actor, now: datetime) -> dict[str, Any]:
    """What waits for the actor, what he may see, whose desks he may hand over."""
    on = people.local_date(now)
    units = {pk for top in actor.agency_ids for pk in org.subtree_ids(top)}
    rows = [row for unit in sorted(units) for row in org.officials_of(unit, on)]
    found = {row.official_id: row for row in rows if read.may_hand_over(actor, row.official_id, now)}
    counts = read.desk_counts(actor, list(found), now)
    desks = [
        {
            "official": row.official, "post": row.post.title, "unit": row.post.agency.name,
            "mine": pk == actor.official_id, "n": counts.get(pk, (0, 0))[0], "late": counts.get(pk, (0, 0))[1],
            "away": org.absence_of(pk, on),
        }
        for pk, row in found.items()
    ]  # fmt: skip
    desks.sort(key=lambda desk: (not desk["mine"], not desk["n"]))
    return {
        "waiting": [_line(one) for one in read.waiting_for(actor)],
        "handovers": [_line(one) for one in read.handovers_seen_by(actor)[:SHOWN]], "desks": desks,
    }  # fmt: skip


def _line(one: Any) -> dict[str, Any]:
    return {
        "pk": one.pk, "giver": people.official_name(one.giver_id), "unit": people.agency_name(one.agency_id),
        "basis": one.basis, "at": one.made_at, "by": one.made_by,
    }  # fmt: skip


def receivers_for(actor: Actor, giver_id: int, now: datetime) -> list[tuple[str, str]]:
    """People of the giver's unit and of the agency above it, without himself; who is away is marked."""
    del actor
    on = people.local_date(now)
    options: dict[str, str] = {}
    for unit in dict.fromkeys((read.agency_of(giver_id, now), people.top_unit_of(read.agency_of(giver_id, now)))):
        options |= dict(choices.people_of(unit, on))
    options.pop(str(giver_id), None)
    return list(options.items())


def rows_of(
    cases: Sequence[Case], shares: Mapping[int, int], now: datetime, actor: Actor | None = None
) -> list[dict[str, Any]]:
    """The open cases of the desk; with `shares`, to whom each goes or why it stays, as a rehearsal shows."""
    soon = states.soon_until(now)
    rows = []
    for case in cases:
        row: dict[str, Any] = {
            "case": case, "url": reverse("desk:case", args=[case.code]), "due": due_mark(case, now, brief=True),
            "state": state_mark(case, now, soon), "to": "", "reason": "",
        }  # fmt: skip
        if actor is not None and case.pk in shares:
            values = {"to_agency": str(case.holder_agency_id), "to_official": str(shares[case.pk])}
            (found,) = rehearse(actor=actor, code="offer", case_ids=[case.pk], values=values, now=now)
            row["reason"] = found.reason
            if found.after is not None:
                row["to"] = people.official_name(found.after.transfer_official_id)
                row["until"] = formats.moment(found.after.transfer_due_at)
        rows.append(row)
    return rows


def one(actor: Actor, pk: int) -> dict[str, Any]:
    """The page of one hand-over."""
    found = read.handover_for(actor, pk)
    items = read.items_of(actor, found)
    rows = [
        {
            "case": item.case, "url": reverse("desk:case", args=[item.case.code]), "due_at": item.due_at,
            "to": people.official_name(item.receiver_id), "why_not": item.why_not, "confirmed_at": item.confirmed_at,
            "state": badges.status(item.get_state_display(), TONES[item.state]),
        }
        for item in items
    ]
    mine = sum(1 for i in items if i.receiver_id == actor.official_id and i.state == HandedOver.State.OFFERED)
    return {"handover": _line(found), "words": found.words, "rows": rows, "mine": mine}


def minutes(actor: Actor, pk: int) -> Paper:
    """Biên bản bàn giao công việc, with the cases that exist for the actor."""
    found = read.handover_for(actor, pk)
    items = read.items_of(actor, found)
    agency = org.agency_by_id(people.top_unit_of(found.agency_id))
    parent = org.agency_by_id(agency.parent_id).name if agency.parent_id is not None else ""
    on = people.local_date(found.made_at)
    giver = people.official_name(found.giver_id)
    receivers = ", ".join(dict.fromkeys(people.official_name(i.receiver_id) for i in items if i.receiver_id))
    rows = tuple(
        (
            str(n), f"{item.case.code}: {item.case.title}",
            formats.moment(item.due_at) if item.due_at else "Không có hạn",
            people.official_name(item.receiver_id) or "Chưa bàn giao", item.why_not or item.get_state_display(),
        )
        for n, item in enumerate(items, start=1)
    )
    body = (
        Para(f"Hôm nay, ngày {formats.day(on)}, {people.agency_name(found.agency_id)} tiến hành bàn giao công việc."),
        Item("1.", f"Bên giao: ông (bà) {giver}."), Item("2.", f"Bên nhận: ông (bà) {receivers or '…'}."),
        Item("3.", f"Căn cứ, lý do: {found.basis}."), Item("4.", f"Nội dung bàn giao gồm {len(items)} việc:"),
        TableBlock(("STT", "Công việc", "Thời hạn", "Người nhận", "Tình trạng"), rows, (0.07, 0.43, 0.17, 0.17, 0.16)),
        *((Para(found.words),) if found.words else ()),
        Para("Người giao chịu trách nhiệm đến khi người nhận xác nhận. Biên bản lập thành 02 bản, mỗi bên giữ 01 bản."),
    )  # fmt: skip
    return Paper(
        kind="bien_ban", parent_agency=parent, agency=agency.name, place=org.agency_by_id(agency.pk).place_name, on=on,
        subject="Về việc bàn giao công việc", body=body, signer=Signer(title="Bên nhận"),
        co_signer=Signer(title="Bên giao", name=giver), archive_line="VT",
    )  # fmt: skip
