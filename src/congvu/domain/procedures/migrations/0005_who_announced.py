"""Who made a decision of announcement, and whether the instrument behind it was made by the shortened procedure."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0004_place_of_support"),
    ]

    operations = [
        migrations.AddField(
            model_name="version",
            name="announcer",
            field=models.CharField(
                choices=[
                    ("province", "The chairman of the province"),
                    ("ministry", "A ministry or agency of its rank"),
                ],
                default="province",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="enacted_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="version",
            name="fast_track",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(("announcer__in", ["province", "ministry"])),
                name="procedure_version_announcer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(("fast_track", False), ("enacted_on__isnull", False), _connector="OR"),
                name="procedure_version_fast_track_has_its_day",
            ),
        ),
    ]
