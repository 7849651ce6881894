"""Biên bản kiểm tra. Made from what was recorded, frozen with its hash, read out, then signed once, in one of three
ways.

Signed on paper: the scan is attached. Confirmed by log-in: whoever heads the unit does so as himself; the page and the
paper call it that and not a signature. Refused: a member of the team notes it with the reason and a witness.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import one_line
from congvu.domain.inspections.actions.on_site import begin, words_of
from congvu.domain.inspections.actions.timing import REPORT, next_step
from congvu.domain.inspections.actions.unit_reports import stop_waiting
from congvu.domain.inspections.models import Minutes, Visit
from congvu.domain.inspections.policy.visits import ON_SITE, SIGNED
from congvu.domain.inspections.queries import minutes as queries
from congvu.domain.inspections.queries import on_site
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.models import StoredFile


@transaction.atomic
def make_minutes(*, actor: Actor, visit_id: int, words: str = "", opinion: str = "", now: datetime) -> Minutes:
    """Lập biên bản. By the head, his deputy or the secretary; `opinion` is what the unit says about it.

    Made again while unsigned (something was wrong when it was read out): the older one stays, only the newest can be
    signed. While a supplement is open, what came since the signing alone stands in it. Journal: `visit.minutes_made`
    with number and hash.
    """
    case, visit = begin(actor, visit_id, now, ON_SITE)
    on_site.require_head(actor, visit, people.local_date(now))
    if visit.left_at is None:
        raise MoveRefused(
            _("The minutes are made when the check on site has ended."), hint=_("Record the end on site first.")
        )
    said = {"words": words_of(words, 5000, "words"), "opinion": words_of(opinion, 5000, "opinion"), "now": now}
    if case.phase == SIGNED:
        content = queries.supplement_of(visit, **said)  # type: ignore[arg-type]  # the keywords of it
    else:
        content = queries.content_of(visit, **said)  # type: ignore[arg-type]  # the keywords of it
    number = visit.minutes.count() + 1
    made = Minutes.objects.create(
        visit=visit, number=number, content=content, sha256=queries.hash_of(content), made_at=now,
        made_by=actor.signature,
    )
    commit([Change(case, "visit.minutes_made", body={"number": number, "sha256": made.sha256})], actor=actor, now=now)
    return made


def _unsigned(visit: Visit, number: int) -> Minutes:
    """The newest minutes of the visit, if nobody has signed."""
    newest = visit.minutes.order_by("-number").first()
    if newest is None:
        raise MoveRefused(_("No minutes have been made yet."))
    if newest.way or (visit.minutes.exclude(way="").exists() and not newest.content.get("supplement_to")):
        raise MoveRefused(_("The minutes of this visit have been signed already; they are not signed twice."))
    if newest.number != number:
        raise MoveRefused(_("Newer minutes have been made; read those."))
    if visit.receipts.filter(of=None, received_at__gt=newest.made_at).exists():
        raise MoveRefused(
            _("Records of a phone have come since these minutes were made."),
            hint=_("Make the minutes anew, so that everything recorded stands in them."),
        )
    left = queries.phones_waited_for(visit)
    if left:
        raise MoveRefused(
            _("Records were not sent: %(list)s.") % {"list": "; ".join(
                _("%(n)d on the phone of %(name)s") % {"n": one.unsent, "name": one.name} for one in left
            )},
            hint=_("Have them sent, then make the minutes anew; or say on the page of the visit why a phone is not "
                   "waited for."),
        )  # fmt: skip
    return newest


def _sign(case: Case, made: Minutes, way: str, by: str, actor: Actor, now: datetime, **more: Any) -> Minutes:
    made.way, made.signed_by, made.signed_at = way, by, now
    for name, value in more.items():
        setattr(made, name, value)
    made.save()
    body = {"number": made.number, "sha256": made.sha256, "way": way, "by": by}
    body |= {name: value.sha256 if isinstance(value, StoredFile) else value for name, value in more.items()}
    if made.content.get("supplement_to"):
        Visit.objects.filter(pk=case.pk).update(supplement_at=None)
        commit([Change(case, "visit.supplement_signed", body=body)], actor=actor, now=now)
        return made
    values, clock = next_step(case, REPORT, made.visit.left_at or now)
    commit([Change(case, "visit.minutes_signed", {"phase": SIGNED, **values}, clock, body)], actor=actor, now=now)
    stop_waiting(case.pk, now)
    return made


def sign_on_paper(
    *, actor: Actor, visit_id: int, number: int, signed_by: str, scan: BinaryIO | bytes, name: str, now: datetime
) -> Minutes:
    """Ghi nhận biên bản đã ký trên giấy, with the scan. Journal: `visit.minutes_signed` with the scan's hash."""
    with transaction.atomic():
        _checked(actor, visit_id, number, now)
    stored = store_upload(actor=actor, name=name, content=scan, now=now)
    with transaction.atomic():
        case, made = _checked(actor, visit_id, number, now)
        who = one_line(signed_by)[:200]
        if not who:
            raise Invalid(_("Say who signed for the unit."), field="signed_by")
        return _sign(case, made, Minutes.Way.PAPER, who, actor, now, scan=stored)


def _checked(actor: Actor, visit_id: int, number: int, now: datetime) -> tuple[Case, Minutes]:
    case, visit = begin(actor, visit_id, now)
    made = _unsigned(visit, number)
    begin(actor, visit_id, now, ON_SITE)
    return case, made


@transaction.atomic
def refuse_to_sign(
    *, actor: Actor, visit_id: int, number: int, who: str, because: str = "", witness: str, now: datetime
) -> Minutes:
    """Ghi nhận việc từ chối ký, with the reason given and a witness. The visit goes on all the same."""
    case, made = _checked(actor, visit_id, number, now)
    refused, saw = one_line(who)[:200], one_line(witness)[:200]
    if not refused:
        raise Invalid(_("Say who refused to sign."), field="who")
    if not saw:
        raise Invalid(_("A refusal needs a witness: name him."), field="witness")
    why = words_of(because, 500, "because")
    return _sign(case, made, Minutes.Way.REFUSED, refused, actor, now, witness=saw, because=why)


@transaction.atomic
def confirm_by_login(*, actor: Actor, code: str, number: int, sha256: str, now: datetime) -> Minutes:
    """Xác nhận biên bản bằng đăng nhập. By who heads the unit, as himself; `sha256` is that of what he was shown."""
    found = queries.visit_with_minutes(actor, code)
    case = rows.lock(Case, found.pk)
    if case is None or not on_site.represents(actor, found):
        raise NotAllowed(_("Whoever heads the unit confirms the minutes by his own log-in."))
    if on_site.member_of(actor, found, people.local_date(now)) is not None:
        raise NotAllowed(_("A member of the team does not confirm for the unit."))
    made = _unsigned(found, number)
    if case.phase != ON_SITE and not made.content.get("supplement_to"):
        raise MoveRefused(_("This visit is not on site: nothing can be recorded in it now."))
    if made.sha256 != sha256:
        raise MoveRefused(_("Newer minutes have been made; read those."))
    return _sign(case, made, Minutes.Way.LOGIN, actor.signature, actor, now)
