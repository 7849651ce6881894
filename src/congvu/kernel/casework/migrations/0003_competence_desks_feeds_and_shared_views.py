"""Who decides what, silence by matter, referrals; hand-over of desks; calendar feeds; views shared and pinned."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0002_urging_and_reminders'),
        ('org', '0002_stamps_renew_themselves'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('hint', models.CharField(max_length=12)),
                ('made_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('etag', models.CharField(blank=True, default='', max_length=64)),
                ('changed_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Competence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.SlugField(max_length=60)),
                ('label', models.CharField(max_length=300)),
                ('article', models.CharField(max_length=120)),
                ('instrument', models.CharField(max_length=200)),
                ('standing', models.CharField(choices=[('verified', 'Verified'), ('unverified', 'Not verified'), ('local', 'Local choice')], max_length=12)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=200)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(blank=True, default='', max_length=200)),
                ('ended_because', models.CharField(blank=True, default='', max_length=500)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('tier', models.CharField(choices=[('centre', 'Central Government'), ('province', "Provincial People's Committee and its Chairman"), ('department', 'Specialised agency of the province'), ('commune', "People's Committee of the commune and its Chairman"), ('unit', 'Division or unit')], max_length=12)),
                ('post', models.CharField(blank=True, default='', max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='ConsultationTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.SlugField(max_length=60)),
                ('label', models.CharField(max_length=300)),
                ('article', models.CharField(max_length=120)),
                ('instrument', models.CharField(max_length=200)),
                ('standing', models.CharField(choices=[('verified', 'Verified'), ('unverified', 'Not verified'), ('local', 'Local choice')], max_length=12)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=200)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(blank=True, default='', max_length=200)),
                ('ended_because', models.CharField(blank=True, default='', max_length=500)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('window', models.CharField(max_length=80)),
                ('silence', models.CharField(choices=[('consent', 'Silence counts as consent'), ('no_opinion', 'Silence counts as no opinion'), ('escalates', 'Silence goes to the head above')], max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name='DeskHandover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(max_length=300)),
                ('words', models.TextField(blank=True, default='')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='HandedOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('offered', 'Waiting for the receiver'), ('confirmed', 'Received'), ('stayed', 'Not handed over')], max_length=12)),
                ('line_seq', models.PositiveIntegerField(default=0)),
                ('why_not', models.CharField(blank=True, default='', max_length=500)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.CharField(blank=True, default='', max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_seq', models.PositiveIntegerField()),
                ('matter', models.CharField(max_length=60)),
                ('label', models.CharField(max_length=300)),
                ('basis', models.CharField(max_length=330)),
                ('standing', models.CharField(max_length=12)),
                ('ground', models.CharField(max_length=80)),
                ('words', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name='savedview',
            name='is_default',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='savedview',
            name='is_pinned',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='savedview',
            name='shared_with',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('account', 'page'), name='saved_view_one_default'),
        ),
        migrations.AddField(
            model_name='calendarfeed',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='competence',
            name='agency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency'),
        ),
        migrations.AddIndex(
            model_name='consultationterm',
            index=models.Index(fields=['matter', 'valid_from'], name='consultation_by_matter'),
        ),
        migrations.AddConstraint(
            model_name='consultationterm',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='consultation_term_days'),
        ),
        migrations.AddConstraint(
            model_name='consultationterm',
            constraint=models.CheckConstraint(condition=models.Q(('silence__in', ['consent', 'no_opinion', 'escalates'])), name='consultation_silence_known'),
        ),
        migrations.AddField(
            model_name='deskhandover',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency'),
        ),
        migrations.AddField(
            model_name='deskhandover',
            name='giver',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official'),
        ),
        migrations.AddField(
            model_name='deskhandover',
            name='made_by_official',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official'),
        ),
        migrations.AddField(
            model_name='handedover',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='handedover',
            name='handover',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='casework.deskhandover'),
        ),
        migrations.AddField(
            model_name='handedover',
            name='receiver',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.official'),
        ),
        migrations.AddField(
            model_name='referral',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='casework.case'),
        ),
        migrations.AddField(
            model_name='referral',
            name='from_agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency'),
        ),
        migrations.AddField(
            model_name='referral',
            name='to_agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency'),
        ),
        migrations.AddConstraint(
            model_name='calendarfeed',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('account',), name='calendar_feed_one_in_use'),
        ),
        migrations.AddIndex(
            model_name='competence',
            index=models.Index(fields=['matter', 'valid_from'], name='competence_by_matter'),
        ),
        migrations.AddConstraint(
            model_name='competence',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='competence_days'),
        ),
        migrations.AddConstraint(
            model_name='competence',
            constraint=models.CheckConstraint(condition=models.Q(('tier__in', ['centre', 'province', 'department', 'commune', 'unit'])), name='competence_tier_known'),
        ),
        migrations.AddConstraint(
            model_name='competence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('article', ''), _negated=True), models.Q(('instrument', ''), _negated=True)), name='competence_has_article'),
        ),
        migrations.AddIndex(
            model_name='deskhandover',
            index=models.Index(fields=['giver', '-made_at'], name='desk_handover_of_giver'),
        ),
        migrations.AddIndex(
            model_name='handedover',
            index=models.Index(fields=['receiver', 'state'], name='handed_over_to_receiver'),
        ),
        migrations.AddConstraint(
            model_name='handedover',
            constraint=models.UniqueConstraint(fields=('handover', 'case'), name='handed_over_once'),
        ),
        migrations.AddConstraint(
            model_name='handedover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('state', 'confirmed')), models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_at__isnull', True)), _connector='OR'), name='handed_over_confirmed_is_whole'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['at'], name='referral_by_day'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(fields=('case', 'line_seq'), name='referral_once'),
        ),
    ]
