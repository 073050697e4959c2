"""Tests stay on this machine (tests/conftest.py)."""

import asyncio
import socket

import pytest


def test_an_address_outside_is_refused() -> None:
    with (
        socket.socket() as outside,
        pytest.raises(PermissionError, match="tests stay on this machine"),
    ):
        outside.connect(("192.0.2.1", 80))  # TEST-NET-1, RFC 5737


async def test_a_name_outside_is_refused() -> None:
    with pytest.raises(PermissionError, match="tests stay on this machine"):
        await asyncio.open_connection("example.org", 80)


def test_loopback_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
