"""Indexes by which the few cases that a desk gave to or holds for others are found beside those of its commune."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0002_words_and_ways_to_a_case'),
        ('org', '0001_agencies_officials_and_calendars'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('issuing_agency', models.F('accountable_agency')), _negated=True), fields=['issuing_agency', 'accountable_agency'], name='case_given_to_others'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('holder_agency', models.F('accountable_agency')), _negated=True), fields=['holder_agency', 'accountable_agency'], name='case_held_for_others'),
        ),
    ]
