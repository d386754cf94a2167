"""A Dask cluster of two worker processes does what a pool of processes does, and says what is wrong with it in one line."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_batch import dies, fails, grows, hangs

from conftest import SAMPLES
from plantrace.batch import Limits, Outcome, Settings, Task, run
from plantrace.cli import main
from plantrace.cluster import ClusterError, cluster
from plantrace.workers import TookTooLong, WorkerLost

HERE = Path(__file__)
"""A file that every worker sees."""


def answers(task: Task) -> list[Outcome]:
    return [Outcome(path) for path in task.paths]


LOST = [
    (dies, WorkerLost, "killed by SIGSEGV"),
    (hangs, TookTooLong, "^6 s$"),
    (grows, MemoryError, "^$"),
    (fails, ValueError, "as it would here"),
]


@pytest.mark.parametrize(("call", "error", "said"), LOST)
def test_a_call_that_is_lost_costs_itself_alone(dask_scheduler: str, call, error: type[Exception], said: str) -> None:
    """Limits hold as on one machine, since each worker hands its documents to a process of its own."""
    task = Task((HERE, SAMPLES))
    with cluster(dask_scheduler, Limits(seconds=3, megabytes=512)) as pool:
        before, lost, after = pool.submit(answers, task), pool.submit(call, task), pool.submit(answers, task)
        assert (before.result(), after.result()) == (answers(task), answers(task))
        with pytest.raises(error, match=said):
            lost.result()


def sleeps(task: Task) -> list[Outcome]:
    (task.paths[0].parent / f"{os.getpid()}.begun").touch()
    time.sleep(1)
    return [Outcome(path) for path in task.paths]


@pytest.mark.parametrize("allowed", [3, 0])
def test_a_document_whose_worker_is_lost_is_read_by_another_or_told(dask_scheduler: str, tmp_path: Path, allowed: int) -> None:
    from distributed import Client

    shutil.copy(HERE, tmp_path / "plan.pdf")
    with Client(dask_scheduler, set_as_default=False) as client, cluster(dask_scheduler, Limits()) as pool:

        def allow(failures: int) -> None:
            client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", failures))

        allow(allowed)
        pids = client.run(os.getpid)
        answer = pool.submit(sleeps, Task((tmp_path / "plan.pdf",)))
        while not list(tmp_path.glob("*.begun")):
            time.sleep(0.05)
        [reading] = [address for address, keys in client.processing().items() if keys]
        os.kill(pids[reading], signal.SIGKILL)
        if allowed:
            assert [outcome.path.name for outcome in answer.result()] == ["plan.pdf"]
            assert len(list(tmp_path.glob("*.begun"))) == 2
        else:
            with pytest.raises(WorkerLost, match="workers of the cluster ended while they read it"):
                answer.result()
        allow(3)
        client.wait_for_workers(2, timeout=30)


def test_what_the_workers_do_not_see_is_told(dask_scheduler: str, tmp_path: Path) -> None:
    hidden, vocabulary = tmp_path / "hidden.pdf", tmp_path / "mine.toml"
    tasks = [Task((hidden, HERE)), Task((HERE,), Settings(vocabulary=vocabulary))]
    with cluster(dask_scheduler, Limits()) as pool:
        outcomes = list(run(tasks, pool, pool.size))
    told = [type(outcome.error).__name__ for outcome in outcomes]
    assert told == ["NotOnWorker", "UnknownFormat", "NotOnWorker"], outcomes
    assert "under the same path as this machine: share the folder" in str(outcomes[0].error)


def imported(tmp_path: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["import", str(SAMPLES), "--db", str(tmp_path / "plans.db"), *arguments])
    assert not (tmp_path / "plans.db").exists()
    return result.exit_code, result.stderr


UNUSABLE = [
    ("tcp://127.0.0.1:9", "no scheduler answers there"),
    ("127.0.0.1", "no scheduler answers there: missing port number"),
    ("http://127.0.0.1:8786", "no scheduler answers there: unknown address scheme 'http'"),
]


@pytest.mark.parametrize(("address", "said"), UNUSABLE)
def test_a_cluster_that_cannot_be_reached_is_one_line_and_an_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    monkeypatch.setattr("plantrace.cluster.SECONDS_TO_CONNECT", 1.0)
    code, stderr = imported(tmp_path, "--scheduler", address)
    assert (code, stderr.count("\n"), stderr.startswith(f"{address}: The Dask cluster cannot be used ({said}")) == (6, 1, True), stderr
    assert "`dask scheduler` starts a scheduler" in stderr


def test_without_the_extra_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, stderr = imported(tmp_path, "--scheduler", "tcp://127.0.0.1:9")
    assert (code, "the package distributed is missing: pip install 'plantrace[cluster]'" in stderr) == (6, True), stderr


def test_workers_of_another_version_are_refused(dask_scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plantrace.cluster.__version__", "99.0")
    with (
        pytest.raises(ClusterError, match=r"its worker tcp://\S+ has plantrace [\d.]+, this is plantrace 99.0"),
        cluster(dask_scheduler, Limits()),
    ):
        pass


def test_the_number_of_processes_is_for_one_machine(tmp_path: Path) -> None:
    code, stderr = imported(tmp_path, "--scheduler", "tcp://127.0.0.1:9", "--jobs", "2")
    assert (code, "--jobs is for this machine" in stderr) == (2, True)
