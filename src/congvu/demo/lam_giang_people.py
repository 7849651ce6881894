"""Tỉnh Lam Giang: which posts each agency has, and which of them are filled. Officials are named by post and number."""

from __future__ import annotations

from dataclasses import dataclass

from congvu.demo.lam_giang_agencies import OFFICE, ROOT, ProvincialAgency

CHAIR, DEPUTY_CHAIR = "Chủ tịch", "Phó Chủ tịch"
OFFICER = "Chuyên viên"


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat: its code inside the agency, its title, and the official who fills it (empty: vacant).

    `official` is the suffix of the official's code after the code of the agency whose name the official bears.
    """

    code: str
    title: str
    head: bool = False
    deputy: bool = False
    official: str = ""
    called: str = ""


def deputy_title(head: str) -> str:
    """Chức danh cấp phó: "Giám đốc" → "Phó Giám đốc", "Chánh Văn phòng" → "Phó Chánh Văn phòng"."""
    return f"Phó {head}"


def _numbered(code: str, title: str, count: int, *, deputy: bool = False, first: int = 1) -> list[Seat]:
    seats = []
    for number in range(first, first + count):
        numbered = f"{code}-{number:02d}"
        seats.append(Seat(numbered, title, deputy=deputy, official=numbered, called=f"{title} {number:02d}"))
    return seats


def province_seats() -> list[Seat]:
    """Posts of the provincial People's Committee: its chairman and three deputies."""
    head = Seat("ct", CHAIR, head=True, official="ct", called=CHAIR)
    return [head, *_numbered("pct", DEPUTY_CHAIR, 3, deputy=True)]


def agency_seats(agency: ProvincialAgency) -> list[Seat]:
    """Head and deputies of a provincial agency, and officers where it has no divisions."""
    head = Seat("head", agency.head, head=True, official="head", called=agency.head)
    if agency.kind in ("vertical", "front", "public_unit"):
        return [head]
    deputies = 1 if agency.kind in ("board", "inspectorate", "service_centre") else 2
    seats = [head, *_numbered("deputy", deputy_title(agency.head), deputies, deputy=True)]
    if agency.kind == "service_centre":
        seats += _numbered("cv", OFFICER, 6)
    return seats


def division_seats(agency: ProvincialAgency, place: int, first_officer: int) -> list[Seat]:
    """Head of a division and its officers; officers are counted through the whole agency from `first_officer`."""
    title = "Chánh Văn phòng" if agency.divisions[place].startswith("Văn phòng") else "Trưởng phòng"
    head = Seat("head", title, head=True, official=f"tp-{place + 1:02d}", called=f"{title} {place + 1:02d}")
    return [head, *_numbered("cv", OFFICER, officers_of(agency, place), first=first_officer)]


def officers_of(agency: ProvincialAgency, place: int) -> int:
    """How many officers the division at that place has."""
    if agency.code == OFFICE:
        return 3 if place == 0 else 2
    if agency.kind == "inspectorate":
        return 4
    return 2 if agency.code == "snv" and place == 1 else 1


def commune_seats(number: int) -> list[Seat]:
    """Chairman of a commune's People's Committee; a deputy is appointed in every third commune so far."""
    head = Seat("ct", CHAIR, head=True, official="ct", called=CHAIR)
    filled = number % 3 == 0
    deputy = Seat("pct-01", DEPUTY_CHAIR, deputy=True, official="pct-01" if filled else "", called=f"{DEPUTY_CHAIR} 01")
    return [head, deputy]


COMMUNE_UNITS: tuple[tuple[str, str, str, tuple[Seat, ...]], ...] = (
    (
        "vp",
        "Văn phòng HĐND và UBND",
        "office",
        (
            Seat("head", "Chánh Văn phòng", head=True),
            Seat("cv-01", OFFICER, official="cv-01", called=f"{OFFICER} 01"),
        ),
    ),
    ("kt", "Phòng Kinh tế", "division", (Seat("head", "Trưởng phòng", head=True),)),
    ("vhxh", "Phòng Văn hóa - Xã hội", "division", (Seat("head", "Trưởng phòng", head=True),)),
    ("pvhcc", "Trung tâm Phục vụ hành chính công", "service_centre", (Seat("head", "Giám đốc", head=True),)),
)
"""Code, name, kind and seats of the units of every commune from 1 July 2025."""

STAFFED = ("phuong-lam-son", "xa-an-khanh")
"""Communes whose divisions and one-stop centre are fully staffed: there dossiers are received and settled."""

UNIT_SEATS: dict[str, tuple[Seat, ...]] = {
    "kt": (
        Seat("head", "Trưởng phòng", head=True, official="kt-head", called="Trưởng phòng Kinh tế"),
        Seat("cv-01", OFFICER, official="kt-cv-01", called="Chuyên viên Kinh tế 01"),
    ),
    "vhxh": (
        Seat("head", "Trưởng phòng", head=True, official="vhxh-head", called="Trưởng phòng Văn hóa - Xã hội"),
        Seat("ht-01", "Công chức tư pháp - hộ tịch", official="vhxh-ht-01", called="Công chức hộ tịch 01"),
    ),
    "pvhcc": (
        Seat("head", "Giám đốc", head=True, official="pvhcc-head", called="Giám đốc Trung tâm"),
        Seat("mc-01", "Công chức Một cửa", official="pvhcc-mc-01", called="Công chức Một cửa 01"),
        Seat("mc-02", "Công chức Một cửa", official="pvhcc-mc-02", called="Công chức Một cửa 02"),
    ),
}


def unit_seats(commune: str, unit: str, usual: tuple[Seat, ...], *, everywhere: bool) -> tuple[Seat, ...]:
    """The seats of a unit of a commune: those of a fully staffed one, or the usual."""
    return UNIT_SEATS.get(unit, usual) if everywhere or commune in STAFFED else usual


PAST_HEADS = {
    "skhdt": "stc-head",
    "stc-cu": "stc-deputy-01",
    "snv-cu": "snv-head",
    "sldtbxh": "snv-deputy-01",
    "snnptnt": "snnmt-head",
    "stnmt": "snnmt-deputy-01",
    "sxd-cu": "sxd-head",
    "sgtvt": "sxd-deputy-01",
    "skhcn-cu": "skhcn-head",
    "stttt": "skhcn-deputy-01",
    "svhtt": "svhttdl-head",
    "sdl": "svhttdl-deputy-01",
    "bdt": "sdttg-head",
    "cuc-thue": "thue-tinh-head",
}
"""Ended agency → the official (agency.seat) who headed it and now serves in its heir."""

__all__ = [
    "CHAIR",
    "COMMUNE_UNITS",
    "PAST_HEADS",
    "ROOT",
    "Seat",
    "agency_seats",
    "commune_seats",
    "division_seats",
    "officers_of",
    "province_seats",
]
