"""The handset page and its own files, under a policy that lets nothing else in."""

from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def page_routes() -> list[web.RouteDef]:
    """``/handset``, its files below ``/handset/static/`` and the way there from ``/``."""
    # A name is looked up and never made into a path: no system has to judge what is asked for.
    files = {path.name: path for path in STATIC.iterdir() if path.suffix in TYPES}

    async def static(request: web.Request) -> web.Response:
        path = files.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return _file(path)

    return [
        web.get("/", _to_page),
        web.get("/handset/", _to_page),
        web.get("/handset", _page),
        web.get("/handset/static/{name}", static),
        web.get("/healthz", _healthz),
    ]


async def _to_page(_: web.Request) -> web.Response:
    raise web.HTTPFound("/handset")


async def _page(_: web.Request) -> web.Response:
    return _file(STATIC / "handset.html")


async def _healthz(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def _file(path: Path) -> web.Response:
    kind = TYPES[path.suffix]
    return web.Response(text=path.read_text("utf-8"), content_type=kind, headers=HEADERS)
