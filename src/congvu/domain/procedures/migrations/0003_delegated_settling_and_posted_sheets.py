"""Who settles in place of whom, by a decision; which sheets hang at which desk."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0001_agencies_officials_and_calendars"),
        ("procedures", "0002_phases_of_limits_and_kinds_of_stations"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="DelegatedSettling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "means",
                            models.CharField(
                                choices=[("decentralised", "Decentralised"), ("delegated", "Delegated")], max_length=14
                            ),
                        ),
                        ("to_communes", models.BooleanField(default=False)),
                        ("position", models.CharField(blank=True, default="", max_length=200)),
                        ("replaces", models.BooleanField(default=True)),
                        ("place", models.CharField(blank=True, default="", max_length=500)),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(blank=True, null=True)),
                        ("decision", models.CharField(max_length=200)),
                        ("responsibility", models.TextField(blank=True, default="")),
                        ("ended_by", models.CharField(blank=True, default="", max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "delegate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        ("procedures", models.ManyToManyField(related_name="delegations", to="procedures.procedure")),
                        ("within", models.ManyToManyField(blank=True, related_name="+", to="org.agency")),
                    ],
                    options={
                        "indexes": [models.Index(fields=["from_on", "to_on"], name="procedure_delegation_days")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("means__in", ["decentralised", "delegated"])),
                                name="procedure_delegation_means_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("delegate", None), ("to_communes", True)),
                                    models.Q(("delegate__isnull", False), ("to_communes", False)),
                                    _connector="OR",
                                ),
                                name="procedure_delegation_one_delegate",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on", None), ("to_on__gt", models.F("from_on")), _connector="OR"
                                ),
                                name="procedure_delegation_ends_after_begin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decision", ""), _negated=True),
                                name="procedure_delegation_has_a_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("delegate", models.F("authority")), _negated=True),
                                    ("delegate", None),
                                    _connector="OR",
                                ),
                                name="procedure_delegation_not_to_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostedSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("posted_on", models.DateField()),
                        ("posted_by", models.CharField(max_length=200)),
                        ("taken_down_on", models.DateField(blank=True, null=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="procedures.version",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["desk", "posted_on"], name="procedure_posting_of_desk")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("posted_by", ""), _negated=True),
                                name="procedure_posting_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken_down_on", None),
                                    ("taken_down_on__gte", models.F("posted_on")),
                                    _connector="OR",
                                ),
                                name="procedure_posting_down_after_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostingChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("posts", models.BooleanField()),
                        ("reason", models.CharField(max_length=300)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.procedure"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("desk", "procedure"), name="procedure_posting_choice_once"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="procedure_posting_choice_has_a_reason",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
