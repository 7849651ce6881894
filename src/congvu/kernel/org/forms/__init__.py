"""Shape of what people send to this room. Rules stand in the actions."""

from congvu.kernel.org.forms.entering import (
    AgencyForm,
    DetailsForm,
    EndPostForm,
    OfficialForm,
    PersonForm,
    PostForm,
)
from congvu.kernel.org.forms.office import (
    AbsenceForm,
    AdoptForm,
    AppointForm,
    DayForm,
    DelegateForm,
    EndAppointmentForm,
    EndOutageForm,
    OfficeForm,
    OutageForm,
    PlanAbsenceForm,
    RetractForm,
    WithdrawOutageForm,
)

__all__ = [
    "AbsenceForm",
    "AdoptForm",
    "AgencyForm",
    "AppointForm",
    "DayForm",
    "DelegateForm",
    "DetailsForm",
    "EndAppointmentForm",
    "EndOutageForm",
    "EndPostForm",
    "OfficeForm",
    "OfficialForm",
    "OutageForm",
    "PersonForm",
    "PlanAbsenceForm",
    "PostForm",
    "RetractForm",
    "WithdrawOutageForm",
]
