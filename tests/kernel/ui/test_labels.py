"""Refusals of the core have their sentence on the screen: every code that draws and samples raise, in Vietnamese."""

from __future__ import annotations

import re

from django.utils.translation import override

from congvu.core.refusals import Invalid
from congvu.kernel.ui.labels import CORE_REFUSALS, refusal_words
from tests.architecture.house import below

_RAISED = re.compile(r'code="(\w+)"|^_(?:CODE|SECRET) = "(\w+)"', re.MULTILINE)


def test_every_refusal_of_draws_and_samples_is_said_in_vietnamese() -> None:
    rooms = [*below("congvu.core.lot"), *below("congvu.core.sampling")]
    codes = {one or other for module in rooms for one, other in _RAISED.findall(module.text)}
    assert {"bad_listing", "bad_lot_secret", "bad_sample", "bad_envelope"} <= codes
    assert codes <= set(CORE_REFUSALS)
    for code in codes:
        with override("en"):
            english = refusal_words(Invalid("In the words of the core.", code=code))
        with override("vi"):
            vietnamese = refusal_words(Invalid("In the words of the core.", code=code))
        assert english != vietnamese
        assert "core" not in english


def test_a_refusal_without_a_sentence_speaks_for_itself() -> None:
    refusal = Invalid("What happened.", hint="What to do.", code="of_its_own")
    assert refusal_words(refusal) == "What happened. What to do."
