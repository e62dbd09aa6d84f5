# SPDX-License-Identifier: Apache-2.0
"""Every command that opens or takes a value or a key, and the ways in which a run can end early."""

import collections
import os
import select
import subprocess
import time

import needles
from suite import Failed

# `run` takes the words for the tested build and returns what was seen; `reaches` is a checkpoint that must be among it.
# `keeps` is the last one before which a key may wait in the arena for the next secret phase.
Scenario = collections.namedtuple("Scenario", "name run reaches keeps")


class Scenarios:
    def __init__(self, suite):
        self.suite = suite

    def __iter__(self):
        yield from self.runs()
        yield from self.commands()

    def runs(self):
        for name, arguments, reaches in (
            ("a failed start", ["--", "./secrun.store"], "ending"),
            ("no such program", ["--", "./broken"], "held"),
            ("a refused scope", ["--scope", "other", "--", "true"], "ending"),
        ):
            yield Scenario(name, self.plain(arguments), reaches, "held")
        yield Scenario("the identity in a variable", self.in_variable, "held", "held")
        yield Scenario("the identity from a helper", self.helped, "held", "held")

    def commands(self):
        """In an order in which each finds what it needs."""
        for name, arguments, reaches in (
            ("get", ["get", "TOKEN_A"], "held"),
            ("list", ["list"], "held"),
            ("export", ["export", "--dialect", "secrun"], "held"),
            ("scan", ["scan", "secrun.toml"], "held"),
            ("a dry run", ["--dry-run", "--", "true"], "released"),
            ("doctor", ["doctor"], "released"),
        ):
            yield Scenario(name, self.plain(arguments), reaches, "held")
        yield Scenario("redact", self.filtered, "held", "held")
        yield Scenario("set", self.with_value("set", "NEXT"), "held", "released")
        for name, arguments, reaches in (
            ("rename", ["rename", "NEXT", "NEXT_2"], "held"),
            ("rekey", ["rekey"], "held"),
            ("remove", ["remove", "NEXT_2"], "released"),
        ):
            yield Scenario(name, self.plain(arguments), reaches, "released")
        yield Scenario("restore", self.restored, "released", "released")
        for name, arguments, reaches in (
            ("identity show", ["identity", "show"], "released"),
            ("audit verify", ["audit", "verify"], "released"),
            ("identity new", ["identity", "new", "--output", "other.identity"], "released"),
        ):
            yield Scenario(name, self.plain(arguments), reaches, "released")
        yield Scenario("member add", self.joined, "released", "released")
        yield Scenario("member remove", self.left, "held", "released")
        yield Scenario("import", self.imported, "held", "released")
        yield Scenario("allow", self.allowed, "released", "released")
        yield Scenario("set --offer", self.with_value("set", "--offer", "OFFERED"), "held", "released")
        yield Scenario("accept", self.plain(["accept", "--yes"]), "held", "released")
        yield Scenario("a passphrase", self.typing("get", "TOKEN_A"), "held", "released")
        yield Scenario("unlock", self.unlocked, "released", "released")

    def plain(self, arguments):
        return lambda words: self.suite.target(arguments, words).run_to_end().looks

    def with_value(self, *arguments):
        def run(words):
            target = self.suite.target(arguments, words, stdin=subprocess.PIPE)
            target.process.stdin.write(self.suite.next_value + b"\n")
            target.process.stdin.close()
            return target.run_to_end().looks
        return run

    def restored(self, words):
        looks = self.plain(["restore", "NEXT_2"])(words)
        # All of this is done again with the other arena.
        self.suite.secrun("remove", "NEXT_2")
        return looks

    def unlocked(self, words):
        looks = self.typing("unlock")(words)
        # With the other arena the passphrase is to be asked for again.
        self.suite.secrun("lock")
        return looks

    def in_variable(self, words):
        looks = self.suite.printing_run(words, {"SECRUN_KEY": self.suite.identity.read_text()})
        # It came in memory that every program starts with.
        return [look for look in looks if look.checkpoint != "start"]

    def helped(self, words):
        settings = self.suite.folder / ".config/secrun/config.toml"
        moved = self.suite.folder / "kept.identity"
        settings.write_text(f'[identity]\ncommand = ["cat", "{moved}"]\n')
        moved.write_bytes(self.suite.identity.read_bytes())
        try:
            return self.suite.printing_run(words)
        finally:
            settings.unlink()
            moved.unlink()

    def joined(self, words):
        public = self.suite.secrun("identity", "show", "--identity", "other.identity").decode().strip()
        return self.plain(["member", "add", "other", public])(words)

    def left(self, words):
        looks = self.plain(["member", "remove", "other"])(words)
        self.suite.other.unlink()
        return looks

    def imported(self, words):
        path = self.suite.folder / "import.json"
        path.write_text('{"IMPORTED": "%s"}' % self.suite.next_value.decode())
        try:
            return self.plain(["import", "import.json", "--replace"])(words)
        finally:
            path.unlink()

    def allowed(self, words):
        with open(self.suite.folder / "secrun.toml", "a") as file:
            file.write("# changed\n")
        return self.plain(["allow", "--yes"])(words)

    def filtered(self, words):
        target = self.suite.target(["redact"], words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        target.run_to_end(until="released")
        for value in list(self.suite.values.values()) * 40:
            target.process.stdin.write(value + b"\n" + value.hex().encode() + b"\n")
        target.process.stdin.flush()
        time.sleep(0.3)
        target.look("printed")
        target.process.stdin.close()
        target.process.stdout.close()
        target.run_to_end()
        return target.looks

    def typing(self, *arguments):
        """With an identity under a passphrase, which is typed on a terminal."""
        return lambda words: self.typed([*arguments, "--identity", str(self.locked_identity())], words)

    def locked_identity(self):
        path = self.suite.folder / "locked.identity"
        if not path.exists():
            path.write_bytes(needles.locked(self.suite.identity, self.suite.passphrase))
            path.chmod(0o600)
        return path

    def typed(self, arguments, words):
        main, terminal = os.openpty()
        try:
            target = self.suite.target(arguments, words, terminal=os.ttyname(terminal))
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
            os.write(main, self.suite.passphrase + b"\n")
            return target.run_to_end().looks
        finally:
            os.close(main)
            os.close(terminal)
