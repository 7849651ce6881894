"""Devices at the counter on which applicants say what they thought of it."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    dependencies = [
        ("onestop", "0003_cash_books_and_returns"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="RatingDevice",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=80)),
                        ("key", models.CharField(max_length=43, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("shown_at", models.DateTimeField(blank=True, null=True)),
                        ("shown_by", models.CharField(blank=True, default="", max_length=200)),
                        ("thanked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rating_devices",
                                to="onestop.desk",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="onestop.dossier",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("desk", "name"),
                                name="onestop_rating_device_named_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True), models.Q(("key", ""), _negated=True)
                                ),
                                name="onestop_rating_device_has_a_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("dossier", None), ("shown_at", None)),
                                    models.Q(("dossier__isnull", False), ("shown_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="onestop_rating_device_shown_when",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
