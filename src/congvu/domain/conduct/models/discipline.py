"""Xử lý kỷ luật: the file of one person, his breaches, what puts the matter off, the decision and the complaint."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """Nhóm người. Each has its own forms of discipline."""

    CADRE = "cadre", _("Cadre")
    CIVIL_SERVANT = "civil_servant", _("Civil servant")
    PUBLIC_EMPLOYEE = "public_employee", _("Public employee")


class Form(models.TextChoices):
    """Hình thức kỷ luật. Which of them may be given to whom on which day stands in the rulebook.

    Salary lowering and demotion belong to older law and stand in older decisions only.
    """

    REPRIMAND = "reprimand", _("Reprimand")
    WARNING = "warning", _("Warning")
    SALARY_LOWERING = "salary_lowering", _("Salary lowering")
    DEMOTION = "demotion", _("Demotion")
    REMOVAL = "removal", _("Removal from post")
    DISMISSAL = "dismissal", _("Dismissal")
    FORCED_RESIGNATION = "forced_resignation", _("Forced resignation")


class Discipline(models.Model):
    """Hồ sơ xử lý kỷ luật. One person, what was discovered when, and which steps the law lets fall away.

    `former_agency` is set where the breach lies in the agency the person has left: the new one handles it and the
    former hands over its papers (`papers_received_on`). A party sanction stands beside and replaces nothing.
    """

    class Standing(models.TextChoices):
        SERVING = "serving", _("in service")
        RETIRED = "retired", _("retired")
        RESIGNED = "resigned", _("resigned")

    class Discovery(models.TextChoices):
        MINUTES = "minutes", _("Minutes of an inspection")
        CONCLUSION = "conclusion", _("Conclusion of an inspection or audit")
        DENUNCIATION = "denunciation", _("Conclusion on a denunciation")
        COURT = "court", _("Conclusion or judgment of another authority")
        SELF = "self", _("Found by the agency itself")

    class PartyForm(models.TextChoices):
        REPRIMAND = "reprimand", _("Reprimand by the party")
        WARNING = "warning", _("Warning by the party")
        REMOVAL = "removal", _("Removal from party posts")
        EXPULSION = "expulsion", _("Expulsion from the party")

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="discipline")
    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    category = models.CharField(max_length=16, choices=Category)
    is_leader = models.BooleanField(default=False)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.SERVING)
    post = models.CharField(max_length=200)
    former_agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, related_name="+")
    papers_received_on = models.DateField(null=True)
    discovered_on = models.DateField()
    discovery = models.CharField(max_length=12, choices=Discovery)
    source = models.CharField(max_length=500)
    cause = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")
    is_complex = models.BooleanField(default=False)
    party_form = models.CharField(max_length=10, choices=PartyForm, blank=True, default="")
    party_number = models.CharField(max_length=100, blank=True, default="")
    party_on = models.DateField(null=True)
    review_skip = models.CharField(max_length=80, blank=True, default="")
    council_skip = models.CharField(max_length=80, blank=True, default="")
    skip_words = models.CharField(max_length=1000, blank=True, default="")
    self_review = models.TextField(blank=True, default="")
    self_review_at = models.DateTimeField(null=True)
    defence = models.TextField(blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="discipline_sent_is_whole",
                condition=Q(sent_at=None, sent_by="") | Q(sent_at__isnull=False) & ~Q(sent_by=""),
            ),
            models.CheckConstraint(
                name="discipline_party_is_whole",
                condition=Q(party_form="", party_on=None) | ~Q(party_form="") & Q(party_on__isnull=False),
            ),
            models.CheckConstraint(
                name="discipline_says_how_it_was_found", condition=Q(cause__isnull=False) | ~Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class Breach(models.Model):
    """Hành vi vi phạm. Concluded one by one; the same breach of a person is handled once (`discipline_breach_once`).

    `level` is the level it was opened at and says which limitation counts; `exempt` the ground for which there is
    none. `form` is what council or authority hold right for this breach alone.
    """

    class Level(models.TextChoices):
        REPRIMAND = "reprimand", _("reprimand level")
        HEAVIER = "heavier", _("heavier than a reprimand")

    class Finding(models.TextChoices):
        OPEN = "open", _("not concluded")
        ESTABLISHED = "established", _("established")
        NOT_ESTABLISHED = "not_established", _("not established")
        TIME_BARRED = "time_barred", _("limitation is over")

    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="breaches")
    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    committed_on = models.DateField()
    text = models.CharField(max_length=2000)
    rule = models.CharField(max_length=300)
    rule_key = models.CharField(max_length=300)
    level = models.CharField(max_length=10, choices=Level)
    exempt = models.CharField(max_length=80, blank=True, default="")
    finding = models.CharField(max_length=16, choices=Finding, default=Finding.OPEN)
    form = models.CharField(max_length=20, choices=Form, blank=True, default="")
    is_void = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["discipline", "position"], name="discipline_breach_numbered"),
            models.UniqueConstraint(
                fields=["official", "committed_on", "rule_key"], condition=Q(is_void=False),
                name="discipline_breach_once",
            ),
            models.CheckConstraint(
                name="discipline_form_of_an_established_breach", condition=Q(form="") | Q(finding="established")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text[:60]


class Circumstance(models.Model):
    """Trường hợp chưa xem xét kỷ luật. Illness, maternity, prosecution: from a day until another, or still going on.

    `waived` says why it is considered all the same: the person asked for it, or the authority decided so.
    """

    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="circumstances")
    ground = models.CharField(max_length=80)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    evidence = models.CharField(max_length=500)
    waived = models.CharField(max_length=500, blank=True, default="")
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200)
    paused_at = models.DateTimeField(null=True)
    resumed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="discipline_circumstance_forward", condition=Q(until_on=None) | Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="discipline_circumstance_resumed_after_pause",
                condition=Q(resumed_at=None) | Q(paused_at__isnull=False, resumed_at__gte=F("paused_at")),
            ),
            models.CheckConstraint(name="discipline_circumstance_is_shown", condition=~Q(evidence="")),
        ]

    def __str__(self) -> str:
        return f"{self.discipline_id}: {self.ground}"


class FilePaper(models.Model):
    """Tài liệu trong hồ sơ kỷ luật. A paper of the checklist that is not written by the steps themselves."""

    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="papers")
    code = models.CharField(max_length=30)
    words = models.CharField(max_length=500)
    document = models.ForeignKey("casework.CaseDocument", models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["discipline", "code"], name="discipline_paper_once")]

    def __str__(self) -> str:
        return self.words


class Sanction(models.Model):
    """Quyết định kỷ luật. One that stands in a file; none after the gate of time, none before the file was sent.

    `handle_by` is the last day of the handling period as it stood, `barred_after` the last day of the limitation of
    the breaches it rests on (empty only with the ground `exempt`).
    """

    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="sanctions")
    category = models.CharField(max_length=16, choices=Category)
    is_leader = models.BooleanField()
    form = models.CharField(max_length=20, choices=Form)
    aggravated_from = models.CharField(max_length=20, choices=Form, blank=True, default="")
    number = models.CharField(max_length=100)
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    signed_by = models.CharField(max_length=200)
    sent_on = models.DateField()
    decided_on = models.DateField()
    handle_by = models.DateField()
    barred_after = models.DateField(null=True)
    exempt = models.CharField(max_length=80, blank=True, default="")
    effective_on = models.DateField()
    effect_until = models.DateField()
    reasons = models.CharField(max_length=2000, blank=True, default="")
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)
    ended_on = models.DateField(null=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_why = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["discipline"], condition=Q(annulled_at=None), name="sanction_one_stands_in_a_file"
            ),
            models.UniqueConstraint(fields=["agency", "number", "decided_on"], name="sanction_number_once"),
            models.CheckConstraint(
                name="sanction_within_the_handling_period", condition=Q(decided_on__lte=F("handle_by"))
            ),
            models.CheckConstraint(
                name="sanction_within_the_limitation",
                condition=Q(barred_after__isnull=False, decided_on__lte=F("barred_after"))
                | Q(barred_after=None) & ~Q(exempt=""),
            ),
            models.CheckConstraint(name="sanction_after_the_file_was_sent", condition=Q(decided_on__gte=F("sent_on"))),
            models.CheckConstraint(
                name="sanction_in_effect_after_it_is_decided",
                condition=Q(effective_on__gte=F("decided_on"), effect_until__gt=F("effective_on")),
            ),
            models.CheckConstraint(
                name="sanction_of_leaders", condition=Q(is_leader=True) | ~Q(form__in=("removal", "demotion"))
            ),
            models.CheckConstraint(
                name="sanction_of_the_category",
                condition=Q(category="cadre") & ~Q(form="forced_resignation")
                | ~Q(category="cadre") & ~Q(form="dismissal"),
            ),
            models.CheckConstraint(
                name="sanction_annulled_with_a_reason",
                condition=Q(annulled_at=None, annulled_why="") | Q(annulled_at__isnull=False) & ~Q(annulled_why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SanctionComplaint(models.Model):
    """Khiếu nại quyết định kỷ luật. By the person himself; the decision stands until the complaint is settled."""

    class Result(models.TextChoices):
        OPEN = "open", _("not settled")
        UPHELD = "upheld", _("The decision stands")
        ANNULLED = "annulled", _("The decision is annulled")
        CHANGED = "changed", _("A milder form")

    sanction = models.ForeignKey(Sanction, models.PROTECT, related_name="complaints")
    text = models.TextField()
    filed_on = models.DateField()
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=200)
    is_late = models.BooleanField(default=False)
    result = models.CharField(max_length=10, choices=Result, default=Result.OPEN)
    number = models.CharField(max_length=100, blank=True, default="")
    settled_on = models.DateField(null=True)
    settled_by = models.CharField(max_length=200, blank=True, default="")
    words = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        ordering = ["filed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sanction"], condition=Q(result="open"), name="sanction_complaint_one_open"
            ),
            models.CheckConstraint(
                name="sanction_complaint_settled_is_whole",
                condition=Q(result="open", settled_on=None) | ~Q(result="open") & Q(settled_on__gte=F("filed_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sanction_id}: {self.filed_on}"


class EarlierSanction(models.Model):
    """Quyết định kỷ luật trước đây, as it stands on paper: under the law of its day, typed in with its number."""

    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    category = models.CharField(max_length=16, choices=Category)
    form = models.CharField(max_length=20, choices=Form)
    number = models.CharField(max_length=100)
    law = models.CharField(max_length=200)
    decided_on = models.DateField()
    effective_on = models.DateField()
    effect_until = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["official", "number", "decided_on"], name="earlier_sanction_once"),
            models.CheckConstraint(
                name="earlier_sanction_in_order",
                condition=Q(effective_on__gte=F("decided_on"), effect_until__gt=F("effective_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class TimeWarning(models.Model):
    """Cảnh báo thời hạn xử lý kỷ luật. Each mark of a file is said once."""

    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="warnings")
    day = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["discipline", "day"], name="discipline_warned_once")]

    def __str__(self) -> str:
        return f"{self.discipline_id}: {self.day}"
