"""The inside of an interpreter that serves one submission and ends: for systems on which no warm process can fork.

Imports nothing of the project but the wire format and the worker.
"""

import os
import random
import select
import socket
import sys
import time
from collections.abc import Mapping
from threading import Thread
from typing import Any

import numpy as np

from . import worker

SECONDS_LEFT_BEHIND = 1.0


def main(options: Mapping[str, Any]) -> None:
    """Call the grader back, prove to be the process that it started, limit this process, then work until it hangs up.

    `options`: `port` on the loopback interface, `token` in hexadecimal, `limits` by name, `memory` in bytes.
    """
    connection = socket.create_connection(("127.0.0.1", options["port"]))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)  # a frame is two writes: neither is to wait
    connection.sendall(bytes.fromhex(options["token"]))
    sys.path[:] = [entry for entry in sys.path if entry not in options["libraries"]]
    Thread(target=_end_with_the_grader, args=(connection,), daemon=True).start()
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    _limit({**options["limits"], "RLIMIT_DATA": options["memory"]})
    random.seed(0)
    np.random.seed(0)

    def read(count: int) -> bytearray:
        connection.setblocking(True)  # a submission may have changed that
        data = bytearray(count)
        rest = memoryview(data)
        while rest:
            got = connection.recv_into(rest)
            if not got:
                raise EOFError
            rest = rest[got:]
        return data

    def write(data: bytes) -> None:
        connection.setblocking(True)
        connection.sendall(data)

    try:
        worker.attend(read, write)
    finally:
        os._exit(0)


def _end_with_the_grader(connection: socket.socket) -> None:
    """End this process soon after the grader has gone, also in the middle of a loop that has no end."""
    while True:
        time.sleep(SECONDS_LEFT_BEHIND)
        try:
            if select.select([connection], [], [], 0)[0] and not connection.recv(1, socket.MSG_PEEK):
                os._exit(0)
        except (OSError, ValueError):
            os._exit(0)


def _limit(limits: Mapping[str, int]) -> None:
    """Set the resource limits that this system has and keeps."""
    try:
        import resource
    except ImportError:
        return
    for name, value in limits.items():
        number = getattr(resource, name, None)
        try:
            if number is not None:
                resource.setrlimit(number, (value, value))
        except (OSError, ValueError):
            continue
