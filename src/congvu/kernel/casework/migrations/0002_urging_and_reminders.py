"""Urgings and the letters about them; reminders, escalations and what was mailed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0001_cases_and_custody'),
        ('documents', '0001_lay_down_the_registers'),
        ('org', '0002_stamps_renew_themselves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OutMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254)),
                ('sort', models.CharField(choices=[('digest', 'Morning digest'), ('reminder', 'Reminder'), ('escalation', 'Escalation'), ('urging', 'Urging')], max_length=12)),
                ('on', models.DateField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sent', 'Sent out'), ('failed', 'Failed, will be tried again'), ('refused', 'Not delivered'), ('empty', 'Nothing left to say')], default='waiting', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('trouble', models.CharField(blank=True, default='', max_length=120)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official')),
            ],
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_seq', models.PositiveIntegerField()),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'Head of the unit'), (2, 'Office that ordered the work')])),
                ('since_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='casework.case')),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official')),
                ('mail', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='escalations', to='casework.outmail')),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20)),
                ('occasion_at', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='casework.case')),
                ('mail', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reminders', to='casework.outmail')),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official')),
            ],
        ),
        migrations.CreateModel(
            name='ReminderChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BooleanField(default=True)),
                ('by_mail', models.CharField(choices=[('at_once', 'At once, outside quiet hours'), ('digest', 'Only in the morning digest'), ('never', 'Not by e-mail')], default='digest', max_length=8)),
                ('shares', models.BooleanField(default=True)),
                ('days_before', models.PositiveSmallIntegerField(null=True)),
                ('overdue_every', models.PositiveSmallIntegerField(null=True)),
                ('digest_at', models.TimeField(null=True)),
                ('mail_from', models.TimeField(null=True)),
                ('mail_until', models.TimeField(null=True)),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='UrgingLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(max_length=80)),
                ('words', models.TextField(blank=True, default='')),
                ('notation', models.CharField(max_length=60)),
                ('answer_by', models.DateField(null=True)),
                ('signer_authority', models.CharField(blank=True, default='', max_length=120)),
                ('signer_title', models.CharField(max_length=120)),
                ('signer_name', models.CharField(max_length=120)),
                ('prepared_at', models.DateTimeField()),
                ('prepared_by', models.CharField(max_length=200)),
                ('sent_at', models.DateTimeField(null=True)),
                ('sent_by', models.CharField(blank=True, default='', max_length=200)),
                ('dropped_at', models.DateTimeField(null=True)),
                ('cases', models.ManyToManyField(related_name='+', to='casework.case')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('from_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('to_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Urging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_seq', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=200)),
                ('behalf', models.CharField(blank=True, default='', max_length=200)),
                ('ground', models.CharField(max_length=80)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='urgings', to='casework.case')),
                ('letter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='urgings', to='casework.urgingletter')),
            ],
        ),
        migrations.AddIndex(
            model_name='outmail',
            index=models.Index(fields=['state', '-created_at'], name='out_mail_by_state'),
        ),
        migrations.AddConstraint(
            model_name='outmail',
            constraint=models.UniqueConstraint(condition=models.Q(('sort', 'digest')), fields=('account', 'on'), name='out_mail_one_digest_a_day'),
        ),
        migrations.AddConstraint(
            model_name='outmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='out_mail_sent_has_time'),
        ),
        migrations.AddIndex(
            model_name='escalation',
            index=models.Index(fields=['official', '-at'], name='escalation_newest'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(fields=('case', 'line_seq'), name='escalation_numbered'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(fields=('case', 'level', 'since_at'), name='escalation_once_per_step'),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(fields=['official', '-at'], name='reminder_newest'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('case', 'official', 'occasion_at'), name='reminder_once'),
        ),
        migrations.AddConstraint(
            model_name='reminderchoice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('days_before', None), models.Q(('days_before__gte', 1), ('days_before__lte', 30)), _connector='OR'), models.Q(('overdue_every', None), models.Q(('overdue_every__gte', 1), ('overdue_every__lte', 30)), _connector='OR')), name='reminder_choice_days'),
        ),
        migrations.AddIndex(
            model_name='urgingletter',
            index=models.Index(fields=['from_agency', '-prepared_at'], name='urging_letter_newest'),
        ),
        migrations.AddConstraint(
            model_name='urgingletter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document', None), ('sent_at', None), ('sent_by', '')), models.Q(('document__isnull', False), ('sent_at__isnull', False), models.Q(('sent_by', ''), _negated=True)), _connector='OR'), name='urging_letter_sent_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='urgingletter',
            constraint=models.CheckConstraint(condition=models.Q(('sent_at', None), ('dropped_at', None), _connector='OR'), name='urging_letter_sent_or_dropped'),
        ),
        migrations.AddIndex(
            model_name='urging',
            index=models.Index(fields=['at'], name='urging_by_time'),
        ),
        migrations.AddConstraint(
            model_name='urging',
            constraint=models.UniqueConstraint(fields=('case', 'line_seq'), name='urging_numbered'),
        ),
    ]
