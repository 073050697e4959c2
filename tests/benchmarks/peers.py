"""Other servers of the same bytes, each a process of its own: nginx with a static file, and Radicale."""

import asyncio
import base64
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientError, ClientSession

#: Where `make bench` installs Radicale.
RADICALE = Path("build/peers/bin/python")
_NGINX = """
daemon off;
master_process off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log {folder}/access.log;
  types {{ text/calendar ics; }}
  keepalive_requests 1000000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""
_USER = f"Authorization: Basic {base64.b64encode(b'bench:').decode()}\r\n"


@dataclass(frozen=True, slots=True)
class Peer:
    """A running server; `headers` are what a request to it needs beside its Host."""

    pid: int
    port: int
    path: str
    headers: str = ""

    def cpu(self) -> float:
        """Seconds of CPU it has used, in ticks of a hundredth."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


@asynccontextmanager
async def nginx(body: bytes, folder: Path) -> AsyncIterator[Peer | None]:
    """None where there is none."""
    program = shutil.which("nginx", path=f"{os.defpath}:/usr/sbin:/usr/local/sbin")
    if program is None:
        yield None
        return
    port = free_port()
    (folder / "feed.ics").write_bytes(body)
    config = folder / "nginx.conf"
    config.write_text(_NGINX.format(folder=folder, port=port), encoding="utf-8")
    async with _running(port, program, "-c", str(config), "-p", str(folder)) as pid:
        yield Peer(pid, port, "/feed.ics")


@asynccontextmanager
async def radicale(body: bytes, folder: Path) -> AsyncIterator[Peer | None]:
    """The events as a calendar of its own store. None where there is none."""
    program = shutil.which(RADICALE)
    if program is None:
        yield None
        return
    port = free_port()
    arguments = (
        "-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none",
        "--storage-filesystem-folder", str(folder), "--logging-level", "info",
    )  # fmt: skip
    async with _running(port, program, *arguments) as pid:
        peer = Peer(pid, port, "/bench/feed/", _USER)
        name, _, value = _USER.strip().partition(": ")
        async with (
            ClientSession(headers={name: value, "Content-Type": "text/calendar"}) as http,
            http.put(f"http://127.0.0.1:{port}{peer.path}", data=body) as answer,
        ):
            if not answer.ok:
                raise ClientError(f"Radicale took no calendar: {answer.status}")
        yield peer


@asynccontextmanager
async def _running(port: int, program: str, *arguments: str) -> AsyncIterator[int]:
    """The process, once it answers at the port."""
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(program, *arguments, stdout=quiet, stderr=quiet)
    try:
        while process.returncode is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            break
        yield process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
