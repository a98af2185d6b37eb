"""Do people notice who sends and reads large papers over a thin line? Asks a demonstration that is served, best through its proxy.

    litigation demo --json > people.json
    python -m bench.slow_lines --at https://localhost:8443 --people people.json --megabytes 1024 --megabits 1

A gigabyte takes two and a half hours each way at a megabit a second. One JSON object at the end; exit 1 if an answer was an error.
"""

import argparse
import http.client
import json
import os
import re
import ssl
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

import pyotp

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
CASE = re.compile(r'href="(/cases/[0-9a-f-]{36})"')
PAPER = re.compile(r'href="(/cases/[0-9a-f-]{36}/papers/[0-9a-f-]{36})"')
PIECE, PATIENCE_S, FIRST_ERROR = 16_384, 600, 500


@dataclass
class Seen:
    """What everybody was answered, and how long those who only click waited."""

    statuses: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


class Person:
    """Somebody of the demonstration at her browser."""

    def __init__(self, at: str, seen: Seen) -> None:
        self.place, self.seen, self.cookies, self.token = urlsplit(at), seen, "", ""

    def connection(self) -> http.client.HTTPConnection:
        if self.place.scheme == "https":
            unchecked = ssl._create_unverified_context()  # noqa: S323  # a trial's own certificate
            return http.client.HTTPSConnection(self.place.netloc, timeout=PATIENCE_S, context=unchecked)
        return http.client.HTTPConnection(self.place.netloc, timeout=PATIENCE_S)

    def ask(self, method: str, path: str, said: dict[str, Any] | None = None) -> tuple[str, str]:
        """The page, and where it leads."""
        connection, body = self.connection(), urlencode({"csrf_token": self.token} | said) if said is not None else None
        heads = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, path, body, heads)
            answer = connection.getresponse()
            page = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            self.seen.statuses[type(error).__name__] += 1
            return "", ""
        finally:
            connection.close()
        self.seen.statuses[str(answer.status)] += 1
        cookies = [one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie") or ()]
        self.cookies = "; ".join(filter(None, [self.cookies, *cookies]))
        found = TOKEN.search(page)
        self.token = found.group(1) if found else self.token
        return page, answer.headers.get("Location", "")

    def sign_in(self, person: dict[str, Any]) -> None:
        self.ask("GET", "/sign-in")
        code = pyotp.TOTP(person["totp_secret"]).now()
        said = {"email": person["email"], "password": person["password"], "code": code}
        _page, leads_to = self.ask("POST", "/sign-in", said)
        self.ask("GET", leads_to or "/")

    def click(self, over: Event) -> None:
        """Today, the cases, a case; about a click a second."""
        while not over.is_set():
            cases, _to = self.timed("/cases/")
            for path in ["/today", *CASE.findall(cases)[:1]]:
                self.timed(path)
            over.wait(1.0)

    def timed(self, path: str) -> tuple[str, str]:
        begun = time.monotonic()
        answer = self.ask("GET", path)
        self.seen.seconds.append(time.monotonic() - begun)
        return answer


def sent(person: Person, case: str, size: int, bytes_a_second: float) -> int:
    """A paper of this size, sent so slowly; the status."""
    fields = {"csrf_token": person.token, "kind": "judgment", "written_on": "", "note": ""}
    part = '--cut\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}'
    head = "".join(part.format(name, "", f"{value}\r\n") for name, value in fields.items())
    head += part.format("papers", '; filename="large.pdf"', "%PDF-1.7\n")
    tail, connection = b"\r\n--cut--\r\n", person.connection()
    connection.putrequest("POST", f"{case}/papers")
    heads = {"Cookie": person.cookies, "Content-Type": "multipart/form-data; boundary=cut"}
    for name, value in (heads | {"Content-Length": str(len(head) + size + len(tail))}).items():
        connection.putheader(name, value)
    connection.endheaders(head.encode())
    for _ in paced(size, bytes_a_second):
        connection.send(os.urandom(_))
    connection.send(tail)
    return connection.getresponse().status


def read(person: Person, paper: str, bytes_a_second: float) -> tuple[int, int]:
    """The paper, read so slowly: the status, and how much came."""
    connection, came = person.connection(), 0
    connection.request("GET", paper, headers={"Cookie": person.cookies})
    answer = connection.getresponse()
    for piece in paced(answer.length or 0, bytes_a_second):
        came += len(answer.read(piece))
    return answer.status, came


def paced(size: int, bytes_a_second: float) -> Any:
    """Sizes of pieces that come to `size`, none before its time."""
    begun, done = time.monotonic(), 0
    while done < size:
        piece = min(PIECE, size - done)
        yield piece
        done += piece
        time.sleep(max(0.0, begun + done / bytes_a_second - time.monotonic()))


def tried(at: str, people: list[dict[str, Any]], megabytes: int, megabits: float) -> dict[str, Any]:
    size, pace, seen, over = megabytes * 2**20, megabits * 1e6 / 8, Seen(), Event()
    lawyer = next(one for one in people if one["roles"] == ["lawyer"])
    crowd = [Person(at, seen) for _ in range(20)]
    for number, person in enumerate(crowd):
        person.sign_in(people[number % len(people)])
    sender = Person(at, seen)
    sender.cookies, sender.token = next(
        (one.cookies, one.token) for one, who in zip(crowd, people * 20, strict=False) if who is lawyer
    )
    case = CASE.findall(sender.ask("GET", "/cases/")[0])[0]
    sender.ask("POST", f"{case}/openings", {"purpose": "hearing"})
    clicking = [Thread(target=one.click, args=(over,), daemon=True) for one in crowd]
    for one in clicking:
        one.start()
    begun = time.monotonic()
    up = sent(sender, case, size, pace)
    paper = PAPER.findall(sender.ask("GET", case)[0])[-1]
    status, came = read(sender, paper, pace)
    over.set()
    for one in clicking:
        one.join()
    cuts = statistics.quantiles(seen.seconds, n=100)
    return {
        "upload": up,
        "download": status,
        "bytes": came,
        "seconds": round(time.monotonic() - begun, 1),
        "answers": seen.statuses,
        **{f"p{share}_ms": round(cuts[share - 1] * 1e3) for share in (50, 95, 99)},
        "longest_ms": round(max(seen.seconds) * 1e3),
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--at", required=True)
    words.add_argument("--people", type=Path, required=True)
    words.add_argument("--megabytes", type=int, default=1024)
    words.add_argument("--megabits", type=float, default=1.0)
    said = words.parse_args()
    found = tried(said.at, json.loads(said.people.read_text()), said.megabytes, said.megabits)
    print(json.dumps(found))
    sys.exit(any(not one.isdigit() or int(one) >= FIRST_ERROR for one in found["answers"]))


if __name__ == "__main__":
    main()
