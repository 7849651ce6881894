"""The committed contract is the one that is served, and the API keeps it whatever is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from congvu.config.wsgi import application
from congvu.domain.directives.models import Directive, Task
from congvu.face.api.api.contract import FAILURES
from congvu.face.api.schemas.further import fields_of
from congvu.kernel.casework import kinds
from congvu.kernel.casework.queries.acts import KERNEL
from tests.architecture.house import ROOT
from tests.face.api.conftest import V1, Sign
from tests.kernel.casework.office import Office

COMMITTED = ROOT / "docs" / "api" / "openapi.json"
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    negative_data_rejection,
]  # fmt: skip


MODES = (GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def contract() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    return found


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, said) for path, methods in contract()["paths"].items() for method, said in methods.items()]


def test_the_committed_contract_is_the_one_of_the_code() -> None:
    written = StringIO()
    call_command("openapi", stdout=written)
    assert COMMITTED.read_text(encoding="utf-8") == written.getvalue(), "make openapi writes it anew"


def test_the_served_contract_is_the_committed_one(db: None) -> None:
    assert Client().get(f"{V1}/openapi.json").content == COMMITTED.read_bytes()


def test_every_operation_declares_its_failures_its_doors_and_its_scopes() -> None:
    assert len(operations()) > 40
    for path, method, said in operations():
        assert {str(status) for status in FAILURES} < set(said["responses"]), path
        for status, answer in said["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]
        token = next(one["Token"] for one in said["security"] if "Token" in one)
        assert token, f"{method} {path} needs no scope"
        assert said["summary"]
    names = [said["operationId"] for _path, _method, said in operations()]
    assert len(names) == len(set(names))


def test_every_act_the_kernel_or_a_kind_knows_has_an_operation() -> None:
    known = set(KERNEL).union(*(
        [code for code, own in kind.acts.items() if fields_of(own) is not None] for kind in kinds.all_kinds()
    ))  # fmt: skip
    paths = {path.rpartition("/")[2] for path, _method, _said in operations() if "/acts/" in path}
    assert paths == known


def test_an_acts_own_fields_stand_in_the_contract_and_what_a_machine_cannot_say_does_not() -> None:
    schemas = contract()["components"]["schemas"]
    decide = schemas["DecideAct"]["properties"]["decision"]["$ref"].rpartition("/")[2]
    given = set(schemas[decide]["properties"])
    assert given == {"form", "number", "signed_by", "decided_on", "effective_on", "reasons"}
    assert schemas[decide]["additionalProperties"] is False
    assert "number" in schemas["GrantAct"]["required"]
    assert "move" not in schemas["UpholdAct"]["properties"]
    paths = {path.rpartition("/")[2] for path, _method, _said in operations() if "/acts/" in path}
    assert not paths & {"hold_council", "form_council", "conclude_breach", "appraise"}


def test_messages_refuse_names_they_do_not_know() -> None:
    schemas = contract()["components"]["schemas"]
    bodies = [name for name in schemas if name.endswith("Act") and name != "OpenAct"]
    assert len(bodies) > 20
    assert all(schemas[name]["additionalProperties"] is False for name in bodies)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests of the application itself leave the connection of the test open, as those of Django's client do."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.usefixtures("one_connection")
def test_whatever_is_sent_the_contract_is_kept(
    office: Office, directive: Directive, machine: Sign, settings: Any
) -> None:
    """In process, without sockets; a few hundred requests, good and bad, of somebody who may do much."""
    settings.CONGVU_API_PER_MINUTE = 0
    case = office.case()
    Task.objects.create(case=case, directive=directive, part=Task.Part.LEAD, content="Rà soát")
    headers = {"Authorization": f"Bearer {machine('desk').token}"}
    schema = schemathesis.openapi.from_wsgi(f"{V1}/openapi.json", app=application)
    known = {"code": case.code, "directive_id": directive.pk, "agency": "snv", "official": "an", "seq": 1}
    tried = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()

        @hypothesis.settings(
            max_examples=4, deadline=None, database=None, derandomize=True, phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )  # fmt: skip
        @hypothesis.given(
            sent=hypothesis.strategies.one_of(*(operation.as_strategy(generation_mode=mode) for mode in MODES)),
            real=hypothesis.strategies.sampled_from([True, True, False]),
        )
        def once(sent: Any, real: bool) -> None:
            nonlocal tried
            tried += 1
            if real:  # an address that leads somewhere
                sent.path_parameters = {
                    name: known.get(name, value) for name, value in (sent.path_parameters or {}).items()
                }
            sent.call_and_validate(headers=headers, checks=CHECKS[: -1 if real else None])

        once()
    assert tried > 120
