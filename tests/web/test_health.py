"""For load balancers and monitoring."""

from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import make_url

from service.adapters.sql.migrate import upgrade
from service.web.app import create_app
from service.web.journal import look
from tests.twins.broker import valkey
from tests.twins.journal import set_one_apart
from tests.twins.postgres import Databases
from tests.twins.webhooks import SUPPORTER, Webhooks
from tests.web.conftest import Serve


def test_a_process_that_runs_is_alive(webhooks: Webhooks) -> None:
    assert webhooks.client.get("/healthz").data == b"ok\n"


def test_readiness_names_what_is_missing(serve: Serve, tmp_path: Path) -> None:
    _, webhooks = serve(DATABASE_URL="sqlite:////nowhere/at/all.db")
    answer = webhooks.client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert (answer.json["ready"], answer.json["missing"]) == (False, ["database", "redis"])
    for cure, setting in zip(answer.json["cures"], ("DATABASE_URL", "REDIS_URL"), strict=True):
        assert f"check {setting}" in cure


def test_a_database_without_its_tables_is_not_ready(serve: Serve, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/fresh.db"
    _, webhooks = serve(DATABASE_URL=url)
    assert "database" in webhooks.client.get("/readyz").json["missing"]  # type: ignore[index]
    upgrade(url)
    assert "database" not in webhooks.client.get("/readyz").json["missing"]  # type: ignore[index]


def test_a_database_that_lost_a_table_is_not_ready(serve: Serve, database: str) -> None:
    services, webhooks = serve(DATABASE_URL=database)
    webhooks.text("S54 05401")
    with services.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE calls RENAME TO cx")
    answer = webhooks.client.get("/readyz").json
    assert answer is not None
    assert "database" in answer["missing"]
    assert "has lost tables (calls): give them their names back" in answer["cures"][0]
    services.engine.dispose()


def test_what_waits_to_be_taken_in_is_told_with_its_reason(serve: Serve) -> None:
    services, webhooks = serve(DATABASE_URL="sqlite:////nowhere/at/all.db")
    webhooks.text("S54 05401")
    look(create_app(services), services, False)
    answer = webhooks.client.get("/readyz").json
    assert answer is not None
    assert "record" in answer["missing"]
    told = answer["cures"][answer["missing"].index("record")]
    assert "none is taken in: the database cannot be used (its file is not there)" in told


@pytest.mark.postgres
def test_a_server_that_takes_no_writes_is_not_ready(postgres: Databases, serve: Serve) -> None:
    with postgres.empty() as url:
        options = {"options": "-c default_transaction_read_only=on"}
        read_only = make_url(url).update_query_dict(options)
        _, webhooks = serve(DATABASE_URL=read_only.render_as_string(hide_password=False))
        answer = webhooks.client.get("/readyz")
    assert answer.json is not None
    assert "the database is read-only: let DATABASE_URL lead" in answer.json["cures"][0]


def test_with_everything_there_it_is_ready(serve: Serve, tmp_path: Path) -> None:
    with valkey(tmp_path) as url:
        _, webhooks = serve(REDIS_URL=url)
        answer = webhooks.client.get("/readyz")
    assert (answer.status_code, answer.json) == (
        200,
        {"ready": True, "missing": [], "cures": [], "warnings": []},
    )


def test_what_was_set_apart_is_told_though_the_process_is_ready(
    serve: Serve, tmp_path: Path
) -> None:
    with valkey(tmp_path) as url:
        services, webhooks = serve(REDIS_URL=url)
        set_one_apart(services.journal)
        answer = webhooks.client.get("/readyz")
        figures = webhooks.client.get("/metrics").get_data(as_text=True)
    assert answer.status_code == 200
    assert answer.json is not None
    (warning,) = answer.json["warnings"]
    assert "rename the file to events" in warning
    assert "patchline_webhooks_set_apart 1.0" in figures


def test_a_halt_of_all_sending_is_told_and_keeps_nobody_from_being_served(
    serve: Serve, tmp_path: Path
) -> None:
    with valkey(tmp_path) as url:
        services, webhooks = serve(REDIS_URL=url)
        now = services.clock.now()
        services.store.run(lambda tx: tx.halts.begin(20003, now, now + timedelta(minutes=5)))
        answer = webhooks.client.get("/readyz")
        metrics = webhooks.client.get("/metrics").get_data(as_text=True)
        services.store.run(lambda tx: tx.halts.end())
        after = webhooks.client.get("/readyz")
    assert answer.status_code == 200
    (said,) = answer.json["warnings"]  # type: ignore[index]
    assert f"nothing is sent since {now:%Y-%m-%d %H:%M} UTC" in said
    assert "20003, the account SID or the auth token is wrong" in said
    assert "sending goes on by itself" in said
    assert "patchline_sending_halted 1.0" in metrics
    assert after.json["warnings"] == []  # type: ignore[index]


def test_what_the_carrier_refuses_is_told_with_its_cure(serve: Serve, tmp_path: Path) -> None:
    with valkey(tmp_path) as url:
        services, webhooks = serve(REDIS_URL=url)
        now = services.clock.now()
        services.store.run(lambda tx: tx.halts.refuse(21215, now, now + timedelta(days=1)))
        answer = webhooks.client.get("/readyz")
        metrics = webhooks.client.get("/metrics").get_data(as_text=True)
    assert answer.status_code == 200
    (said,) = answer.json["warnings"]  # type: ignore[index]
    assert "21215, the account may not call the number's country" in said
    assert "Voice, Geo permissions" in said
    assert 'patchline_refused{code="21215"} 1.0' in metrics
    assert "patchline_sending_halted 0.0" in metrics
    assert "patchline_halts{" not in metrics


def test_metrics_can_be_read_and_hold_nothing_personal(webhooks: Webhooks) -> None:
    webhooks.text("S54 05401")
    webhooks.text("CALL")
    text = webhooks.client.get("/metrics").get_data(as_text=True)
    families = {family.name: family for family in text_string_to_metric_families(text)}
    assert {"patchline_up", "patchline_calls", "patchline_jobs_waiting"} <= set(families)
    (calls,) = families["patchline_calls"].samples
    assert (calls.labels, calls.value) == ({"state": "queued"}, 1.0)
    assert SUPPORTER[2:] not in text
    assert "05401" not in text


@pytest.mark.parametrize("path", ["/metrics", "/healthz", "/", "/api/v1/campaigns"])
def test_what_needs_no_store_answers_without_one(serve: Serve, path: str) -> None:
    _, webhooks = serve(DATABASE_URL="sqlite:////nowhere/at/all.db")
    assert webhooks.client.get(path).status_code == 200
