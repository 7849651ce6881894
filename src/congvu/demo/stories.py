"""How tasks go: each story is one way from the order to wherever the task stands today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from congvu.demo.stage import Stage
from congvu.demo.walking import Walk, answering
from congvu.domain.directives.actions.reading import confirm_read, confirm_reading
from congvu.kernel.casework.actions.custody import accept

Step = Iterator[datetime]
Story = Callable[[Walk], Step]
#: Departments that are asked for an opinion, or to whom work is to go instead.
OTHERS = ("stc", "stp", "snv", "skhcn", "sxd", "snnmt")


def _taken(walk: Walk, low: float = 0.05, high: float = 0.9) -> Step:
    """The unit accepts within the time for it."""
    yield from walk.wait(low, high)
    walk.take()


def done(walk: Walk) -> Step:
    """Accepted, done and verified in time."""
    yield from _taken(walk)
    yield from walk.share(0.35, 0.95)
    yield from walk.close()


def done_with_progress(walk: Walk) -> Step:
    """The same, with progress reported on the way."""
    yield from _taken(walk)
    for per_cent in (30, 70):
        yield from walk.share(0.3, 0.5)
        walk.progress(per_cent)
    yield from walk.share(0.5, 0.9)
    yield from walk.close()


def late(walk: Walk) -> Step:
    """Done some days or weeks after the deadline."""
    yield from _taken(walk)
    yield from walk.past_due(0.5, 18)
    yield from walk.close()


def overdue(walk: Walk) -> Step:
    """Not done for weeks or months after the deadline; the delay is explained."""
    yield from _taken(walk)
    yield from walk.share(0.6, 0.9)
    walk.progress(walk.rng.choice((20, 40, 60)))
    yield from walk.past_due(1, 6)
    if walk.rng.random() < 0.5:
        walk.explain()
    yield from walk.wait(12, 150)
    yield from walk.close()


def returned(walk: Walk) -> Step:
    """Reported, returned by the Office, redone, verified."""
    yield from _taken(walk)
    yield from walk.share(0.3, 0.75)
    yield from walk.report()
    yield from walk.wait(0.3, 2)
    walk.send_back()
    yield from walk.wait(2, 9)
    yield from walk.close()


def returned_now(walk: Walk) -> Step:
    """Reported early and just returned."""
    yield from _taken(walk)
    yield from walk.share(0.02, 0.1)
    yield from walk.report()
    yield from walk.wait(0.2, 0.8)
    walk.send_back()
    yield from walk.share(0.5, 0.9)
    yield from walk.close()


def extended(walk: Walk) -> Step:
    """More time asked for and granted, then done."""
    yield from _taken(walk)
    yield from walk.share(0.55, 0.85)
    walk.ask_more_time(walk.rng.choice((7, 10, 15)), "extension.scope_grew")
    yield from walk.wait(0.3, 1.8)
    walk.decide(grant=True)
    yield from walk.share(0.5, 0.95)
    yield from walk.close()


def extension_refused(walk: Walk) -> Step:
    """More time asked for and refused; done late."""
    yield from _taken(walk)
    yield from walk.share(0.6, 0.85)
    walk.ask_more_time(10, "extension.waiting_higher")
    yield from walk.wait(0.3, 1.5)
    walk.decide(grant=False, ground="extension_refusal.no_progress")
    yield from walk.past_due(0.3, 5)
    yield from walk.close()


def deemed(walk: Walk) -> Step:
    """Nobody answered: deemed received; the head reports in the end."""
    yield from walk.wait(2, 3)
    yield from walk.share(0.4, 1.0)
    yield from walk.close()


def moved(walk: Walk) -> Step:
    """Re-assignment proposed and granted; the other unit does it."""
    yield from walk.wait(0.2, 0.8)
    other = next(code for code in OTHERS if code not in (walk.unit, walk.issuer))
    walk.propose("reassignment.other_in_charge", other)
    yield from walk.wait(0.3, 1.5)
    walk.decide(grant=True)
    walk.unit = other
    yield from done(walk)


def not_moved(walk: Walk) -> Step:
    """Re-assignment proposed and refused; the unit keeps it and does it."""
    yield from walk.wait(0.2, 0.8)
    walk.propose("reassignment.not_our_function")
    yield from walk.wait(0.3, 1.5)
    walk.decide(grant=False, ground="reassignment_refusal.is_function")
    yield from walk.share(0.4, 0.9)
    yield from walk.close()


def passed_on(walk: Walk) -> Step:
    """Accepted, offered to another department, which proposes a re-assignment; the Office leaves it where it was."""
    yield from _taken(walk)
    yield from walk.share(0.1, 0.2)
    other = next(code for code in OTHERS if code not in (walk.unit, walk.issuer))
    first = walk.unit
    walk.give_to(other)
    yield from walk.wait(0.2, 0.8)
    walk.unit = other
    walk.propose("reassignment.not_our_function", first)
    walk.unit = first
    yield from walk.wait(0.4, 1.5)
    walk.decide(grant=True, to=first)
    yield from walk.share(0.4, 0.9)
    yield from walk.close()


def handed_down(walk: Walk) -> Step:
    """The head accepts for himself, then hands the task down to one of his people."""
    yield from walk.wait(0.1, 0.8)
    walk.doer = None
    accept(actor=walk.head, case_id=walk.case_id, now=walk.at)
    yield from walk.wait(0.2, 1)
    officers = walk.officers
    if officers:
        walk.hand_down(officers[0])
        yield from walk.wait(0.1, 0.6)
        accept(actor=officers[0], case_id=walk.case_id, now=walk.at)
        walk.doer = officers[0]
    yield from walk.share(0.4, 0.95)
    yield from walk.close()


def suspended(walk: Walk) -> Step:
    """Suspended by the Office until today."""
    yield from _taken(walk)
    yield from walk.share(0.2, 0.6)
    walk.suspend()


def suspended_and_resumed(walk: Walk) -> Step:
    """Suspended for some weeks, then done."""
    yield from _taken(walk)
    yield from walk.share(0.2, 0.4)
    walk.suspend()
    yield from walk.wait(8, 20)
    walk.resume()
    yield from walk.share(0.4, 1.0)
    yield from walk.close()


def withdrawn(walk: Walk) -> Step:
    """The order was taken back."""
    yield from _taken(walk)
    yield from walk.share(0.2, 0.7)
    walk.withdraw()


def reopened(walk: Walk) -> Step:
    """Verified, then reopened because the result proved wrong, then done again."""
    yield from done(walk)
    yield from walk.wait(6, 15)
    walk.reopen()
    yield from walk.wait(4, 10)
    yield from walk.close()


def reopened_now(walk: Walk) -> Step:
    """Verified and reopened; it goes on today."""
    yield from done(walk)
    yield from walk.until(walk.company.office.later(walk.at, 6, 15))
    walk.reopen()
    yield from walk.wait(300, 400)


# --- stories of today: they end where the present begins ---


def working(walk: Walk) -> Step:
    """In progress; will be done in time."""
    yield from _taken(walk)
    yield from walk.share(0.2, 0.4)
    walk.progress(walk.rng.choice((10, 25, 40)))
    yield from walk.share(0.6, 0.97)
    yield from walk.close()


def asking_extension(end: datetime) -> Story:
    """More time asked for hours ago; nobody has decided."""

    def story(walk: Walk) -> Step:
        yield from _taken(walk)
        yield from walk.until(walk.company.office.earlier(end, 0.1, 1.2))
        walk.ask_more_time(walk.rng.choice((7, 10)), "extension.waiting_procedure")

    return story


def asking_reassignment(end: datetime) -> Story:
    """Re-assignment proposed hours ago; nobody has decided."""

    def story(walk: Walk) -> Step:
        yield from _taken(walk)
        yield from walk.until(walk.company.office.earlier(end, 0.1, 1.2))
        other = next(code for code in OTHERS if code not in (walk.unit, walk.issuer))
        walk.propose("reassignment.other_in_charge", other)

    return story


def just_reported(end: datetime) -> Story:
    """Reported in the last two days; waits for verification."""

    def story(walk: Walk) -> Step:
        yield from _taken(walk)
        yield from walk.until(walk.company.office.earlier(end, 0.1, 2.4))
        yield from walk.report()

    return story


def just_offered_on(end: datetime) -> Story:
    """Accepted, and offered to another department hours ago; nobody has answered."""

    def story(walk: Walk) -> Step:
        yield from _taken(walk)
        yield from walk.until(walk.company.office.earlier(end, 0.1, 0.7))
        walk.give_to(next(code for code in OTHERS if code not in (walk.unit, walk.issuer)))

    return story


def consulting(stage: Stage, units: Sequence[str] = OTHERS, *, answers: int = 2, wait_for_end: bool = False) -> Story:
    """Others are asked for their opinion; the first so many answer, the others stay silent."""

    def story(walk: Walk) -> Step:
        yield from _taken(walk)
        if wait_for_end:
            yield from walk.until(walk.company.office.earlier(stage.end, 0.8, 1.6))
        else:
            yield from walk.share(0.15, 0.3)
        asked = [code for code in units if code not in (walk.unit, walk.issuer)][:3]
        for place, case in enumerate(walk.consult(asked)):
            if place < answers:
                stage.enter(answering(walk.company, case, walk.at, walk.rng))
        yield from walk.share(0.5, 0.9)
        yield from walk.close()

    return story


# --- readings ---


def reading(walk: Walk, *, people: int, confirmed: bool) -> Step:
    """Some of the unit read what was circulated; the head confirms for the unit, or has not yet."""
    readers = [walk.head, *walk.company.crew.officers(walk.unit)][:people]
    for reader in readers:
        yield from walk.wait(0.1, 2)
        confirm_read(actor=reader, case_id=walk.case_id, now=walk.at)
    if confirmed:
        yield from walk.wait(0.1, 3)
        confirm_reading(actor=walk.head, case_id=walk.case_id, words="Đã quán triệt tại hội nghị cơ quan.", now=walk.at)

