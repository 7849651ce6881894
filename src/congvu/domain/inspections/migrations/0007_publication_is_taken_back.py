"""What is public of a conclusion can be corrected and taken back."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from congvu.domain.inspections.migrations import _publication_guards


class Migration(migrations.Migration):
    dependencies = [("inspections", "0006_visits_are_rechecked")]

    operations = [
        migrations.AddField("conclusion", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="PublicationChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort", models.CharField(
                    choices=[("correction", "Correction"), ("removal", "Removal")], max_length=10,
                )),
                ("ground", models.CharField(max_length=80)),
                ("words", models.CharField(max_length=1000)),
                ("public_words", models.TextField(blank=True, default="")),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by", models.CharField(max_length=200)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, default="", max_length=200)),
                ("approved", models.BooleanField(null=True)),
                ("conclusion", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="inspections.conclusion",
                )),
            ],
            options={
                "ordering": ["proposed_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(decided_at=None), fields=("conclusion",), name="inspection_one_change_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=Q(decided_at=None, approved=None)
                        | Q(decided_at__isnull=False, approved__isnull=False),
                        name="inspection_change_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=~Q(sort="correction") | ~Q(public_words=""), name="inspection_correction_has_words"
                    ),
                ],
            },
        ),
        migrations.RunPython(_publication_guards.install, migrations.RunPython.noop),
    ]  # fmt: skip
