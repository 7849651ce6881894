"""The rows of background work and of what comes round again."""

from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100)),
                        ("args", models.JSONField(default=dict)),
                        ("key", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("running", "running"),
                                    ("failed", "failed, will be tried again"),
                                    ("done", "done"),
                                    ("dead", "given up, needs a person"),
                                    ("discarded", "discarded"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("run_at", models.DateTimeField()),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("max_attempts", models.PositiveSmallIntegerField()),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("leased_by", models.CharField(blank=True, default="", max_length=120)),
                        ("last_error", models.TextField(blank=True, default="")),
                        ("note", models.CharField(blank=True, default="", max_length=300)),
                        ("created_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "background job",
                        "indexes": [models.Index(fields=["state", "run_at", "id"], name="jobs_by_state")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("key", ""), _negated=True), ("state__in", ("waiting", "failed"))
                                ),
                                fields=("name", "key"),
                                name="jobs_one_pending_per_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "running", "failed", "done", "dead", "discarded"])
                                ),
                                name="jobs_state_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("lease_until__isnull", False),
                                        ("state", "running"),
                                        models.Q(("leased_by", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "running"), _negated=True),
                                        ("lease_until__isnull", True),
                                        ("leased_by", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="jobs_lease_only_while_running",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("finished_at__isnull", False), ("state__in", ["done", "dead", "discarded"])
                                    ),
                                    models.Q(
                                        ("finished_at__isnull", True), ("state__in", ["waiting", "running", "failed"])
                                    ),
                                    _connector="OR",
                                ),
                                name="jobs_finished_when_over",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("attempts__lte", models.F("max_attempts"))),
                                name="jobs_attempts_are_bounded",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Schedule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True)),
                        ("every", models.CharField(max_length=40)),
                        ("last_due_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name": "schedule",
                    },
                ),
            ],
        ),
    ]
