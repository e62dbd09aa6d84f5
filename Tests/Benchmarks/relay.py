# SPDX-License-Identifier: Apache-2.0
"""Measures how output passes through secrun, and prints tables in Markdown.

    relay.py throughput|terminal|latency|idle SECRUN FOLDER MEGABYTES ROUNDS

FOLDER holds the project `many` with the scopes s1, s10 and s100. Rows take turns; numbers are medians.
"""
import os
import random
import resource
import statistics
import subprocess
import sys
import time

what, secrun, folder = sys.argv[1:4]
megabytes, rounds = int(sys.argv[4]), int(sys.argv[5])


def wrapped(count, options=""):
    return f"{secrun} --config {folder}/many/secrun.toml --scope s{count} {options} --"


def log_file():
    """Lines as a server writes them, without a secret."""
    path = f"{folder}/log"
    if not os.path.exists(path):
        random.seed(1)
        words = ["".join(random.choices("abcdefghijklmnopqrstuvwxyz_", k=random.randint(2, 9))) for _ in range(5000)]
        lines = [
            "2026-11-%02dT%02d:%02d:%02d INFO %s=%d %s\n"
            % (random.randint(1, 28), random.randint(0, 23), random.randint(0, 59), random.randint(0, 59),
               random.choice(words), random.randint(0, 99999), " ".join(random.choices(words, k=8)))
            for _ in range(40000)
        ]
        block = "".join(lines).encode()
        with open(path, "wb") as file:
            for _ in range(megabytes * 1_000_000 // len(block)):
                file.write(block)
    return path


def timed(command):
    """Seconds on the clock and of the processor for a command of the shell."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(["sh", "-c", command], check=True, stdin=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(rows, size, yardsticks):
    """Runs every command once a round, and prints throughput and how it compares with the yardsticks."""
    results = {name: [] for name, _ in rows}
    for name, command in rows:
        timed(command)
    for turn in range(rounds):
        for name, command in rows[turn % len(rows):] + rows[:turn % len(rows)]:
            results[name].append(timed(command))
    speed = {name: size / statistics.median(wall for wall, _ in times) / 1e9 for name, times in results.items()}
    heads = ["relay", "GB/s"] + [f"of {yardstick}" for yardstick in yardsticks] + ["cpu s per GB"]
    print("| " + " | ".join(heads) + " |")
    print("|---" + "|--:" * (len(heads) - 1) + "|")
    for name, times in results.items():
        cpu = statistics.median(used for _, used in times) / size * 1e9
        ratios = [f"{speed[name] / speed[yardstick]:.2f}x" for yardstick in yardsticks]
        print("| " + " | ".join([name, f"{speed[name]:.3f}", *ratios, f"{cpu:.2f}"]) + " |")


def throughput():
    path = log_file()
    size = os.path.getsize(path)
    small = f"head -c {size // 16} {path} | dd bs=512 status=none"
    rows = [
        ("cat and cat", f"cat {path} | cat >/dev/null"),
        ("cat, cat and cat", f"cat {path} | cat | cat >/dev/null"),
    ]
    for count in (1, 10, 100):
        name = "secrun, 1 secret" if count == 1 else f"secrun, {count} secrets"
        rows.append((name, f"{wrapped(count)} cat {path} | cat >/dev/null"))
    rows.append(("secrun --no-redact", f"{wrapped(10, '--no-redact')} cat {path} | cat >/dev/null"))
    print(f"Large writes, {size // 1_000_000} MB:\n")
    compare(rows, size, ["cat and cat", "cat, cat and cat"])
    print(f"\nWrites of 512 bytes, {size // 16_000_000} MB:\n", flush=True)
    rows = [
        ("small: dd and cat", f"{small} | cat >/dev/null"),
        ("small: dd, cat and cat", f"{small} | cat | cat >/dev/null"),
    ]
    for count in (1, 10, 100):
        rows.append(
            (f"small: secrun, {count}", f"{wrapped(count)} sh -c '{small}' | cat >/dev/null"))
    compare(rows, size // 16, ["small: dd and cat", "small: dd, cat and cat"])


def terminal():
    path = log_file()
    size = os.path.getsize(path) // 8
    part = f"head -c {size} {path}"
    compare(
        [
            ("script", f"script -qec '{part}' /dev/null >/dev/null"),
            ("secrun, 1 secret", f"{wrapped(1, '--tty always')} {part} >/dev/null"),
            ("secrun, 10 secrets", f"{wrapped(10, '--tty always')} {part} >/dev/null"),
            ("secrun, 100 secrets", f"{wrapped(100, '--tty always')} {part} >/dev/null"),
        ],
        size, ["script"])


def latency():
    lines = 200 * rounds
    rows = [("cat", "exec cat"), ("cat and cat", "cat | cat")]
    rows += [(f"secrun, {count}", f"exec {wrapped(count)} cat") for count in (1, 10, 100)]
    programs = {
        name: subprocess.Popen(
            ["sh", "-c", command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        for name, command in rows
    }
    times = {name: [] for name, _ in rows}
    for number in range(-50, lines):
        for name, program in programs.items():
            line = b"2026-11-27 INFO a line of a log, number %d\n" % number
            start = time.perf_counter()
            program.stdin.write(line)
            got = b""
            while len(got) < len(line):
                got += program.stdout.read(len(line) - len(got))
            if number >= 0:
                times[name].append((time.perf_counter() - start) * 1e6)
    print("| there and back | p50 µs | p99 µs | more than cat, p50 µs |")
    print("|---|--:|--:|--:|")
    plain = statistics.median(times["cat"])
    for name, values in times.items():
        values.sort()
        median = statistics.median(values)
        print(f"| {name} | {median:.0f} | {values[len(values) * 99 // 100]:.0f} | {median - plain:.0f} |")
    for program in programs.values():
        program.stdin.close()
        program.wait()


def idle():
    print("| while the command sleeps | resident kB, at most | system calls in 3 s |")
    print("|---|--:|--:|")
    for name, options in [("pipes", ""), ("terminal", "--tty always")]:
        for count in (1, 10, 100):
            command = f"exec {wrapped(count, options)} sh -c 'head -c 4000000 {log_file()}; exec sleep 8' >/dev/null"
            program = subprocess.Popen(["sh", "-c", command], stdin=subprocess.DEVNULL)
            time.sleep(2)
            with open(f"/proc/{program.pid}/status") as status:
                resident = next(line.split()[1] for line in status if line.startswith("VmHWM"))
            calls = "only root may look"
            if os.geteuid() == 0:
                trace = subprocess.run(
                    ["timeout", "3", "strace", "-f", "-qq", "-p", str(program.pid)],
                    stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
                # The call that it sits in while strace comes and goes is none that it woke up for.
                lines = [line for line in trace.stderr.decode().splitlines() if "= " in line and "ERESTART" not in line]
                calls = str(len(lines))
            program.terminate()
            program.wait()
            print(f"| {name}, {count} in scope | {resident} | {calls} |", flush=True)


{"throughput": throughput, "terminal": terminal, "latency": latency, "idle": idle}[what]()
