"""Sentences of the command line, without Django: gettext of the standard library over our own catalogue.

Vietnamese unless CONGVU_LANGUAGE says `en`.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "locale"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("command", localedir=FOLDER, languages=[language], fallback=True)


def _(sentence: str) -> str:
    """The sentence in the language of the command line."""
    return _catalogue(os.environ.get("CONGVU_LANGUAGE", "vi")).gettext(sentence)


def gettext_noop(sentence: str) -> str:
    """The sentence as it is: marks it for translation where it is written, to be said later through `_`."""
    return sentence
