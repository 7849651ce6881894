"""Filters for templates of the directives room."""

from __future__ import annotations

from django import template

from congvu.insight.measures import all_measures
from congvu.kernel.documents.models.catalogue import in_vietnamese
from congvu.kernel.rules.shipped.shapes import STANDINGS

register = template.Library()


@register.filter
def rule_standing(code: str) -> str:
    """Mức độ kiểm chứng of a rule in words."""
    vi, en = STANDINGS.get(code, (code, code))
    return vi if in_vietnamese() else en


@register.simple_tag
def figure_label(name: str) -> str:
    """A figure of the statistics by its name, in words."""
    for measure in all_measures():
        if measure.name == f"directives.tasks.{name}":
            return measure.label_vi if in_vietnamese() else measure.label_en
    return name
