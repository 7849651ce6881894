"""Tỉnh Lam Giang, a province that does not exist: its districts and communes before and after 1 July 2025.

All names are made up. Before: 10 districts with 160 communes, wards and townships. After: 60 communes and wards, each
put together from neighbouring old ones; in every district one old commune was divided between two new ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from congvu.core.text import skey

TWO_TIER_ON = date(2025, 7, 1)
"""Ngày chính quyền địa phương 02 cấp bắt đầu hoạt động."""

CITY, TOWN, DISTRICT = "thành phố", "thị xã", "huyện"
WARD, COMMUNE, TOWNSHIP = "phường", "xã", "thị trấn"

DIVIDED = (Decimal("0.6"), Decimal("0.4"))
"""Shares of a divided commune that went to the first and to the second of its heirs."""


@dataclass(frozen=True, slots=True)
class OldDistrict:
    """Cấp huyện cũ: its kind and name, its communes in the order of the map, and how many new ones they became."""

    kind: str
    name: str
    communes: tuple[str, ...]
    wards: int
    became: int

    @property
    def code(self) -> str:
        """Code of its People's Committee."""
        return f"{skey(self.kind)} {skey(self.name)}".replace(" ", "-")


@dataclass(frozen=True, slots=True)
class OldCommune:
    """Cấp xã cũ."""

    kind: str
    name: str
    district: str

    @property
    def code(self) -> str:
        """Code of its People's Committee; the district keeps namesakes apart."""
        short = self.district.split("-", 1)[1]
        return f"{skey(self.kind)} {skey(self.name)}".replace(" ", "-") + f"-{short}-cu"


@dataclass(frozen=True, slots=True)
class NewCommune:
    """Cấp xã mới: the old communes it took over, each with its share, and its old district."""

    kind: str
    name: str
    district: str
    parts: tuple[tuple[OldCommune, Decimal], ...]

    @property
    def code(self) -> str:
        """Code of its People's Committee."""
        return f"{skey(self.kind)} {skey(self.name)}".replace(" ", "-")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


OLD_DISTRICTS = (
    OldDistrict(
        CITY,
        "Lam Sơn",
        _names(
            "Tân Hải, Thuận Vượng, Hưng Trì, An Thắng, Ngọc Mỹ, Cẩm Thọ, Ngọc Hà, Bình Hiệp, Vĩnh Lương, Phú Đức, "
            "Thịnh Châu, Tân Lĩnh, Cẩm Lộc, Vĩnh Lộc, An Mỹ, Xuân Thượng, Kim Yên, Nghĩa Trì"
        ),
        12,
        6,
    ),
    OldDistrict(
        TOWN,
        "Bình Hải",
        _names(
            "Kim Châu, Thịnh Hiệp, Tân Lộc, Khánh Hiệp, Lạc Điền, Đông Hòa, Tân Thắng, Cẩm Yên, Vĩnh Phụng, "
            "Phước Lâm, Yên Tân, Sơn Xuyên"
        ),
        7,
        5,
    ),
    OldDistrict(
        DISTRICT,
        "An Khánh",
        _names(
            "Tân Yên, Ngọc Giang, Thuận Châu, Vĩnh Thạch, Đại Nguyên, Nghĩa Mỹ, Tân Trì, Thịnh Sơn, Hưng Phú, "
            "Mỹ Quý, Nghĩa Giang, Tân Hưng, Tiên Phú, Tân Phú, Thanh Hưng, An Thành, Kim Hưng, Sơn Thọ"
        ),
        0,
        7,
    ),
    OldDistrict(
        DISTRICT,
        "Đông Lạc",
        _names(
            "Yên Thạch, Sơn Nguyên, Minh Châu, Sơn Tiến, Tiên Điền, Khánh Lương, Hòa Xuyên, Đại Hưng, Long Lĩnh, "
            "An Hà, Thanh Trạch, Khánh Hưng, Tân Hưng, Vân Tân, Long Hòa, Vân Thắng, Hòa Thượng"
        ),
        0,
        6,
    ),
    OldDistrict(
        DISTRICT,
        "Hòa Yên",
        _names(
            "Thạch Mỹ, Thịnh Xuyên, Xuân Lâm, Cẩm Lĩnh, Hòa Nguyên, Tiên Tiến, Vân Trì, Nghĩa Thắng, Sơn Vượng, "
            "Mỹ Phong, Cẩm Hưng, Minh Lĩnh, Phước Trạch, Thịnh Tiến, Đông Nguyên, Long Hiệp"
        ),
        0,
        6,
    ),
    OldDistrict(
        DISTRICT,
        "Mỹ Thạch",
        _names(
            "Vân Hưng, Quang Lâm, Trung Lĩnh, Thuận Giang, Đông Lâm, Long Thành, Yên Đức, Đại An, Kim Hiệp, "
            "Xuân Thạch, Vĩnh Sơn, Lạc Phong, Thịnh Phú, Khánh Đức, Thuận Thượng, Tân Trạch"
        ),
        0,
        6,
    ),
    OldDistrict(
        DISTRICT,
        "Sơn Lĩnh",
        _names(
            "Trung Quý, Tiên Tân, Khánh Phú, Phước Đức, Nghĩa Châu, Vĩnh Hiền, Trung Hà, Yên Thượng, Ngọc Thành, "
            "Cẩm Quý, Cẩm Hà, Kim Trì, Phú Dương, Thạch Hải, Mỹ Thắng, An Hòa, Kim Vượng"
        ),
        0,
        6,
    ),
    OldDistrict(
        DISTRICT,
        "Tân Phong",
        _names(
            "Đông Thành, Long Phong, Đông Dương, An Tân, Minh Phong, Bình An, Tiên An, Vân Sơn, Minh Trạch, "
            "Bình Khê, Đại Thắng, Thịnh Thành, Thuận Hòa, Đại Hòa, Long Châu, Tiên Dương"
        ),
        0,
        6,
    ),
    OldDistrict(
        DISTRICT,
        "Thanh Vân",
        _names(
            "Thạch Vượng, Khánh Nguyên, Thịnh Hà, Hòa Hiệp, Yên Phú, Lạc Đức, Phú Trì, Tân Hòa, Ngọc Lương, "
            "Khánh Điền, Sơn Hiệp, Mỹ Dương, Minh Thượng, An Đức, Thạch Sơn"
        ),
        0,
        6,
    ),
    OldDistrict(
        DISTRICT,
        "Vĩnh Trạch",
        _names(
            "Hòa Châu, Khánh Thành, Thạch Hưng, Long Quý, Yên An, Hòa Giang, Kim Hòa, Trung An, Hòa Lương, "
            "Hòa Dương, Vĩnh Hưng, Đông Đức, Tiên Hiệp, Cẩm Tân, Khánh Thắng"
        ),
        0,
        6,
    ),
)


def old_communes(district: OldDistrict) -> tuple[OldCommune, ...]:
    """The district's communes: wards first; a rural district's first place is its township."""
    kinds = [WARD if place < district.wards else COMMUNE for place in range(len(district.communes))]
    if district.kind == DISTRICT:
        kinds[0] = TOWNSHIP
    return tuple(OldCommune(kind, name, district.code) for kind, name in zip(kinds, district.communes, strict=True))


def new_communes(district: OldDistrict) -> tuple[NewCommune, ...]:
    """What became of a district: neighbours were joined; the last old commune of the first part was divided.

    The first new commune bears the district's name, the others that of their first old commune.
    """
    old = old_communes(district)
    sizes = [len(old) // district.became + (place < len(old) % district.became) for place in range(district.became)]
    parts: list[list[tuple[OldCommune, Decimal]]] = []
    begin = 0
    for size in sizes:
        parts.append([(commune, Decimal(1)) for commune in old[begin : begin + size]])
        begin += size
    divided = parts[0][-1][0]
    parts[0][-1] = divided, DIVIDED[0]
    parts[1].append((divided, DIVIDED[1]))
    found = []
    for place, joined in enumerate(parts):
        first = joined[0][0]
        urban = first.kind == WARD
        name = district.name if place == 0 else first.name
        found.append(NewCommune(WARD if urban else COMMUNE, name, district.code, tuple(joined)))
    return tuple(found)
