"""Hành vi: what may be done now, and doing it; one operation for each act that the kernel or a kind knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Router, Status
from ninja.files import UploadedFile

from congvu.core.refusals import Refusal
from congvu.face.api.queries.sending import values_of
from congvu.face.api.schemas import acts as said
from congvu.face.api.schemas.cases import CaseRow, language
from congvu.face.api.schemas.further import Paper, fields_of
from congvu.face.api.schemas.organisation import OfficialRef
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework import queries
from congvu.kernel.casework.actions.performing import perform
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.policy.access import ACT, READ
from congvu.kernel.casework.queries import Act, states
from congvu.kernel.casework.queries.acts import kind_act
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.queries import text_of_file
from congvu.kernel.documents.queries.tickets import ticket_for
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui.wire import CaseCode, Sent, needs

router = Router(tags=["acts"])


@router.get("/cases/{code}/acts", response=said.OpenActs, url_name="acts", summary="Acts open to the actor now")
@needs(READ)
def list_acts(request: HttpRequest, code: CaseCode) -> said.OpenActs:
    """What the buttons of the case page offer; doing it checks everything again."""
    actor, now = acting(request), timezone.now()
    case = queries.get_for(actor, code)
    on = people.local_date(now)
    found = queries.acts_open_to(actor, case, now)
    rows = [_open_act(case, act, rules.grounds(act.ground, on) if act.ground else []) for act in found]
    return said.OpenActs(case=case.code, seq=case.seq, items=rows)


def _open_act(case: Case, act: Act, grounds: list[Any]) -> said.OpenAct:
    own = fields_of(kind_act(case, act.code)) if act.is_kinds_own else {}
    names = [OfficialRef.maybe(one) for one in act.names]
    return said.OpenAct(
        code=act.code, label=str(act.label), rank=act.rank, fields=[*act.fields, *(own or ())], page_only=own is None,
        words_needed=act.words_needed,
        grounds=[said.GroundRow(code=row.code, label=row.vi if language() == "vi" else row.en) for row in grounds],
        in_name_of=[one for one in names if one is not None], for_oneself=None in act.names, legal_basis=act.basis,
    )  # fmt: skip


def _do(request: HttpRequest, code: str, act: str, body: Sent) -> said.Done:
    actor, now = acting(request), timezone.now()
    case = queries.get_for(actor, code)
    chosen = queries.act_open_to(actor, case, act, now)
    given = {name: value.made() if isinstance(value, Paper) else value for name, value in body}
    perform(actor=actor, case=case, act=chosen, values=values_of(actor, chosen, given), now=now)
    return _done(actor, act, code)


def _done(actor: Actor, act: str, code: str) -> said.Done:
    now = timezone.now()
    try:
        case = queries.get_for(actor, code)
    except Refusal:  # handed over or sealed: it is no longer for this actor to see
        return said.Done(act=act, code=code, seq=0, leaf="", case=None)
    row = CaseRow.of(case, now, states.soon_until(now))
    return said.Done(act=act, code=code, seq=case.seq, leaf=bytes(case.head).hex(), case=row)


def _operation(code_of_act: str, message: type[Sent]) -> Callable[..., said.Done]:
    """The operation of one act; its message is a type made at start-up, so the annotations are set by hand."""

    def operation(request, code, body):  # type: ignore[no-untyped-def]  # annotated below
        return _do(request, code, code_of_act, body)

    operation.__name__ = operation.__qualname__ = f"act_{code_of_act}"
    operation.__annotations__ = {"request": HttpRequest, "code": CaseCode, "body": message, "return": said.Done}
    return needs(*said.scopes_of(code_of_act))(operation)


for _code, _message in said.known_acts().items():
    _words = _code.replace("_", " ")
    router.post(
        f"/cases/{{code}}/acts/{_code}", response=said.Done, url_name=f"act_{_code}", summary=f"Act: {_words}",
        description="Does the act as the desk does: one transaction, one journal line. 403 when it is not open now, "
        "409 `stale_case` when somebody was faster, 422 for a value that cannot be accepted.",
    )(_operation(_code, _message))  # fmt: skip


@router.post(
    "/files", response={201: said.FileTicket}, url_name="files", summary="Bring a file",
    openapi_extra={"x-repeatable": True},
)  # fmt: skip
@needs(ACT, "directives.directive.register", "documents.document.register")
def bring_file(request: HttpRequest, file: File[UploadedFile]) -> Status[said.FileTicket]:
    """Checked, read and kept once by its content. Documents marked secret are refused and not kept."""
    actor = acting(request)
    name = (file.name or "")[:300]
    stored = store_upload(actor=actor, name=name, content=cast("BinaryIO", file.file), now=timezone.now())
    found = text_of_file(stored.pk)
    return Status(201, said.FileTicket(
        ticket=ticket_for(actor, stored), name=name, sha256=stored.sha256, size=stored.size, kind=stored.kind,
        pages=stored.pages, text_found=bool(found.text.strip()),
    ))  # fmt: skip


bring_file.repeatable = True  # type: ignore[attr-defined]  # the same content is kept once anyway
