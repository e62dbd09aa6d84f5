#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that secrun forgets: looks for keys and values in all of its memory and registers while it waits.

    memory_scan.py SCANNER CONTROLS TESTED RELEASE

TESTED is a build with SECRUN_MEMORY_TEST, which stops at checkpoints; RELEASE is what people get. Only root may read the
memory of a process that forbids it; for others that part is left out, and said to be.
"""

import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

from hiding import without_memfd_secret
from scenarios import Scenarios
from suite import CHILD, Failed, Suite
from target import ANSWERS, TOLD, Scanner

NOBODY = 65534
IS_ROOT = os.getuid() == 0
# What the tested build puts into all vector registers before it clears them, when it is asked to.
STAIN = b"Put into vector registers on purpose, so that it can be missed.\n"


class MemoryScan(Suite):
    def forgets(self, words, title):
        hidden = "locked-arena" not in words
        looks = self.printing_run(words)
        self.expect_checkpoints(title, looks, ["start", "held", "recording", "released", "spawned", "printed", "ended"])
        if not hidden:
            for checkpoint, needle in (("held", "TOKEN_"), ("recording", "audit-")):
                self.expect_found(title, next(look for look in looks if look.checkpoint == checkpoint), needle)
        self.expect_clean(f"{title}: a run", looks, hidden)
        names = []
        for name, run, reaches, keeps in Scenarios(self):
            looks = run(words)
            self.expect_checkpoints(f"{title}: {name}", looks, [reaches])
            self.expect_clean(f"{title}: {name}", looks, hidden, keeps)
            names.append(name)
        print(f"  {title}: nothing was found in a run, nor in: {', '.join(names)}")

    def mutations(self):
        """Without each measure, one at a time, something must be found."""
        scenarios = Scenarios(self)
        runs = {
            "freed-blocks": self.printing_run,
            "phase-stack": scenarios.allowed,
            "relayed-bytes": self.printing_run,
            "own-variables": scenarios.in_variable,
        }
        for wipe, run in runs.items():
            looks = run(["locked-arena", f"without-{wipe}"])
            found = list(self.leaks(looks, "released" if run == scenarios.allowed else "held"))
            if not found:
                raise Failed(f"without {wipe} nothing is found: the test would not notice that it is gone")
            checkpoint, hits = found[0]
            print(f"  without {wipe}: {hits[0].needle} is found at {checkpoint}, in {hits[0].place}")
            self.checks += 1

    def registers(self):
        """What is in the registers when secrun clears them is gone when it sleeps, and would be there otherwise.

        Which bytes libc and the compiler leave in them differs from one processor and version to the next, and later
        work may overwrite them by chance. So the tested build fills all of them with a text just before it clears them.
        """
        scanner = Scanner(self.scanner.program, lambda: {"stain": STAIN})
        for words, is_found in ((["stain-registers"], False), (["stain-registers", "without-registers"], True)):
            self.scanner, usual = scanner, self.scanner
            try:
                looks = self.printing_run(["locked-arena", *words])
            finally:
                self.scanner = usual
            for checkpoint in ("spawned", "printed"):
                look = next(look for look in looks if look.checkpoint == checkpoint)
                hits = [hit for hit in look.hits if "thread" in hit.place]
                if bool(hits) != is_found:
                    raise Failed(f"{' '.join(words)}: at {checkpoint}: {hits}")
                self.checks += 1
        print(f"  without registers: {hits[0].needle} is found at {checkpoint}, in {hits[0].place}")

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
            self.expect_found(f"control {mode}", look, "TOKEN_A")
            if mode == "register" and not all("thread" in hit.place for hit in look.hits):
                raise Failed(f"control register: found elsewhere too: {look.hits}")
            print(f"  a {mode} leak is found")

    def traps(self):
        """A crash shows nothing and leaves nothing."""
        windows = set(self.scanner.windows())
        for checkpoint in ("start", "held", "recording", "released", "spawned", "ended", "ending"):
            before = set(self.folder.iterdir())
            arguments = ["get", "ABSENT"] if checkpoint == "ending" else ["--", "true"]
            result = subprocess.run(
                [self.tested, *arguments], cwd=self.folder, capture_output=True,
                env={**self.environment, "MEMORY_TEST": f"trap-{checkpoint}", "SWIFT_BACKTRACE": "enable=yes"},
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2))
            if result.returncode >= 0:
                raise Failed(f"a trap at {checkpoint} ends with {result.returncode}")
            shown = result.stderr + result.stdout
            if any(shown[at:at + 8] in windows for at in range(len(shown) - 7)):
                raise Failed(f"a trap at {checkpoint} shows something: {shown}")
            if set(self.folder.iterdir()) != before:
                raise Failed(f"a trap at {checkpoint} leaves {set(self.folder.iterdir()) - before}")
            self.checks += 1
        print("  a trap at each checkpoint shows nothing and leaves no core")

    def release_build(self):
        """The build that people get, looked at from outside while its child waits: with hidden memory, and without."""
        for hidden, prepare in ((True, None), (False, without_memfd_secret)):
            for arguments in ([], ["--on-leak", "fail"], ["--tty", "always"]):
                self.release_run(arguments, hidden, prepare)
        print("  the release build holds nothing, nor does it in an arena that can be read; its child does, as it must")

    def release_run(self, arguments, hidden, prepare):
        target = self.target(
            [*arguments, "--", sys.executable, "-c", CHILD], program=self.release, prepare=prepare,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.wait_for_output(target)
        target.look("printed")
        self.expect_clean("the release build", target.looks, hidden)
        child = int(pathlib.Path(f"/proc/{target.pid}/task/{target.pid}/children").read_text().split()[0])
        self.expect_found("the child itself", self.scanner.process(child, "child"), "TOKEN_")
        if not arguments:
            self.dump(target.pid)
        target.process.communicate()

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
        if IS_ROOT:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)

        def become(limit=None):
            def change():
                if limit is not None:
                    resource.setrlimit(resource.RLIMIT_MEMLOCK, (limit, limit))
                if not IS_ROOT:
                    return
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
        scan = MemoryScan(scanner, tested, release, pathlib.Path(name))
        if IS_ROOT:
            scan.controls(controls)
            scan.forgets(["locked-arena"], "arena that can be read")
            scan.forgets([], "hidden arena")
            scan.mutations()
            scan.registers()
            scan.release_build()
        else:
            print("  skipped: only root may read the memory of secrun")
        scan.traps()
        os.chmod(name, 0o755)
        scan.same_user()
        print(f"memory scan: {scan.checks} checks passed")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Failed as failure:
        sys.exit(f"memory scan: {failure}")
