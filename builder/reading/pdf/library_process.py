"""The PDF library in a process of its own.

The library is written in C++, which no alarm interrupts and no exception leaves: a file made to harm could hold an import for hours or take
the process with it. Here it can do neither. The process is started for the first PDF and reads one after the other; it ends with the
process that asks, or when a file takes it too long.
"""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from builder.diagnostics import Diagnostic
from builder.reading.pdf.opening import read_pages
from builder.reading.pdf.pieces import Page
from builder.reading.pdf.wire import pack, unpack

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

__all__ = ["MEMORY", "SECONDS", "pages_of"]

SECONDS = 30.0  # for a file; the longest real one takes two
MEMORY = 2**30  # bytes that the process may have; a real file takes a tenth
_LENGTH = struct.Struct(">Q")
_ANSWER = 2**28  # bytes: what is longer is no document


class _LibraryProcess:
    """The process, while it lives, for whoever started it; one file at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def ask(self, data: bytes) -> tuple[bytes, bool]:
        """What the process answers, b'' where it ended over the file; and whether that was for its time."""
        with self.lock:
            process = self._running()
            late = threading.Event()

            def stop() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(SECONDS, stop)
            timer.daemon = True
            timer.start()
            try:
                return _exchange(process, data), False
            except (OSError, EOFError):
                self._end(process)
                return b"", late.is_set()
            except BaseException:  # the time for the whole file is over, or a person has had enough: the answer would be the next file's
                self._end(process)
                raise
            finally:
                timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        # After a fork the process is the parent's, and so are its answers.
        if self.process is None or self.owner != os.getpid() or self.process.poll() is not None:
            paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
            self.process = subprocess.Popen(
                [sys.executable, "-c", f"from {__name__} import serve; serve()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
            )
            self.owner = os.getpid()
        return self.process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):  # what it was still to be sent
                    pipe.close()
        self.process = None


_process = _LibraryProcess()


def pages_of(data: bytes) -> tuple[list[Page], list[Diagnostic]]:
    """The pages of a PDF and what is to be said of them. Never raises on any bytes."""
    answer, late = _process.ask(data)
    if answer:
        return unpack(answer)
    found = f"it takes more than {SECONDS:g} seconds" if late else "the PDF library ended over it"
    return [], [Diagnostic("pdf-limit", found, "not read")]


def _exchange(process: subprocess.Popen[bytes], data: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(_LENGTH.pack(len(data)))
    process.stdin.write(data)
    process.stdin.flush()
    answer = _received(process.stdout)
    if not answer:
        raise EOFError
    return answer


def _received(pipe: IO[bytes]) -> bytes:
    """The next message, b'' where there is none any more."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return b""
    (length,) = _LENGTH.unpack(head)
    message = pipe.read(length) if length <= _ANSWER else b""
    return message if len(message) == length else b""


def serve() -> None:
    """What the process does: a file in, its pages out, until nobody asks any more."""
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = sys.stdout.buffer
    while data := _received(sys.stdin.buffer):
        try:
            answer = pack(*read_pages(data))
        except MemoryError:
            answer = pack([], [Diagnostic("pdf-limit", "it asks for more memory than a file may take", "not read")])
        answers.write(_LENGTH.pack(len(answer)))
        answers.write(answer)
        answers.flush()
