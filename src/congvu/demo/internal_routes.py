"""Quy trình nội bộ của Sở Nội vụ: one route in two versions and four cases on it; who leads what in the province."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from congvu.demo.accounts import Crew
from congvu.demo.dates import office_day
from congvu.demo.lam_giang_agencies import ROOT
from congvu.demo.organisation import Cast
from congvu.demo.stage import Office, Play, Stage
from congvu.domain.internal.actions import routes, works
from congvu.domain.internal.models import RouteVersion
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.org import queries as org
from congvu.kernel.org.actions import assign_portfolio, delegate

UNIT, HEAD = "snv", "snv-head"
#: Station, duty, whose post, working hours, article.
FIRST = (
    ("Lập dự thảo tờ trình", "Soạn tờ trình, danh sách, dự toán", "snv-cv-01", 16, "Điều 12 khoản 1"),
    ("Lấy ý kiến bộ phận", "Ghi ý kiến về đối tượng, tiêu chuẩn", "snv-cv-02", 8, "Điều 12 khoản 2"),
    ("Thẩm định hồ sơ", "Kiểm tra thể thức, căn cứ, kinh phí", "snv-deputy-01", 8, "Điều 12 khoản 3"),
    ("Ký ban hành", "Xem xét, ký quyết định", HEAD, 8, "Điều 12 khoản 4"),
)
SECOND = (
    (FIRST[0][0], FIRST[0][1], "snv-cv-01", 8, "Điều 12 khoản 1"),
    ("Thẩm định hồ sơ", "Kiểm tra hồ sơ và ghi ý kiến bộ phận trên phiếu", "snv-deputy-01", 8, "Điều 12 khoản 2"),
    (FIRST[3][0], FIRST[3][1], HEAD, 4, "Điều 12 khoản 3"),
)
NOTE = "Bỏ bước lấy ý kiến trùng với thẩm định; rút ngắn thời gian soạn thảo và ký."
BASIS, REVIEWED = "Quyết định số 112/QĐ-SNV (minh họa)", "Quyết định số 245/QĐ-SNV (minh họa)"
CASES = (
    ("Cử công chức dự lớp bồi dưỡng chuyển đổi số", 0),
    ("Cử công chức học lớp quản lý nhà nước ngạch chuyên viên chính", 1),
    ("Cử công chức dự tập huấn cải cách hành chính", 3),
)
CALLED_OFF = "Cử công chức dự lớp bồi dưỡng kỹ năng tổng hợp, báo cáo"
CHAIRMAN, DEPUTIES, SECRETARY = "ubnd-tinh-ct", ("ubnd-tinh-pct-01", "ubnd-tinh-pct-02"), "vpubnd-cv-03"
FIELDS = (
    (0, "", "stc"), (0, "đầu tư công, giải ngân, ngân sách", ""), (1, "", "snv"),
    (1, "cải cách hành chính, chuyển đổi số, nội vụ", ""),
)  # fmt: skip


def divide_the_work(cast: Cast, now: datetime) -> None:
    """Two vice-chairmen with fields and departments, and a secretary who writes for the first of them."""
    today = localdate(now)
    for place, field, unit in FIELDS:
        assign_portfolio(
            actor=Actor.system(), agency=cast.agency(ROOT), leader=cast.official(DEPUTIES[place]), field=field,
            unit=cast.agency(unit) if unit else None, from_on=office_day(today, -200),
            basis="Quyết định số 1510/QĐ-UBND về phân công công việc (minh họa)", now=now,
        )  # fmt: skip
    delegate(
        actor=Actor.system(), from_official=cast.official(DEPUTIES[0]), to_official=cast.official(SECRETARY),
        scope="Ghi bút phê, nhập ý kiến vào phiếu trình", basis="Thông báo số 31/TB-VP (minh họa)",
        from_on=office_day(today, -60), now=now, as_secretary=True,
    )  # fmt: skip


class InternalRoutes:
    """The route of sending officials to courses: laid down, reviewed, walked."""

    def __init__(self, cast: Cast, crew: Crew, office: Office, stage: Stage) -> None:
        self._cast, self._crew, self._office, self._stage = cast, crew, office, stage

    def plays(self) -> list[Play]:
        """Everything that happens, to be entered on the stage."""
        return [self._route()]

    def _route(self) -> Play:
        head, at = self._crew.actor(HEAD), self._office.earlier(self._stage.end, 60, 61)
        yield at
        version = routes.add_route(
            actor=head, agency_id=self._cast.agency(UNIT).pk, name="Cử công chức đi đào tạo, bồi dưỡng",
            purpose="Việc nội bộ của Sở Nội vụ", now=at,
        )  # fmt: skip
        self._lay(head, version, FIRST, BASIS, "", at)
        at = self._office.earlier(self._stage.end, 20, 21)
        yield at
        draft = routes.new_version(actor=head, route_id=version.route_id, note=NOTE, now=at)
        for _station in FIRST:
            routes.remove_station(actor=head, version_id=draft.pk, position=1, now=at)
        self._lay(head, draft, SECOND, REVIEWED, NOTE, at)
        for title, steps in CASES:
            self._stage.enter(self._walk(version.route_id, title, steps))
        self._stage.enter(self._called_off(version.route_id))

    def _lay(
        self, head: Actor, version: RouteVersion, stations: tuple[tuple[str, str, str, int, str], ...], basis: str,
        note: str, at: datetime,
    ) -> None:  # fmt: skip
        for name, duty, who, hours, article in stations:
            (post, *_others) = [row.post for row in org.appointments_of(self._cast.official(who).pk, localdate(at))]
            routes.add_station(
                actor=head, version_id=version.pk, name=name, duty=duty, unit_id=post.agency_id, post_id=post.pk,
                minutes=hours * 60, article=article, now=at,
            )  # fmt: skip
        routes.put_in_force(
            actor=head, version_id=version.pk, limit_minutes=60 * sum(one[3] for one in stations),
            from_on=localdate(at), basis=basis, note=note, now=at,
        )  # fmt: skip

    def _walk(self, route_id: int, title: str, steps: int) -> Play:
        at = self._office.earlier(self._stage.end, 5 + steps, 7 + steps)
        yield at
        case = works.start_work(actor=self._crew.actor(HEAD), route_id=route_id, title=title, now=at)
        for step in range(steps):
            at = self._office.later(at, 0.4, 1.4)
            yield at
            case = Case.objects.get(pk=case.pk)
            last = step + 1 == len(SECOND)
            act = works.finish if last else works.forward
            assert case.holder_official_id is not None
            holder = org.official_by_id(case.holder_official_id).code
            act(actor=self._crew.actor(holder), case_id=case.pk, words="", now=at)

    def _called_off(self, route_id: int) -> Play:
        at = self._office.earlier(self._stage.end, 8, 9)
        yield at
        case = works.start_work(actor=self._crew.actor(HEAD), route_id=route_id, title=CALLED_OFF, now=at)
        at = self._office.later(at, 0.4, 1.4)
        yield at
        assert case.holder_official_id is not None
        holder = org.official_by_id(case.holder_official_id).code
        works.withdraw(
            actor=self._crew.actor(holder), case_id=case.pk, ground="withdrawal.no_longer_needed",
            words="Lớp học đã hoãn.", now=at,
        )  # fmt: skip
