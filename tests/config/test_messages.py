"""The compiler of translations, judged by Python's own reader of .mo files."""

from __future__ import annotations

import gettext
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.config import messages
from congvu.config.messages import CatalogueError, compile_all, compiled, read_catalogue

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
SAMPLE = HEADER + '''
# A note
#: place.py:1
msgid "Issue"
msgstr "Số"

msgctxt "verb"
msgid "Issue"
msgstr "Ban hành"

msgid ""
"A long "
"\\"quoted\\" line\\n"
msgstr ""
"Dòng "
"\\"trích\\" dài\\n"

msgid "%(n)s case"
msgid_plural "%(n)s cases"
msgstr[0] "%(n)s hồ sơ"

#, fuzzy
msgid "Unsure"
msgstr "Không chắc"

msgid "Not yet"
msgstr ""

#~ msgid "Old"
#~ msgstr "Cũ"
'''


def read_back(text: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compiled(read_catalogue(text))))


def test_compiled_catalogue_is_read_by_gettext() -> None:
    said = read_back(SAMPLE)
    assert said.gettext("Issue") == "Số"
    assert said.pgettext("verb", "Issue") == "Ban hành"
    assert said.gettext('A long "quoted" line\n') == 'Dòng "trích" dài\n'
    assert said.ngettext("%(n)s case", "%(n)s cases", 5) == "%(n)s hồ sơ"
    assert said.gettext("Unsure") == "Unsure", "fuzzy ones wait for a person"
    assert said.gettext("Not yet") == "Not yet"
    assert said.gettext("Old") == "Old"


@given(st.dictionaries(st.text(min_size=1), st.text(min_size=1), max_size=20))
def test_compiled_catalogue_keeps_every_letter(words: dict[str, str]) -> None:
    entries = [messages.Entry(1, source="", strings={0: "Content-Type: text/plain; charset=UTF-8\n"})]
    plain = {key: value for key, value in words.items() if not messages._PLACEHOLDER.search(key + value)}
    plain = {key: value for key, value in plain.items() if not {"\x00", "\x04"} & set(key + value)}
    try:
        entries += [messages.Entry(2, source=key, strings={0: value}) for key, value in plain.items()]
        content = compiled(entries)
    except UnicodeEncodeError:
        return
    said = gettext.GNUTranslations(io.BytesIO(content))
    assert {key: said.gettext(key) for key in plain} == plain


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "translated before on line 1"),
        ('msgid "%(n)s days"\nmsgstr "ngày"\n', "placeholders differ"),
        ('msgid "%(n)s days"\nmsgstr "%(m)s ngày"\n', "placeholders differ"),
        ('msgid "a"\nmsgstr "unclosed\n', "cannot be read"),
        ("nonsense\n", "cannot be read"),
        ('msgstr "b"\n', "without msgid"),
        ('msgid "a"\n', "without msgid or msgstr"),
    ],
)
def test_compiled_refuses_a_wrong_catalogue_with_its_line(text: str, says: str) -> None:
    with pytest.raises(CatalogueError, match=says) as refused:
        compiled(read_catalogue(text, "vi.po"), "vi.po")
    assert str(refused.value).startswith("vi.po:")


def test_compile_all_writes_what_is_missing_or_older(tmp_path: Path) -> None:
    folder = tmp_path / "locale" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(SAMPLE, encoding="utf-8")
    assert compile_all(tmp_path) == [folder / "django.mo"]
    assert compile_all(tmp_path) == []
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_all(tmp_path) == [folder / "django.mo"]


def test_main_tells_where_a_catalogue_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text("nonsense\n", encoding="utf-8")
    assert messages.main([str(tmp_path)]) == 1
    assert "django.po:1" in capsys.readouterr().err
    assert not (folder / "django.mo").exists()


def test_every_catalogue_of_the_package_compiles() -> None:
    package = Path(messages.__file__).resolve().parent.parent
    catalogues = sorted(package.rglob("LC_MESSAGES/*.po"))
    assert catalogues
    for path in catalogues:
        assert compiled(read_catalogue(path.read_text(encoding="utf-8"), str(path)), str(path))
