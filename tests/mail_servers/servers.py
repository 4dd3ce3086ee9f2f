"""A real postfix with a real dovecot on loopback, in a folder of their own and with no way out.

What was tried and is kept to: postfix takes a log file of its own only below a prefix that it is
told; virtual(8) delivers, so no LMTP is needed; a daemon whose output is a pipe keeps that pipe
open, so each writes to a file.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")

PATIENCE = 30
"""Seconds after which a server that does not answer is given up."""

OWNER = 5_000
"""Whom the mailboxes belong to: a number that needs no user of that name."""

PASSWORDS: Mapping[str, str] = {
    "ana@our.example": "a plain one",
    "büro@our.example": "Straße zum Café, 5 € ☂",
    "dana@client.example": "dana's",
    "ben@client.example": "ben's",
    "priya@lumen.example": "Straße zum Café, 5 € ☂",
    "dana@northwind.example": "dana's",
    "sam@northwind.example": "sam's",
}

MAIN_CF = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/state
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = localhost
mydestination =
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
notify_classes =
alias_maps =
alias_database =
virtual_mailbox_domains = {domains}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/postfix/mailboxes
virtual_minimum_uid = 1
virtual_uid_maps = static:{owner}
virtual_gid_maps = static:{owner}
message_size_limit = 1000000
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{sasl}
smtpd_tls_cert_file = {folder}/cert.pem
smtpd_tls_key_file = {folder}/key.pem
smtpd_tls_auth_only = yes
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_reject_unlisted_recipient = yes
"""

MASTER_CF = """
127.0.0.1:{submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt -o smtpd_sasl_auth_enable=yes
127.0.0.1:{submissions} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes -o smtpd_sasl_auth_enable=yes
127.0.0.1:{plain} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""

DOVECOT_CONF = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
log_path = {folder}/dovecot.log
ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_verbose = yes
auth_debug = yes
auth_username_chars =
auth_failure_delay = 0
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={owner} gid={owner} home={folder}/mail/%u
}}
mail_location = maildir:~/Maildir
namespace inbox {{
  inbox = yes
  mailbox Entwürfe {{
    special_use = \\Drafts
    auto = create
  }}
  mailbox "Gesendete Objekte" {{
    special_use = \\Sent
    auto = create
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {sasl}
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""

_SYSTEM = {**os.environ, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}

PORTS = ("submission", "submissions", "plain", "sasl", "imap", "imaps")


class MailServers:
    """`with MailServers() as servers:` runs both; ends them and their folder whatever happens.

    Needs root, postfix, Dovecot 2.3 and openssl; raises RuntimeError with the end of the logs
    where one of them does not come up.
    """

    def __init__(self) -> None:
        self._children: list[subprocess.Popen[bytes]] = []
        self._watcher: subprocess.Popen[bytes] | None = None
        self.folder = Path()
        self.ports: dict[str, int] = {}

    def __enter__(self) -> Self:
        # Not below pytest's own folder, which no other user may enter.
        self.folder = Path(tempfile.mkdtemp(prefix="mail-"))
        try:
            self._write()
            self._start("dovecot", "-F", "-c", str(self.folder / "dovecot.conf"))
            self._start_postfix()
            self._watch()
            for name in PORTS:
                self._await(name)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def trusting(self) -> ssl.SSLContext:
        """Return what proves these servers, as the system's own list proves those of the world."""
        return ssl.create_default_context(cafile=str(self.folder / "ca.pem"))

    def said(self) -> str:
        """Return what both have logged until now."""
        logs = (self.folder / f"{name}.log" for name in ("postfix", "dovecot"))
        return "".join(log.read_text("utf-8") for log in logs if log.exists())

    def await_said(self, pattern: str) -> re.Match[str]:
        """Return the first match of *pattern* in the logs, waiting for it."""
        return self._awaited(lambda: re.search(pattern, self.said()), f"the line {pattern}")

    def await_sign_in(self, address: str) -> None:
        """Wait until dovecot has let somebody in."""
        self.await_said(rf"passdb out: OK\s+\d+\s+user={re.escape(address)}\b")

    def wrong_passwords(self, address: str) -> int:
        """Return how often dovecot was shown a wrong password of *address*, once it was.

        Any password of somebody whom it does not know is wrong.
        """
        mismatch = rf"passwd-file\({re.escape(address)},[^)]*\): (?:Password mismatch|unknown user)"
        self.await_said(mismatch)
        return len(re.findall(mismatch, self.said()))

    def mails(self, address: str, folder: str = "") -> list[bytes]:
        """Return the mails in a folder of *address*'s mailbox, in the order they came."""
        maildir = self.folder / "mail" / address / "Maildir" / folder
        files = [file for kind in ("new", "cur") for file in maildir.glob(f"{kind}/*")]
        return [file.read_bytes() for file in sorted(files, key=lambda file: file.name)]

    def await_mail(self, address: str, marker: bytes) -> bytes:
        """Return the mail of *address* that holds *marker*, waiting until it has arrived."""

        def arrived() -> bytes | None:
            return next((mail for mail in self.mails(address) if marker in mail), None)

        return self._awaited(arrived, f"a mail to {address}")

    def close(self) -> None:
        """End both servers and every process of theirs, then remove their folder."""
        if self._watcher is not None:
            self._watcher.kill()
            self._watcher.communicate()
        for child in self._children:
            child.terminate()
        for child in self._children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(PATIENCE)
            with suppress(ProcessLookupError):  # each leads a group, in which its children are
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        self._children.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self) -> None:
        """Write the configurations, the users, their mailboxes and the certificates."""
        self.folder.chmod(0o755)
        self.ports = dict(zip(PORTS, _free_ports(len(PORTS)), strict=True))
        for name in ("postfix", "queue", "state", "mail"):
            (self.folder / name).mkdir(mode=0o755)
        os.chown(self.folder / "mail", OWNER, OWNER)
        shutil.chown(self.folder / "state", "postfix")
        blanks: dict[str, object] = {"folder": self.folder, "owner": OWNER, **self.ports}
        blanks["domains"] = ", ".join({name.rpartition("@")[2] for name in PASSWORDS})
        texts = {
            "postfix/main.cf": MAIN_CF.format(**blanks),
            "postfix/master.cf": MASTER_CF.format(**blanks),
            "postfix/mailboxes": "".join(f"{name} {name}/Maildir/\n" for name in PASSWORDS),
            "dovecot.conf": DOVECOT_CONF.format(**blanks),
            "users": "".join(f"{name}:{{PLAIN}}{word}\n" for name, word in PASSWORDS.items()),
        }
        for name, text in texts.items():
            (self.folder / name).write_text(text, "utf-8")
            (self.folder / name).chmod(0o644)
        make_certificates(self.folder)

    def _start_postfix(self) -> None:
        """Start postfix's master itself: `postfix start-fg` leaves it behind when it is ended."""
        configuration = str(self.folder / "postfix")
        asked = ["postconf", "-c", configuration, "-h", "daemon_directory"]
        told = subprocess.run(asked, check=True, capture_output=True, text=True, env=_SYSTEM)
        subprocess.run(["postfix", "-c", configuration, "check"], check=True, env=_SYSTEM)
        self._start(f"{told.stdout.strip()}/master", "-c", configuration, "-d")

    def _start(self, program: str, *arguments: str) -> None:
        """Start a server as the leader of a group of its own, with its words in a file."""
        with (self.folder / f"{Path(program).name}.out").open("wb") as output:
            self._children.append(
                subprocess.Popen(
                    [program, *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    env=_SYSTEM,
                )
            )

    def _watch(self) -> None:
        """Let a shell end both where this process cannot: it has been killed, and its pipe closes.

        The system's own signal for that (prctl) is lost as soon as a daemon changes its user.
        """
        script = 'read -r _; kill -s KILL -- "$@"; rm -rf "$0"'
        groups = [f"-{child.pid}" for child in self._children]
        command = ["sh", "-c", script, str(self.folder), *groups]
        self._watcher = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)

    def _await(self, port: str) -> None:
        def answers() -> bool:
            dead = [child.args for child in self._children if child.poll() is not None]
            if dead:
                raise RuntimeError(f"{dead} ended at once:\n{self._last_words()}")
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", self.ports[port])) == 0

        self._awaited(answers, f"the port {port}")

    def _awaited(self, look: Callable[[], T | None], what: str) -> T:
        """Return what *look* returns as soon as that is something; raises RuntimeError in time."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            found = look()
            if found:
                return found
            time.sleep(0.02)  # nothing tells of a daemon's line or file
        raise RuntimeError(f"{what} never came:\n{self._last_words()}")

    def _last_words(self) -> str:
        files = sorted(self.folder.glob("*.out")) + sorted(self.folder.glob("*.log"))
        return "\n".join(f"{file.name}: {file.read_text('utf-8')[-2_000:]}" for file in files)


def make_certificates(folder: Path) -> None:
    """Write ca.pem, and cert.pem with key.pem that it signed for the name localhost alone."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    authority = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"]
    server = ["basicConstraints=critical,CA:FALSE", "subjectAltName=DNS:localhost"]
    for name, file, extensions, signed in (
        ("Companion's tests", "ca", authority, []),
        ("localhost", "cert", server, ["-CA", "ca.pem", "-CAkey", "ca-key.pem"]),
    ):
        command = ["openssl", "req", "-x509", *key, *signed, "-subj", f"/CN={name}"]
        command += [part for extension in extensions for part in ("-addext", extension)]
        out = ["-out", f"{file}.pem", "-keyout", "key.pem" if file == "cert" else f"{file}-key.pem"]
        subprocess.run([*command, *out], cwd=folder, check=True, capture_output=True)


def _free_ports(count: int) -> Iterator[int]:
    """Yield ports that were free a moment ago, each another one."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    for each in sockets:
        yield each.getsockname()[1]
        each.close()
