"""Kỷ luật, trách nhiệm ở tỉnh Lam Giang: a file and a review in every phase, measures, leavers, publications.

Everything is done by the acts of the room, each at the day it would have happened; a refusal here is a mistake of the
demo. Nobody of these exists.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localdate

from congvu.demo.accounts import Crew
from congvu.demo.conduct_reviews import KEEPER, REVIEWER, review_heads
from congvu.demo.dates import office_day, office_moment
from congvu.demo.lam_giang_agencies import OFFICE
from congvu.demo.organisation import Cast
from congvu.domain.conduct.actions import (
    after,
    deciding,
    meeting,
    opening,
    publishing,
    registering,
    suspending,
    timing,
)
from congvu.domain.conduct.actions.deciding import Decision
from congvu.domain.conduct.actions.meeting import Held, Seat
from congvu.domain.conduct.actions.opening import Found
from congvu.domain.conduct.actions.registering import Left
from congvu.domain.conduct.actions.suspending import Order
from congvu.domain.conduct.models import Breach, Invitation
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.org import queries as org

UNIT, CLERK = "stc", "stc-deputy-01"
#: What becomes of further files, in which department, how many days after the first one.
FURTHER = (("proposed", 33), ("complained", 18), ("annulled", -12), ("ended", -370), ("dropped", 25))
APPROVER = "snv-head"
#: Who is meant, by the number of his post: decided, under way, put off.
DECIDED, UNDER_WAY, PUT_OFF = "stc-cv-03", "stc-cv-02", "stc-tp-03"
REGULATION = "Quy chế làm việc của Sở Tài chính (minh họa)"
MINUTES = "Biên bản kiểm tra công vụ số {n}/BB-ĐKT (minh họa)"
SEATS = (
    ("Phó Giám đốc Sở Tài chính", "chair"), ("Chủ tịch Công đoàn Sở", "member"), ("Trưởng phòng có người vi phạm",
     "member"), ("Đại diện công chức của Phòng", "member"), ("Chánh Văn phòng Sở", "secretary"),
)  # fmt: skip
LEAVERS = (
    ("snv", "Lê Minh Đức", "Chuyên viên", "Nội vụ", 1989, -40, "resigned", "pay", False),
    ("snv", "Trần Thị Ngân", "Phó Trưởng phòng", "Nội vụ", 1972, -75, "restructured", "other", True),
    ("snv", "Phạm Quốc Huy", "Chuyên viên", "Cải cách hành chính", 1994, -110, "resigned", "pressure", False),
    ("stc", "Nguyễn Thu Hà", "Chuyên viên", "Ngân sách", 1991, -35, "resigned", "better_job", False),
    ("stc", "Vũ Đình Long", "Chuyên viên", "Đầu tư", 1985, -150, "walked_out", "pressure", False),
    ("stc", "Đỗ Văn Thắng", "Trưởng phòng", "Đầu tư", 1967, -200, "restructured", "other", True),
)


def keep_discipline(cast: Cast, crew: Crew, now: datetime) -> int:
    """Everything that is made up for discipline and accountability; returns the number of cases."""
    return Room(cast, crew, now).fill()


class Room:
    """The room as the demo fills it."""

    def __init__(self, cast: Cast, crew: Crew, now: datetime) -> None:
        self._cast, self._crew, self._now = cast, crew, now
        self._today = localdate(now)
        self._clerk = crew.actor(CLERK)

    def fill(self) -> int:
        """Files, reviews, registers, publications; the warnings and ends of today."""
        self._handled = self._walk(UNIT, DECIDED, 0, "decided")
        self._under_way()
        self._put_off()
        others = [code for code in self._cast.departments if code not in (UNIT, KEEPER, OFFICE)]
        for unit, (until, shift) in zip(others, FURTHER, strict=False):
            self._walk(unit, f"{unit}-cv-02", shift, until)
        reviews = review_heads(self._cast, self._crew, self._now)
        self._registers()
        self._publication()
        timing.warn_of_time(now=self._now)
        after.end_effects(now=self._now)
        return 3 + len(FURTHER) + reviews

    def _on(self, days: int) -> date:
        return office_day(self._today, days)

    def _at(self, days: int, hour: int = 9) -> datetime:
        return office_moment(self._now, days, hour)

    def _open(
        self, person: str, discovered: int, opened: int, number: int, breaches: list[Found], unit: str = UNIT
    ) -> Case:
        return opening.open_discipline(
            actor=self._clerk_of(unit), agency_id=self._cast.agency(unit).pk,
            official_id=self._cast.official(person).pk, category="civil_servant", discovered_on=self._on(discovered),
            discovery="minutes", source=MINUTES.format(n=number), breaches=breaches, now=self._at(opened),
        )  # fmt: skip

    def _clerk_of(self, unit: str) -> Actor:
        return self._crew.actor(f"{unit}-deputy-01")

    def _reviewed(self, case: Case, person: str, written: int, held: int, unit: str = UNIT) -> None:
        meeting.write_self_review(
            actor=self._crew.actor(person), case_id=case.pk, now=self._at(written),
            words="Tôi đã không chấp hành giờ giấc làm việc, để hồ sơ chậm xử lý. Tôi nhận khuyết điểm.",
        )  # fmt: skip
        meeting.hold_review(
            actor=self._clerk_of(unit), case_id=case.pk, now=self._at(held),
            held=Held(self._on(held), "Trưởng phòng", "Chuyên viên tổng hợp", 8, 1,
                      "Người vi phạm đọc bản tự kiểm điểm.\nTập thể góp ý và biểu quyết.", "Phòng họp tầng 2"),
        )  # fmt: skip

    def _walk(self, unit: str, person: str, shift: int, until: str) -> Case:
        """Found, reviewed, voted, decided, and what became of it, all `shift` days later than the first file."""
        rules = f"Quy chế làm việc của {self._cast.agency(unit).name} (minh họa)"
        found = [
            Found(self._on(shift - 80), "Bỏ vị trí tiếp nhận trong giờ làm việc buổi sáng", f"Điều 9 {rules}"),
            Found(self._on(shift - 74), "Để 03 hồ sơ quá hạn không báo cáo", f"Điều 12 {rules}"),
        ]
        case = self._open(person, shift - 70, shift - 68, 21, found, unit)
        if until == "dropped":
            deciding.drop(
                actor=self._crew.head(unit), case_id=case.pk, ground="discipline_drop.no_breach",
                words="Xác minh lại: vắng mặt do được cử đi họp", now=self._at(shift - 50),
            )  # fmt: skip
            return case
        self._reviewed(case, person, shift - 63, shift - 60, unit)
        self._voted(case, unit, shift)
        deciding.send_file(actor=self._clerk_of(unit), case_id=case.pk, now=self._at(shift - 37))
        if until == "proposed":
            return case
        deciding.decide(
            actor=self._crew.head(unit), case_id=case.pk, now=self._at(shift - 30),
            decision=Decision("reprimand", f"336/QĐ-{unit.upper()}", "Giám đốc", self._on(shift - 30)),
        )  # fmt: skip
        if until in ("complained", "annulled"):
            after.complain(
                actor=self._crew.actor(person), case_id=case.pk, words="Tôi đã được cho phép vắng mặt sáng hôm đó.",
                now=self._at(shift - 20),
            )  # fmt: skip
        if until == "annulled":
            after.settle_complaint(
                actor=self._crew.head(unit), case_id=case.pk, move="annul", number=f"350/QĐ-{unit.upper()}",
                words="Có xác nhận của Trưởng phòng đã cho phép vắng mặt", now=self._at(shift - 8),
            )  # fmt: skip
        return case

    def _voted(self, case: Case, unit: str, shift: int) -> None:
        clerk = self._clerk_of(unit)
        meeting.form_council(
            actor=self._crew.head(unit), case_id=case.pk, decision="Quyết định số 310/QĐ (minh họa)",
            set_up_on=self._on(shift - 56), seats=[Seat(*one) for one in SEATS], now=self._at(shift - 56),
        )  # fmt: skip
        meeting.invite(
            actor=clerk, case_id=case.pk, meeting="council", sent_on=self._on(shift - 55),
            meets_on=self._on(shift - 40), now=self._at(shift - 55),
        )  # fmt: skip
        meeting.note_answer(
            actor=clerk, case_id=case.pk, answer="came", now=self._at(shift - 40, 8),
            invitation_id=Invitation.objects.get(discipline_id=case.pk).pk,
        )  # fmt: skip
        first, second = Breach.objects.filter(discipline_id=case.pk)
        meeting.hold_council(
            actor=clerk, case_id=case.pk, met_on=self._on(shift - 40), present=5, now=self._at(shift - 40),
            minutes="Thư ký đọc hồ sơ.\nNgười vi phạm trình bày.\nHội đồng thảo luận, bỏ phiếu kín.",
            ballots={first.pk: {"reprimand": 5}, second.pk: {"reprimand": 4, "": 1}},
        )  # fmt: skip
        for code, words in (
            ("personal_record", "Sơ yếu lý lịch mẫu 2C"), ("evidence", MINUTES.format(n=21)),
            ("proposal", "Báo cáo số 15/BC-HĐKL (minh họa)"),
        ):  # fmt: skip
            deciding.add_paper(actor=clerk, case_id=case.pk, code=code, words=words, now=self._at(shift - 38))

    def _under_way(self) -> None:
        """In the seventh week: reviewed, no council yet, warned of the time, suspended from work meanwhile."""
        breach = Found(self._on(-70), "Yêu cầu nộp thêm giấy tờ ngoài quy định", f"Điều 14 {REGULATION}")
        case = self._open(UNDER_WAY, -64, -62, 24, [breach])
        self._reviewed(case, UNDER_WAY, -55, -50)
        suspending.suspend(
            actor=self._crew.head(UNIT), case_id=case.pk, now=self._at(-6),
            order=Order("discipline_suspend.hinders", "Người vi phạm đang giữ hồ sơ cần xác minh", "341/QĐ-STC",
                        "Giám đốc", self._on(-6)),
        )  # fmt: skip

    def _put_off(self) -> None:
        """Put off while she is on maternity leave."""
        breach = Found(self._on(-50), "Sử dụng thời giờ làm việc vào việc riêng", f"Điều 9 {REGULATION}")
        case = self._open(PUT_OFF, -45, -44, 26, [breach])
        timing.note_circumstance(
            actor=self._crew.actor(PUT_OFF), case_id=case.pk, ground=timing.MATERNITY, from_on=self._on(-30),
            child_born_on=self._on(-30), evidence="Giấy chứng sinh", now=self._at(-25),
        )  # fmt: skip
        timing.postpone(actor=self._clerk, case_id=case.pk, ground=timing.MATERNITY, now=self._at(-24))

    def _registers(self) -> None:
        keeper = self._cast.agency(KEEPER).pk
        for sort, number, words, person in (
            ("criticism", "88/UBND-NC", "Phê bình chậm trả lời phản ánh của người dân", ""),
            ("reminder", "Biên bản nhắc nhở ngày kiểm tra", "Đi làm muộn sau giờ nghỉ trưa", "snv-cv-03"),
            ("move", "145/QĐ-SNV", "Điều chuyển khỏi vị trí tiếp nhận sau kiểm tra", "snv-cv-04"),
        ):
            registering.enter_measure(
                actor=self._crew.actor(REVIEWER), keeper_id=keeper, sort=sort, agency_id=keeper, number=number,
                issued_on=self._on(-20), issued_by="Giám đốc Sở Nội vụ", words=words, now=self._at(-19),
                official_id=self._cast.official(person).pk if person else None,
                source="Kết luận số 12/KL-SNV (minh họa)",
            )  # fmt: skip
        for unit, name, post, field, born, days, way, ground, leads in LEAVERS:
            registering.enter_leaver(
                actor=self._keeper_of(unit), agency_id=self._cast.agency(unit).pk, now=self._at(-5),
                left=Left(name, "civil_servant", post, field, born, self._on(days), way, ground, leads),
            )

    def _keeper_of(self, unit: str) -> Actor:
        return self._clerk if unit == UNIT else self._crew.actor(REVIEWER)

    def _publication(self) -> None:
        """A unit that is behind, public; a handled person without his name, waiting for approval."""
        unit = self._cast.agency("xa-an-khanh")
        row = publishing.draft_publication(
            actor=self._crew.actor(REVIEWER), keeper_id=self._cast.agency(KEEPER).pk, subject="unit",
            agency_id=unit.pk, ground="conduct_publication.unit_delay",
            basis="Công văn số 512/UBND-NC của UBND tỉnh (minh họa)", title="Đơn vị chậm trễ trong giải quyết hồ sơ",
            details={"unit": unit.name, "breach": "Để hồ sơ đất đai quá hạn",
                     "figures": "23 hồ sơ quá hạn trong tháng"},
            from_on=self._on(-4), until_on=self._on(40), now=self._at(-5),
        )  # fmt: skip
        publishing.approve(actor=self._crew.actor(APPROVER), publication_id=row.pk, now=self._at(-4))
        publishing.draft_publication(
            actor=self._clerk, keeper_id=self._cast.agency(UNIT).pk, subject="person",
            agency_id=self._cast.agency(UNIT).pk, case_code=self._handled.code,
            ground="conduct_publication.person_concluded", basis="Kết luận số 12/KL-SNV (minh họa)",
            title="Xử lý kỷ luật công chức vi phạm kỷ luật công vụ",
            details={"post": "Chuyên viên", "unit": org.agency_by_id(self._cast.agency(UNIT).pk).name,
                     "breach": "Bỏ vị trí tiếp nhận trong giờ làm việc", "form": "Khiển trách"},
            from_on=self._today, until_on=self._on(60), now=self._at(-1),
        )  # fmt: skip
