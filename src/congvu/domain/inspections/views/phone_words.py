"""Lời trên trang tại chỗ: what the script of the phone says, in the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from congvu.domain.inspections.models import AnswerValue, Presence
from congvu.domain.inspections.queries.sampling import RESULTS
from congvu.domain.inspections.shipped.checklist import GROUPS

TABS = {
    "items": _("Items of the check"), "heads": _("Head count"), "sample": _("Paper and system"),
    "people": _("People at the counter"), "sync": _("Send to the server"),
}  # fmt: skip
SORTS = {
    "answer": _("Item of the check"), "head": _("Head count"), "interview": _("Citizen asked"),
    "evidence": _("Evidence on site"), "sample": _("Case compared"),
}  # fmt: skip
WORDS = {
    "here_only": _("%(n)s only on this phone"),
    "all_kept": _("The server has everything"),
    "offline": _("No network: everything is kept on this phone"),
    "online": _("Network there"),
    "sending": _("Sending…"),
    "send": _("Send now"),
    "not_loaded": _("This visit has not been loaded onto this phone yet. Open this page once with a network."),
    "no_store": _("This browser keeps nothing without a network. Use Chrome, Edge, Safari or Firefox in its newest "
                  "version, by https."),
    "sign_in": _("The log-in has ended. Sign in again; nothing on this phone is lost."),
    "other_account": _("Another person is signed in than the one who recorded. Sign in as %(name)s to send."),
    "cut": _("The connection was cut. What the server did not acknowledge is sent again."),
    "clock": _("The clock of this phone is %(n)s seconds off; the server notes it with the evidence."),
    "note": _("What was seen"),
    "evidence": _("Evidence to look at"),
    "violation": _("Typical violation"),
    "basis": _("Legal ground of the item"),
    "photo": _("Photo"),
    "paper": _("Paper or copy"),
    "record": _("Record sound"),
    "stop": _("Stop recording"),
    "no_microphone": _("The microphone cannot be used; choose a recording from the phone instead."),
    "reason": _("Reason"),
    "proved": _("Proved"),
    "not_proved": _("Not proved"),
    "add_person": _("Somebody who is not on the list"),
    "name": _("Full name"),
    "add": _("Add"),
    "save": _("Keep"),
    "kept": _("Kept on this phone"),
    "who": _("Name, if he gives it"),
    "said": _("What was said"),
    "satisfied": _("Satisfied?"),
    "yes": _("Yes"),
    "no": _("No"),
    "unknown": _("Not said"),
    "scan": _("Read QR code"),
    "scan_photo": _("Read from a photo"),
    "typed": _("Or type the code"),
    "look": _("Look up"),
    "no_qr": _("No QR code was found in the picture."),
    "no_camera": _("The camera cannot be used; take a photo of the code instead."),
    "look_offline": _("Without a network only the cases of the sample can be looked up."),
    "says": _("What the system says"),
    "opened": _("Opened"),
    "due": _("Deadline"),
    "closed": _("Closed"),
    "station": _("Where it is"),
    "then": _("When the data were frozen"),
    "no_sample": _("No sample has been drawn. Draw it on the page of the visit, then load again."),
    "no_interview": _("Nobody has been asked yet."),
    "empty_unit": _("The unit has no posts filled on this day."),
    "reload": _("Load the visit again"),
    "receipts": _("Receipts of the server"),
    "waiting": _("Waiting"),
    "received": _("Received by the server"),
    "refused": _("Refused"),
    "again": _("Send again"),
    "save_file": _("Save to this device"),
    "may_vanish": _("This browser may delete what it keeps when the phone is full: send early, and free some room."),
    "free": _("Delete received files from this phone"),
    "freed": _("Deleted here, kept by the server"),
    "too_large": _("%(name)s has %(size)s MB; the server takes at most %(most)s MB. It stays on this phone."),
    "full": _("This phone has no room left. Send what is kept, then delete received files."),
    "need_words": _("A fault or praise needs words: say what was seen."),
    "changed": _("Not kept yet"),
}  # fmt: skip


def words_for_phone() -> dict[str, object]:
    """By the keys the script uses; lists of choices by their codes."""
    chosen: dict[str, Mapping[str, object]] = {
        "values": dict(AnswerValue.choices), "presences": dict(Presence.choices), "results": RESULTS, "groups": GROUPS,
        "tabs": TABS, "sorts": SORTS,
    }  # fmt: skip
    lists = {name: {code: str(label) for code, label in labels.items()} for name, labels in chosen.items()}
    return {**{key: str(words) for key, words in WORDS.items()}, **lists}
