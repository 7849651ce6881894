"""Self-checks of agencies; what is issued or in force cannot be changed any more."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from congvu.domain.inspections.migrations import _guards
from congvu.kernel.first_tables import CreateModels

_VALUES = [
    ("good", "As it should be"), ("breach", "A fault"), ("praise", "To be praised"), ("not_seen", "Not checked yet"),
]  # fmt: skip


PROTECT, CASCADE = django.db.models.deletion.PROTECT, django.db.models.deletion.CASCADE


def _key() -> tuple[str, Any]:
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def _to(table: str, related: str = "+", on_delete: Any = PROTECT) -> Any:
    return models.ForeignKey(on_delete=on_delete, related_name=related, to=table)


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0001_plans_draws_visits_and_findings"),
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="SelfCheckRound",
                    fields=[
                        _key(),
                        ("name", models.CharField(max_length=300)),
                        ("period_from", models.DateField()),
                        ("period_to", models.DateField()),
                        ("due_on", models.DateField()),
                        ("opened_at", models.DateTimeField()),
                        ("opened_by", models.CharField(max_length=200)),
                        ("agency", _to("org.agency")),
                        ("checklist", _to("inspections.checklist")),
                    ],
                    options={
                        "ordering": ["-opened_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("period_to__gte", models.F("period_from"))),
                                name="inspection_selfcheck_period_in_order",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelfCheck",
                    fields=[
                        _key(),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", models.CharField(max_length=200)),
                        ("words", models.CharField(blank=True, default="", max_length=2000)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_by", models.CharField(blank=True, default="", max_length=200)),
                        ("agency", _to("org.agency")),
                        ("round", _to("inspections.selfcheckround", "checks")),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "agency"), name="inspection_selfcheck_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at", None), ("signed_by", "")),
                                    models.Q(
                                        ("signed_at__isnull", False), models.Q(("signed_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="inspection_selfcheck_signed_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelfAnswer",
                    fields=[
                        _key(),
                        ("value", models.CharField(choices=_VALUES, max_length=10)),
                        ("note", models.CharField(blank=True, default="", max_length=2000)),
                        ("remedy", models.CharField(blank=True, default="", max_length=1000)),
                        ("remedy_by", models.DateField(blank=True, null=True)),
                        ("remedied_on", models.DateField(blank=True, null=True)),
                        ("by", models.CharField(max_length=200)),
                        ("noted_at", models.DateTimeField()),
                        ("item", _to("inspections.checklistitem")),
                        ("check_of", _to("inspections.selfcheck", "answers", CASCADE)),
                    ],
                    options={
                        "ordering": ["item__position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("check_of", "item"), name="inspection_selfanswer_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("value", "breach"), _negated=True),
                                    models.Q(
                                        models.Q(("remedy", ""), _negated=True), ("remedy_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="inspection_selfanswer_fault_has_remedy",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunPython(_guards.install, migrations.RunPython.noop),
    ]  # fmt: skip
