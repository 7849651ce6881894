"""Đăng ký đề án, văn bản vào chương trình công tác."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.core.text import skey
from congvu.core.working_time import add
from congvu.domain.programme.actions.steps import ITEM
from congvu.domain.programme.models import Consent, Item, Partner, Programme, Stage
from congvu.domain.programme.policy import days
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import may_see, people
from congvu.kernel.casework.queries.clocks import limit_of
from congvu.kernel.casework.queries.states import CONSENT
from congvu.kernel.org import queries as org

REGISTER = "programme.item.register"


@transaction.atomic
def register_item(
    *, actor: Actor, programme_id: int, title: str, nature: str, drafters: Sequence[int], submit_on: date,
    partners: Sequence[int] = (), basis: str = "", ground: str = "", words: str = "", now: datetime,
) -> Case:
    """Đăng ký đề án, văn bản. One unit drafts; others may help. Nobody is asked while registration is open; after
    the registration date (or once the programme is approved) the item waits for the competent leader's consent.

    Invalid for no drafter or two, a drafter that is a partner as well, a day outside the programme's period, a name
    that is registered already, or a late registration without a ground. NotAllowed for another unit's item.
    """
    programme = Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme_id)
    on = people.local_date(now)
    drafter = one_drafter(drafters)
    _require_right(actor, programme, drafter)
    name = " ".join(title.split())
    _check(programme, name, nature, drafter, partners, submit_on, on)
    _require_new_name(actor, programme, name)
    late = on >= programme.register_by or programme.state == Programme.State.APPROVED
    if late:
        require_ground("programme_change", ground, now)
    (code,) = allocate_codes(kinds.get(ITEM).series, programme.year, 1)
    case = new_case(programme, code, name, drafter, actor, now)
    body: dict[str, Any] = {
        "programme": programme.title, "submit_on": submit_on.isoformat(), "late": late,
        "partners": [people.agency_name(pk) for pk in partners],
    }
    if late:
        case.asking = CONSENT
        body |= {"ground": ground, "words": words, "register_by": programme.register_by.isoformat()}
    open_cases([Change(case, "programme_item.registered", body=body)], actor=actor, now=now)
    item = write_item(programme, case, nature, partners, submit_on, basis, now, late=late)
    if late:
        Consent.objects.create(
            item=item, kind=Consent.Kind.ADD, ground=ground, words=words.strip(), new_on=submit_on,
            after_date=on >= programme.register_by, asked_at=now, asked_by=actor.signature,
            asked_official_id=actor.official_id,
        )
    return case


def write_item(
    programme: Programme, case: Case, nature: str, partners: Sequence[int], submit_on: date, basis: str, now: datetime,
    *, late: bool = False,
) -> Item:
    """The rows behind a case that was just opened: the item, its partners, its stages with their planned days."""
    on = people.local_date(now)
    item = Item.objects.create(
        case=case, programme=programme, nature=nature, basis=basis.strip()[:1000],
        drafter_id=case.accountable_agency_id, key=skey(case.title)[:500], proposed_on=submit_on, registered_at=now,
        registered_late=late,
    )
    Partner.objects.bulk_create([Partner(item=item, agency_id=pk) for pk in partners])
    planned = days.stage_days(on, days.bounds(programme.year, programme.quarter)[0], submit_on, on)
    Stage.objects.bulk_create(
        [Stage(item=item, code=stage, position=place, planned_on=day) for place, (stage, day) in enumerate(planned)]
    )
    return item


def one_drafter(drafters: Sequence[int]) -> int:
    """The one agency that drafts. Invalid for none or several: responsibility is never shared."""
    named = list(dict.fromkeys(drafters))
    if not named:
        raise Invalid(_("Choose the agency that drafts."), field="drafter")
    if len(named) > 1:
        names = ", ".join(people.agency_name(pk) for pk in named)
        raise Invalid(
            _("An item has one drafting agency; %(n)d were named: %(names)s.") % {"n": len(named), "names": names},
            field="drafter", hint=_("Name one as the drafter and the others as co-drafters."),
        )
    return named[0]


def _require_right(actor: Actor, programme: Programme, drafter: int) -> None:
    for_unit = actor.may(REGISTER, drafter)
    for_office = actor.may("programme.programme.open", programme.agency_id)
    if not (for_unit or for_office):
        raise NotAllowed(
            _("You register items of your own unit only."),
            hint=_("Ask the office that keeps the programme to register an item of another unit."),
        )


def _check(
    programme: Programme, name: str, nature: str, drafter: int, partners: Sequence[int], submit_on: date, on: date
) -> None:
    if not name:
        raise Invalid(_("Name the item."), field="title")
    if nature not in Item.Nature.values:
        raise Invalid(_("Choose what is to be issued."), field="nature")
    if not people.is_valid_on(drafter, on):
        raise Invalid(_("%(unit)s does not exist any more.") % {"unit": people.agency_name(drafter)}, field="drafter")
    if drafter in partners:
        raise Invalid(_("The drafting agency is not its own co-drafter."), field="partners")
    if len(set(partners)) != len(partners):
        raise Invalid(_("A co-drafter is named twice."), field="partners")
    first, last = days.bounds(programme.year, programme.quarter)
    if not first <= submit_on <= last:
        raise Invalid(
            _("The day of submission lies outside the programme's period (%(first)s to %(last)s).")
            % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}, field="submit_on",
        )
    if submit_on < on:
        raise Invalid(_("The day of submission has passed already."), field="submit_on")


def _require_new_name(actor: Actor, programme: Programme, name: str) -> None:
    """Invalid when the name is taken; which item has it is told only to who may see that item."""
    double = Item.objects.filter(programme=programme, key=skey(name)[:500]).select_related("case").first()
    if double is None:
        return
    if may_see(actor, double.case):
        said = _("This programme has an item of this name already: %(code)s.") % {"code": double.case.code}
    else:
        said = _("This name cannot be registered in this programme; choose another one.")
    raise Invalid(said, field="title")


def new_case(programme: Programme, code: str, name: str, drafter: int, actor: Actor, now: datetime) -> Case:
    """The unsaved case of an item: held by its drafter, the clock not started."""
    on = people.local_date(now)
    own = actor.official_id is not None and people.works_in(actor.official_id, drafter, on)
    answer = add(org.calendar_of(programme.agency_id), now, limit_of("programme.consent_within", on))
    return Case(
        code=code, kind=ITEM, title=name[:500], skey=skey(f"{code} {name} {people.agency_name(drafter)}"), law_on=on,
        phase="registered", station="register", accountable_agency_id=drafter,
        issuing_agency_id=programme.agency_id, holder_agency_id=drafter,
        holder_official_id=actor.official_id if own else people.head_id_of(drafter, on), opened_at=now,
        next_event_at=max(answer, days.moment_of(programme.register_by)),
    )  # fmt: skip
