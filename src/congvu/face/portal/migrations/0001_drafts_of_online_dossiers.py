"""What people have filled in online and not yet sent."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("citizens", "0001_people_codes_and_presences"),
        ("documents", "0001_registers_routing_and_dossiers"),
        ("onestop", "0001_dossiers_of_the_one_stop_shop"),
        ("procedures", "0001_the_catalogue_of_procedures"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="OnlineDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=32, unique=True)),
                        ("sealed", models.TextField(blank=True, default="")),
                        ("begun_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("sent_as", models.CharField(blank=True, default="", max_length=40)),
                        (
                            "answers",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="onestop.dossier",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="citizens.person"
                            ),
                        ),
                        (
                            "variant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="procedures.variant"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("sent_at", None)),
                                fields=["person", "-changed_at"],
                                name="portal_draft_of_person",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_as", ""), ("sent_at", None)),
                                    models.Q(
                                        ("sent_at__isnull", False), models.Q(("sent_as", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="portal_draft_sent_as_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DraftPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=300)),
                        ("added_at", models.DateTimeField()),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="portal.onlinedraft",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                    },
                ),
            ],
        ),
    ]
