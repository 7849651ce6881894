"""Recurring and standing duties from day to day: periods are opened, validity is asked and mostly answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localdate

from congvu.domain.directives.actions.duties import ask_all_reviews, confirm_valid, end_duty, open_all_periods
from congvu.domain.directives.models import Duty, DutyReview, Task
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case

#: Units whose standing duty the Office confirms at its review, and those where it ends it; of others nobody answers.
#: An order that comes again is ended when its last period has been given out.
CONFIRMED, ENDED = frozenset({"bao-ptth"}), frozenset({"ttpvhcc"})


class Duties:
    """What the worker and the Office do for duties at the end of a day."""

    def __init__(self, desk: Actor) -> None:
        self._desk = desk
        self._begun: set[int] = set()

    def begun(self, cases: list[Case]) -> None:
        """Cases whose story has begun otherwise."""
        self._begun.update(case.pk for case in cases)

    def evening(self, at: datetime) -> Iterator[tuple[Case, str]]:
        """Open periods and ask for validity; yields the new cases with their part."""
        made = open_all_periods(now=at)
        waiting = DutyReview.objects.filter(answered_at=None, asked_at__lt=at).order_by("pk")
        for case_id in list(waiting.values_list("duty__case", flat=True)):
            self._answer(Case.objects.select_related("accountable_agency").get(pk=case_id), at)
        ask_all_reviews(now=at)
        if made:
            fresh = Task.objects.filter(case__opened_at=at, part__in=[Task.Part.PERIOD, Task.Part.COORDINATION])
            for task in fresh.select_related("case").order_by("case_id"):
                if task.case_id not in self._begun:
                    self._begun.add(task.case_id)
                    yield task.case, task.part

    def _answer(self, case: Case, at: datetime) -> None:
        code = case.accountable_agency.code
        if Duty.objects.filter(case=case, until__lt=localdate(at)).exclude(rhythm="").exists():
            end_duty(
                actor=self._desk, case_id=case.pk, ground="withdrawal.order_replaced",
                words="Đã giao hết các kỳ của chỉ đạo; kỳ đang làm vẫn phải báo cáo.", now=at,
            )  # fmt: skip
            return
        if code in CONFIRMED:
            confirm_valid(actor=self._desk, case_id=case.pk, words="Vẫn cần thực hiện thường xuyên.", now=at)
        elif code in ENDED:
            end_duty(
                actor=self._desk, case_id=case.pk, ground="withdrawal.order_replaced",
                words="Đã có quy chế công khai riêng.", now=at,
            )
