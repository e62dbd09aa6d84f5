#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that secrun forgets: looks for keys and values in all of its memory and registers while it waits.

    memory_scan.py SCANNER CONTROLS TESTED RELEASE

TESTED is a build with SECRUN_MEMORY_TEST, which stops at checkpoints; RELEASE is what people get. Needs root, to read the
memory of a process that forbids it.
"""

import os
import pathlib
import resource
import select
import shutil
import subprocess
import sys
import tempfile
import time

import needles
from target import ANSWERS, HIDDEN, TOLD, Scanner, Target

NOBODY = 65534
# Those that may open the store in several phases, unlike a run.
COMMANDS = ("allow", "set", "import", "a passphrase")
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
        self.store = folder / "secrun.store"
        self.values = {name: needles.value() for name in ("TOKEN_A", "TOKEN_B", "OUTSIDE")}
        self.next_value = needles.value()
        self.secrun("init")
        for name, value in self.values.items():
            self.secrun("set", name, input=value)
        (folder / "secrun.toml").write_text(
            '[scope.default]\nsecrets = ["TOKEN_A", "TOKEN_B"]\n[scope.other]\nsecrets = ["ABSENT"]\n')
        self.secrun("allow", "--yes")
        keys = needles.keys_of(self.store, self.identity)
        self.scanner = Scanner(scanner, needles.of({**self.values, "NEXT": self.next_value}, keys))
        self.checks = 0

    def secrun(self, *arguments, **options):
        return subprocess.run([self.release, *arguments], env=self.environment, cwd=self.folder,
                              check=True, capture_output=True, **options).stdout

    def target(self, arguments, words=(), program=None, **options):
        options.setdefault("stdin", subprocess.DEVNULL)
        environment = {**self.environment, **options.pop("variables", {})}
        return Target([program or self.tested, *arguments], self.scanner, words, environment,
                      cwd=self.folder, **options)

    # Expectations

    @staticmethod
    def leaks(looks, keeps="released"):
        """What was found where nothing may be, as pairs of checkpoint and hits.

        Keys wait in the arena, and nowhere else, from one secret phase of a command to the next that needs them: up to
        the last checkpoint called `keeps`, which for a run is `held`.
        """
        last = max((index for index, look in enumerate(looks) if look.checkpoint == keeps), default=0)
        for index, look in enumerate(looks):
            hits = look.hits
            if look.checkpoint == "held":
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

    def expect_found(self, title, look, count=1):
        self.checks += 1
        if len(look.hits) < count:
            raise Failed(f"{title}: the scanner finds nothing at {look.checkpoint}, so it proves nothing")

    def expect_checkpoints(self, title, looks, names):
        seen = [look.checkpoint for look in looks]
        if not set(names) <= set(seen):
            raise Failed(f"{title}: expected {names}, saw {seen}")

    # What a run does

    def printing_run(self, words=(), variables=None, arguments=()):
        """A run whose child prints every value in every form, and then waits."""
        target = self.target(
            [*arguments, "--", sys.executable, "-c", CHILD], words, variables=variables or {},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        target.run_to_end(until="released")
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

    def scenarios(self):
        """Every command that opens or takes a value, and the ways in which a run can end early."""
        yield "get", lambda words: self.target(
            ["get", "TOKEN_A"], words, stdout=subprocess.DEVNULL).run_to_end().looks, "held"
        yield "set", lambda words: self.with_input(["set", "NEXT"], words), "held"
        yield "import", self.imported, "held"
        yield "allow", self.allowed, "released"
        yield "redact", self.filtered, "held"
        yield "a failed start", lambda words: self.target(
            ["--", "./secrun.store"], words, stderr=subprocess.DEVNULL).run_to_end().looks, "ending"
        yield "no such program", lambda words: self.target(
            ["--", "./broken"], words, stderr=subprocess.DEVNULL).run_to_end().looks, "held"
        yield "a refused scope", lambda words: self.target(
            ["--scope", "other", "--", "true"], words, stderr=subprocess.DEVNULL).run_to_end().looks, "ending"
        yield "the identity in a variable", lambda words: self.printing_run(
            words, {"SECRUN_KEY": self.identity.read_text()}), "held"
        yield "a passphrase", self.unlocked, "held"

    def with_input(self, arguments, words):
        target = self.target(arguments, words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        target.process.stdin.write(self.next_value + b"\n")
        target.process.stdin.close()
        return target.run_to_end().looks

    def imported(self, words):
        path = self.folder / "import.json"
        path.write_text('{"IMPORTED": "%s"}' % self.next_value.decode())
        looks = self.target(["import", "import.json", "--replace"], words, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL).run_to_end().looks
        path.unlink()
        return looks

    def allowed(self, words):
        with open(self.folder / "secrun.toml", "a") as file:
            file.write("# changed\n")
        return self.target(["allow", "--yes"], words, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL).run_to_end().looks

    def filtered(self, words):
        target = self.target(["redact"], words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        target.run_to_end(until="released")
        for value in list(self.values.values()) * 40:
            target.process.stdin.write(value + b"\n" + value.hex().encode() + b"\n")
        target.process.stdin.flush()
        time.sleep(0.3)
        target.look("printed")
        target.process.stdin.close()
        target.process.stdout.close()
        target.run_to_end()
        return target.looks

    def unlocked(self, words):
        """An identity under a passphrase, which is typed on a terminal."""
        passphrase = needles.fresh_passphrase()
        path = self.folder / "locked.identity"
        if not path.exists():
            from sealing import Identity
            path.write_bytes(Identity.parse(self.identity.read_bytes()).locked_text(passphrase, 2, 64))
            path.chmod(0o600)
            self.passphrase = passphrase
        scanner = self.scanner
        self.scanner = Scanner(scanner.program, needles.forms("passphrase", self.passphrase))
        self.scanner.needles += scanner.needles
        main, terminal = os.openpty()
        try:
            target = self.target(
                ["get", "TOKEN_A", "--identity", str(path)], words, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, terminal=os.ttyname(terminal))
            prompt = b""
            while b": " not in prompt:
                ready, _, _ = select.select([main, target.told], [], [], 60)
                if main in ready:
                    prompt += os.read(main, 100)
                elif not ready or (checkpoint := target.stop()) is None:
                    raise Failed(f"a passphrase is not asked for: {prompt}")
                else:
                    target.look(checkpoint)
                    target.go_on()
            time.sleep(0.1)
            os.write(main, self.passphrase + b"\n")
            return target.run_to_end().looks
        finally:
            self.scanner = scanner
            os.close(main)
            os.close(terminal)

    # The parts of the suite

    def forgets(self, words, title):
        hidden = "locked-arena" not in words
        looks = self.printing_run(words)
        self.expect_checkpoints(title, looks, ["start", "held", "released", "printed", "ended"])
        if not hidden:
            self.expect_found(title, next(look for look in looks if look.checkpoint == "held"))
        self.expect_clean(f"{title}: a run", looks, hidden)
        for name, run, checkpoint in self.scenarios():
            looks = run(words)
            if name == "the identity in a variable":
                looks = [look for look in looks if look.checkpoint != "start"]
            self.expect_checkpoints(f"{title}: {name}", looks, [checkpoint])
            self.expect_clean(f"{title}: {name}", looks, hidden, "released" if name in COMMANDS else "held")
        print(f"  {title}: nothing was found")

    def mutations(self):
        """Without each measure, one at a time, something must be found."""
        in_variable = {"SECRUN_KEY": self.identity.read_text()}
        runs = {
            "freed-blocks": self.printing_run,
            "phase-stack": self.allowed,
            "relayed-bytes": self.printing_run,
            "registers": self.filtered,
            "own-variables": lambda words: self.printing_run(words, in_variable),
        }
        for wipe, run in runs.items():
            looks = [look for look in run(["locked-arena", f"without-{wipe}"]) if look.checkpoint != "start"]
            found = list(self.leaks(looks, "released" if run == self.allowed else "held"))
            if wipe == "registers" and not found:
                # What runs after the last secret has overwritten them by then, which nothing promises; hence the wipe.
                print("  without registers: nothing is found, because later work overwrites them")
                continue
            if not found:
                raise Failed(f"without {wipe} nothing is found: the test would not notice that it is gone")
            checkpoint, hits = found[0]
            print(f"  without {wipe}: {hits[0].needle} is found at {checkpoint}, in {hits[0].place}")
            self.checks += 1

    def controls(self, program):
        """Leaks made on purpose: the scanner must find each of them."""
        value = self.values["TOKEN_A"]
        for mode in ("register", "buffer", "string"):
            process = subprocess.Popen([f"{program}-{mode}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            process.stdin.write(value)
            process.stdin.close()
            process.stdout.read(1)
            look = self.scanner.process(process.pid, mode)
            process.kill()
            process.wait()
            self.expect_found(f"control {mode}", look)
            places = {hit.place.split(" ", 1)[-1].split(" of")[0] for hit in look.hits}
            if mode == "register" and places != {"of thread"} and not all("thread" in hit.place for hit in look.hits):
                raise Failed(f"control register: found elsewhere too: {look.hits}")
            print(f"  a {mode} leak is found")

    def traps(self):
        """A crash shows nothing and leaves nothing."""
        everything = [value for value in self.scanner.needles.split(b"\n") if value]
        windows = [bytes.fromhex(line.split(b" ")[1].decode()) for line in everything]
        for checkpoint in ("start", "held", "released", "ended", "ending"):
            before = set(self.folder.iterdir())
            arguments = ["get", "ABSENT"] if checkpoint == "ending" else ["--", "true"]
            result = subprocess.run(
                [self.tested, *arguments], cwd=self.folder, capture_output=True,
                env={**self.environment, "MEMORY_TEST": f"trap-{checkpoint}", "SWIFT_BACKTRACE": "enable=yes"},
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2))
            if result.returncode >= 0:
                raise Failed(f"a trap at {checkpoint} ends with {result.returncode}")
            shown = result.stderr + result.stdout
            if any(value[at:at + 8] in shown for value in windows for at in range(len(value) - 7)):
                raise Failed(f"a trap at {checkpoint} shows something: {shown}")
            if set(self.folder.iterdir()) != before:
                raise Failed(f"a trap at {checkpoint} leaves {set(self.folder.iterdir()) - before}")
            self.checks += 1
        print("  a trap at each checkpoint shows nothing and leaves no core")

    def release_build(self):
        """The build that people get, looked at from outside while its child waits."""
        target = self.target(["--", sys.executable, "-c", CHILD], program=self.release, stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.wait_for_output(target)
        target.look("printed")
        self.expect_clean("the release build", target.looks, hidden=True)
        child = int(pathlib.Path(f"/proc/{target.pid}/task/{target.pid}/children").read_text().split()[0])
        self.expect_found("the child itself", self.scanner.process(child, "child"))
        self.dump(target.pid)
        target.process.stdin.close()
        target.process.wait()
        print("  the release build holds nothing; its child does, as it must")

    def dump(self, pid):
        if not shutil.which("gcore"):
            raise Failed("there is no gcore; it comes with gdb")
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["gcore", "-o", f"{folder}/core", str(pid)], check=True, capture_output=True)
            look = self.scanner.file(f"{folder}/core.{pid}")
        if look.hits:
            raise Failed(f"gcore: {look.hits}")
        self.checks += 1

    def same_user(self):
        """A process of the same user, without privileges, is refused; so is one without a memory lock served."""
        for path in (self.folder, *self.folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)

        def become(limit=None):
            def change():
                if limit is not None:
                    resource.setrlimit(resource.RLIMIT_MEMLOCK, (limit, limit))
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            return change

        parent = subprocess.Popen([self.release, "--", "sleep", "100"], cwd=self.folder, env=self.environment,
                                  preexec_fn=become())
        while not pathlib.Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text():
            time.sleep(0.05)
        time.sleep(0.2)
        for name in ("mem", "maps", "environ"):
            result = subprocess.run(["cat", f"/proc/{parent.pid}/{name}"], capture_output=True, preexec_fn=become())
            if result.returncode == 0 or result.stdout:
                raise Failed(f"the same user reads {name} of secrun")
            self.checks += 1
        parent.terminate()
        parent.wait()
        result = subprocess.run([self.release, "--", "true"], cwd=self.folder, env=self.environment,
                                capture_output=True, preexec_fn=become(0))
        lines = result.stderr.decode().splitlines()
        if result.returncode != 0 or len(lines) != 1 or not lines[0].startswith("secrun: warning: secret memory"):
            raise Failed(f"without a memory lock: {result}")
        self.checks += 1
        print("  another process of the same user reads nothing; without a memory lock there is one warning")


def main(scanner, controls, tested, release):
    assert TOLD != ANSWERS
    with tempfile.TemporaryDirectory() as name:
        suite = Suite(scanner, tested, release, pathlib.Path(name))
        (suite.folder / "broken").write_bytes(b"\x7fELF and no more")
        (suite.folder / "broken").chmod(0o755)
        suite.controls(controls)
        suite.forgets(["locked-arena"], "arena that can be read")
        suite.forgets([], "hidden arena")
        suite.mutations()
        suite.traps()
        suite.release_build()
        os.chmod(name, 0o755)
        suite.same_user()
        print(f"memory scan: {suite.checks} checks passed")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Failed as failure:
        sys.exit(f"memory scan: {failure}")
