"""The socket of routing: a line of work may turn a leader's comment on an incoming document into cases of its own.

    register(Router("directives", _("Follow as tasks"), "directives.directive.register", turn))

`turn(actor=…, routed=…, now=…)` runs in the transaction of the routing and returns the codes of what it made; a
refusal it raises refuses the routing with it. The person who routes chooses one of the routers he may use, or none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Named:
    """A unit or person the comment names. `due_on` is its own deadline, None when the comment gives none."""

    agency_id: int | None
    official_id: int | None
    name: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Routed:
    """Bút phê. What a leader decided about an incoming document; `behalf` names the leader when somebody wrote it."""

    document_id: int
    opinion_id: int
    agency_id: int
    words: str
    lead: Named
    coordinating: tuple[Named, ...]
    behalf: str = ""


@dataclass(frozen=True, slots=True)
class Router:
    """One plug. `permission` is what the person who routes must hold; `turn` makes the cases and names them; `href`
    gives the address of the page of one of them."""

    code: str
    label: str | Promise
    permission: str
    turn: Callable[..., list[str]]
    href: Callable[[str], str] | None = None


_ROUTERS: dict[str, Router] = {}


def register(router: Router) -> None:
    """Bring a plug; a second one of the same code replaces the first."""
    _ROUTERS[router.code] = router


def unregister(code: str) -> None:
    """Take a plug away (tests)."""
    _ROUTERS.pop(code, None)


def routers() -> list[Router]:
    """Every plug, in the order they came."""
    return list(_ROUTERS.values())


def router(code: str) -> Router | None:
    """The plug of this code."""
    return _ROUTERS.get(code)
