"""Workers of a Dask cluster, which read the files for `archive import --dask`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from builder.importing.workers import Workers

__all__ = ["ClusterError", "dask_workers"]

_PATIENCE = "30s"  # to be answered by the scheduler


class ClusterError(Exception):
    """There is no Dask, or no scheduler at the address."""


@contextmanager
def dask_workers(address: str) -> Iterator[Workers]:
    """The workers of the scheduler at the address ('tcp://10.0.0.5:8786'). They need this package, in the same version."""
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("Dask is not installed: pip install 'resolution-archive[dask]'") from None
    try:
        client = Client(address, timeout=_PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}: {error}") from None
    with client, client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]
        yield Workers(executor, lambda value: client.scatter([value], broadcast=True)[0])  # type: ignore[no-untyped-call]
