"""A simulator and a small application behind it, both real servers on free ports."""

import asyncio
import inspect
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from service.simulator.account import Account
from service.simulator.app import Settings, build_app
from service.simulator.office import read_offices
from service.simulator.presets import offset_for
from tests.simulator.rig import (
    BURLINGTON,
    DC_SANDERS,
    OURS,
    SERVICE,
    SHARED,
    SID,
    TOKEN,
    Application,
    Rig,
    Simulated,
)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run tests that are coroutines, each on a loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A directory file with three numbers, one of which two senators share."""

    def senator(name: str, *offices: tuple[str, str, str, str]) -> dict[str, Any]:
        keys = ("kind", "city", "phone", "time_zone")
        entries = [dict(zip(keys, office, strict=True)) for office in offices]
        return {"name": name, "last": name.split()[-1], "offices": entries}

    shared = ("state", "Anchorage", SHARED, "America/Anchorage")
    senators = [
        senator(
            "Bernard Sanders",
            ("dc", "Washington", DC_SANDERS, "America/New_York"),
            ("state", "Burlington", BURLINGTON, "America/New_York"),
        ),
        senator("Lisa Murkowski", shared),
        senator("Dan Sullivan", shared),
    ]
    path = tmp_path / "senate.json"
    path.write_text(json.dumps({"generated": "2026-06-01", "senators": senators}))
    return path


@pytest.fixture
def simulated(directory: Path) -> Simulated:
    """Opens a rig: ``async with simulated() as rig``. Calls run at 100 times their pace."""

    @asynccontextmanager
    async def opened(
        speed: float = 100.0,
        busyness: float | None = 0.0,
        service: str = SERVICE,
        **limits: float,
    ) -> AsyncIterator[Rig]:
        app = Application()
        served = web.Application()
        served.router.add_route("*", "/{path:.*}", app.handle)
        async with TestServer(served) as app_server:
            app.server = app_server
            account = Account(SID, TOKEN, OURS, str(app_server.make_url("")).rstrip("/"), service)
            offset = offset_for("weekday", datetime.now(UTC))
            settings = Settings(account, read_offices(directory), offset, speed, seed=1)
            for name, value in limits.items():
                settings.limits.change(name, value)
            simulator = TestServer(await build_app(settings))
            async with simulator, aiohttp.ClientSession() as client:
                rig = Rig(app, str(simulator.make_url("")).rstrip("/"), client)
                if busyness is not None:
                    await rig.post("/exchange", busyness=busyness)
                yield rig

    return opened
