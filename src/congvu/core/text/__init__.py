"""Vietnamese text: normal form, folding without diacritics, ordering, numerals, unit names, legacy fonts.

Values in, values out: nothing here reads a clock, a disk or a network.
"""

from congvu.core.text.agency_names import agency_key, normal_agency_name
from congvu.core.text.folding import fold, fold_same_length, nfc, skey
from congvu.core.text.legacy_fonts import detect_legacy_font, from_legacy_font
from congvu.core.text.number_words import number_words
from congvu.core.text.numerals import parse_number, parse_number_words, parse_roman, to_roman
from congvu.core.text.ordering import sort_key
from congvu.core.text.typed import one_line, typed_number, typed_numbers

__all__ = [
    "agency_key",
    "detect_legacy_font",
    "fold",
    "fold_same_length",
    "from_legacy_font",
    "nfc",
    "normal_agency_name",
    "number_words",
    "one_line",
    "parse_number",
    "parse_number_words",
    "parse_roman",
    "skey",
    "sort_key",
    "to_roman",
    "typed_number",
    "typed_numbers",
]
