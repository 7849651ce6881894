"""Which agency or group a text means on a day: names as documents print them.

Accents, case, abbreviations ("UBND", "Sở KH&ĐT") and titles before a name ("Giám đốc Sở …", "Chủ tịch UBND xã …") do
not matter; several names in one text give several matches. A name whose agency has ended is found all the same,
with a warning and its heirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from congvu.core.text import fold, normal_agency_name
from congvu.kernel.org.models import Agency, AgencyGroup, AgencyKind
from congvu.kernel.org.policy import exists_on
from congvu.kernel.org.queries.agencies import Heir, expand_group, fits_group, heirs_of
from congvu.kernel.org.queries.snapshot import KEPT, Organisation, organisation
from congvu.kernel.ui import formats

AGENCY, GROUP = "agency", "group"
HEAD, DEPUTY = "head", "deputy"

_TYPED_SMALL = {"ubnd": ("uy", "ban", "nhan", "dan"), "hdnd": ("hoi", "dong", "nhan", "dan")}
_WORD = re.compile(r"[^\W_]+")
_HEAD_WORDS = ("chu tich", "giam doc", "thu truong", "truong ban", "nguoi dung dau", "tong bien tap", "lanh dao")
_PREFIX_WORDS = ("chanh", "truong")
_DEPUTY_WORDS = tuple(f"pho {word}" for word in (*_HEAD_WORDS, *_PREFIX_WORDS))
#: Words that may stand between two names of one list.
_BETWEEN = frozenset({"va", "cung", "voi", "cac", "hoac", "cung voi"})
_BELONGING = frozenset({"thuoc", "cua", "truc"})
_PLACE_WORDS = ("thanh pho", "thi xa", "thi tran", "dac khu", "huyen", "phuong", "tinh", "xa")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Cơ quan hoặc nhóm cơ quan mà văn bản gọi tên.

    `kind` is "agency" or "group"; `agencies` the units meant that exist on the day (several for a group or an
    ambiguous name); `heirs` who took over from units that have ended; `role` "head" or "deputy" when a person is
    addressed; `warnings` sentences to be confirmed by a person before anything is sent.
    """

    kind: str
    code: str
    name: str
    surface: str
    agencies: tuple[Agency, ...]
    heirs: tuple[Heir, ...] = ()
    ended_on: date | None = None
    role: str = ""
    ambiguous: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def agency(self) -> Agency | None:
        """The one agency meant, if it exists on the day and is the only one."""
        return self.agencies[0] if self.kind == AGENCY and len(self.agencies) == 1 else None

    @property
    def targets(self) -> tuple[Agency, ...]:
        """Who answers on the day: the units meant, or the heirs of those that ended."""
        return self.agencies or tuple(heir.agency for heir in self.heirs)


@dataclass(slots=True)
class _Node:
    """A word of a name; `agencies` and `groups` are those whose name ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    agencies: list[int] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)

    def add(self, words: list[str]) -> _Node:
        at = self
        for word in words:
            at = at.next.setdefault(word, _Node())
        return at

    def longest(self, words: list[str], start: int) -> tuple[int, _Node] | None:
        """The longest name that begins at `start`: its end and its node."""
        at, found = self, None
        for place in range(start, len(words)):
            step = at.next.get(words[place])
            if step is None:
                break
            at = step
            if at.agencies or at.groups:
                found = place + 1, at
        return found


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    node: _Node
    role: str


def words_of(text: str) -> list[str]:
    """Folded words of a text with the usual abbreviations written out, in whatever case they are typed."""
    words: list[str] = []
    for word in _WORD.findall(fold(normal_agency_name(text)).replace("&", " va ")):
        words += _TYPED_SMALL.get(word, (word,))
    return words


class NameIndex:
    """All names of all times, word by word; `bare` are names in a list after "các sở:", "UBND các xã:"."""

    def __init__(self, known: Organisation) -> None:
        self.known = known
        self.names, self.bare_departments, self.bare_places = _Node(), _Node(), _Node()
        for agency in known.agencies.values():
            self._add(agency)
        for group in known.groups.values():
            for surface in group.surfaces:
                node = self.names.add(words_of(surface))
                if group.code not in node.groups:
                    node.groups.append(group.code)

    def _add(self, agency: Agency) -> None:
        spellings = [agency.name, agency.short_name, agency.symbol, *agency.aliases]
        if agency.place_name and agency.parent_id is not None:
            spellings.append(agency.place_name)
            self._put(self.bare_places, _without_kind(words_of(agency.place_name)), agency.pk)
        for spelling in spellings:
            words = words_of(spelling)
            self._put(self.names, words, agency.pk)
            if agency.kind == AgencyKind.DEPARTMENT and words[:1] == ["so"]:
                self._put(self.bare_departments, words[1:], agency.pk)

    @staticmethod
    def _put(root: _Node, words: list[str], pk: int) -> None:
        if words:
            node = root.add(words)
            if pk not in node.agencies:
                node.agencies.append(pk)

    def hits(self, words: list[str]) -> Iterator[_Hit]:
        """The names in a text from left to right, the longest at each place."""
        place, last, role, listing = 0, 0, "", self.names
        while place < len(words):
            joined = last > 0 and all(word in _BETWEEN for word in words[last:place])
            found = self.names.longest(words, place)
            bare = listing.longest(words, place) if joined and listing is not self.names else None
            best = max((hit for hit in (found, bare) if hit is not None), key=lambda hit: hit[0], default=None)
            if best is None:
                place += 1
                continue
            end, node = best
            role = _role_before(words, place) or (role if joined else "")
            yield _Hit(place, end, node, role)
            listing, place, last = self._listing_after(node), end, end

    def _listing_after(self, node: _Node) -> _Node:
        """Which bare names may follow: departments after a department, places after a People's Committee."""
        kinds = {self.known.agencies[pk].kind for pk in node.agencies}
        for code in node.groups:
            for way in self.known.groups[code].rule.get("any", []):
                kinds.update(way.get("kinds", ()))
        if AgencyKind.DEPARTMENT in kinds:
            return self.bare_departments
        return self.bare_places if AgencyKind.PEOPLES_COMMITTEE in kinds else self.names


def _without_kind(words: list[str]) -> list[str]:
    for kind in _PLACE_WORDS:
        parts = kind.split()
        if words[: len(parts)] == parts:
            return words[len(parts) :]
    return words


def _role_before(words: list[str], place: int) -> str:
    """Whether the words before a name make it an address to its head or deputy."""
    before = " ".join(words[max(0, place - 6) : place])
    before = re.sub(r"( (cac|dong chi|tung))+$", "", " " + before)
    if before.endswith(tuple(f" {word}" for word in _DEPUTY_WORDS)):
        return DEPUTY
    return HEAD if before.endswith(tuple(f" {word}" for word in (*_HEAD_WORDS, *_PREFIX_WORDS))) else ""


_indexes: dict[str, NameIndex] = {}


def _index() -> NameIndex:
    known = organisation()
    found = _indexes.get(known.stamp)
    if found is None or found.known is not known:
        found = NameIndex(known)
        while len(_indexes) >= KEPT:
            _indexes.pop(next(iter(_indexes)), None)
        _indexes[known.stamp] = found
    return found


def resolve_name(text: str, on: date) -> list[NameMatch]:
    """The agencies and groups that a text names, as of that day; empty when it names none."""
    index = _index()
    words = words_of(text)
    matches: list[NameMatch] = []
    previous: tuple[_Hit, list[Agency]] | None = None
    for hit in index.hits(words):
        surface = " ".join(words[hit.start : hit.end])
        if hit.node.groups and not hit.node.agencies:
            matches.append(_group_match(index.known.groups[hit.node.groups[0]], surface, hit.role, on))
            previous = None
            continue
        meant = [index.known.agencies[pk] for pk in hit.node.agencies]
        if previous is not None and (narrowed := _narrowed(index.known, words, previous, hit, meant)):
            matches[-1] = _agency_match(narrowed, matches[-1].surface, matches[-1].role, on)
            previous = hit, narrowed
            continue
        if matches and matches[-1].kind == GROUP and _names_its_members(words, hit, matches[-1], meant):
            matches.pop()
        matches.append(_agency_match(meant, surface, hit.role, on))
        previous = hit, meant
    return _without_doubles(matches)


def _narrowed(
    known: Organisation, words: list[str], previous: tuple[_Hit, list[Agency]], hit: _Hit, meant: list[Agency]
) -> list[Agency]:
    """The earlier candidates that lie in the place or agency named next ("xã Tân Hòa, huyện …"); empty: no such."""
    before, candidates = previous
    between = words[before.end : hit.start]
    if any(word not in _BELONGING for word in between):
        return []
    if not between and len(candidates) == 1 and candidates[0].kind != AgencyKind.DIVISION:
        inside_place = candidates[0].place_name and words[hit.start] != "uy"
        if not inside_place:
            return []
    above = {agency.pk for agency in meant}
    return [one for one in candidates if above & {up.pk for up in known.chain(one) if up.pk != one.pk}]


def _names_its_members(words: list[str], hit: _Hit, group: NameMatch, meant: list[Agency]) -> bool:
    """True for "UBND các xã: Tân Hòa, …": the group's words only introduce the names that follow them."""
    bare = words[hit.start] not in {"so", "uy", "van", "thanh", "ban"}
    members = {agency.pk for agency in group.agencies} | {heir.agency.pk for heir in group.heirs}
    end_of_group = " ".join(words[: hit.start]).endswith(group.surface)
    return bare and end_of_group and any(agency.pk in members for agency in meant)


def _agency_match(candidates: list[Agency], surface: str, role: str, on: date) -> NameMatch:
    present = [agency for agency in candidates if exists_on(agency, on)]
    if present:
        chosen = present[0]
        warnings: tuple[str, ...] = ()
        if len(present) > 1:
            warnings = (
                _("The name “%(name)s” fits %(count)d agencies; choose one.")
                % {"name": chosen.name, "count": len(present)},
            )
        return NameMatch(
            AGENCY, chosen.code, chosen.name, surface, tuple(present), role=role, ambiguous=len(present) > 1,
            warnings=warnings,
        )  # fmt: skip
    ended = [agency for agency in candidates if agency.valid_to is not None and agency.valid_to <= on]
    if not ended:
        early = min(candidates, key=lambda agency: agency.valid_from)
        sentence = _("%(name)s exists only from %(day)s.") % {
            "name": early.name, "day": formats.day(early.valid_from),
        }  # fmt: skip
        return NameMatch(AGENCY, early.code, early.name, surface, (), role=role, warnings=(sentence,))
    last = max(agency.valid_to for agency in ended if agency.valid_to is not None)
    gone = [agency for agency in ended if agency.valid_to == last]
    heirs = _shared_out(gone, on)
    return NameMatch(
        AGENCY, gone[0].code, gone[0].name, surface, (), heirs=heirs, ended_on=last, role=role,
        ambiguous=len(gone) > 1, warnings=(_ended_words(gone[0].name, last, heirs),),
    )  # fmt: skip


def _group_match(group: AgencyGroup, surface: str, role: str, on: date) -> NameMatch:
    present = tuple(expand_group(group.code, on))
    if present:
        return NameMatch(GROUP, group.code, group.name, surface, present, role=role)
    known = organisation()
    ended = [row for row in known.agencies.values() if row.valid_to and row.valid_to <= on and fits_group(row, group)]
    if not ended:
        sentence = _("The group “%(name)s” has no members on that day.") % {"name": group.name}
        return NameMatch(GROUP, group.code, group.name, surface, (), role=role, warnings=(sentence,))
    last = max(row.valid_to for row in ended if row.valid_to)
    gone = [row for row in ended if row.valid_to == last]
    heirs = _shared_out(gone, on)
    return NameMatch(
        GROUP, group.code, group.name, surface, (), heirs=heirs, ended_on=last, role=role,
        warnings=(_ended_words(group.name, last, heirs),),
    )  # fmt: skip


def _shared_out(gone: list[Agency], on: date) -> tuple[Heir, ...]:
    """The heirs of several ended agencies together; each agency counts alike, so the shares still sum to 1."""
    found: dict[int, Heir] = {}
    for agency in gone:
        for heir in heirs_of(agency, on):
            before = found.get(heir.agency.pk, Heir(heir.agency, Decimal(0), ()))
            share = before.share + heir.share / len(gone)
            found[heir.agency.pk] = Heir(heir.agency, share, (*before.via, *heir.via))
    return tuple(sorted(found.values(), key=lambda heir: (-heir.share, heir.agency.position, heir.agency.sort_key)))


def _ended_words(name: str, last: date, heirs: tuple[Heir, ...]) -> str:
    day = formats.day(last)
    if not heirs:
        return _("%(name)s ended on %(day)s and has no heir.") % {"name": name, "day": day}
    named = ", ".join(heir.agency.name for heir in heirs[:3])
    if len(heirs) > 3:
        named = _("%(names)s and %(count)d more") % {"names": named, "count": len(heirs) - 3}
    return _("%(name)s ended on %(day)s; its heir: %(heirs)s.") % {"name": name, "day": day, "heirs": named}


def _without_doubles(matches: list[NameMatch]) -> list[NameMatch]:
    """Each agency or group once; a head addressed anywhere stays a head."""
    found: dict[tuple[str, str], NameMatch] = {}
    for match in matches:
        key = match.kind, match.code
        before = found.get(key)
        if before is None:
            found[key] = match
        elif match.role and not before.role:
            found[key] = replace(before, role=match.role)
    return list(found.values())
