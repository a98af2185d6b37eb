"""What does this copy of the desk need to know from outside? The only reader of the environment and of instance/config.toml."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class ConfigRefused(Exception):
    """A setting is missing or wrong; the message is one plain sentence for the person who starts the desk."""


@dataclass(frozen=True)
class Partner:
    """A partner's copy of the desk: its log's public key "name+id+key", and where its witness answers ("": by files only)."""

    key: str
    url: str = ""


@dataclass(frozen=True)
class Mail:
    """The mail server by which the desk tells people that something waits for them. `user` "": it asks for none."""

    host: str
    sender: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = True

    def require_closed(self) -> None:
        """Raise ConfigRefused where mails would cross a network in the open."""
        if not self.starttls and self.host not in _THIS_MACHINE:
            raise ConfigRefused("[mail] starttls may be false for a mail server on this very machine alone.")


_SHORTEST_TOKEN = 32
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"[\w.-]+(:\d{1,5})?|\[[0-9a-f:]+\](:\d{1,5})?").fullmatch


@dataclass(frozen=True)
class Config:
    """Settings of one running copy. Durations say their unit in the name. No default stands for a secret."""

    # What stands above a setting is its line in docs/settings.md.
    # LITIGATION_INSTANCE: the folder of this copy; never in config.toml.
    instance: Path
    # LITIGATION_DATABASE_URL: postgresql://…; without it desk.db in the instance, on SQLite.
    database_url: str
    # LITIGATION_OWNER_DATABASE_URL: PostgreSQL: as whom tables are made and changed, by init, restore and keys shred-check --mend alone.
    owner_database_url: str = ""
    # The address that people type, https:// and a name; every whole link is built from it. http:// is for localhost alone.
    origin: str = "http://localhost:8000"
    # How many proxies each add to X-Forwarded-For; with a proxy and 0 all people seem to come from one network.
    proxies: int = 0
    # After so many minutes without use a sign-in ends.
    idle_minutes: int = 30
    # After so many hours it ends in any case.
    absolute_hours: int = 10
    # How long a second factor counts for publishing, keys, people and the like.
    step_up_minutes: int = 5
    # The name that passkeys are bound to ("": the host of origin); whoever changes it makes all passkeys worthless.
    rp_id: str = ""
    # How long personal data and a file stay open after each use.
    opening_minutes: int = 20
    # How long at most, however much they are used.
    spell_minutes: int = 120
    # Memory of Argon2id for the password of a person.
    password_hash_kib: int = 65536
    # Memory that one guess at the passphrase of the keyring costs.
    passphrase_kib: int = 262_144
    # Where the key agent listens ("": run/agent.sock in the instance).
    agent_socket: str = ""
    # [[partners]] key and url: whose signed states of the log we confirm, who confirms ours (ledger.md), who co-signs (operations.md).
    partners: tuple[Partner, ...] = ()
    # Documents: the bytes of one form.
    max_upload_bytes: int = 2**30
    # Documents: the bytes of one case.
    case_bytes: int = 20 * 2**30
    # Documents: the bytes of the whole desk.
    papers_bytes: int = 500 * 2**30
    # The socket of a clamd on this machine; then no document is taken that it does not call clean, also while it is down.
    virus_scanner: str = ""
    # Files and records that one person opens.
    openings_per_hour: int = 60
    # Downloads of documents, and pieces of them, by one person.
    papers_per_hour: int = 600
    # Pages of documents that one person looks at inside the desk.
    pages_per_hour: int = 3_000
    # Documents that one person adds.
    added_per_hour: int = 500
    # Exports by one person: of the access log, of lists, of compared countries as PNG.
    exports_per_hour: int = 20
    # Pages that are not there for one person, within ten minutes, before they must wait.
    refusals: int = 30
    # Which share of the judgments a second person codes blind.
    double_coding_percent: int = 20
    # Searches by name or number, of one person.
    searches_per_hour: int = 60
    # How long copies of the keyring are kept: so long a record that was erased still opens in an older backup.
    keyring_days: int = 35
    # What a monitor shows to read /metrics, 32 letters at least ("": nobody reads it); never in a backup.
    metrics_token: str = field(default="", repr=False)
    # A line of JSON for each request and sign-in, without a word of a person.
    log_requests: bool = False
    # [mail] host, sender, port, user, password, starttls: the mail server by which people are told that something waits.
    mail: Mail | None = None
    # The largest form, ten million Cyrillic letters; up to 1 GiB is answered with a page that says so.
    max_form_bytes: int = 72 * 1024 * 1024

    @property
    def settings(self) -> Path:
        return self.instance / "config.toml"

    @property
    def passkey_domain(self) -> str:
        return self.rp_id or urlsplit(self.origin).hostname or ""

    def address(self, path: str) -> str:
        """The whole address of a page, as the desk is called outside: whatever a request or a proxy calls it."""
        return self.origin.rstrip("/") + path

    @property
    def releases(self) -> Path:
        return self.instance / "releases"

    @property
    def partner_releases(self) -> Path:
        """Publications of partners, by their key; never mixed with our own."""
        return self.instance / "partners"

    @property
    def files(self) -> Path:
        return self.instance / "files"

    @property
    def studies(self) -> Path:
        return self.instance / "studies"

    @property
    def checkpoints(self) -> Path:
        """Copies of the ledger's signed states."""
        return self.instance / "checkpoints"

    @property
    def law_versions(self) -> Path:
        """The files of rules under which proceedings began, by country and content."""
        return self.instance / "law"

    @property
    def facts_columns(self) -> Path:
        """The coded facts of all clients, sealed; made anew whenever it is missing, so that no backup has it."""
        return self.instance / "facts.columns"

    @property
    def keyring(self) -> Path:
        return self.instance / "keys" / "keyring.json"

    @property
    def root_key(self) -> Path:
        return self.instance / "keys" / "root.key"

    @property
    def agent_address(self) -> Path:
        return Path(self.agent_socket) if self.agent_socket else self.instance / "run" / "agent.sock"

    @property
    def locked_mark(self) -> Path:
        """While this file is there, every process of the desk forgets its keys."""
        return self.instance / "locked"

    @property
    def restoring(self) -> Path:
        """While this file is there, a restore was begun and not finished: nobody may work with what lies here."""
        return self.instance / "restoring"

    @property
    def upgrading(self) -> Path:
        """While this file is there, an upgrade was begun and not finished."""
        return self.instance / "upgrading"

    def require_safe_origin(self) -> None:
        """Raise ConfigRefused for an address at which browsers send no cookies, or that is none."""
        said = urlsplit(self.origin)
        is_closed = said.scheme == "https" or (said.scheme == "http" and said.hostname in _THIS_MACHINE)
        if not (is_closed and said.hostname and self.origin == f"{said.scheme}://{said.netloc}" and _HOST(said.netloc)):
            raise ConfigRefused(
                f'The origin "{self.origin}" in config.toml is refused. Write https:// and the name that people type, with nothing '
                'after it: "https://desk.organisation.example". http:// is for localhost alone.'
            )

    def require_long_token(self) -> None:
        """Raise ConfigRefused for a token that can be guessed."""
        if 0 < len(self.metrics_token) < _SHORTEST_TOKEN:
            raise ConfigRefused(
                f"metrics_token in config.toml is too short: at least {_SHORTEST_TOKEN} letters, drawn by chance."
            )

    def require_whole(self) -> None:
        """Raise ConfigRefused where a restore or an upgrade is unfinished."""
        self.require_restored()
        if self.upgrading.exists():
            raise ConfigRefused(
                f"An upgrade of {self.instance} was begun and not finished: run litigation init --upgrade again."
            )

    def require_restored(self) -> None:
        """Raise ConfigRefused where a restore is unfinished."""
        if self.restoring.exists():
            raise ConfigRefused(
                f"A restore into {self.instance} was begun and not finished: run the same litigation restore again."
            )

    @property
    def write_lock(self) -> Path:
        return self.instance / "write.lock"

    @property
    def tables_lock(self) -> Path:
        """Shared by whoever works with the tables; held by one who changes them."""
        return self.instance / "tables.lock"

    @property
    def work_lock(self) -> Path:
        """Held by the one process of this host that does long work just now."""
        return self.instance / "work.lock"

    def as_json(self) -> dict[str, Any]:
        """All settings, passwords among them: for a process of the desk's own, by its standard input."""
        return asdict(self) | {"instance": str(self.instance)}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Config":
        """The settings that another process of the desk hands on."""
        mail = Mail(**said["mail"]) if said["mail"] else None
        partners = tuple(Partner(**one) for one in said["partners"])
        return cls(**{**said, "instance": Path(said["instance"]), "partners": partners, "mail": mail})

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read `LITIGATION_INSTANCE`, `LITIGATION_[OWNER_]DATABASE_URL` and `<instance>/config.toml`; raises ConfigRefused."""
        instance = Path(environ.get("LITIGATION_INSTANCE", "instance")).resolve()
        settings = _settings(instance / "config.toml")
        url = environ.get("LITIGATION_DATABASE_URL") or settings.pop(
            "database_url", f"sqlite:///{instance / 'desk.db'}"
        )
        settings.pop("database_url", None)
        if owner := environ.get("LITIGATION_OWNER_DATABASE_URL"):
            settings["owner_database_url"] = owner
        try:
            settings["partners"] = tuple(Partner(**partner) for partner in settings.get("partners", ()))
            if "mail" in settings:
                settings["mail"] = Mail(**settings["mail"])
                settings["mail"].require_closed()
            loaded = cls(instance=instance, database_url=str(url), **settings)
        except TypeError as error:
            which = str(error).partition("argument")[2].lstrip("s: ")
            raise ConfigRefused(
                f"{instance / 'config.toml'} has a setting that the desk does not know, or lacks one: {which}"
            ) from error
        loaded.require_safe_origin()
        loaded.require_long_token()
        return loaded


def _settings(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigRefused(f"{file} is not valid TOML: {error}") from error
