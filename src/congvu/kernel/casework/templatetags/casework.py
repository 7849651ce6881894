"""Tags for templates that speak of cases."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.competence import window_words as words_of_window

register = template.Library()


@register.simple_tag
def case_link(case: Case, label: str = "") -> SafeString:
    """A link to the page of the case: its code, or `label`."""
    href = kinds.case_href(case.code)
    return (
        format_html('<a href="{}">{}</a>', href, label or case.code) if href else format_html("{}", label or case.code)
    )


@register.simple_tag
def phase_label(case: Case, language: str = "vi") -> str:
    """The phase of the case in the words of its kind."""
    return kinds.get(case.kind).lifecycle.phase(case.phase).label(language)


@register.filter
def window_words(window: str) -> str:
    """``{{ row.window|window_words }}``: a time limit as people read it."""
    return words_of_window(window)
