"""No webhook dials a number that is set aside, with the database or without."""

from pathlib import Path

from service.bootstrap import build
from service.domain.set_aside import SetAside
from service.web.app import create_app
from tests.twins.webhooks import LiveCall, Webhooks, settings_in
from tests.web.conftest import Serve


def dialed(webhooks: Webhooks, sid: str) -> str | None:
    call: LiveCall = webhooks.call(sid)
    for keys in ("1", "05401", "1"):
        call.press(keys)
    dial = call.twiml.find("Dial")
    assert dial is not None
    return dial.findtext("Number")


def test_it_is_not_dialed_while_the_database_is_there_nor_by_who_never_reached_it(
    serve: Serve, tmp_path: Path
) -> None:
    services, webhooks = serve()
    number = dialed(webhooks, "CA1")
    assert number
    aside = SetAside(number, services.clock.now(), "wrong number", "ann@example.org")
    services.store.run(lambda tx: tx.set_aside.put(aside))
    _, another = serve()
    assert dialed(another, "CA2") != number
    away = build(settings_in(tmp_path, f"sqlite:///{tmp_path}/away/none.db"), impatient=True)
    assert dialed(Webhooks(create_app(away)), "CA3") != number
