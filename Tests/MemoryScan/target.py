# SPDX-License-Identifier: Apache-2.0
"""A secrun that is watched: it stops at checkpoints, and everything that it has is searched for needles."""

import collections
import os
import select
import signal
import subprocess

Hit = collections.namedtuple("Hit", "needle offset count place is_locked")
Look = collections.namedtuple("Look", "checkpoint hits skipped size threads")

# What the kernel shows to nobody: its own pages, and memory of memfd_secret.
HIDDEN = ("[vvar]", "[vvar_vclock]", "[vsyscall]", "/secretmem (deleted)")
TOLD, ANSWERS = 198, 199
PATIENCE = 120


def locked_mappings(pid):
    """The starts of the mappings that are locked into memory and kept out of dumps."""
    starts, start = [], None
    with open(f"/proc/{pid}/smaps") as file:
        for line in file:
            word = line.split(" ", 1)[0]
            if "-" in word:
                start = word.split("-")[0]
            elif word == "VmFlags:" and {"lo", "dd"} <= set(line.split()):
                starts.append(start)
    return starts


class Scanner:
    """Looks for needles, which a function names anew at each look, since commands make new keys."""

    def __init__(self, program, needles):
        self.program = program
        self.needles = needles

    def windows(self):
        """Every eight bytes that must not be found."""
        for value in self.needles().values():
            yield from (value[at:at + 8] for at in range(len(value) - 7))

    def process(self, pid, checkpoint):
        return self._look(checkpoint, "process", str(pid))

    def file(self, path):
        return self._look("file", "file", path)

    def _look(self, checkpoint, *arguments):
        needles = "".join(f"{name} {value.hex()}\n" for name, value in self.needles().items()).encode()
        result = subprocess.run([self.program, *arguments], input=needles, capture_output=True, check=True)
        hits, skipped, size, threads, locked = [], [], 0, 0, []
        for line in result.stdout.decode().splitlines():
            word, *rest = line.split(" ", 4)
            if word == "hit":
                locked = locked or (locked_mappings(arguments[1]) if arguments[0] == "process" else [])
                hits.append(Hit(rest[0], int(rest[1]), int(rest[2]), rest[3], rest[3].split(" ")[0] in locked))
            elif word == "skipped":
                skipped.append(line.split(" ", 3)[3])
            elif word == "read":
                size, threads = int(rest[0]), int(rest[1])
        assert size > 0, result.stdout
        return Look(checkpoint, hits, skipped, size, threads)


class Target:
    """Runs a command and looks at it whenever it stops, until it has ended."""

    def __init__(self, command, scanner, words=(), environment=None, terminal=None, prepare=None, **options):
        told, self._told = os.pipe()
        self._answers, answers = os.pipe()
        self.told, self.answers = told, answers
        self.scanner = scanner
        environment = {**(environment or {}), "MEMORY_TEST": " ".join(words)}

        def connect():
            os.dup2(self._told, TOLD)
            os.dup2(self._answers, ANSWERS)
            if terminal is not None:
                os.setsid()
                os.close(os.open(terminal, os.O_RDWR))
            if prepare is not None:
                prepare()

        self.process = subprocess.Popen(
            command, env=environment, close_fds=False, preexec_fn=connect, **options)
        os.close(self._told)
        os.close(self._answers)
        self.looks = []

    @property
    def pid(self):
        return self.process.pid

    def look(self, name):
        self.looks.append(self.scanner.process(self.pid, name))

    def stop(self):
        """The name of the checkpoint that it waits at; nil when it has ended."""
        line = b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.told], [], [], 0.05)
            if ready:
                byte = os.read(self.told, 1)
                if not byte:
                    self.process.wait(PATIENCE)
                    return None
                line += byte
            elif self.process.poll() is not None and not select.select([self.told], [], [], 0)[0]:
                return None
        return line.decode().strip()

    def go_on(self):
        os.write(self.answers, b".")

    def run_to_end(self, until=None):
        """Looks at every checkpoint, up to one or to the end."""
        while (name := self.stop()) is not None:
            self.look(name)
            self.go_on()
            if name == until:
                return self
        self.process.wait(PATIENCE)
        os.close(self.told)
        os.close(self.answers)
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
