"""The catalogue of procedures: procedures, their versions, and what stands in each."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Field",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, unique=True)),
                        ("code", models.CharField(blank=True, default="", max_length=20)),
                        ("sort_key", models.CharField(max_length=320)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="procedure_field_has_a_name"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Procedure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stem", models.CharField(blank=True, default="", max_length=8)),
                        ("top", models.CharField(blank=True, default="", max_length=3)),
                        ("written", models.CharField(blank=True, default="", max_length=80)),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("public", "For people and enterprises"),
                                    ("internal", "Inside the administration"),
                                ],
                                default="public",
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=1000)),
                        ("search", models.TextField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="procedures",
                                to="procedures.field",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["field", "agency"], name="procedure_by_field")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stem", ""), _negated=True),
                                fields=("stem", "top"),
                                name="procedure_code_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("scope__in", ["public", "internal"])), name="procedure_scope_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stem", ""), _negated=True), ("scope", "internal"), _connector="OR"
                                ),
                                name="procedure_public_has_a_code",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="procedure_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Version",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "change",
                            models.CharField(
                                choices=[
                                    ("new", "New"),
                                    ("amended", "Amended"),
                                    ("replaced", "Replaced"),
                                    ("abolished", "Abolished"),
                                ],
                                default="new",
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=1000)),
                        (
                            "settled_at",
                            models.CharField(
                                choices=[
                                    ("province", "Provincial level"),
                                    ("commune", "Commune level"),
                                    ("both", "Provincial and commune level"),
                                    ("centre", "Central agency in the province"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("boundary_free", models.BooleanField(default=False)),
                        ("interlinked", models.BooleanField(default=False)),
                        ("subjects", models.JSONField(default=list)),
                        ("sequence", models.TextField(blank=True, default="")),
                        ("ways", models.TextField(blank=True, default="")),
                        ("sets", models.PositiveSmallIntegerField(default=1)),
                        ("settled_by", models.CharField(blank=True, default="", max_length=300)),
                        ("result", models.TextField(blank=True, default="")),
                        ("requirements", models.TextField(blank=True, default="")),
                        ("legal_basis", models.TextField(blank=True, default="")),
                        (
                            "online",
                            models.CharField(
                                choices=[
                                    ("full", "Full online service"),
                                    ("partial", "Partial online service"),
                                    ("information", "Information only"),
                                ],
                                default="information",
                                max_length=12,
                            ),
                        ),
                        ("online_reason", models.CharField(blank=True, default="", max_length=500)),
                        ("decision", models.CharField(blank=True, default="", max_length=200)),
                        ("announced_on", models.DateField(blank=True, null=True)),
                        ("published_on", models.DateField(blank=True, null=True)),
                        ("from_on", models.DateField(blank=True, null=True)),
                        ("to_on", models.DateField(blank=True, null=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="procedures.procedure",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["from_on", "to_on"], name="procedure_version_days")],
                        "constraints": [
                            models.UniqueConstraint(fields=("procedure", "number"), name="procedure_version_numbered"),
                            models.UniqueConstraint(
                                condition=models.Q(("announced_on", None)),
                                fields=("procedure",),
                                name="procedure_version_one_draft",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("announced_on", None), ("from_on", None)),
                                    models.Q(("announced_on__isnull", False), ("from_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="procedure_version_announced_with_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on", None),
                                    models.Q(("from_on__isnull", False), ("to_on__gt", models.F("from_on"))),
                                    _connector="OR",
                                ),
                                name="procedure_version_ends_after_begin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_on", None), ("announced_on__isnull", False), _connector="OR"
                                ),
                                name="procedure_version_published_after_announced",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("online", "partial"), _negated=True),
                                    models.Q(("online_reason", ""), _negated=True),
                                    ("announced_on", None),
                                    _connector="OR",
                                ),
                                name="procedure_version_partial_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Variant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(blank=True, default="", max_length=300)),
                        ("limit", models.CharField(blank=True, default="", max_length=200)),
                        ("limit_note", models.CharField(blank=True, default="", max_length=1000)),
                        ("hours_a_day", models.PositiveSmallIntegerField(default=8)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="variants",
                                to="procedures.version",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "position"), name="procedure_variant_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(("hours_a_day__range", (1, 24))),
                                name="procedure_variant_hours_of_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=1000)),
                        ("form", models.CharField(blank=True, default="", max_length=200)),
                        ("originals", models.PositiveSmallIntegerField(default=0)),
                        ("copies", models.PositiveSmallIntegerField(default=0)),
                        ("mandatory", models.BooleanField(default=True)),
                        ("when_needed", models.CharField(blank=True, default="", max_length=500)),
                        ("held_by", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "variant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="procedures.variant",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("variant", "position"), name="procedure_paper_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="procedure_paper_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=300)),
                        ("amount", models.PositiveBigIntegerField()),
                        ("per", models.CharField(blank=True, default="", max_length=60)),
                        (
                            "collected",
                            models.CharField(
                                choices=[
                                    ("reception", "At reception"),
                                    ("supplement", "When papers are supplemented"),
                                    ("return", "When the result is returned"),
                                ],
                                default="reception",
                                max_length=12,
                            ),
                        ),
                        ("free_when", models.CharField(blank=True, default="", max_length=1000)),
                        ("basis", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "variant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fees",
                                to="procedures.variant",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("variant", "position"), name="procedure_fee_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="procedure_fee_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StationGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=200)),
                        ("minutes", models.PositiveIntegerField()),
                        (
                            "variant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="groups",
                                to="procedures.variant",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("variant", "code"), name="procedure_group_once"),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gt", 0)), name="procedure_group_takes_time"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Station",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("code", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=300)),
                        (
                            "who",
                            models.CharField(
                                choices=[
                                    ("desk", "One-stop desk"),
                                    ("settling", "The agency that settles"),
                                    ("above", "The agency above it"),
                                    ("named", "Another agency, by name"),
                                ],
                                default="settling",
                                max_length=10,
                            ),
                        ),
                        ("post", models.CharField(blank=True, default="", max_length=200)),
                        ("minutes", models.PositiveIntegerField(blank=True, null=True)),
                        ("group", models.CharField(blank=True, default="", max_length=40)),
                        ("counted", models.BooleanField(default=True)),
                        ("back_to", models.JSONField(blank=True, default=list)),
                        ("branch", models.CharField(blank=True, default="", max_length=40)),
                        ("product", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "variant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stations",
                                to="procedures.variant",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("variant", "position"), name="procedure_station_numbered"),
                            models.UniqueConstraint(fields=("variant", "code"), name="procedure_station_code_once"),
                            models.CheckConstraint(
                                condition=models.Q(("who__in", ["desk", "settling", "above", "named"])),
                                name="procedure_station_who_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("who", "named"), _negated=True),
                                    ("agency__isnull", False),
                                    _connector="OR",
                                ),
                                name="procedure_station_names_whom",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
