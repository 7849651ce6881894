"""Plans, teams, draws, visits, findings and what follows."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0002_words_and_ways_to_a_case"),
        ("documents", "0001_registers_routing_and_dossiers"),
        ("org", "0001_agencies_officials_and_calendars"),
        ("procedures", "0003_delegated_settling_and_posted_sheets"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Team",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("decision", models.CharField(max_length=60)),
                        ("decided_on", models.DateField()),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        ("rules", models.TextField(blank=True, default="")),
                        ("made_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-decided_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                                ),
                                name="inspection_team_days_in_order",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Round",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("code", models.CharField(max_length=40, unique=True)),
                        ("listing", models.TextField()),
                        ("listing_hash", models.CharField(max_length=64)),
                        ("team_size", models.PositiveSmallIntegerField(default=3)),
                        ("beacon_source", models.CharField(max_length=500)),
                        ("beacon_at", models.DateTimeField()),
                        ("beacon", models.CharField(blank=True, default="", max_length=500)),
                        ("beacon_entered_at", models.DateTimeField(blank=True, null=True)),
                        ("opens_until", models.DateField()),
                        ("committed_at", models.DateTimeField()),
                        ("sealed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "head",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="inspections.team"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-committed_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("beacon", ""), ("beacon_entered_at", None)),
                                    models.Q(
                                        models.Q(("beacon", ""), _negated=True), ("beacon_entered_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="inspection_round_beacon_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Slot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("commitment", models.CharField(max_length=64)),
                        ("envelope", models.BinaryField(default=bytes)),
                        ("envelope_hash", models.CharField(blank=True, default="", max_length=64)),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="slots",
                                to="inspections.round",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["round", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "number"), name="inspection_slot_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Checklist",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=300)),
                        ("theme", models.CharField(blank=True, default="", max_length=300)),
                        ("in_force_from", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["code", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "number"), name="inspection_checklist_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on", None), ("in_force_from__isnull", False)),
                                fields=("code",),
                                name="inspection_checklist_one_in_force",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("code", models.CharField(max_length=12)),
                        ("group", models.CharField(max_length=2)),
                        ("name", models.CharField(max_length=300)),
                        ("evidence", models.CharField(blank=True, default="", max_length=500)),
                        ("violation", models.CharField(blank=True, default="", max_length=500)),
                        ("basis", models.CharField(blank=True, default="", max_length=300)),
                        ("mark", models.CharField(default="M", max_length=1)),
                        ("severity", models.PositiveSmallIntegerField(default=1)),
                        ("counts_heads", models.BooleanField(default=False)),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="inspections.checklist",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("checklist", "code"), name="inspection_item_code_once"),
                            models.CheckConstraint(
                                condition=models.Q(("severity__lte", 4)), name="inspection_item_severity"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeviceKey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public", models.TextField()),
                        ("fingerprint", models.CharField(max_length=64, unique=True)),
                        ("name", models.CharField(blank=True, default="", max_length=100)),
                        ("made_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["made_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Opening",
                    fields=[
                        (
                            "slot",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="opening",
                                serialize=False,
                                to="inspections.slot",
                            ),
                        ),
                        ("secret", models.CharField(max_length=64)),
                        ("salt", models.CharField(blank=True, default="", max_length=64)),
                        ("told", models.JSONField(default=dict)),
                        ("drawn", models.CharField(max_length=80)),
                        ("drawn_team", models.JSONField(default=list)),
                        ("followed", models.BooleanField()),
                        ("used", models.BooleanField()),
                        ("at", models.DateTimeField()),
                        ("received_at", models.DateTimeField()),
                        ("by", models.CharField(max_length=200)),
                        ("place", models.CharField(blank=True, default="", max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=300)),
                        ("purposes", models.TextField(blank=True, default="")),
                        ("number", models.CharField(blank=True, default="", max_length=60)),
                        ("issued_on", models.DateField(blank=True, null=True)),
                        ("issued_by", models.CharField(blank=True, default="", max_length=200)),
                        ("made_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issued_on", None), ("number", "")),
                                    models.Q(("issued_on__isnull", False), models.Q(("number", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="inspection_plan_issued_with_number",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sort",
                            models.CharField(
                                choices=[
                                    ("planned", "By plan"),
                                    ("thematic", "By theme"),
                                    ("short_notice", "Unscheduled, with short notice"),
                                    ("unannounced", "Unannounced"),
                                    ("recheck", "Re-check of remedies"),
                                    ("self", "Self-check"),
                                ],
                                default="planned",
                                max_length=14,
                            ),
                        ),
                        ("theme", models.CharField(blank=True, default="", max_length=300)),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField()),
                        ("period_from", models.DateField(blank=True, null=True)),
                        ("period_to", models.DateField(blank=True, null=True)),
                        ("because", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "checklist",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.checklist",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="inspections.plan"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.team",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["from_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gte", models.F("from_on"))),
                                name="inspection_item_days_in_order",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="inspection_visit",
                                serialize=False,
                                to="casework.case",
                            ),
                        ),
                        (
                            "sort",
                            models.CharField(
                                choices=[
                                    ("planned", "By plan"),
                                    ("thematic", "By theme"),
                                    ("short_notice", "Unscheduled, with short notice"),
                                    ("unannounced", "Unannounced"),
                                    ("recheck", "Re-check of remedies"),
                                    ("self", "Self-check"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("plan", "The yearly plan"),
                                    ("draw", "Drawn by lot"),
                                    ("order", "A leader's order"),
                                    ("tip", "A tip or petition"),
                                    ("signal", "A signal in the figures"),
                                    ("calendar", "The calendar: start of a day, before or after Tết"),
                                    ("remedy", "Remedies that have to be re-checked"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, default="", max_length=1000)),
                        ("unit_name", models.CharField(max_length=300)),
                        ("ordered_by", models.CharField(max_length=200)),
                        ("visit_on", models.DateField()),
                        ("as_of", models.DateTimeField(blank=True, null=True)),
                        ("opened_at_door", models.DateTimeField(blank=True, null=True)),
                        ("place", models.CharField(blank=True, default="", max_length=200)),
                        ("period_from", models.DateField(blank=True, null=True)),
                        ("period_to", models.DateField(blank=True, null=True)),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.checklist",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "slot",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visit",
                                to="inspections.slot",
                            ),
                        ),
                        (
                            "plan_item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="inspections.planitem",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="inspections.team",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "visit_on"], name="inspection_visit_of_unit")],
                    },
                ),
                migrations.CreateModel(
                    name="Conclusion",
                    fields=[
                        (
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="conclusion",
                                serialize=False,
                                to="inspections.visit",
                            ),
                        ),
                        ("report_number", models.CharField(blank=True, default="", max_length=60)),
                        ("reported_at", models.DateTimeField(blank=True, null=True)),
                        ("reported_by", models.CharField(blank=True, default="", max_length=200)),
                        ("number", models.CharField(blank=True, default="", max_length=60)),
                        ("concluded_at", models.DateTimeField(blank=True, null=True)),
                        ("concluded_by", models.CharField(blank=True, default="", max_length=200)),
                        ("words", models.TextField(blank=True, default="")),
                        ("public_words", models.TextField(blank=True, default="")),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("published_by", models.CharField(blank=True, default="", max_length=200)),
                        ("points", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("concluded_at", None),
                                    models.Q(("reported_at__isnull", False), models.Q(("number", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="inspection_concluded_after_report",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_at", None),
                                    models.Q(
                                        ("concluded_at__isnull", False), models.Q(("public_words", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="inspection_published_after_conclusion",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Snapshot",
                    fields=[
                        (
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="snapshot",
                                serialize=False,
                                to="inspections.visit",
                            ),
                        ),
                        ("as_of", models.DateTimeField()),
                        ("taken_at", models.DateTimeField()),
                        ("figures", models.JSONField(default=dict)),
                        ("listing_hash", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "value",
                            models.CharField(
                                choices=[
                                    ("good", "As it should be"),
                                    ("breach", "A fault"),
                                    ("praise", "To be praised"),
                                    ("not_seen", "Not checked yet"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.CharField(blank=True, default="", max_length=2000)),
                        ("by", models.CharField(max_length=200)),
                        ("noted_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField()),
                        ("uid", models.UUIDField(unique=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.checklistitem",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="inspections.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item__position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("visit", "item"), name="inspection_answer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sort",
                            models.CharField(
                                choices=[("photo", "Photo"), ("sound", "Recording"), ("paper", "Paper or copy")], max_length=6
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("words", models.CharField(blank=True, default="", max_length=500)),
                        ("taken_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField(blank=True, null=True)),
                        ("skew", models.IntegerField(default=0)),
                        ("by", models.CharField(max_length=200)),
                        ("uid", models.UUIDField(unique=True)),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.checklistitem",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="inspections.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["taken_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("file", None), ("received_at", None)),
                                    models.Q(("file__isnull", False), ("received_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="inspection_evidence_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("praise", models.BooleanField(default=False)),
                        ("fact", models.CharField(max_length=2000)),
                        ("rule", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "severity",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Remark, put right on site"),
                                    (1, "Minor"),
                                    (2, "Medium"),
                                    (3, "Grave"),
                                    (4, "Very grave"),
                                ],
                                default=1,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("noticed", "Told, waiting for the answer"),
                                    ("answered", "Explained"),
                                    ("final", "Final"),
                                    ("dropped", "Dropped after the answer"),
                                ],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        ("noticed_at", models.DateTimeField(blank=True, null=True)),
                        ("answer_by", models.DateTimeField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True, default="")),
                        ("silent_at", models.DateTimeField(blank=True, null=True)),
                        ("considered_at", models.DateTimeField(blank=True, null=True)),
                        ("considered", models.TextField(blank=True, default="")),
                        ("final_at", models.DateTimeField(blank=True, null=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        (
                            "evidence",
                            models.ManyToManyField(blank=True, related_name="findings", to="inspections.evidence"),
                        ),
                        (
                            "explanation",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="casework.case",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.checklistitem",
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "repeats",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="came_back",
                                to="inspections.finding",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="inspections.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [models.Index(fields=["unit", "final_at"], name="inspection_finding_of_unit")],
                        "constraints": [
                            models.UniqueConstraint(fields=("visit", "number"), name="inspection_finding_once"),
                            models.CheckConstraint(
                                condition=models.Q(("severity__lte", 4)), name="inspection_finding_severity"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("final_at__isnull", False), ("state", "final")),
                                    models.Q(models.Q(("state", "final"), _negated=True), ("final_at", None)),
                                    _connector="OR",
                                ),
                                name="inspection_final_has_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("final_at", None),
                                    ("praise", True),
                                    models.Q(
                                        ("considered_at__isnull", False),
                                        ("noticed_at__isnull", False),
                                        models.Q(("considered", ""), _negated=True),
                                        models.Q(
                                            ("answered_at__gte", models.F("noticed_at")),
                                            ("silent_at__gt", models.F("answer_by")),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="inspection_final_after_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at", None), models.Q(("answer", ""), _negated=True), _connector="OR"
                                ),
                                name="inspection_answer_has_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeadCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("post", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "presence",
                            models.CharField(
                                choices=[
                                    ("present", "Present"),
                                    ("late", "Came late"),
                                    ("leave", "Absent with leave"),
                                    ("duty", "Away on duty"),
                                    ("absent", "Absent without reason"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, default="", max_length=500)),
                        ("proved", models.BooleanField(null=True)),
                        ("noted_at", models.DateTimeField()),
                        ("uid", models.UUIDField(unique=True)),
                        (
                            "official",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="heads",
                                to="inspections.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Interview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("who", models.CharField(blank=True, default="", max_length=200)),
                        ("words", models.CharField(max_length=2000)),
                        ("satisfied", models.BooleanField(null=True)),
                        ("noted_at", models.DateTimeField()),
                        ("by", models.CharField(max_length=200)),
                        ("uid", models.UUIDField(unique=True)),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interviews",
                                to="inspections.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["noted_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Minutes",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("content", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("paper", "Signed on paper"),
                                    ("login", "Confirmed by log-in"),
                                    ("refused", "Refused to sign"),
                                ],
                                default="",
                                max_length=8,
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_by", models.CharField(blank=True, default="", max_length=200)),
                        ("witness", models.CharField(blank=True, default="", max_length=200)),
                        ("because", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "scan",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="minutes",
                                to="inspections.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("visit", "number"), name="inspection_minutes_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at", None), ("way", "")),
                                    models.Q(
                                        models.Q(("way", ""), _negated=True), ("signed_at__gte", models.F("made_at"))
                                    ),
                                    _connector="OR",
                                ),
                                name="inspection_minutes_signed_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("way", "refused"), _negated=True),
                                    models.Q(("witness", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="inspection_refusal_has_witness",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("way", "paper"), _negated=True), ("scan__isnull", False), _connector="OR"
                                ),
                                name="inspection_paper_has_scan",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uid", models.UUIDField(unique=True)),
                        ("sort", models.CharField(max_length=12)),
                        ("sha256", models.CharField(max_length=64)),
                        ("of", models.UUIDField(null=True)),
                        ("offset", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("piece", models.BinaryField(default=bytes)),
                        ("received_at", models.DateTimeField()),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="inspections.visit",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["visit", "of", "offset"], name="inspection_receipt_pieces")],
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="recommendation",
                                serialize=False,
                                to="casework.case",
                            ),
                        ),
                        ("what", models.CharField(max_length=1000)),
                        (
                            "finding",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="inspections.finding",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="procedures.procedure",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="inspections.visit",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Recusal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("declared_at", models.DateTimeField()),
                        ("declared_by", models.CharField(max_length=200)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["declared_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("official", "unit"),
                                name="inspection_recusal_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("drawn_at", models.DateTimeField(blank=True, null=True)),
                        ("size", models.PositiveIntegerField(default=0)),
                        ("faults", models.PositiveIntegerField(default=0)),
                        ("came_back", models.BooleanField(null=True)),
                        ("words", models.CharField(blank=True, default="", max_length=1000)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("done_by", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resamples",
                                to="inspections.finding",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("faults__lte", models.F("size"))), name="inspection_resample_counts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("came_back", None), ("done_at", None)),
                                    models.Q(("came_back__isnull", False), ("done_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="inspection_resample_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("purpose", models.CharField(max_length=40)),
                        ("case_code", models.CharField(max_length=40)),
                        ("result", models.CharField(blank=True, default="", max_length=10)),
                        ("words", models.CharField(blank=True, default="", max_length=1000)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samples",
                                to="inspections.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["purpose", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("visit", "purpose", "case_code"), name="inspection_sample_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("body", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("head", "Head of the team"),
                                    ("deputy", "Deputy head"),
                                    ("secretary", "Secretary"),
                                    ("member", "Member"),
                                    ("observer", "Observer"),
                                ],
                                default="member",
                                max_length=10,
                            ),
                        ),
                        ("card", models.CharField(max_length=43, unique=True)),
                        ("from_on", models.DateField()),
                        ("left_on", models.DateField(blank=True, null=True)),
                        (
                            "official",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="inspections.team",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None), ("official__isnull", False)),
                                fields=("team", "official"),
                                name="inspection_member_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None), ("role", "head")),
                                fields=("team",),
                                name="inspection_team_one_head",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("official__isnull", False), ("role", "observer"), _connector="OR"),
                                name="inspection_outsiders_observe",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
