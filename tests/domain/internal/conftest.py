"""The small office with a route of Sở Nội vụ: draft, opinion of the division, signature."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from congvu.domain.internal.actions import routes, works
from congvu.domain.internal.models import Route, RouteVersion
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.org.models import Post
from tests.kernel.casework.office import Office, office

__all__ = ["office"]

BASIS = "Quyết định số 45/QĐ-SNV"
MAY = ("internal.route.read", "internal.route.edit", "internal.work.start")


def may(actor: Actor, *permissions: str) -> Actor:
    """The actor with these permissions besides, in the scope he has."""
    scope = next(iter(actor.grants.values()), frozenset())
    return replace(actor, grants={**actor.grants, **dict.fromkeys(permissions, scope)})


@dataclass
class Desk:
    """Who walks the route. An drafts, Bình's division gives its opinion, the head signs."""

    office: Office
    chief: Actor
    an: Actor
    binh: Actor
    version: RouteVersion

    @property
    def route(self) -> Route:
        return self.version.route

    def station(
        self, name: str, who: str, hours: float, unit: int | None = None, to: RouteVersion | None = None
    ) -> None:
        post = Post.objects.get(code=who)
        routes.add_station(
            actor=self.chief, version_id=(to or self.version).pk, name=name, duty=f"Trách nhiệm: {name.lower()}",
            unit_id=unit or post.agency_id, post_id=post.pk, minutes=int(hours * 60), article="Điều 12",
            now=self.office.now,
        )  # fmt: skip

    def force(self, hours: float, from_on: date, version: RouteVersion | None = None, note: str = "") -> RouteVersion:
        return routes.put_in_force(
            actor=self.chief, version_id=(version or self.version).pk, limit_minutes=int(hours * 60), from_on=from_on,
            basis=BASIS, note=note, now=self.office.now,
        )  # fmt: skip

    def start(self, at: datetime | None = None, for_code: str = "", by: Actor | None = None) -> Case:
        return works.start_work(
            actor=by or self.an, route_id=self.route.pk, title="Cử công chức đi bồi dưỡng", for_code=for_code,
            now=at or self.office.now,
        )  # fmt: skip


@pytest.fixture
def desk(office: Office) -> Desk:
    """A draft with three stations of 8, 4 and 4 working hours; not in force yet."""
    chief = may(office.chief, *MAY)
    version = routes.add_route(
        actor=chief, agency_id=office.snv.pk, name="Cử công chức đi đào tạo, bồi dưỡng", now=office.now
    )
    found = Desk(office, chief, may(office.an, *MAY[::2]), may(office.binh, *MAY[::2]), version)
    found.station("Soạn tờ trình", "an", 8)
    found.station("Cho ý kiến chuyên môn", "binh", 4)
    found.station("Ký duyệt", "chief", 4)
    return found
