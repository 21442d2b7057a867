"""Serves the workbench on this machine alone."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from counterclaim.errors import InputError

HOST = "127.0.0.1"
PORT = 8470


def listen(port: int | None) -> socket.socket:
    """A socket on 127.0.0.1: at the port, else at the usual one or, where that is taken, at any.

    Raises:
        InputError: if the port that was asked for cannot be had.
    """
    wanted = (PORT, 0) if port is None else (port,)
    for number in wanted:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError, OverflowError):
            found.bind((HOST, number))
            found.listen()
            return found
        found.close()
    message = f"--port {port}: this port cannot be used; another program may hold it, try --port 0 for any"
    raise InputError(message)


def serve(app: FastAPI, at: socket.socket, ready: Callable[[str], None]) -> None:
    """Serves until it is interrupted; `ready` is called with the address, which takes requests from then on."""
    host, port = at.getsockname()
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    server = uvicorn.Server(config)
    ready(f"http://{host}:{port}/")
    with suppress(KeyboardInterrupt):
        server.run(sockets=[at])
