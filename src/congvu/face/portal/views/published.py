"""Công khai người vi phạm đã xử lý, đơn vị chậm trễ: what was approved, until its day; never more than the ground."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.domain.conduct.policy.words import SHOWN, word_for
from congvu.domain.conduct.queries.registers import public_on
from congvu.face.portal.views.citizens import citizen_of
from congvu.face.portal.views.door import everybody

#: The newest that are shown; what is older has run out long before.
MOST = 500


@everybody
@never_cache
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The publications of today: title, who published, by which document, what is shown, until when."""
    rows = [
        {"row": row, "shown": [(word_for(code, SHOWN).capitalize(), words) for code, words in row.shown.items()]}
        for row in public_on(timezone.localdate())[:MOST]
    ]
    return render(request, "portal/published.html", {"rows": rows, "citizen": citizen_of(request)})
