"""Commendations with their merits, innovative proposals sealed in versions, weights and contests of work items."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.domain.conduct.migrations import _seals
from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_ways_to_what_a_desk_has_of_others"),
        ("conduct", "0001_discipline_reviews_and_registers"),
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Commendation",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="commendation",
                                serialize=False,
                                to="casework.case",
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
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("whom", models.CharField(max_length=20)),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("facts", "Figures of the month"),
                                    ("thanks", "Thanks from citizens"),
                                    ("inspection", "Praise in an inspection"),
                                    ("deed", "An outstanding deed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("sort", models.CharField(max_length=20)),
                        ("form", models.CharField(max_length=20)),
                        ("merit", models.TextField()),
                        ("period_from", models.DateField()),
                        ("period_to", models.DateField()),
                        ("facts", models.JSONField(default=dict)),
                        ("number", models.CharField(blank=True, default="", max_length=100)),
                        ("decided_on", models.DateField(null=True)),
                        ("signed_by", models.CharField(blank=True, default="", max_length=200)),
                        ("published_on", models.DateField(null=True)),
                        ("cancelled_on", models.DateField(null=True)),
                        ("cancelled_number", models.CharField(blank=True, default="", max_length=100)),
                        ("cancelled_why", models.CharField(blank=True, default="", max_length=80)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("period_to__gte", models.F("period_from"))),
                                name="commendation_period_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_on", None), ("number", ""), ("signed_by", "")),
                                    models.Q(
                                        ("decided_on__isnull", False),
                                        models.Q(("number", ""), _negated=True),
                                        models.Q(("signed_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="commendation_decision_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_on", None), ("decided_on__gte", models.F("period_from")), _connector="OR"
                                ),
                                name="commendation_decided_after_the_merit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_on", None),
                                    models.Q(
                                        ("decided_on__isnull", False), ("published_on__gte", models.F("decided_on"))
                                    ),
                                    _connector="OR",
                                ),
                                name="commendation_published_after_it_is_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_number", ""), ("cancelled_on", None), ("cancelled_why", "")),
                                    models.Q(
                                        ("cancelled_on__gte", models.F("decided_on")),
                                        ("cancelled_on__isnull", False),
                                        models.Q(("cancelled_number", ""), _negated=True),
                                        models.Q(("cancelled_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="commendation_cancelled_with_its_ground",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Thanks",
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
                            "official",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        ("received_on", models.DateField()),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("letter", "Letter of a citizen"),
                                    ("counter", "At the counter"),
                                    ("hotline", "Hotline"),
                                    ("portal", "Portal, e-mail"),
                                    ("press", "Press"),
                                    ("rating", "Evaluation of a dossier"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("source", models.CharField(max_length=300)),
                        ("words", models.CharField(max_length=2000)),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="casework.case",
                            ),
                        ),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["agency", "received_on"], name="thanks_by_agency")],
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "source", "received_on"), name="thanks_once"),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True), name="thanks_has_a_source"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Merit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "commendation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merits",
                                to="conduct.commendation",
                            ),
                        ),
                        ("whom", models.CharField(max_length=20)),
                        ("key", models.CharField(max_length=200)),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="casework.case",
                            ),
                        ),
                        (
                            "thanks",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="conduct.thanks",
                            ),
                        ),
                        ("words", models.CharField(blank=True, default="", max_length=500)),
                        ("stands", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stands", True)), fields=("whom", "key"), name="merit_praised_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("key", ""), _negated=True),
                                    models.Q(
                                        ("case__isnull", False),
                                        ("thanks__isnull", False),
                                        models.Q(("words", ""), _negated=True),
                                        _connector="OR",
                                    ),
                                ),
                                name="merit_says_what_it_is",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proposal",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="innovation",
                                serialize=False,
                                to="casework.case",
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("decision_number", models.CharField(blank=True, default="", max_length=100)),
                        ("decided_on", models.DateField(null=True)),
                        ("approved", models.BooleanField(null=True)),
                        ("started_on", models.DateField(null=True)),
                        ("stopped_on", models.DateField(null=True)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("met", "Aim met"), ("partly", "Aim met in part"), ("not_met", "Aim not met")],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[("objective", "Objective cause"), ("subjective", "Subjective cause")],
                                default="",
                                max_length=12,
                            ),
                        ),
                        ("result_words", models.TextField(blank=True, default="")),
                        ("reviewed_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved", None), ("decided_on", None)),
                                    models.Q(("approved__isnull", False), ("decided_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="innovation_decision_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("started_on", None),
                                    models.Q(("approved", True), ("started_on__gte", models.F("decided_on"))),
                                    _connector="OR",
                                ),
                                name="innovation_runs_once_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", ""), ("reviewed_on", None)),
                                    models.Q(
                                        models.Q(("result", ""), _negated=True),
                                        ("reviewed_on__isnull", False),
                                        models.Q(("result_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="innovation_result_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "not_met"), _negated=True),
                                    models.Q(("cause", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="innovation_failure_has_a_cause",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposalVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="conduct.proposal",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("need", models.TextField()),
                        ("bottleneck", models.TextField()),
                        ("tasks", models.TextField()),
                        ("solutions", models.TextField()),
                        ("scope", models.TextField()),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("resources", models.TextField()),
                        ("pros", models.TextField()),
                        ("cons", models.TextField()),
                        ("effect", models.TextField()),
                        ("why", models.CharField(blank=True, default="", max_length=1000)),
                        ("sha256", models.CharField(max_length=64)),
                        ("sealed_at", models.DateTimeField()),
                        ("sealed_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("proposal", "number"), name="proposal_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))),
                                name="proposal_version_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number", 1), models.Q(("why", ""), _negated=True), _connector="OR"
                                ),
                                name="proposal_version_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConditionCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="conduct.proposal",
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("is_met", models.BooleanField()),
                        ("words", models.CharField(blank=True, default="", max_length=500)),
                        ("noted_at", models.DateTimeField()),
                        ("noted_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("proposal", "code"), name="condition_check_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_met", True), models.Q(("words", ""), _negated=True), _connector="OR"
                                ),
                                name="condition_not_met_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="conduct.proposal",
                            ),
                        ),
                        (
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("approval", "Before the approval"),
                                    ("result", "Before the result is judged"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("body", models.CharField(max_length=200)),
                        ("asked_on", models.DateField()),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("waiting", "not answered yet"),
                                    ("agreed", "agrees"),
                                    ("with_changes", "agrees with changes"),
                                    ("against", "does not agree"),
                                ],
                                default="waiting",
                                max_length=12,
                            ),
                        ),
                        ("number", models.CharField(blank=True, default="", max_length=100)),
                        ("answered_on", models.DateField(null=True)),
                        ("words", models.CharField(blank=True, default="", max_length=2000)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answer", "waiting")),
                                fields=("proposal", "occasion"),
                                name="party_opinion_one_waits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "waiting"), ("answered_on", None)),
                                    models.Q(
                                        models.Q(("answer", "waiting"), _negated=True),
                                        ("answered_on__gte", models.F("asked_on")),
                                        models.Q(("number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="party_opinion_answer_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkWeight",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("weight", models.DecimalField(decimal_places=2, max_digits=6)),
                        ("valid_from", models.DateField()),
                        ("basis", models.CharField(max_length=300)),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["kind", "valid_from"],
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "valid_from"), name="work_weight_once"),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gt", 0), ("weight__lte", 100)),
                                name="work_weight_of_a_size",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True), name="work_weight_has_a_basis"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkContest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("delay", "The delay had an objective cause"),
                                    ("quality", "The return had an objective cause"),
                                    ("not_mine", "This was not my work"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(max_length=2000)),
                        ("said_at", models.DateTimeField()),
                        ("answer_by", models.DateTimeField()),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("waiting", "not answered yet"),
                                    ("accepted", "accepted"),
                                    ("refused", "not accepted"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("answer_words", models.CharField(blank=True, default="", max_length=2000)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by", models.CharField(blank=True, default="", max_length=200)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answer", "refused"), _negated=True),
                                fields=("official", "case", "about"),
                                name="work_contest_one_stands",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "waiting"), ("answered_at", None), ("answered_by", "")),
                                    models.Q(
                                        models.Q(("answer", "waiting"), _negated=True),
                                        ("answered_at__gte", models.F("said_at")),
                                        models.Q(("answered_by", ""), _negated=True),
                                        models.Q(("answer_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="work_contest_answer_is_whole",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(_seals.install, migrations.RunPython.noop),
    ]
