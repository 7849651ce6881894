"""The tag library, the components and the style guide."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings as project
from django.http import Http404, HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django.fixtures import Settings

from congvu.kernel.ui import samples, views
from congvu.kernel.ui.templatetags import ui
from congvu.kernel.ui.widgets import DayInput, MomentInput

SOURCE = Path(__file__).parents[3] / "src/congvu"


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def rendered(source: str, /, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


class Guests(HTMLParser):
    """Collects what the content security policy would refuse, and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.ids: list[str] = []
        self.pointed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in named):
            self.refused.append(tag)
        self.refused.extend(name for name, _value in attrs if name == "style" or name.startswith(("on", "hx-on")))
        if named.get("id"):
            self.ids.append(str(named["id"]))
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            self.pointed.extend((named.get(name) or "").split())


def guide(settings: Settings, query: str = "") -> str:
    settings.CONGVU_DEMO = True
    request = RequestFactory().get(f"/ui/styleguide/{query}")
    answer = views.styleguide(request)
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("query", ["", "?page=review", "?page=signin", "?late=1", "?q=khong-co-gi"])
def test_every_component_lives_under_the_content_security_policy(settings: Settings, query: str) -> None:
    """No inline script, style or handler; every id once; every reference points at something."""
    parser = Guests()
    parser.feed(guide(settings, query))
    assert parser.refused == []
    doubled = {name for name in parser.ids if parser.ids.count(name) > 1} - SAMPLE_FORM_TWICE
    assert doubled == set()
    assert set(parser.pointed) - set(parser.ids) == set()


#: The style guide shows the same form twice (fresh, and with errors); real pages hold it once.
SAMPLE_FORM_TWICE = {f"id_{name}" for name in samples.SampleForm.base_fields} | {
    "id_title-help",
    "id_way_0",
    "id_way_1",
}


def test_the_style_guide_is_not_there_in_service(settings: Settings, client: Client) -> None:
    """It answers 404 outside demonstration and debugging."""
    settings.CONGVU_DEMO = settings.DEBUG = False
    with pytest.raises(Http404):
        views.styleguide(RequestFactory().get("/ui/styleguide/"))


def test_the_theme_is_remembered_without_script() -> None:
    """Only known themes, and back only to this site."""
    answer = views.theme(RequestFactory().post("/ui/theme/", {"theme": "dark", "next": "/tasks/"}))
    assert answer.cookies["theme"].value == "dark"
    assert answer["Location"] == "/tasks/"
    answer = views.theme(RequestFactory().post("/ui/theme/", {"theme": "<b>", "next": "//evil.example/"}))
    assert "theme" not in answer.cookies
    assert answer["Location"] == "/"


def test_query_with_changes_and_drops_keys() -> None:
    """The rest of the address stays; lists are kept."""
    request = RequestFactory().get("/?a=1&b=2&c=3&c=4")
    text = rendered("{% query_with a=9 b=None d='x y' %}", request=request)
    assert text == "?a=9&amp;c=3&amp;c=4&amp;d=x+y"
    assert rendered("{% query_with a=None %}", request=RequestFactory().get("/?a=1")) == "?"


def test_filters_write_the_vietnamese_way() -> None:
    """Dates, numbers, sizes, spans, initials."""
    at = datetime(2026, 11, 22, 1, 5, tzinfo=UTC)
    text = (
        "{{ at|vi_date }} {{ at|vi_time }} {{ n|vi_number:1 }} {{ m|working_span }} {{ b|file_size }} {{ w|initials }}"
    )
    assert rendered(text, at=at, n=1234.56, m=1110, b=2048, w="Trần Thị Hoa") == (
        "22/11/2026 08:05 1.234,6 2 ngày 2 giờ 2,0 KB TH"
    )
    assert rendered("{% moment at %}", at=at) == '<time datetime="2026-11-22T08:05:00+07:00">22/11/2026 08:05</time>'
    assert (ui.initials("Hoa"), ui.initials(""), ui.initials("  ")) == ("H", "?", "?")


def test_card_wraps_what_it_is_given_without_escaping_it_twice() -> None:
    """Its content was escaped when it was drawn."""
    html = rendered("{% card title count=3 %}<p>{{ text }}</p>{% endcard %}", title="A & B", text="<i>")
    assert "<p>&lt;i&gt;</p>" in html
    assert "A &amp; B" in html


class Form(forms.Form):
    title = forms.CharField(help_text="Như trên văn bản.")
    way = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False)
    due_on = forms.DateField(widget=DayInput, required=False)
    at = forms.DateTimeField(widget=MomentInput, required=False)
    file = forms.FileField(required=False)
    sure = forms.BooleanField(required=False)
    code = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_ties_label_help_and_error_together() -> None:
    """For people who do not see where things stand."""
    html = rendered("{% field form.title %}", form=Form({}))
    assert '<label class="form-label" for="id_title">' in html
    assert 'aria-describedby="id_title-help id_title-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title-help"' in html
    assert 'id="id_title-error"' in html
    clean = rendered("{% field form.title %}", form=Form())
    assert "aria-invalid" not in clean
    assert 'aria-describedby="id_title-help"' in clean


def test_each_kind_of_field_gets_its_shape() -> None:
    """Choices a group, files a drop zone, one box a line, hidden nothing around it."""
    form = Form()
    assert "<fieldset" in rendered("{% field form.way %}", form=form)
    assert "data-file-drop" in rendered("{% field form.file %}", form=form)
    assert "field-check" in rendered("{% field form.sure %}", form=form)
    assert rendered("{% field form.code %}", form=form).strip().startswith('<input type="hidden"')


def test_days_are_typed_and_shown_day_first() -> None:
    """Whatever the language of the browser."""
    for language in ("vi", "en"):
        with translation.override(language):
            form = Form({"title": "x", "due_on": "05/11/2026", "at": "05/11/2026 16:30"})
            assert form.is_valid(), form.errors
            assert (form.cleaned_data["due_on"].month, form.cleaned_data["due_on"].day) == (11, 5)
            html = rendered("{% field form.due_on %}{% field form.at %}", form=Form(initial=form.cleaned_data))
            assert 'value="05/11/2026"' in html
            assert 'value="05/11/2026 16:30"' in html


def test_a_form_with_errors_says_that_nothing_was_stored() -> None:
    """With a link to each field."""
    html = render_to_string("ui/components/form.html", {"form": Form({})})
    assert 'role="alert"' in html
    assert '<a href="#id_title">' in html
    assert 'role="alert"' not in render_to_string("ui/components/form.html", {"form": Form()})


def test_the_strip_is_drawn_and_told() -> None:
    """The picture has no words of its own that the table has not."""
    html = rendered("{% custody_strip strip %}", strip=samples.sample_strip())
    table = html[html.index("<table") :]
    for words in ("Văn phòng UBND tỉnh", "Sở Tài chính", "Tạm dừng tính hạn", "Đang chuyển giao", "Tổng cộng"):
        assert words in table
    assert html.count('class="strip-lane"') == 3
    assert "is-late" in html


def test_every_icon_asked_for_is_in_the_sprite() -> None:
    """A missing one would be an empty square."""
    known = set(json.loads((SOURCE.parents[1] / "frontend/icons.json").read_text(encoding="utf-8")))
    asked: dict[str, str] = {}
    for path in SOURCE.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"""\{%\s*icon\s+["']([\w-]+)["']""", text):
            asked[name] = path.name
    for path in SOURCE.rglob("*.py"):  # entries of the rail and places of a room: code, label, page, icon
        named = r"""(?:Place|Entry)\(\s*"[^"]*",\s*_\("[^"]*"\),\s*"[^"]*",\s*"([\w-]+)\""""
        for name in re.findall(named, path.read_text(encoding="utf-8")):
            asked[name] = path.name
    assert {"gavel", "map-pin"} <= set(asked)
    assert {name: place for name, place in asked.items() if name not in known} == {}


def test_every_translation_of_the_room_is_complete() -> None:
    """Vietnamese is the language of the office, not an extra."""
    text = (SOURCE / "kernel/ui/locale/vi/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    assert 'msgstr ""\n\n' not in text
    assert "fuzzy" not in text
    assert project.LANGUAGE_CODE == "vi"
