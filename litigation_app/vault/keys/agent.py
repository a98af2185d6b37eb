"""Who holds the root key for all processes of this host? An agent behind a socket: fed once, it outlives every worker."""

import base64
import fcntl
import logging
import os
import socket
import socketserver
from collections.abc import Callable
from pathlib import Path
from threading import BoundedSemaphore, Lock, Thread
from typing import Any, NoReturn

from cryptography.exceptions import InvalidTag

from config import Config, ConfigRefused
from litigation_app.vault.keys import agent_wire, keyring, root_key, root_source
from litigation_app.vault.keys.hardening import Hardening, harden
from litigation_app.vault.keys.root_key import KeyringRefused, RootKey, SecretRefused

log = logging.getLogger("litigation.agent")

LONGEST_ADDRESS = 107  # bytes; Linux keeps 108 for a socket's path, one of them a zero
MOST_CLIENTS = 64
_SECONDS_IN_LINE = 10.0


class AgentRefused(ConfigRefused):
    """The agent cannot start; the message is one plain sentence."""


class Agent:
    """The root key, once somebody has given it. It wraps and unwraps for others and never leaves; printing shows no key."""

    def __init__(self, config: Config, hardening: Hardening) -> None:
        self._config = config
        self._hardening = hardening
        self._root: RootKey | None = None
        self._failed = 0
        self._counting = Lock()
        self._deriving = BoundedSemaphore(1)  # a passphrase takes 256 MiB: one at a time
        self._acts: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "status": self._status,
            "unlock": self._unlock,
            "failed": self._count_failure,
            "lock": self._lock,
            "wrap": lambda asked: self._by_root(lambda root: root.wrap(_bytes(asked, "data"), _bytes(asked, "aad"))),
            "unwrap": lambda asked: self._by_root(
                lambda root: root.unwrap(_bytes(asked, "data"), _bytes(asked, "aad"))
            ),
            "mac": lambda asked: self._by_root(lambda root: root.mac(_bytes(asked, "data"))),
        }

    def __repr__(self) -> str:
        return f"<Agent {'locked' if self._root is None else 'unlocked'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are not pickled")

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The answer to one message; a message that makes no sense is refused, never raised."""
        act = self._acts.get(str(asked.get("do")))
        if act is None:
            return _refused("unknown")
        try:
            return act(asked)
        except (KeyError, ValueError, TypeError):
            return _refused("unknown")

    def _status(self, asked: dict[str, Any]) -> dict[str, Any]:  # every act is asked alike
        return {"ok": True, "unlocked": self._root is not None, "pid": os.getpid()} | self._hardening.as_json()

    def _unlock(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Derive the root key here, where memory is locked; the secret is neither kept nor logged."""
        if not self._deriving.acquire(timeout=_SECONDS_IN_LINE):
            return _refused("busy")
        try:
            root = root_source.derive(self._config, asked["provider"], asked["secret"])
        except SecretRefused:
            self._count_failure(asked)
            return _refused("secret")
        except KeyringRefused as refused:
            return _refused("keyring") | {"sentence": str(refused)}
        finally:
            self._deriving.release()
        self._root = root
        self._config.locked_mark.unlink(missing_ok=True)
        with self._counting:
            failed, self._failed = self._failed, 0
        log.info("the key agent is unlocked; attempts in vain before: %d", failed)
        return {"ok": True, "failed": failed}

    def _count_failure(self, asked: dict[str, Any]) -> dict[str, Any]:
        with self._counting:
            self._failed += 1
            log.warning("an attempt to unlock was in vain; since the last unlocking: %d", self._failed)
        return {"ok": True}

    def _lock(self, asked: dict[str, Any]) -> dict[str, Any]:
        self._config.locked_mark.touch(mode=0o600)
        self._root = None
        log.info("the key agent has forgotten the root key")
        return {"ok": True}

    def _by_root(self, act: Callable[[RootKey], bytes]) -> dict[str, Any]:
        root = self._root
        if root is None:
            return _refused("locked")
        try:
            return {"ok": True, "data": base64.b64encode(act(root)).decode()}
        except (InvalidTag, KeyringRefused):
            return _refused("keyring")


def _bytes(asked: dict[str, Any], name: str) -> bytes:
    return base64.b64decode(asked[name], validate=True)


def _refused(why: str) -> dict[str, Any]:
    return {"ok": False, "why": why}


class _Conversation(socketserver.BaseRequestHandler):
    """One client: message, answer, until it leaves, says nonsense or is slow."""

    server: "AgentServer"
    request: socket.socket

    def handle(self) -> None:
        try:
            while (asked := agent_wire.receive(self.request)) is not None:
                agent_wire.send(self.request, self.server.agent.answer(asked))
        except (agent_wire.WireBroken, OSError):
            return  # the connection is closed; the next client is as welcome as ever


class AgentServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """The agent at its socket. Only processes of its own system user are heard."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, config: Config, hardening: Hardening) -> None:
        self.agent = Agent(config, hardening)
        self.address = config.agent_address
        self._turn = _only_one(self.address)
        self._places = BoundedSemaphore(MOST_CLIENTS)
        self.address.unlink(missing_ok=True)  # ours is the lock, so whoever left this socket is dead
        super().__init__(str(self.address), _Conversation)
        self.address.chmod(0o600)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        if not agent_wire.is_own_user(request):
            log.warning("a process of another user of this system knocked at the key agent and was not heard")
            return False
        return self._places.acquire(blocking=False)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        log.error("the key agent could not answer a client")

    def server_close(self) -> None:
        super().server_close()
        self.address.unlink(missing_ok=True)
        os.close(self._turn)


def _only_one(address: Path) -> int:
    """Make the socket's folder, and hold the lock that one agent at a time has; raises AgentRefused."""
    if len(os.fsencode(address)) > LONGEST_ADDRESS:
        raise AgentRefused(
            f"{address} is too long for a socket (at most {LONGEST_ADDRESS} bytes): "
            "give a shorter path as agent_socket in config.toml."
        )
    address.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    root_key.require_private(address.parent)
    turn = os.open(address.with_name(address.name + ".lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(turn)
        raise AgentRefused(f"A key agent listens at {address} already.") from error
    return turn


def serving(config: Config, *, lock_memory: bool) -> AgentServer:
    """An agent ready to serve, in a process that is closed from now on; raises AgentRefused, KeyringRefused."""
    keyring.roots(config)  # a desk without keys needs no agent: say so now
    return AgentServer(config, harden(lock_memory=lock_memory))


def start_inside(config: Config) -> AgentServer | None:
    """An agent in a thread of this process (`litigation serve`); None where one listens already, or none is needed."""
    if root_source.opens_by_itself(config):
        return None
    try:
        server = serving(config, lock_memory=False)
    except AgentRefused as refused:
        log.info("%s", refused)
        return None
    Thread(target=server.serve_forever, name="key agent", daemon=True).start()
    return server
