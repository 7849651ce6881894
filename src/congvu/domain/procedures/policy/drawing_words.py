"""Vướng mắc của bản vẽ, as the screen says them: the element, its id, and what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.bpmn import Trouble, TroubleKind

_TROUBLES = {
    TroubleKind.NOT_XML: gettext_lazy("The file is no XML, or it is damaged. Save it again as BPMN 2.0."),
    TroubleKind.DANGEROUS: gettext_lazy(
        "The file declares entities or a document type, which no BPMN drawing needs. It was refused unread."
    ),
    TroubleKind.TOO_LARGE: gettext_lazy(
        "The file is larger or more deeply nested than any route. Draw one route a file."
    ),
    TroubleKind.NOT_BPMN: gettext_lazy("This is XML, but no BPMN 2.0. Save the drawing as BPMN 2.0 XML."),
    TroubleKind.NO_PROCESS: gettext_lazy("The file holds no process."),
    TroubleKind.SECOND_PROCESS: gettext_lazy(
        "%(sign)s: a route is one process in one pool. Put everything into one pool."
    ),
    TroubleKind.UNSUPPORTED: gettext_lazy("%(sign)s is something a route cannot say. %(instead)s"),
    TroubleKind.NO_START: gettext_lazy("A route begins at exactly one start event. %(sign)s"),
    TroubleKind.NO_END: gettext_lazy("A route ends at exactly one end event. %(sign)s"),
    TroubleKind.NO_ID: gettext_lazy("%(sign)s has no id, or one that is used twice."),
    TroubleKind.DANGLING: gettext_lazy("%(sign)s begins or ends nowhere. Attach it or take it out."),
    TroubleKind.DEAD_END: gettext_lazy("Nothing leads on from %(sign)s. Draw its arrow."),
    TroubleKind.FORK: gettext_lazy("More than one arrow leaves %(sign)s. Part them with a gateway."),
    TroubleKind.CHOICE: gettext_lazy(
        "%(sign)s chooses between several ways on. A route has one way on; make each way a case of the procedure."
    ),
    TroubleKind.LOOP: gettext_lazy(
        "%(sign)s leads back where work cannot be sent back to. Only an exclusive gateway behind a station leads back,"
        " to an earlier station."
    ),
    TroubleKind.LONE_GATEWAY: gettext_lazy("%(sign)s neither parts nor joins branches. Take it out."),
    TroubleKind.NOT_JOINED: gettext_lazy(
        "The branches of %(sign)s do not meet again at one parallel gateway. Join them."
    ),
    TroubleKind.EMPTY_BRANCH: gettext_lazy(
        "%(sign)s begins a branch without a station. Draw a station or take it out."
    ),
    TroubleKind.UNREACHED: gettext_lazy("No arrow leads to %(sign)s. Attach it or take it out."),
    TroubleKind.BAD_TIME: gettext_lazy("The time written at %(sign)s cannot be read. Write it as 16 giờ làm việc."),
    TroubleKind.NO_NAME: gettext_lazy("%(sign)s has no name. Name the station."),
}
_SIGNS = {
    "startEvent": gettext_lazy("start event"), "endEvent": gettext_lazy("end event"), "task": gettext_lazy("user task"),
    "userTask": gettext_lazy("user task"), "manualTask": gettext_lazy("manual task"),
    "exclusiveGateway": gettext_lazy("exclusive gateway"), "parallelGateway": gettext_lazy("parallel gateway"),
    "inclusiveGateway": gettext_lazy("inclusive gateway"), "complexGateway": gettext_lazy("complex gateway"),
    "eventBasedGateway": gettext_lazy("event-based gateway"), "sequenceFlow": gettext_lazy("arrow"),
    "messageFlow": gettext_lazy("message flow"), "participant": gettext_lazy("pool"),
    "process": gettext_lazy("process"),
    "lane": gettext_lazy("lane"), "childLaneSet": gettext_lazy("lanes inside a lane"),
    "subProcess": gettext_lazy("sub-process"), "callActivity": gettext_lazy("call activity"),
    "scriptTask": gettext_lazy("script task"), "serviceTask": gettext_lazy("service task"),
    "sendTask": gettext_lazy("send task"), "receiveTask": gettext_lazy("receive task"),
    "businessRuleTask": gettext_lazy("business rule task"), "boundaryEvent": gettext_lazy("boundary event"),
    "intermediateCatchEvent": gettext_lazy("intermediate event"),
    "intermediateThrowEvent": gettext_lazy("intermediate event"), "timerEventDefinition": gettext_lazy("timer"),
    "messageEventDefinition": gettext_lazy("message event"),
    "conditionExpression": gettext_lazy("condition of an arrow"),
    "multiInstanceLoopCharacteristics": gettext_lazy("repeated task"),
    "standardLoopCharacteristics": gettext_lazy("repeated task"), "dataObject": gettext_lazy("data object"),
    "dataObjectReference": gettext_lazy("data object"), "textAnnotation": gettext_lazy("note"),
    "documentation": gettext_lazy("description"), "group": gettext_lazy("group"), "phase": gettext_lazy("phase"),
}  # fmt: skip
_BY_TIME = gettext_lazy("Write the time at the station instead.")
_BY_PEOPLE = gettext_lazy("Stations are done by people: draw a user task.")
_INSTEAD = {
    "timerEventDefinition": _BY_TIME, "boundaryEvent": _BY_TIME, "intermediateCatchEvent": _BY_TIME,
    "inclusiveGateway": gettext_lazy("Draw a parallel gateway, or make each way a case of the procedure."),
    "complexGateway": gettext_lazy("Draw a parallel gateway, or make each way a case of the procedure."),
    "eventBasedGateway": gettext_lazy("Draw a parallel gateway, or make each way a case of the procedure."),
    "messageFlow": gettext_lazy("Put both sides into one pool, each in its lane, and draw an arrow."),
    "subProcess": gettext_lazy("Draw its stations in the route itself."),
    "callActivity": gettext_lazy("Draw its stations in the route itself."),
    "scriptTask": _BY_PEOPLE, "serviceTask": _BY_PEOPLE, "sendTask": _BY_PEOPLE, "receiveTask": _BY_PEOPLE,
    "businessRuleTask": _BY_PEOPLE, "childLaneSet": gettext_lazy("Give each unit a lane of its own in the pool."),
    "conditionExpression": gettext_lazy("Take the condition out; write it as the name of the arrow."),
}  # fmt: skip


def sign_words(trouble: Trouble) -> str:
    """An element as people and as the modeller call it: timer “Chờ 3 ngày” (timerEventDefinition, id T1)."""
    if not trouble.element:
        return ""
    kind = _SIGNS.get(trouble.element)
    named = f"“{trouble.name}”" if trouble.name else ""
    noted = ", ".join(part for part in (trouble.element if kind else "", trouble.id and f"id {trouble.id}") if part)
    words = " ".join(part for part in (str(kind or trouble.element), named) if part)
    return f"{words} ({noted})" if noted else words


def trouble_words(trouble: Trouble) -> str:
    """A trouble in one or two sentences."""
    instead = _INSTEAD.get(trouble.element, gettext_lazy("Take it out."))
    words = str(_TROUBLES[trouble.kind]) % {"sign": sign_words(trouble), "instead": instead}
    return (words[:1].upper() + words[1:]).strip()


def note_words(trouble: Trouble) -> str:
    """What of a drawing is left out, though nothing is lost by it."""
    return _("%(sign)s is left out: a route has no place for it.") % {"sign": sign_words(trouble)}
