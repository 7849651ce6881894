"""Người dân. People as far as a dossier needs them, their one-time codes, and their visits to the public side."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

#: The issuer of people whom a clerk has identified at the counter.
COUNTER = "counter"


class Person(models.Model):
    """Người dân. One identity of one person: a subject of an issuer, or a number seen at the counter.

    No more is kept than a dossier needs. Number, birth date, telephone and e-mail lie in `sealed`, encrypted with the
    installation's secret; `id_mark` is a keyed hash of the number, to find it again. `ref` is how other rooms name the
    person. `level` is the level of assurance the issuer vouches for (1 to 3).
    """

    ref = models.CharField(max_length=32, unique=True)
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    name = models.CharField(max_length=300, blank=True, default="")
    id_mark = models.CharField(max_length=64, blank=True, default="")
    sealed = models.TextField(blank=True, default="")
    level = models.PositiveSmallIntegerField(default=1)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="citizen_person_once"),
            models.CheckConstraint(condition=~Q(subject=""), name="citizen_person_has_a_subject"),
            models.CheckConstraint(condition=Q(level__range=(1, 3)), name="citizen_person_level_known"),
        ]
        indexes = [models.Index(fields=["id_mark"], condition=~Q(id_mark=""), name="citizen_person_by_number")]

    def __str__(self) -> str:
        return self.ref


class OneTimeCode(models.Model):
    """Mã dùng một lần. Given at the counter to a person whose papers were seen; only its keyed hash is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64)
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    seen = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(used_at=None, cancelled_at=None), name="citizen_code_one_open"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="citizen_code_expires"),
        ]
        indexes = [models.Index(fields=["agency", "-made_at"], name="citizen_code_of_agency")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%d/%m/%Y %H:%M}"


class Attempt(models.Model):
    """Lượt đăng nhập đang dở. What was sent along to an identity provider, until the browser comes back with it.

    `state_hash` names the attempt, `browser_hash` the browser that began it; `sealed` holds nonce and verifier.
    """

    state_hash = models.CharField(max_length=64, primary_key=True)
    browser_hash = models.CharField(max_length=64)
    provider = models.CharField(max_length=40)
    sealed = models.TextField()
    wanted = models.CharField(max_length=500, blank=True, default="")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.provider} {self.begun_at:%d/%m/%Y %H:%M}"


class Presence(models.Model):
    """Phiên của người dân. Somebody is signed in on the public side; apart from the sign-ins of officials.

    The key is a hash of what the cookie holds. `hint` is the sealed identity token, to sign out at the provider too.
    """

    token_hash = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="presences")
    provider = models.CharField(max_length=40, blank=True, default="")
    hint = models.TextField(blank=True, default="")
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="citizen_presence_expiry")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.started_at:%d/%m/%Y %H:%M}"
