"""``{% load ui %}``: the tags and filters every screen may use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from congvu.kernel.ui import assets, badges, formats, widgets
from congvu.kernel.ui import strip as strips
from congvu.kernel.ui.labels import CUSTODY_LABELS, WHOSE_LABELS
from congvu.kernel.ui.tables import FilterField

register = template.Library()


@register.simple_tag
def ui_assets(entry: str) -> SafeString:
    """Style sheets and module of a front-end entry: ``{% ui_assets "desk" %}``."""
    files = assets.bundle(entry)
    styles = format_html_join("\n", '<link rel="stylesheet" href="{}">', ((name,) for name in files.styles))
    if files.script is None:
        return styles
    return format_html('{}\n<script type="module" src="{}"></script>', styles, files.script)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """``{% icon "clock" %}``; with ``label="…"`` the icon is read out, otherwise it is decoration."""
    return badges.icon(name, str(label), css)


@register.simple_tag
def status(label: str, tone: str = "neutral", icon_name: str = "") -> SafeString:
    """``{% status label tone icon %}``; tone: neutral, info, ok, soon, late, paused, wait."""
    return badges.status(label, tone, icon_name)


@register.simple_tag
def due(
    due_at: datetime | None,
    now: datetime,
    state: str = "running",
    left: int | None = None,
    stopped_at: datetime | None = None,
    brief: bool = False,
) -> SafeString:
    """``{% due due_at now state left=minutes stopped_at=… brief=True %}``.

    *state*: running, paused, stopped, none. *left*: working minutes left, negative when late, None when unknown.
    """
    return badges.due(due_at, now, state, left, stopped_at, brief=brief)


@register.filter
def vi_date(value: date | datetime | None) -> str:
    """``22/11/2026``."""
    return formats.day(value)


@register.filter
def vi_time(value: datetime | None) -> str:
    """``16:30``."""
    return formats.clock(value)


@register.filter
def vi_moment(value: datetime | None) -> str:
    """``22/11/2026 16:30``."""
    return formats.moment(value)


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    """A ``<time>`` element: ``{% moment line.at %}``."""
    if value is None:
        return SafeString("")
    return format_html(
        '<time datetime="{}">{}</time>', formats.local(value).isoformat(timespec="seconds"), formats.moment(value)
    )


@register.filter
def vi_number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """``1.234,5``; ``{{ x|vi_number:1 }}`` rounds to one place."""
    return formats.number(value, places)


@register.filter
def working_span(minutes: int | None) -> str:
    """Working minutes in words: ``2 ngày 3 giờ``."""
    return "" if minutes is None else formats.working_span(minutes)


@register.filter
def file_size(value: int | None) -> str:
    """``1,2 MB``."""
    return "" if value is None else formats.size(value)


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """The present query string with some keys changed; None or "" drops a key: ``{% query_with page=2 %}``."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for key, value in changes.items():
        if value is None or value == "":
            query.pop(key, None)
        elif isinstance(value, (list, tuple)):
            query.setlist(key, [str(item) for item in value])
        else:
            query[key] = str(value)
    text = query.urlencode()
    return f"?{text}" if text else "?"


@register.filter
def get_item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """``{{ totals|get_item:code }}``; None when the key is absent."""
    return mapping.get(key)


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField, help: str = "", css: str = "", label: str = "") -> dict[str, Any]:  # noqa: A002
    """A form field with label, required mark, help and error, tied together: ``{% field form.title %}``."""
    return field_context(bound, help, css, label)


def field_context(bound: BoundField, help_text: str = "", css: str = "", label: str = "") -> dict[str, Any]:
    """What the field template needs; the widget carries aria-describedby and aria-invalid."""
    identity = bound.id_for_label or bound.auto_id or bound.html_name
    hint = help_text or bound.help_text
    described = [f"{identity}-help"] if hint else []
    if bound.errors:
        described.append(f"{identity}-error")
    kind = _widget_kind(bound)
    classes = {"check": "form-check-input", "select": "form-select", "choices": ""}.get(kind, "form-control")
    own = str(bound.field.widget.attrs.get("class", ""))
    if kind == "choices":  # each option is drawn apart, from the widget's own attributes
        bound.field.widget.attrs["class"] = f"form-check-input {own}".strip()
    attrs: dict[str, Any] = {"class": f"{classes} {own} {'is-invalid' if bound.errors else ''}".strip()}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "field": bound,
        "identity": identity,
        "kind": kind,
        "label": label or bound.label,
        "help": hint,
        "css": css,
        "widget": bound.as_widget(attrs=attrs),
        "required": bound.field.required,
    }


def _widget_kind(bound: BoundField) -> str:
    kind = getattr(bound.field.widget, "input_type", "") or ""
    if bound.is_hidden:
        return "hidden"
    if kind == "checkbox":
        return "check" if not getattr(bound.field.widget, "allow_multiple_selected", False) else "choices"
    if kind == "radio":
        return "choices"
    if kind == "select":
        return "select"
    return "file" if kind == "file" else "text"


@register.inclusion_tag("ui/components/strip.html")
def custody_strip(strip: strips.Strip) -> dict[str, Any]:
    """The custody strip of a case: ``{% custody_strip strip %}`` with the value of ``strip.layout(…)``."""
    return {"strip": strip}


@register.simple_tag
def ui_brand() -> str:
    """Address of the brand mark."""
    return static("ui/brand.svg")


@register.filter
def initials(name: str) -> str:
    """First and last word's first letters, as a Vietnamese name is shortened: Nguyễn Văn An → NA."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    letters = [word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)]
    return "".join(letters).upper() or "?"


@register.filter
def message_tone(level_tag: str) -> str:
    """Tone of a Django message level."""
    return {"success": "ok", "warning": "soon", "error": "late"}.get(level_tag, "info")


@register.simple_tag
def day_field(identity: str, field: FilterField) -> SafeString:
    """The day field of a filter."""
    return widgets.day_field(field.name, identity, field.raw, error=field.error)


@register.filter
def whose_label(whose: str) -> str:
    """Whose clock, in words."""
    return str(WHOSE_LABELS[whose])


@register.filter
def custody_label(kind: str) -> str:
    """Kind of a custody interval, in words."""
    return str(CUSTODY_LABELS[kind])


@register.simple_block_tag
def card(content: str, title: str = "", **options: Any) -> str:
    """``{% card title icon="…" count=… act_url=… act_label=… css="…" id="…" flush=True %}…{% endcard %}``."""
    context = {"count": None, **options, "content": SafeString(content), "title": title}
    return render_to_string("ui/components/card.html", context)
