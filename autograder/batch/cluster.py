"""The same batch on a Dask cluster: intake, ledger and grades stay here, submissions are graded by trusted workers.

Workers have this package installed. The homework with its checks and solutions is sent to each of them, also to those
that join later, and to nobody else; so a scheduler on another machine is spoken to under TLS only.
"""

import contextlib
import hashlib
import importlib
import io
import ipaddress
import logging
import queue
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from autograder.batch.job import Failed, Graded, Job, Refused, Task
from autograder.batch.keys import engine_version
from autograder.errors import GraderError, UsageError
from autograder.homework import load_homework
from autograder.intake.reading import read

CHUNK = 8
CHUNKS_AHEAD = 3
CONNECT_SECONDS = 20
LOOK_SECONDS = 1.0
REGISTERED_AT_MOST = 3
UNMANNED_SECONDS = 120.0
_PARTS = (
    "assignments", "solutions", "autograder/assignment.yaml",
    "autograder/checks", "autograder/misconceptions", "autograder/stand_ins",
)  # fmt: skip
_DECODER = msgspec.msgpack.Decoder(list[Graded | Failed | Refused])


@dataclass(frozen=True)
class Cluster:
    """Where the scheduler is, and the files that prove who is who; without them, what Dask's own settings say."""

    address: str
    authority: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    def check(self) -> None:
        """Raise UsageError where checks would cross a network that others can read."""
        scheme, host = urlsplit(self.address).scheme, urlsplit(self.address).hostname or ""
        if scheme not in ("tcp", "tls") or not host:
            raise UsageError(f"{self.address} is no address of a Dask scheduler; write tls://HOST:8786")
        if scheme == "tcp" and not _is_loopback(host):
            raise UsageError(
                f"the checks and the submissions would cross the network in the clear: start the scheduler and its "
                f"workers with TLS and say tls://{host}:{urlsplit(self.address).port or 8786}"
            )

    def connect(self) -> Any:
        """Return a client of the cluster, or raise GraderError."""
        self.check()
        try:
            dask: Any = importlib.import_module("distributed")
        except ImportError:
            raise UsageError("--cluster needs Dask: pip install -e '.[cluster]'") from None
        files = {"tls_ca_file": self.authority, "tls_client_cert": self.certificate, "tls_client_key": self.key}
        given = {name: str(path) for name, path in files.items() if path is not None}
        encrypted = {"require_encryption": True} if self.address.startswith("tls:") else {}
        if encrypted and not (given or dask.Security().tls_ca_file):
            raise UsageError("tls:// needs --tls-ca, --tls-cert and --tls-key, or the same in Dask's settings")
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            security = dask.Security(**given, **encrypted)
            return dask.Client(self.address, security=security, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, TypeError, ValueError, RuntimeError) as error:
            raise GraderError(f"no Dask scheduler answers at {self.address}: {_short(error)}") from None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def packed(homework_root: Path) -> bytes:
    """Return what grading needs of a homework, as one archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in _PARTS:
            top = homework_root / part
            for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
                if path.is_file() and "__pycache__" not in path.parts:
                    archive.write(path, path.relative_to(homework_root))
    return data.getvalue()


@dataclass(eq=False)
class ClusterPool:
    """Hands submissions to a cluster in small lots; a lot whose worker dies is graded by another one."""

    job: Job
    cluster: Cluster
    _open: list[tuple[int, Task]] = field(default_factory=list)
    _tried: set[int] = field(default_factory=set)
    _under_way: dict[Any, list[int]] = field(default_factory=dict)
    _ready: "queue.SimpleQueue[Any]" = field(default_factory=queue.SimpleQueue)
    _workers: int = 0
    _looked: float = 0.0
    _manned: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._homework = load_homework(self.job.homework_root)
        self._client = self.cluster.connect()
        try:
            from autograder.batch import cluster_worker

            homework = packed(self.job.homework_root)
            self._name = f"autograder {hashlib.sha256(homework).hexdigest()[:16]} {self.job.isolation.value}"
            self._grade = cluster_worker.grade
            self._register(cluster_worker.Grading(homework, self.job.isolation, engine_version()))
        except Exception as error:
            self.close()
            raise GraderError(
                f"the cluster at {self.cluster.address} does not take the homework: {_short(error)}"
            ) from None

    def _register(self, plugin: Any) -> None:
        """Hand the homework to all workers; a worker that is lost meanwhile is no reason to give up."""
        for _ in range(REGISTERED_AT_MOST - 1):
            try:
                self._client.register_plugin(plugin, name=self._name)
                return
            except OSError:
                time.sleep(LOOK_SECONDS)
        self._client.register_plugin(plugin, name=self._name)

    def room_for(self) -> int:
        """How many more submissions can be taken now, by the workers that there are."""
        if time.monotonic() - self._looked > LOOK_SECONDS:
            self._look()
        ahead = max(1, self._workers) * CHUNKS_AHEAD * CHUNK
        return ahead - sum(map(len, self._under_way.values())) - len(self._open)

    def _look(self) -> None:
        try:
            self._workers = len(self._client.nthreads())
        except Exception as error:
            raise GraderError(
                f"the scheduler at {self.cluster.address} is gone ({_short(error)}); what was graded is kept, and the "
                "same command goes on from there"
            ) from None
        self._looked = time.monotonic()
        if self._workers:
            self._manned = self._looked
        elif self._looked - self._manned > UNMANNED_SECONDS:
            raise GraderError(
                f"no worker has come to {self.cluster.address} for {UNMANNED_SECONDS:.0f} s: start one with dask worker"
            )

    def submit(self, number: int, task: Task) -> None:
        """Take a submission; one that has failed before goes alone."""
        if number in self._tried:
            self._send([(number, task)])
            return
        self._open.append((number, task))
        if len(self._open) == CHUNK:
            self._flush()

    def _flush(self) -> None:
        if self._open:
            self._send(self._open)
            self._open = []

    def _send(self, tasks: Sequence[tuple[int, Task]]) -> None:
        lot = [(read(task.handed, self._homework), task.questions) for _, task in tasks]
        future = self._client.submit(self._grade, self._name, lot, pure=False, retries=2)
        self._under_way[future] = [number for number, _ in tasks]
        future.add_done_callback(self._ready.put)

    def collect(self) -> Sequence[tuple[int, Graded | Failed]]:
        """Wait up to a second; return what is ready, and a failure for what the cluster gave up."""
        self._flush()
        try:
            future = self._ready.get(timeout=1.0)
        except queue.Empty:
            self._look()
            return []
        numbers = self._under_way.pop(future)
        if future.status != "finished":
            self._look()
            self._tried.update(numbers)
            failed = Failed(f"the cluster gave it up: {_short(future.exception() or RuntimeError(future.status))}")
            return [(number, failed) for number in numbers]
        answers = _DECODER.decode(future.result())
        outcomes: list[tuple[int, Graded | Failed]] = []
        for number, answer in zip(numbers, answers, strict=False):
            if isinstance(answer, Refused):
                raise GraderError(answer.why)
            outcomes.append((number, answer))
        self._tried.update(number for number, outcome in outcomes if isinstance(outcome, Failed))
        return outcomes

    def close(self) -> None:
        """Leave the cluster; what is under way there is called off."""
        with contextlib.suppress(Exception):
            self._client.cancel(list(self._under_way))
            self._client.unregister_worker_plugin(self._name)
        with contextlib.suppress(Exception):
            self._client.close(timeout=5)
