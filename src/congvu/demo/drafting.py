"""Nhật ký tham mưu: drafts on their way between units and the Office, in several rounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from congvu.core.working_time import HANOI
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.lam_giang_agencies import OFFICE
from congvu.demo.programme_of_lam_giang import CHANGED, DRAFTS, PARAGRAPHS, PlannedDraft
from congvu.demo.results import word_file
from congvu.demo.stage import Play
from congvu.demo.walking import Company, answering
from congvu.demo.work_programme import DESK, LEADER, SECOND, WorkProgramme
from congvu.domain.programme.actions.drafts import open_draft, submit_draft
from congvu.domain.programme.actions.judging import Found, finish_with, return_draft, withdraw_draft
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.consulting import consult
from congvu.kernel.casework.models import Case
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.models import StoredFile

WHERE = ("mục 3", "phần căn cứ", "Điều 2", "nơi nhận", "phụ lục", "")


@dataclass
class Drafting:
    """All drafts of the demo."""

    programme: WorkProgramme
    company: Company

    def plays(self) -> list[Play]:
        """One play a draft."""
        return [self._draft(number, plan) for number, plan in enumerate(DRAFTS, 1)]

    def _draft(self, number: int, plan: PlannedDraft) -> Iterator[datetime]:
        rng, office, end = Random(plan.title), self.programme.office, self.programme.stage.end
        at = office.earlier(end, plan.asked)
        yield at
        drafter = self._drafter(plan, rng)
        case = self._open(plan, drafter, at)
        if plan.consulted:
            at = office.later(at, 0.5, 1)
            yield at
            self._ask(plan, case, drafter, at, rng)
        for round_number, errors in enumerate(plan.returns):
            at = office.later(at, 1.5, 4)
            yield at
            self._hand_in(plan, case, drafter, round_number, at)
            at = office.later(at, 0.5, 1.8)
            yield at
            self._return(case, errors, at, rng)
        yield from self._end(number, plan, case, drafter, at)

    def _drafter(self, plan: PlannedDraft, rng: Random) -> Actor:
        officers = self.programme.crew.officers(plan.unit)
        return rng.choice(officers) if officers else self.programme.crew.head(plan.unit)

    def _open(self, plan: PlannedDraft, drafter: Actor, at: datetime) -> Case:
        on = at.astimezone(HANOI).date()
        origin = self.programme.cases.get(plan.for_item)
        request = "Theo chương trình công tác năm" if origin else "Chủ tịch UBND tỉnh giao tại phiếu chuyển văn bản"
        return open_draft(
            actor=self.programme.crew.head(plan.unit), title=plan.title, document_kind=plan.kind, request=request,
            agency_id=self.programme.cast.agency(plan.unit).pk, to_agency_id=self.programme.cast.agency(OFFICE).pk,
            requested_on=on, drafter_id=drafter.official_id, for_code=origin.code if origin else "",
            due_on=date_of_day(day_number(on) + plan.days * 7 // 5), now=at,
        )

    def _ask(self, plan: PlannedDraft, case: Case, drafter: Actor, at: datetime, rng: Random) -> None:
        """Others are asked; the last one named stays silent where three were asked."""
        asked = consult(
            actor=drafter, case_id=case.pk, now=at,
            agency_ids=[self.programme.cast.agency(code).pk for code in plan.consulted],
            question="Đề nghị tham gia ý kiến vào dự thảo.",
        )
        for question in asked[:2]:
            self.programme.stage.enter(answering(self.company, question, at, rng))

    def _file(self, plan: PlannedDraft, round_number: int, at: datetime) -> tuple[StoredFile, str]:
        lines = [text.format(title=plan.title) for text in PARAGRAPHS]
        for place, words in CHANGED[:round_number]:
            lines[place] = words
        name = f"Du-thao-lan-{round_number + 1}.docx"
        content = word_file([plan.title.upper(), *lines])
        return store_upload(actor=self.programme.desk, name=name, content=content, now=at), name

    def _hand_in(self, plan: PlannedDraft, case: Case, drafter: Actor, round_number: int, at: datetime) -> None:
        file, name = self._file(plan, round_number, at)
        submit_draft(actor=drafter, case_id=case.pk, words="Trình dự thảo.", file=file, file_name=name, now=at)

    def _return(self, case: Case, errors: tuple[str, ...], at: datetime, rng: Random) -> None:
        found = [Found(code, rng.choice((1, 1, 2, 3)), rng.choice(WHERE)) for code in errors]
        judge = self.programme.crew.actor(rng.choice((DESK, SECOND)))
        return_draft(
            actor=judge, case_id=case.pk, errors=found, now=at,
            words="Đề nghị hoàn thiện theo các lỗi đã nêu, trình lại.",
        )

    def _end(self, number: int, plan: PlannedDraft, case: Case, drafter: Actor, at: datetime) -> Iterator[datetime]:
        office = self.programme.office
        if plan.end == "drafting":
            return
        at = office.later(at, 1, 3)
        if plan.end == "submitted":
            at = max(at, office.earlier(self.programme.stage.end, 0.4, 1.5))
        yield at
        if plan.end == "withdrawn":
            withdraw_draft(
                actor=self.programme.crew.actor(LEADER), case_id=case.pk, ground="withdrawal.no_longer_needed", now=at,
                words="Đơn vị tự ban hành theo thẩm quyền.",
            )
            return
        self._hand_in(plan, case, drafter, len(plan.returns), at)
        if plan.end == "issued":
            at = office.later(at, 0.6, 1.5)
            yield at
            finish_with(
                actor=self.programme.desk, case_id=case.pk, code=f"{3100 + 17 * number}/UBND-TH", register=True,
                issued_on=at.astimezone(HANOI).date(), now=at,
            )
