"""Shape of what people send from the desk. Rules stand in the actions."""

from congvu.face.desk.forms.acting import ActForm, ReminderForm, UrgeForm, letter_signers, own_unit
from congvu.face.desk.forms.office import EndRowForm, HandoverForm, MatterForm

__all__ = [
    "ActForm", "EndRowForm", "HandoverForm", "MatterForm", "ReminderForm", "UrgeForm", "letter_signers", "own_unit",
]  # fmt: skip
