"""The province's own choices beside the rulebook that is shipped."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="LocalRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("about", models.CharField(max_length=8)),
                        ("code", models.CharField(max_length=80)),
                        ("value", models.CharField(blank=True, max_length=200)),
                        ("act", models.CharField(blank=True, max_length=32)),
                        ("label_vi", models.CharField(blank=True, max_length=300)),
                        ("label_en", models.CharField(blank=True, max_length=300)),
                        ("whose", models.CharField(blank=True, max_length=12)),
                        ("evidence", models.BooleanField(default=False)),
                        ("source", models.CharField(max_length=300)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(null=True)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_by_name", models.CharField(max_length=200)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("withdrawn_by_name", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [models.Index(fields=["code"], name="rules_local_code")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("about__in", ["rule", "ground"])), name="rules_local_about"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True), ("to_on__gt", models.F("from_on")), _connector="OR"
                                ),
                                name="rules_local_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True), name="rules_local_has_source"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True),
                                    models.Q(("withdrawn_by_name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="rules_local_withdrawn_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RulebookStamp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stamp", models.CharField(max_length=32)),
                    ],
                    options={
                        "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="rules_one_stamp")],
                    },
                ),
            ],
        ),
    ]
