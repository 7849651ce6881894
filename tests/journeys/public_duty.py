"""Who walks through an inspection of public duty, in which unit, and what is found there."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime

from congvu.core.working_time import HANOI
from tests.journeys.conftest import Arrive
from tests.journeys.installation import Installation
from tests.journeys.visitor import Visitor

#: The page of a case.
CASE = re.compile(r"/cases/[A-Z]+-\d{4}-\d+/$")


@dataclass(frozen=True)
class Unit:
    """A unit that can be drawn: its code and name, the log-ins of its head and of somebody who works there."""

    code: str
    name: str
    head: str
    person: str
    official: str


UNITS = (
    Unit("stc", "Sở Tài chính", "gd-tai-chinh", "cv-tai-chinh", "stc-cv-01"),
    Unit("xa-an-khanh", "Ủy ban nhân dân xã An Khánh", "ct-an-khanh", "cv-an-khanh", "xa-an-khanh-cv-01"),
    Unit("phuong-lam-son", "Ủy ban nhân dân phường Lam Sơn", "ct-lam-son", "cv-kinh-te", "phuong-lam-son-kt-cv-01"),
)
#: What the phone records: item, class of the fault, what was seen, the rule, what has to be put right.
FAULTS = (
    ("A01", "1", "07 giờ 40: ba người đến muộn không báo.", "Điểm danh đầu giờ trong ba tháng"),
    ("A03", "2", "Một người vắng từ 07 giờ 30 đến 10 giờ, lãnh đạo không biết.", "Lập sổ đi báo việc, về báo công"),
    ("E30", "2", "Bảng niêm yết thiếu mười thủ tục của cấp mình.", "Niêm yết lại đủ thủ tục"),
)
PRAISED = ("D28", "Có lối riêng và người dìu cụ già, người khuyết tật lên quầy.")
RULE = "Quy chế làm việc của cơ quan, Điều 7"


@dataclass
class Walk:
    """Who walks, and what has become known on the way."""

    site: Installation
    arrive: Arrive
    chair: Visitor
    phone: Visitor  # of the head of the team
    round: str = ""
    unit: Unit = UNITS[0]
    visit: str = ""
    people: dict[str, Visitor] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return datetime.now(HANOI).date()

    def ask(self, sql: str, *values: str) -> str:
        """One value of the database, as whoever sits at the server could read it."""
        with closing(sqlite3.connect(self.site.database)) as rows:
            found = rows.execute(sql, values).fetchone()
        return str(found[0])

    def be(self, login: str) -> Visitor:
        """Somebody at his own desk; he signs in once a day."""
        if login not in self.people:
            self.people[login] = self.arrive()
            self.people[login].sign_in(login)
        return self.people[login]
