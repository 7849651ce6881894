"""Acts that add to a case without moving it: note, explanation, evidence, link, watch, access list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.custody import behalf_name, require_open
from congvu.kernel.casework.actions.engine import Change, commit, locked
from congvu.kernel.casework.actions.steps import begin
from congvu.kernel.casework.models import Case, CaseAccess, CaseDocument, Confidentiality, Link, Watch
from congvu.kernel.casework.policy import holds, may_see, orders, people
from congvu.kernel.documents.models import StoredFile


def _need_words(words: str) -> str:
    if not words.strip():
        raise Invalid(_("Write something first."), field="words")
    return words.strip()


@transaction.atomic
def note(
    *, actor: Actor, case_id: int, words: str, progress: int | None = None, now: datetime, behalf: int | None = None
) -> Case:
    """Ghi chú, cập nhật tiến độ. A line in the journal; `progress` is per cent done as the holder sees it, 0 to 100."""
    who, case = begin(actor, case_id, now, behalf=behalf, act="note" if progress is None else "progress")
    _need_words(words)
    body: dict[str, object] = {"words": words.strip()}
    if progress is not None:
        require_open(case)
        if not holds(who, case):
            raise NotAllowed(_("Only the holder of this case reports its progress."))
        if not 0 <= progress <= 100:
            raise Invalid(_("Progress is a number from 0 to 100."), field="progress")
        body["progress"] = progress
    verb = "case.noted" if progress is None else "case.progressed"
    commit([Change(case, verb, body=body)], actor=actor, now=now, behalf=behalf_name(behalf))
    return case


@transaction.atomic
def explain(*, actor: Actor, case_id: int, words: str, now: datetime, behalf: int | None = None) -> Case:
    """Giải trình. The holder answers for a delay or a question in his own words; it stays with the case."""
    who, case = begin(actor, case_id, now, behalf=behalf, act="explain")
    if not (holds(who, case) or who.official_id == case.doer_official_id):
        raise NotAllowed(_("Only who holds this case or did the work explains it."))
    commit(
        [Change(case, "case.explained", body={"words": _need_words(words)})],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )
    return case


@transaction.atomic
def attach(*, actor: Actor, case_id: int, file: StoredFile, name: str, role: str, now: datetime) -> CaseDocument:
    """Đính kèm tài liệu. Add a stored file as evidence; its content hash goes into the journal."""
    case = locked(actor, case_id)
    require_open(case)
    if not (holds(actor, case) or orders(actor, case)):
        raise NotAllowed(_("Only the holder or the ordering office adds documents to this case."))
    commit(
        [Change(case, "case.document_added", body={"name": name, "role": role, "sha256": file.sha256})],
        actor=actor, now=now,
    )
    return CaseDocument.objects.create(case=case, file=file, name=name, role=role, added_at=now, added_by=actor.name)


@transaction.atomic
def link(*, actor: Actor, case_id: int, other_id: int, kind: str, reason: str = "", now: datetime) -> Link:
    """Liên kết. Put a case beside another one that the actor may see as well."""
    case = locked(actor, case_id)
    other = Case.objects.filter(pk=other_id).first()
    if other is None or not may_see(actor, other) or other.pk == case.pk:
        raise Invalid(_("There is no such other case, or it is not open to you."), field="other")
    if kind not in Link.Kind.values:
        raise Invalid(_("Choose how the two belong together."), field="kind")
    if Link.objects.filter(case=case, other=other, kind=kind).exists():
        raise Invalid(_("The two are linked like this already."), field="other")
    commit(
        [Change(case, "case.linked", body={"other": other.code, "kind": kind, "reason": reason})], actor=actor, now=now
    )
    return Link.objects.create(case=case, other=other, kind=kind, reason=reason)


@transaction.atomic
def watch(*, actor: Actor, case_id: int, on: bool) -> bool:
    """Theo dõi / thôi theo dõi. Hear of every act on a case one may see; not an act of the office, so no line."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None or not may_see(actor, case) or actor.official_id is None:
        raise NotAllowed(_("You cannot watch this case."))
    if on:
        Watch.objects.get_or_create(case=case, official_id=actor.official_id)
    else:
        Watch.objects.filter(case=case, official_id=actor.official_id).delete()
    return on


@transaction.atomic
def restrict(
    *, actor: Actor, case_id: int, confidentiality: str, official_ids: tuple[int, ...] = (), reason: str, now: datetime
) -> Case:
    """Giới hạn tiếp cận. Change who may know of a case; a sealed one exists only for the people on its list.

    Only the ordering office; whoever seals a case stays on the list.
    """
    case = locked(actor, case_id)
    if not orders(actor, case):
        raise NotAllowed(_("Only the office that ordered this work changes who may see it."))
    if confidentiality not in Confidentiality.values:
        raise Invalid(_("Choose a level."), field="confidentiality")
    _need_words(reason)
    listed = {*official_ids, *([actor.official_id] if actor.official_id else [])}
    if confidentiality == Confidentiality.SEALED and not listed:
        raise Invalid(_("A sealed case needs at least one person on its list."), field="officials")
    commit(
        [Change(case, "case.restricted", {"confidentiality": confidentiality},
                body={"officials": [people.official_name(i) for i in sorted(listed)], "reason": reason})],
        actor=actor, now=now,
    )  # fmt: skip
    CaseAccess.objects.filter(case=case).exclude(official_id__in=listed).delete()
    CaseAccess.objects.bulk_create(
        [CaseAccess(case=case, official_id=i, granted_at=now, granted_by=actor.name) for i in sorted(listed)],
        ignore_conflicts=True,
    )
    return case
