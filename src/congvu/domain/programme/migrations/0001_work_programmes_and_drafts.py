"""Work programmes, drafts and their stages; a baseline that was fixed never changes."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.domain.programme.migrations import _guards
from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0001_cases_and_their_custody"),
        ("documents", "0001_registers_routing_and_dossiers"),
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="draft", to="casework.case"
                            ),
                        ),
                        ("document_kind", models.CharField(max_length=32)),
                        ("requested_on", models.DateField()),
                        ("request", models.CharField(blank=True, default="", max_length=1000)),
                        (
                            "drafter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "final_document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("finished_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("final_document", None), ("finished_at__isnull", False), _connector="OR"
                                ),
                                name="draft_final_when_finished",
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
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="programme.draft"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("began_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("submitted_by", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "submitted_official",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        ("submit_words", models.TextField(blank=True, default="")),
                        ("due_at", models.DateTimeField(null=True)),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("open", "In hand"),
                                    ("returned", "Returned"),
                                    ("accepted", "Accepted"),
                                    ("ended", "Ended without a result"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(blank=True, default="", max_length=200)),
                        ("words", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ["number"],
                        "indexes": [
                            models.Index(fields=["submitted_at"], name="round_by_submission"),
                            models.Index(fields=["ended_at"], name="round_by_end"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("draft", "number"), name="round_numbered"),
                            models.UniqueConstraint(
                                condition=models.Q(("result", "open")), fields=("draft",), name="round_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("submitted_at", None), ("submitted_at__gte", models.F("began_at")), _connector="OR"
                                ),
                                name="round_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("result", "open")),
                                    models.Q(models.Q(("result", "open"), _negated=True), ("ended_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="round_ended_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result__in", ["returned", "accepted"]), _negated=True),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="round_judged_was_submitted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundError",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="errors", to="programme.round"
                            ),
                        ),
                        ("ground", models.CharField(max_length=80)),
                        ("count", models.PositiveSmallIntegerField(default=1)),
                        ("words", models.CharField(blank=True, default="", max_length=1000)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "ground"), name="round_error_once"),
                            models.CheckConstraint(condition=models.Q(("count__gte", 1)), name="round_error_counts"),
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
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="programme.draft",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="programme.round",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.storedfile"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        ("words", models.CharField(blank=True, default="", max_length=1000)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=200)),
                        (
                            "added_official",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [models.UniqueConstraint(fields=("draft", "number"), name="version_numbered")],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
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
                        ("year", models.PositiveSmallIntegerField()),
                        ("quarter", models.PositiveSmallIntegerField(null=True)),
                        ("title", models.CharField(max_length=300)),
                        ("register_by", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open for registration"), ("approved", "Approved")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("opened_by", models.CharField(max_length=200)),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("approved_by", models.CharField(blank=True, default="", max_length=200)),
                        ("decision_code", models.CharField(blank=True, default="", max_length=90)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("quarter", None)),
                                fields=("agency", "year"),
                                name="programme_one_a_year",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("quarter__isnull", False)),
                                fields=("agency", "year", "quarter"),
                                name="programme_one_a_quarter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quarter", None),
                                    models.Q(("quarter__gte", 1), ("quarter__lte", 4)),
                                    _connector="OR",
                                ),
                                name="programme_quarter_exists",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at", None), ("approved_by", ""), ("state", "open")),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("state", "approved"),
                                        models.Q(("approved_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="programme_approved_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programme_item",
                                to="casework.case",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="programme.programme",
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("project", "Project (đề án)"),
                                    ("document", "Official document"),
                                    ("legal", "Legal normative document"),
                                    ("report", "Report"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("basis", models.CharField(blank=True, default="", max_length=1000)),
                        (
                            "drafter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("key", models.CharField(max_length=500)),
                        ("proposed_on", models.DateField()),
                        ("baseline_on", models.DateField(null=True)),
                        ("registered_at", models.DateTimeField()),
                        ("registered_late", models.BooleanField(default=False)),
                        ("admitted_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("programme", "key"), name="item_named_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("admitted_at", None), ("baseline_on", None)),
                                    models.Q(("admitted_at__isnull", False), ("baseline_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="item_admitted_with_baseline",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Partner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="partners",
                                to="programme.item",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [models.UniqueConstraint(fields=("item", "agency"), name="partner_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Stage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="programme.item"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                choices=[
                                    ("register", "Registration"),
                                    ("draft", "Drafting"),
                                    ("consult", "Consultation"),
                                    ("appraise", "Appraisal"),
                                    ("submit", "Submission"),
                                    ("issue", "Promulgation"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("planned_on", models.DateField()),
                        ("baseline_on", models.DateField(null=True)),
                        ("done_on", models.DateField(null=True)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [models.UniqueConstraint(fields=("item", "code"), name="stage_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="programme.item",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("add", "Add to the programme"),
                                    ("move", "Move the date"),
                                    ("stop", "Stop the item"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("ground", models.CharField(blank=True, default="", max_length=80)),
                        ("words", models.TextField(blank=True, default="")),
                        ("from_on", models.DateField(null=True)),
                        ("new_on", models.DateField(null=True)),
                        ("after_date", models.BooleanField(default=False)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        (
                            "asked_official",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for consent"),
                                    ("granted", "Consented"),
                                    ("refused", "Not consented"),
                                    ("taken_back", "Taken back"),
                                ],
                                default="waiting",
                                max_length=12,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(blank=True, default="", max_length=200)),
                        ("decision_ground", models.CharField(blank=True, default="", max_length=80)),
                        ("decision_words", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decision", "waiting")),
                                fields=("item",),
                                name="consent_one_waiting",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("decided_by", ""), ("decision", "waiting")),
                                    models.Q(
                                        models.Q(("decision", "waiting"), _negated=True),
                                        ("decided_at__isnull", False),
                                        models.Q(("decided_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consent_decided_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_at", None), ("decided_at__gte", models.F("asked_at")), _connector="OR"
                                ),
                                name="consent_after_asking",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "move"), _negated=True),
                                    ("new_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="consent_move_says_where",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(_guards.install, migrations.RunPython.noop),
    ]
