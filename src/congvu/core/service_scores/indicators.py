"""Chỉ số thành phần. Points of one indicator for one dossier or agency: 2, 1 or 0 (TT 01/2018 arts 13–15).

Whether TT 03/2025 keeps the scoring is not confirmed; the rulebook says so beside every figure that stands on it.
Shares are exact fractions; an indicator without data is None and stays out of the total.
"""

from __future__ import annotations

from fractions import Fraction

_ON_THE_SPOT = Fraction(20, 100)
_PROCEDURES_ONLINE = Fraction(20, 100)
_DOSSIERS_ONLINE = Fraction(30, 100)
_SOME_ONLINE = Fraction(15, 100)
_MOST_FEEDBACK = Fraction(90, 100)


def time_against(spent: int, limit: int) -> int:
    """1 and 2, Thời gian giải quyết: 2 for less than the limit, 1 for just the limit, 0 for more (both in seconds)."""
    if spent < limit:
        return 2
    return 1 if spent == limit else 0


def contacts(times: int, *, caused_by_applicant: bool = False) -> int:
    """3, Số lần liên hệ để hoàn thiện hồ sơ: 2 for none, 1 for one, 0 for more unless the applicant caused them.

    The rule does not say what many times through the applicant's own fault are worth; we count them as one.
    """
    if times == 0:
        return 2
    return 1 if times == 1 or caused_by_applicant else 0


def visited_agencies(visited: int, *, required_by_law: bool = False) -> int:
    """4, Số cơ quan phải liên hệ: 2 for none, 1 for the desk alone (one more where law asks for it), 0 for more."""
    if visited == 0:
        return 2
    return 1 if visited <= (2 if required_by_law else 1) else 0


def reception(*, eligible: int, received: int, decided_on_the_spot: int) -> int | None:
    """5, Tổ chức tiếp nhận: 2 where all eligible procedures are received at the desk and a fifth is decided there."""
    if eligible <= 0:
        return None
    if received < eligible:
        return 0
    return 2 if Fraction(decided_on_the_spot, eligible) >= _ON_THE_SPOT else 1


def publicity(*, posted: bool, electronic: bool) -> int:
    """6, Công khai: 2 for complete both at the desk and electronically, 1 for one of them, 0 for neither."""
    return int(posted) + int(electronic)


def attitude(*, time_points: int, justified_complaints: int) -> int:
    """7, Thái độ phục vụ: the points of time where nobody complained rightly, 0 where somebody did."""
    return 0 if justified_complaints else time_points


def feedback_handling(*, items: int, on_time: int, prolonged: int) -> int:
    """8, Tiếp thu phản ánh: 2 for none or all on time, 1 from 90 % on, 0 below or when one drags on."""
    if items == 0:
        return 2
    if prolonged:
        return 0
    share = Fraction(on_time, items)
    return 2 if share == 1 else int(share >= _MOST_FEEDBACK)


def online_service(*, eligible: int, online: int, dossiers: int, online_dossiers: int, late: int) -> int | None:
    """9, Dịch vụ trực tuyến: 2 for a fifth of the eligible procedures and 30 % of the dossiers online, none late.

    1 for some procedures online and 15 % of the dossiers, none late; else 0. None where no procedure is eligible.
    """
    if eligible <= 0 or dossiers <= 0:
        return None
    procedures, sent = Fraction(online, eligible), Fraction(online_dossiers, dossiers)
    if late or online == 0 or sent < _SOME_ONLINE:
        return 0
    return 2 if procedures >= _PROCEDURES_ONLINE and sent >= _DOSSIERS_ONLINE else 1
