# SPDX-License-Identifier: Apache-2.0
"""A project with secrets, the secrun that is looked at while it works with them, and what may be found then."""

import os
import subprocess
import sys
import time

import needles
from target import HIDDEN, Scanner, Target

CHILD = """
import base64, os, sys, urllib.parse
for name in ("TOKEN_A", "TOKEN_B"):
    value = os.environb[name.encode()]
    forms = [value, base64.b64encode(value), base64.urlsafe_b64encode(value), value.hex().encode(),
             urllib.parse.quote(value, safe="").encode()]
    for descriptor in (1, 2):
        for form in forms: os.write(descriptor, form + b" and more\\n")
open("printed", "w").close()
sys.stdin.readline()
"""


class Failed(Exception):
    pass


class Suite:
    def __init__(self, scanner, tested, release, folder):
        self.tested, self.release, self.folder = tested, release, folder
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
        self.identity = folder / ".config/secrun/identity"
        self.other = folder / "other.identity"
        self.store = folder / "secrun.store"
        self.values = {name: needles.value() for name in ("TOKEN_A", "TOKEN_B", "OUTSIDE", "NEXT")}
        self.next_value = self.values["NEXT"]
        self.passphrase = needles.fresh_passphrase()
        self.scanner = Scanner(scanner, self.needles)
        self.checks = 0
        self.former = {}
        self.contents = None
        self.secrun("init")
        for name in ("TOKEN_A", "TOKEN_B", "OUTSIDE"):
            self.secrun("set", name, input=self.values[name])
        (folder / "secrun.toml").write_text(
            '[scope.default]\nsecrets = ["TOKEN_A", "TOKEN_B"]\n[scope.other]\nsecrets = ["ABSENT"]\n')
        self.secrun("allow", "--yes")
        self.secrun("--", "true")
        (folder / "broken").write_bytes(b"\x7fELF and no more")
        (folder / "broken").chmod(0o755)

    # What is run

    def secrun(self, *arguments, **options):
        return subprocess.run([self.release, *arguments], env=self.environment, cwd=self.folder,
                              check=True, capture_output=True, **options).stdout

    def target(self, arguments, words=(), program=None, **options):
        for stream in ("stdin", "stdout", "stderr"):
            options.setdefault(stream, subprocess.DEVNULL)
        environment = {**self.environment, **options.pop("variables", {})}
        self.former = self.keys()
        return Target([program or self.tested, *arguments], self.scanner, words, environment,
                      cwd=self.folder, **options)

    def printing_run(self, words=(), variables=None, arguments=()):
        """A run whose child prints every value in every form, and then waits."""
        target = self.target(
            [*arguments, "--", sys.executable, "-c", CHILD], words, variables=variables or {},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        target.run_to_end(until="spawned")
        self.wait_for_output(target)
        target.look("printed")
        target.process.stdin.write(b"\n")
        target.process.stdin.close()
        target.run_to_end()
        output = target.process.stdout.read() + target.process.stderr.read()
        for name, value in self.values.items():
            if value in output:
                raise Failed(f"a run: {name} came out")
        if target.process.returncode != 0:
            raise Failed(f"a run ended with {target.process.returncode}: {output}")
        return target.looks

    def wait_for_output(self, target):
        """Waits until the child has printed; what it printed last is what registers and buffers would show."""
        printed = self.folder / "printed"
        for _ in range(1200):
            if printed.exists() or target.process.poll() is not None:
                break
            time.sleep(0.05)
        else:
            raise Failed("the child does not print")
        printed.unlink(missing_ok=True)
        # The writer of the last bytes has yet to clear up and fall asleep.
        time.sleep(0.3)

    # What must not be found

    def keys(self):
        """Every key that there is now; worked out anew when one of the files that hold them has changed."""
        log = self.folder / ".local/state/secrun/audit.jsonl.key"
        contents = [path.read_bytes() for path in (self.store, self.other, log) if path.exists()]
        if contents != self.contents:
            self.contents = contents
            self.known_keys = {
                **needles.keys_of(self.store, self.identity),
                **needles.identity_keys(self.other, "other-"),
                **needles.audit_keys(log),
            }
        return self.known_keys

    def needles(self):
        """All that there is now, and the keys that there were when the command began."""
        now = self.keys()
        former = {f"former-{name}": key for name, key in self.former.items() if now.get(name) != key}
        return needles.of({**self.values, "passphrase": self.passphrase}, {**now, **former})

    @staticmethod
    def leaks(looks, keeps="held"):
        """What was found where nothing may be, as pairs of checkpoint and hits.

        Keys wait in the arena, and nowhere else, from one secret phase of a command to the next that needs them: up to
        the last checkpoint called `keeps`, which for a run is `held`.
        """
        last = max((index for index, look in enumerate(looks) if look.checkpoint == keeps), default=0)
        for index, look in enumerate(looks):
            hits = look.hits
            if look.checkpoint in ("held", "recording"):
                # What is held open may be in registers too, but never in memory that could be swapped or dumped.
                hits = [hit for hit in hits if not hit.is_locked and "thread" not in hit.place]
            elif look.checkpoint == "released" and index < last and len({hit.place for hit in hits if hit.is_locked}) <= 1:
                hits = [hit for hit in hits if not hit.is_locked]
            if hits:
                yield look.checkpoint, hits

    def expect_clean(self, title, looks, hidden, keeps="held"):
        self.checks += len(looks)
        for checkpoint, hits in self.leaks(looks, keeps):
            raise Failed(f"{title}: at {checkpoint}: {hits[:6]}")
        allowed = HIDDEN if hidden else HIDDEN[:3]
        unread = [place for look in looks for place in look.skipped if not place.endswith(allowed)]
        if unread:
            raise Failed(f"{title}: not read: {unread}")

    def expect_found(self, title, look, needle=""):
        self.checks += 1
        if not any(hit.needle.startswith(needle) for hit in look.hits):
            raise Failed(f"{title}: the scanner finds no {needle} at {look.checkpoint}, so it proves nothing")

    def expect_checkpoints(self, title, looks, names):
        seen = [look.checkpoint for look in looks]
        if not set(names) <= set(seen):
            raise Failed(f"{title}: expected {names}, saw {seen}")
