"""Import on a Dask cluster: of this machine, but through the network, as on any."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.importing import import_sources
from builder.importing.dask_cluster import ClusterError, dask_workers
from tests.samples import akn_file

distributed = pytest.importorskip("distributed", reason="Dask is not installed: it is in the extra 'dask'")

pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own


def test_a_cluster_gives_the_same_bytes(tmp_path: Path) -> None:
    for number in range(1, 41):
        akn_file(tmp_path / "inbox", f"74_{number}.xml", f"A/RES/74/{number}", f"Decides {number}.")
    local = import_sources([tmp_path / "inbox"], tmp_path / "local", jobs=1)
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with cluster, dask_workers(cluster.scheduler_address) as workers:
        report = import_sources([tmp_path / "inbox"], tmp_path / "dask", workers=workers)
    assert report.outcomes == local.outcomes
    for place in local.outcomes:
        assert (tmp_path / "dask" / place).read_bytes() == (tmp_path / "local" / place).read_bytes()


def test_an_address_without_a_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.importing.dask_cluster._PATIENCE", "0.5s")
    with pytest.raises(ClusterError, match="no Dask scheduler answers"), dask_workers("tcp://127.0.0.1:9"):
        pass
