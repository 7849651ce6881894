"""Kỷ luật, khen thưởng, đề xuất đổi mới: what becomes of persons after checks, and a few who dare.

A smaller stream beside the checks. The truth: who deserved it, whose file was let lie until its time was over, who was
praised though he evades, which idea was worth its trial.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.living.inspections.agenda import moment
from congvu.demo.living.inspections.bench import Bench, Life, visitable
from congvu.demo.living.inspections.manners import Remedying
from congvu.demo.living.province import local_day
from congvu.domain.conduct.actions import after, deciding, meeting, opening, praising, proposing
from congvu.domain.conduct.actions.deciding import Decision
from congvu.domain.conduct.actions.meeting import Held, Seat
from congvu.domain.conduct.actions.opening import Found
from congvu.domain.conduct.actions.praising import Praise
from congvu.domain.conduct.actions.proposing import Dossier
from congvu.domain.conduct.models import Breach, Invitation
from congvu.domain.conduct.policy.praise import SUBMIT
from congvu.domain.conduct.queries.proposals import CONDITIONS
from congvu.domain.inspections.models import Finding
from congvu.kernel.accounts.policy import Actor

SEATS = (
    ("Phó Thủ trưởng cơ quan", "chair"), ("Chủ tịch Công đoàn", "member"), ("Người quản lý trực tiếp", "member"),
    ("Đại diện công chức", "member"), ("Phụ trách tổ chức cán bộ", "secretary"),
)  # fmt: skip
PAPERS = ("personal_record", "evidence", "proposal")
#: Of the files that could be opened this share is not: the head lets it be.
SPARED = 0.25
IDEAS = (
    ("Trả kết quả tại nhà cho người cao tuổi", "Nhiều người cao tuổi phải nhờ con cháu nghỉ làm để đi nhận kết quả.",
     "Nhân viên bưu điện mang kết quả đến nhà, quét mã QR khi giao."),
    ("Giờ tiếp dân buổi tối tại khu công nghiệp", "Công nhân không thể nghỉ ca để làm thủ tục trong giờ hành chính.",
     "Mỗi tuần hai buổi tối mở quầy lưu động tại khu nhà ở công nhân."),
    ("Tổ rà soát hồ sơ khó hằng ngày", "Hồ sơ bị trả lại nhiều lần do mỗi người hiểu quy định một khác.",
     "Nhóm ba người xem lại hồ sơ khó trước khi trả lời người dân."),
)  # fmt: skip


def _clerk(bench: Bench, unit: str, person: int | None) -> Actor:
    """Who handles a file: a deputy who is not the person, else the head."""
    for end in ("-deputy-01", "-pct-01"):
        official = bench.province.cast.officials.get(f"{unit}{end}")
        if official is not None and official.pk != person:
            return bench.actor(official.code)
    return bench.head(unit)


class File:
    """A disciplinary file that comes of a final finding about a person."""

    def __init__(self, bench: Bench, unit: str, finding: Finding, *, real: bool) -> None:
        self._bench, self._unit, self._finding, self._real = bench, unit, finding, real
        self._rng = bench.rng("file", finding.visit.case.code, finding.number)
        person = next(code for code, one in bench.province.cast.officials.items() if one.pk == finding.official_id)
        self._person, self._chief = bench.actor(person), bench.head(unit)
        self._handler = _clerk(bench, unit, finding.official_id)
        self._at = bench.province.end
        self._case_id = 0

    def run(self, concluded_at: datetime) -> Life:
        """Opened, reviewed, voted on, decided in time; or spared, or left to lie."""
        self._at, rng = concluded_at, self._rng
        if self._person.official_id in self._bench.filed:
            return
        if rng.random() < SPARED:
            self._say(spared=True)
            return
        self._bench.filed.add(self._person.official_id or 0)
        yield from self._wait(1, 4)
        case = opening.open_discipline(
            actor=self._handler, agency_id=self._bench.unit_id(self._unit), official_id=self._finding.official_id or 0,
            category="civil_servant", discovered_on=local_day(concluded_at), discovery="conclusion", now=self._at,
            source=f"Kết luận kiểm tra {self._finding.visit.conclusion.number}",
            breaches=[Found(self._finding.visit.visit_on, self._finding.fact, self._finding.rule)],
        )  # fmt: skip
        self._case_id = case.pk
        buried = self._bench.world.manners[self._unit].remedying is Remedying.FOR_SHOW and rng.random() < 0.5
        self._say(discipline=case.code, left_to_lie=buried)
        if buried:
            return
        yield from self._reviewed()
        yield from self._voted()
        yield from self._decided()

    def _say(self, **told: object) -> None:
        self._bench.truth.say(visit=self._finding.visit.case.code, finding=self._finding.number, agency=self._unit,
                              person=self._person.login, deserved=self._real, **told)  # fmt: skip

    def _wait(self, low: float, high: float) -> Life:
        self._at = self._bench.later(self._at, self._rng, low, high)
        yield self._at

    @property
    def _on(self) -> date:
        return local_day(self._at)

    def _reviewed(self) -> Life:
        yield from self._wait(2, 4)
        meeting.write_self_review(actor=self._person, case_id=self._case_id, now=self._at,
                                  words="Tôi nhận khuyết điểm." if self._real else "Tôi không vi phạm.")  # fmt: skip
        yield from self._wait(1, 3)
        meeting.hold_review(
            actor=self._handler, case_id=self._case_id, now=self._at,
            held=Held(self._on, "Trưởng phòng", "Chuyên viên tổng hợp", 8, 1, "Tập thể góp ý và biểu quyết.",
                      "Phòng họp"),
        )  # fmt: skip

    def _voted(self) -> Life:
        yield from self._wait(1, 3)
        number = self._bench.number("council", self._on.year)
        meeting.form_council(actor=self._chief, case_id=self._case_id, decision=f"{number}/QĐ-HĐKL", now=self._at,
                             set_up_on=self._on, seats=[Seat(*one) for one in SEATS])  # fmt: skip
        yield from self._wait(0.2, 1)
        meets_on = local_day(self._bench.later(self._at, self._rng, 9, 12))
        meeting.invite(actor=self._handler, case_id=self._case_id, meeting="council", sent_on=self._on,
                       meets_on=meets_on, now=self._at)  # fmt: skip
        yield (at := max(self._at, moment(meets_on, 8, 30)))
        self._at = at
        invitation = Invitation.objects.filter(discipline_id=self._case_id).latest("pk")
        meeting.note_answer(actor=self._handler, case_id=self._case_id, answer="came", now=at,
                            invitation_id=invitation.pk)  # fmt: skip
        breach = Breach.objects.get(discipline_id=self._case_id)
        meeting.hold_council(
            actor=self._handler, case_id=self._case_id, met_on=meets_on, present=5, now=at,
            minutes="Hội đồng thảo luận, bỏ phiếu kín.", ballots={breach.pk: {"reprimand": 4, "": 1}},
        )  # fmt: skip

    def _decided(self) -> Life:
        yield from self._wait(0.3, 2)
        for code in PAPERS:
            deciding.add_paper(actor=self._handler, case_id=self._case_id, code=code, words="Trong hồ sơ", now=self._at)
        deciding.send_file(actor=self._handler, case_id=self._case_id, now=self._at)
        yield from self._wait(1, 7)
        number = self._bench.number("discipline", self._on.year)
        deciding.decide(
            actor=self._chief, case_id=self._case_id, now=self._at,
            decision=Decision("reprimand", f"{number}/QĐ-KL-{self._unit.upper()}", self._chief.name, self._on),
        )  # fmt: skip
        if not self._real:  # who is punished for what he has not done complains, and is heard
            yield from self._wait(2, 6)
            after.complain(actor=self._person, case_id=self._case_id, words="Sự việc không có thật.", now=self._at)
            yield from self._wait(4, 12)
            after.settle_complaint(
                actor=self._chief, case_id=self._case_id, move="annul", now=self._at,
                number=f"{number}/QĐ-HB-{self._unit.upper()}", words="Xác minh lại: không có vi phạm",
            )  # fmt: skip


def commended(bench: Bench, unit: str, paper: str, since: datetime) -> Life:
    """After praise in a check the head proposes somebody: mostly who works well, now and then who is near to him."""
    rng = bench.rng("praise", paper, unit)
    yield (at := bench.later(since, rng, 2, 8))
    officers = [one for one in bench.province.crew.officers(unit) if one.official_id not in bench.filed]
    if not officers:
        return
    good = [one for one in officers if not bench.province.person(one).habit.evades]
    whom = rng.choice(good if good and rng.random() < 0.75 else officers)
    head, on = bench.head(unit), local_day(at)
    case = praising.propose_commendation(
        actor=head, authority_id=bench.unit_id(unit), now=at,
        praise_of=Praise(
            agency_id=bench.unit_id(unit), official_id=whom.official_id, form="certificate", sort="unscheduled",
            origin="inspection", merit="Có cách làm tốt được đoàn kiểm tra ghi nhận.", period_from=on.replace(day=1),
            period_to=on, papers=[paper],
        ),
    )  # fmt: skip
    bench.truth.say(commendation=case.code, agency=unit, person=whom.login,
                    deserved=not bench.province.person(whom).habit.evades)  # fmt: skip
    yield (at := bench.later(at, rng, 1, 6))
    if rng.random() < 0.2 or whom.official_id in bench.filed:
        praising.refuse(actor=head, case_id=case.pk, ground="praise_refusal.not_enough", now=at,
                        words="Là nhiệm vụ thường ngày; ghi nhận trong đánh giá tháng.")  # fmt: skip
        return
    number = bench.number("praise", on.year)
    praising.grant(actor=head, case_id=case.pk, form="certificate", number=f"{number}/QĐ-KT", now=at,
                   signed_by=head.name, decided_on=local_day(at))  # fmt: skip
    yield (at := bench.later(at, rng, 0.5, 4))
    praising.publish(actor=head, case_id=case.pk, now=at)


def dared(bench: Bench, number: int, days: Sequence[date]) -> Life:
    """An innovative proposal of an official of a department, appraised, and tried where it holds."""
    rng = bench.rng("dare", number, days[0].year)
    author, unit = rng.choice([
        (one, code) for code in visitable(bench.province)
        for one in bench.province.crew.officers(code) if one.may(SUBMIT, bench.unit_id(code))
    ])  # fmt: skip
    head = bench.head(unit)
    title, need, solution = IDEAS[number % len(IDEAS)]
    yield (at := moment(rng.choice(days), 9, rng.randint(0, 59)))
    begin = date_of_day(day_number(local_day(at)) + 60)
    case = proposing.submit_proposal(
        actor=author, agency_id=bench.unit_id(unit), title=title, now=at,
        dossier=Dossier(
            need=need, bottleneck="Chưa có văn bản quy định cách làm này.", tasks="Lập phương án, làm thử, tổng kết.",
            solutions=solution, scope="Một đơn vị", from_on=begin, until_on=date_of_day(day_number(begin) + 180),
            resources="Kinh phí thường xuyên", pros="Giảm thời gian đi lại", cons="Tốn công giai đoạn đầu",
            effect="Giảm một phần ba số lần đi lại",
        ),
    )  # fmt: skip
    worth = rng.random() < 0.6
    bench.truth.say(proposal=case.code, agency=unit, person=author.login, worth_it=worth)
    yield (at := bench.later(at, rng, 2, 8))
    holds = rng.random() < (0.85 if worth else 0.45)
    met = dict.fromkeys(CONDITIONS, True) | {"authority": holds}
    proposing.appraise(actor=head, case_id=case.pk, met=met, now=at,
                       words={} if holds else {"authority": "Thuộc thẩm quyền cấp trên"})  # fmt: skip
    if not holds:
        yield (at := bench.later(at, rng, 0.2, 2))
        proposing.reject(actor=head, case_id=case.pk, ground="dare_refusal.authority", now=at,
                         words="Không thuộc thẩm quyền của cơ quan.")  # fmt: skip
        return
    yield (at := bench.later(at, rng, 0.5, 2))
    body = "Đảng ủy cơ quan"
    proposing.ask_party(actor=head, case_id=case.pk, body=body, asked_on=local_day(at), now=at)
    yield (at := bench.later(at, rng, 2, 7))
    proposing.note_opinion(actor=head, case_id=case.pk, answer="agreed", number=f"{rng.randint(20, 90)}-CV/ĐU",
                           answered_on=local_day(at), words="Thống nhất chủ trương.", now=at)  # fmt: skip
    yield (at := bench.later(at, rng, 0.5, 3))
    proposing.approve(actor=head, case_id=case.pk, number=f"{bench.number('dare', at.year)}/QĐ-ĐX-{unit.upper()}",
                      decided_on=local_day(at), now=at)  # fmt: skip
    yield (at := bench.later(at, rng, 1, 5))
    proposing.start_running(actor=author, case_id=case.pk, now=at)
