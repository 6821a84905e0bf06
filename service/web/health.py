"""``/healthz``, ``/readyz`` and ``/metrics``: for load balancers and monitoring."""

from collections.abc import Iterator

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from service.bootstrap import Services
from service.ports.jobs import ALL
from service.ports.journal import SET_APART_CURE, Journal

_KEPT_ASIDE = "webhooks are kept aside, and none is taken in: "
_CHECK = "check the server and the disk"
_SET_APART = f"webhooks could not be taken in and are set apart in the journal: {SET_APART_CURE}"


def make_health(services: Services) -> Blueprint:
    """The routes, around these services."""
    blueprint = Blueprint("health", __name__)
    registry = CollectorRegistry()
    registry.register(_Figures(services))

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @blueprint.get("/readyz")
    def readyz() -> tuple[Response, int]:
        missing = {name: fault for name, fault in _needed(services) if fault}
        answer = {
            "ready": not missing,
            "missing": list(missing),
            "cures": list(missing.values()),
            "warnings": list(_warnings(services)),
        }
        return jsonify(answer), 503 if missing else 200

    @blueprint.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def _needed(services: Services) -> Iterator[tuple[str, str | None]]:
    """What has to be there, and why it is not."""
    yield "database", services.figures.fault()
    yield "record", _waiting(services.journal)
    yield "redis", services.queue.fault()


def _waiting(journal: Journal) -> str | None:
    return _KEPT_ASIDE + (journal.held_up_by() or _CHECK) if journal.waits() else None


def _warnings(services: Services) -> Iterator[str]:
    """What a person has to mend, and keeps no caller from being served."""
    if services.journal.set_apart():
        yield _SET_APART
    if halt := services.figures.halt(services.clock.now()):
        yield str(halt)
    yield from map(str, services.figures.refusals(services.clock.now()))


class _Figures(Collector):
    """Reads SQL and Redis at scrape time, so that no process has counters of its own to lose."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing: describing would ask the database before anybody scrapes."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Rows by where they stand, jobs that wait, and whether the stores answer."""
        up = GaugeMetricFamily("patchline_up", "Whether a store answers.", labels=["store"])
        for name, fault in _needed(self._services):
            up.add_metric([name], float(fault is None))
        yield up
        apart = GaugeMetricFamily(
            "patchline_webhooks_set_apart", "Webhooks kept aside that could not be taken in."
        )
        apart.add_metric([], self._services.journal.set_apart())
        yield apart
        halted = GaugeMetricFamily("patchline_sending_halted", "Whether nothing may be sent.")
        halt = self._services.figures.halt(self._services.clock.now())
        halted.add_metric([], float(halt is not None))
        yield halted
        yield self._refused()
        yield from self._rows()
        jobs = GaugeMetricFamily("patchline_jobs_waiting", "Jobs in the queue.", labels=["job"])
        for job in ALL:
            jobs.add_metric([job], len(self._services.queue.pending(job)))
        yield jobs

    def _refused(self) -> GaugeMetricFamily:
        refused = GaugeMetricFamily(
            "patchline_refused", "What the carrier refused within a day.", labels=["code"]
        )
        for one in self._services.figures.refusals(self._services.clock.now()):
            refused.add_metric([str(one.code)], 1.0)
        return refused

    def _rows(self) -> Iterator[GaugeMetricFamily]:
        for table, by_label in self._services.figures.by_label().items():
            rows = GaugeMetricFamily(f"patchline_{table}", f"Rows of {table}.", labels=["state"])
            for label, count in by_label.items():
                rows.add_metric([label], count)
            yield rows
