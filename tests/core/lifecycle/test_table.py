"""Tables of phases and moves: a sound one, and one of each fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from congvu.core.clock import EventKind
from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, LifecycleUnsound, Move, Phase
from congvu.core.refusals import MoveRefused


def phase(code: str, clock: ClockMode = ClockMode.RUNNING, *, ends: bool = False) -> Phase:
    return Phase(code=code, label_vi=f"Đang {code}", label_en=code.capitalize(), clock=clock, ends=ends)


def move(code: str, sources: str, to: str | None, clock: ClockEffect = ClockEffect.NONE, ground: str = "") -> Move:
    return Move(
        code=code,
        sources=tuple(sources.split()),
        to=to,
        permission=f"tasks.task.{code}",
        verb=f"task.{code}ed",
        label_vi=f"Bước {code}",
        label_en=code.capitalize(),
        clock=clock,
        ground=ground,
    )


SOUND = Lifecycle(
    phases=(
        phase("draft", ClockMode.NOT_STARTED),
        phase("doing"),
        phase("waiting", ClockMode.PAUSED),
        phase("done", ClockMode.STOPPED, ends=True),
    ),
    moves=(
        move("issue", "draft", "doing", ClockEffect.START),
        move("ask", "doing", "waiting", ClockEffect.PAUSE, ground="supplement"),
        move("answer", "waiting", "doing", ClockEffect.RESUME),
        move("extend", "doing waiting", None, ClockEffect.EXTEND, ground="extension"),
        move("finish", "doing", "done", ClockEffect.STOP),
        move("withdraw", "draft doing waiting", "done", ClockEffect.STOP, ground="withdrawal"),
        move("reopen", "done", "doing", ClockEffect.REOPEN, ground="reopening"),
    ),
    initial="draft",
)


def with_phases(*phases: Phase) -> Lifecycle:
    return replace(SOUND, phases=(*SOUND.phases, *phases))


def with_moves(*moves: Move) -> Lifecycle:
    return replace(SOUND, moves=(*SOUND.moves, *moves))


def test_a_sound_table_is_returned_as_it_is() -> None:
    assert SOUND.check() is SOUND
    assert SOUND.problems() == ()
    assert SOUND.ended == {"done"}


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (replace(SOUND, initial="unknown"), "initial phase unknown does not exist"),
        (with_phases(phase("doing")), "phase doing is declared twice"),
        (with_moves(move("finish", "doing", "done", ClockEffect.STOP)), "move finish is declared twice"),
        (with_moves(move("jump", "doing", "nowhere")), "move jump names the unknown phase nowhere"),
        (with_moves(move("jump", "nowhere", "doing")), "move jump names the unknown phase nowhere"),
        (with_moves(replace(move("jump", "doing", "doing"), sources=())), "move jump starts nowhere"),
        (with_moves(replace(move("note", "doing", None), permission="")), "move note lacks a permission"),
        (with_moves(replace(move("note", "doing", None), label_en="")), "move note lacks a permission"),
        (with_phases(replace(phase("odd"), label_vi="")), "phase odd lacks a label"),
        (with_phases(phase("island")), "phase island cannot be reached"),
        (
            replace(with_phases(phase("trap")), moves=(*SOUND.moves, move("lose", "doing", "trap"))),
            "phase trap can reach no end",
        ),
        (replace(SOUND, initial="done"), "a case would be born ended"),
        (
            replace(with_phases(phase("left", ends=True)), moves=(*SOUND.moves, move("leave", "doing", "left"))),
            "phase left has ended but its clock is running",
        ),
        (
            replace(
                with_phases(phase("limbo", ClockMode.STOPPED)),
                moves=(*SOUND.moves, move("park", "doing", "limbo", ClockEffect.STOP), move("end", "limbo", "done")),
            ),
            "phase limbo has a stopped clock but is no end",
        ),
        (with_moves(move("again", "waiting", "waiting", ClockEffect.PAUSE)), "cannot pause a clock that is paused"),
        (with_moves(move("quit", "doing", "done")), "leaves the clock running, but phase done says stopped"),
        (with_moves(move("late", "done", None, ClockEffect.EXTEND)), "cannot extend a clock that is stopped"),
    ],
)
def test_every_fault_is_named(table: Lifecycle, problem: str) -> None:
    assert any(problem in found for found in table.problems()), table.problems()
    with pytest.raises(LifecycleUnsound) as caught:
        table.check()
    assert caught.value.problems == table.problems()


def test_moves_of_a_phase_come_in_the_order_of_the_table() -> None:
    assert [m.code for m in SOUND.moves_from("doing")] == ["ask", "extend", "finish", "withdraw"]
    assert [m.code for m in SOUND.moves_from("done")] == ["reopen"]
    assert SOUND.allows("finish", "doing")
    assert not SOUND.allows("finish", "waiting")


def test_a_move_that_stays_leads_where_it_began() -> None:
    extend = SOUND.move("extend")
    assert extend.target("waiting") == "waiting"
    assert SOUND.move("ask").target("doing") == "waiting"


def test_a_step_that_is_not_possible_is_refused_with_those_that_are() -> None:
    with pytest.raises(MoveRefused, match="Answer, Extend, Withdraw"):
        SOUND.require("finish", "waiting")
    assert SOUND.require("finish", "doing").code == "finish"


def test_a_step_that_needs_a_ground_is_refused_without_one() -> None:
    assert SOUND.move("ask").needs_ground
    with pytest.raises(MoveRefused) as caught:
        SOUND.require("ask", "doing")
    assert caught.value.code == "ground_missing"
    assert SOUND.require("ask", "doing", ground="supplement").code == "ask"


def test_unknown_names_are_refused() -> None:
    for ask in (SOUND.phase, SOUND.move, SOUND.moves_from):
        with pytest.raises(MoveRefused):
            ask("khong-co")


def test_labels_in_both_languages() -> None:
    assert SOUND.phase("doing").label() == "Đang doing"
    assert SOUND.move("finish").label("en") == "Finish"


def test_effects_speak_the_words_of_the_clock() -> None:
    words = {kind.value for kind in EventKind}
    assert {effect.value for effect in ClockEffect if effect is not ClockEffect.NONE} <= words
