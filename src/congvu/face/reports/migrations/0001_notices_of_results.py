"""Notices of results."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_registers_routing_and_dossiers"),
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                choices=[
                                    ("month", "Month"),
                                    ("quarter", "Quarter"),
                                    ("half", "Half-year"),
                                    ("year", "Year"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("since", models.DateField()),
                        ("until", models.DateField()),
                        ("as_of", models.DateTimeField()),
                        ("rounding", models.CharField(max_length=12)),
                        ("figures", models.JSONField(default=dict)),
                        ("units", models.JSONField(default=list)),
                        ("overdue", models.JSONField(default=list)),
                        ("words", models.TextField(blank=True, default="")),
                        ("notation", models.CharField(max_length=60)),
                        ("signer_authority", models.CharField(blank=True, max_length=200)),
                        ("signer_title", models.CharField(blank=True, max_length=200)),
                        ("signer_name", models.CharField(blank=True, max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        ("issued_at", models.DateTimeField(null=True)),
                        ("issued_by", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["agency", "-until", "-id"], name="notice_newest_first")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until__gte", models.F("since"))), name="notice_period_forward"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("document", None), ("issued_at", None)),
                                    models.Q(("document__isnull", False), ("issued_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="notice_issued_is_registered",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
