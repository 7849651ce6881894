"""The floor's one view: SELECT FOR UPDATE, UPDATE, INSERT in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from benchmarks.floor.floor.models import Item, Trace


@csrf_exempt
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of a bare row."""
    with transaction.atomic():
        item = Item.objects.select_for_update().get(pk=pk)
        item.seq += 1
        item.holder = int(request.POST.get("holder", "0"))
        item.save(update_fields=["seq", "holder"])
        Trace.objects.create(item=item, seq=item.seq, line="x" * 300)
    return HttpResponse("done")


urlpatterns = [path("step/<int:pk>/", step)]
