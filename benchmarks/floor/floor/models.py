"""The floor: what a bare Django step writes."""

from __future__ import annotations

from django.db import models


class Item(models.Model):
    """A row that is locked and changed."""

    code = models.CharField(max_length=40, unique=True)
    holder = models.IntegerField()
    seq = models.IntegerField()

    objects: models.Manager[Item] = models.Manager()

    def __str__(self) -> str:
        return self.code


class Trace(models.Model):
    """A line that is added."""

    item = models.ForeignKey(Item, models.CASCADE)
    seq = models.IntegerField()
    line = models.TextField()

    objects: models.Manager[Trace] = models.Manager()

    def __str__(self) -> str:
        return self.line
