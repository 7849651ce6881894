"""Hồ sơ của những tuần qua: received at two communes and the province's centre, in every state a dossier can be in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random
from typing import Any

from django.utils.timezone import localdate

from congvu.core.refusals import MoveRefused
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.accounts import Crew
from congvu.demo.desks import CENTRE, open_desks
from congvu.demo.dossier_stories import SON, Story, stories
from congvu.demo.lam_giang_agencies import ROOT
from congvu.demo.organisation import Cast
from congvu.demo.stage import Office, Play, Stage
from congvu.domain.onestop.actions import apologising, ending, papers, paying, routing, submitting, supplementing
from congvu.domain.onestop.actions.applicants import Party
from congvu.domain.onestop.actions.branches import end_silent_parts, finish_part, hand_on_part, take_part_back
from congvu.domain.onestop.actions.receiving import Brought, Paying, Reception, receive_dossier
from congvu.domain.onestop.models import Desk, Dossier
from congvu.domain.onestop.policy.codes import PART
from congvu.domain.onestop.policy.plans import PAYMENT
from congvu.domain.onestop.queries.plans import plan_of
from congvu.domain.procedures.models import Variant
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import accept
from congvu.kernel.casework.actions.consulting import answer, consult
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import working_minutes_left
from congvu.kernel.org import queries as org

SEED = 20261122


class Turns:
    """Khúc ngoặt where the first specialist has a dossier. Each says since when it goes on, or None."""

    def __init__(self, cast: Cast, crew: Crew, office: Office) -> None:
        self._cast, self._crew, self._office = cast, crew, office
        self.of: dict[str, Callable[[Dossier, Actor, datetime], Any]] = {
            "supplement": self._asks, "supplemented": self._supplemented, "consult": self._consults,
            "never": self._never_completes, "apology": self._apologises, "refused": self._refuses,
            "withdrawn": self._withdraws,
        }  # fmt: skip

    def _asks(self, dossier: Dossier, holder: Actor, at: datetime) -> Any:
        supplementing.ask_supplement(
            actor=holder, case_id=dossier.case_id, now=at,
            words="Bản sao giấy tờ về quyền sử dụng đất\nBản vẽ mặt cắt có xác nhận của đơn vị thiết kế",
        )
        yield from ()
        return None

    def _never_completes(self, dossier: Dossier, holder: Actor, at: datetime) -> Any:
        yield from self._asks(dossier, holder, at)
        at = self._office.later(at, 16)
        yield at
        ending.close_incomplete(actor=holder, case_id=dossier.case_id, words="Hết thời hạn bổ sung", now=at)
        return None

    def _supplemented(self, dossier: Dossier, holder: Actor, at: datetime) -> Any:
        yield from self._asks(dossier, holder, at)
        at = self._office.later(at, 1, 2)
        yield at
        clerk = self._crew.actor(f"{SON}-mc-01")
        supplementing.receive_supplement(actor=clerk, case_id=dossier.case_id, words="Đã nộp đủ", now=at)
        return at

    def _consults(self, dossier: Dossier, holder: Actor, at: datetime) -> Any:
        asked = consult(
            actor=holder, case_id=dossier.case_id, agency_ids=[self._cast.agency("sxd").pk],
            question="Đề nghị cho ý kiến về sự phù hợp quy hoạch của công trình.", now=at,
        )  # fmt: skip
        at = self._office.later(at, 0.8, 1.5)
        yield at
        answer(actor=self._crew.head("sxd"), case_id=asked[0].pk, words="Phù hợp quy hoạch được duyệt.", now=at)
        return at

    def _apologises(self, dossier: Dossier, holder: Actor, at: datetime) -> Any:
        case = _case(dossier)
        left = working_minutes_left(case, at) or 0
        at = self._office.later(at, max(0.1, left / 480 - 1.6))
        yield at
        due = case.due_at
        assert due is not None
        apologising.draft_apology(
            actor=holder, case_id=case.pk, ground="lateness.own_delay", now=at,
            words="Phải xác minh lại ranh giới thửa đất tại thực địa",
            new_due_on=localdate(self._office.later(due, 3)),
        )  # fmt: skip
        at = self._office.later(at, 0.1)
        yield at
        answers = next(code for code, unit in self._cast.agencies.items() if unit.pk == case.accountable_agency_id)
        apologising.sign_apology(actor=self._crew.head(answers), case_id=case.pk, now=at)
        return at

    def _refuses(self, dossier: Dossier, holder: Actor, at: datetime) -> Any:
        ending.refuse(
            actor=holder, case_id=dossier.case_id, ground="dossier_refusal.not_entitled", now=at,
            words="Ngành nghề đăng ký chưa đáp ứng điều kiện kinh doanh theo quy định.",
        )
        yield from ()
        return at

    def _withdraws(self, dossier: Dossier, holder: Actor, at: datetime) -> Any:
        del holder
        ending.stop_at_wish(
            actor=self._crew.actor(f"{SON}-mc-01"), case_id=dossier.case_id, now=at,
            words="Người nộp đề nghị dừng tại quầy",
        )
        yield from ()
        return None


class Counters:
    """The desks at work, in the order of time."""

    def __init__(self, cast: Cast, crew: Crew, desks: Mapping[str, Desk], now: datetime) -> None:
        self._cast, self._crew, self._desks, self._now = cast, crew, desks, now
        self._office = Office(org.calendar_of(cast.agency(ROOT).pk), Random(SEED))
        self._turns = Turns(cast, crew, self._office)
        self._stage = Stage(now)
        self._codes = {official.pk: code for code, official in cast.officials.items()}
        self._variants = {
            row.version.procedure.stem: row.pk
            for row in Variant.objects.select_related("version__procedure")
            .filter(version__from_on__isnull=False, version__to_on=None).order_by("-position")
        }  # fmt: skip

    def play(self) -> int:
        """Play every story up to now; how many acts there were."""
        for number, story in enumerate(stories(), 1):
            if story.code in self._variants:
                self._stage.enter(self._life(story, number))
        return self._stage.run(lambda _at, _n: None)

    def _clerk(self, desk: str, number: int = 0) -> Actor:
        return self._crew.actor(f"{desk}-cv-01" if desk == CENTRE else f"{desk}-mc-0{1 + number % 2}")

    def _reception(self, story: Story, number: int) -> Reception:
        plan = plan_of(self._variants[story.code])
        born = date_of_day(day_number(localdate(self._now)) - 9000 - 37 * number)
        return Reception(
            variant_id=plan.variant_id, channel=story.channel, key=f"demo-{number}",
            party=Party(name=f"Công dân {number:02d}", id_number=f"0990{born:%y%m%d}{number:02d}", born_on=born,
                        phone=f"09120000{number:02d}", address=f"Tổ dân phố {1 + number % 9}, tỉnh Lam Giang"),
            papers=[Brought(position=one.position, originals=1) for one in plan.papers],
            fees=[] if story.what == "unreturned" else [
                Paying(position=fee.position, paid_by="cash" if story.channel == "counter" else "online")
                for fee in plan.fees
            ],
        )  # fmt: skip

    def _life(self, story: Story, number: int) -> Play:
        begin = self._office.earlier(self._now, story.ago)
        yield begin
        desk, clerk = self._desks[story.desk], self._clerk(story.desk, number)
        reception = self._reception(story, number)
        if story.channel != "online":
            dossier = receive_dossier(actor=clerk, desk_id=desk.agency_id, reception=reception, now=begin)
        else:
            dossier = submitting.submit_online(
                actor=Actor.system(), desk_id=desk.agency_id, reception=reception, now=begin
            )
            if story.what == "submitted":
                return
            at = self._office.later(begin, 0.2, 0.7)
            yield at
            if story.what in ("asked_before", "declined"):
                self._before(story.what, dossier, clerk, at)
                return
            submitting.accept_submission(actor=clerk, case_id=dossier.case_id, now=at)
            begin = at
        yield from self._walk(story, dossier, clerk, begin)

    def _before(self, what: str, dossier: Dossier, clerk: Actor, at: datetime) -> None:
        if what == "asked_before":
            supplementing.ask_before(
                actor=clerk, case_id=dossier.case_id, now=at,
                words="Bản vẽ mặt bằng còn thiếu\nGiấy tờ về quyền sử dụng đất chưa rõ số thửa",
            )
        else:
            submitting.decline_submission(
                actor=clerk, case_id=dossier.case_id, ground="dossier_refusal.duplicate",
                words="Hồ sơ trùng với hồ sơ đã nộp trong ngày.", now=at,
            )

    def _walk(self, story: Story, dossier: Dossier, clerk: Actor, at: datetime) -> Play:
        """From station to station; the turn of the story comes where the first specialist has it."""
        plan = plan_of(dossier.variant_id)
        turned = story.what not in self._turns.of
        while True:
            case = _case(dossier)
            stop = plan.stop(case.station) or plan.stops[0]
            share = story.pace * self._office.rng.uniform(0.8, 1.2)
            at = self._office.later(at, max(0.02, share * (stop.minutes or 120) / 480))
            yield at
            case = _case(dossier)
            if case.closed_at is not None:
                return
            if case.phase == "settled":
                self._hand_over(story, dossier, clerk, at)
                return
            if case.transfer_agency_id is not None:
                self._take_over(story, case, at)
            elif not turned and stop.who != "desk":
                turned = True
                since = yield from self._turns.of[story.what](dossier, self._holder(case), at)
                if since is None:
                    return
                at = since
            elif parts := list(Case.objects.filter(parent=case, kind=PART, closed_at=None).order_by("code")):
                self._beside(story, parts[0], at)
            elif plan.is_last_work(stop.code):
                ending.settle(actor=self._holder(case), case_id=case.pk, now=at)
            elif (after := plan.after(stop.code)) is not None and after.kind == PAYMENT:
                since = yield from self._pay(story, dossier, clerk, at)
                if since is None:
                    return
                at = since
            else:
                self._forward(story, dossier, case, at)

    def _forward(self, story: Story, dossier: Dossier, case: Case, at: datetime) -> None:
        routing.forward(actor=self._holder(case), case_id=case.pk, now=at)
        after = _case(dossier)
        if after.transfer_agency_id is not None and story.what in ("linked", "elsewhere"):
            papers.send_paper(
                actor=Actor.system(), case_id=case.pk, to_agency_id=after.transfer_agency_id, now=at
            )

    def _take_over(self, story: Story, case: Case, at: datetime) -> None:
        """The offer is accepted; the paper of an interlinked dossier has come with it."""
        accept(actor=self._receiver(case), case_id=case.pk, now=at)
        if story.what == "linked":
            papers.receive_paper(actor=Actor.system(), case_id=case.pk, now=at)

    def _beside(self, story: Story, part: Case, at: datetime) -> None:
        """A step of work beside the dossier: handed on, finished at its last station, silent, or taken back."""
        if end_silent_parts(now=at):
            return
        if story.what == "taken_back":
            giver = self._holder(Case.objects.get(pk=part.parent_id or 0))
            take_part_back(actor=giver, case_id=part.pk, ground="withdrawal.no_longer_needed", now=at)
            return
        if part.transfer_agency_id is not None:
            accept(actor=self._receiver(part), case_id=part.pk, now=at)
            return
        holder = self._holder(part)
        try:
            finish_part(actor=holder, case_id=part.pk, words="Thống nhất nội dung hồ sơ.", now=at)
        except MoveRefused:
            hand_on_part(actor=holder, case_id=part.pk, now=at)

    def _pay(self, story: Story, dossier: Dossier, clerk: Actor, at: datetime) -> Any:
        paying.request_payment(
            actor=self._holder(_case(dossier)), case_id=dossier.case_id, now=at,
            words="Lệ phí trước bạ 1.250.000 đồng, nộp tại Kho bạc Nhà nước",
        )
        if story.what == "paying":
            return None
        at = self._office.later(at, 2, 4)
        yield at
        paying.confirm_payment(actor=clerk, case_id=dossier.case_id, words="Giấy nộp tiền vào ngân sách", now=at)
        return at

    def _hand_over(self, story: Story, dossier: Dossier, clerk: Actor, at: datetime) -> None:
        if story.what == "unreturned":
            return
        ending.return_result(actor=clerk, case_id=dossier.case_id, words="Người nộp đến nhận", now=at)
        mark = int(dossier.case.code[-4:]) % 3
        if mark:
            papers.evaluate(
                actor=Actor.system(), case_id=dossier.case_id, satisfaction=3 + mark, way="device",
                contacts=0, attitude=2, now=at,
            )

    def _holder(self, case: Case) -> Actor:
        """Who acts for the holder: the person named, else whoever leads or sits there."""
        if case.holder_official_id is not None:
            return self._crew.actor(self._codes[case.holder_official_id])
        code = next(code for code, agency in self._cast.agencies.items() if agency.pk == case.holder_agency_id)
        return self._clerk(code) if code in self._desks else self._crew.head(code)

    def _receiver(self, case: Case) -> Actor:
        if case.transfer_official_id is not None:
            return self._crew.actor(self._codes[case.transfer_official_id])
        code = next(code for code, agency in self._cast.agencies.items() if agency.pk == case.transfer_agency_id)
        return self._clerk(code) if code in self._desks else self._crew.head(code)


def _case(dossier: Dossier) -> Case:
    return Case.objects.get(pk=dossier.case_id)


def receive_dossiers(cast: Cast, crew: Crew, now: datetime) -> int:
    """Desks, and the dossiers of the last weeks at three of them; how many acts it took."""
    return Counters(cast, crew, open_desks(cast), now).play()
