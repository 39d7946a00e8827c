"""A web server for built sites that does what servers of the world do: it compresses what is text, and knows no program.

It sends the headers that docs/publishing.md tells keepers to send, so that every test runs under that security policy.
"""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "publishing.md"
_ADD_HEADER = re.compile(r'^ *add_header (?P<name>[A-Za-z-]+) "(?P<value>[^"]+)" always;$', re.MULTILINE)


@lru_cache
def documented_headers() -> dict[str, str]:
    """The headers in the server's block of docs/publishing.md."""
    return {match["name"]: match["value"] for match in _ADD_HEADER.finditer(_DOCUMENTED.read_text(encoding="utf-8"))}


_TEXT = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt"}


@lru_cache(maxsize=4096)
def _compressed(path: Path, modified: int) -> bytes:  # a file that was written anew is another one
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class Handler(SimpleHTTPRequestHandler):
    """Serves one folder, quietly."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Add what every answer has."""
        for name, value in documented_headers().items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        """Send a file of text compressed where the browser takes that, everything else as it is."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path = path / "index.html"
        if path.suffix not in _TEXT or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            super().do_GET()
            return
        body = _compressed(path, path.stat().st_mtime_ns)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """The address of a server for the folder, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
