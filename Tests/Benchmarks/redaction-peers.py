# SPDX-License-Identifier: Apache-2.0
#
# Scans the inputs that RedactionBenchmark has written with peers that only search, for the same needles.
# They neither hold bytes back nor replace any, so their figures flatter them.
import base64, sys, time

count, folder = sys.argv[1], sys.argv[2]  # a number of secrets, or the name of a hostile input
secrets = open(f"{folder}/secrets", "rb").read().split()
kinds = ["log", "json", "base64", "binary"] if count.isdigit() else [count]
BLOCK = 64 * 1024


def cores(value, urlsafe=False):
    encode = base64.urlsafe_b64encode if urlsafe else base64.b64encode
    for alignment in range(3):
        text = encode(b"\0" * alignment + value)
        yield text[(alignment * 8 + 5) // 6 : (alignment + len(value)) * 8 // 6]


def forms(value):
    yield value
    yield from cores(value)
    yield from cores(value, True)
    yield from cores(next(cores(value)))
    yield value.hex().encode()
    yield value.hex().upper().encode()
    yield value.hex(":").encode()
    yield value.hex(":").upper().encode()
    yield value.decode().encode("utf-16-le")


needles = sorted({form for secret in secrets for form in forms(secret)})


def best(run, size):
    times = []
    for _ in range(3):
        start = time.thread_time()
        run()
        times.append(time.thread_time() - start)
    return f"{size / min(times) / 1e9:.3f} GB/s"


def hyperscan_run(data):
    import hyperscan

    database = hyperscan.Database(mode=hyperscan.HS_MODE_STREAM)
    escaped = [b"".join(b"\\x%02x" % byte for byte in needle) for needle in needles]
    database.compile(
        expressions=escaped, ids=list(range(len(needles))), elements=len(needles),
        flags=[0] * len(needles))
    database.scratch = hyperscan.Scratch(database)  # without one, a stream crashes
    blocks = [data[start : start + BLOCK] for start in range(0, len(data), BLOCK)]

    def run():
        with database.stream(match_event_handler=lambda *_: None) as stream:
            for block in blocks:
                stream.scan(block)

    return run


def ahocorasick_run(data):
    import ahocorasick_rs

    automaton = ahocorasick_rs.BytesAhoCorasick(
        needles, implementation=ahocorasick_rs.Implementation.DFA)
    return lambda: automaton.find_matches_as_indexes(data, overlapping=True)


for kind in kinds:
    data = open(f"{folder}/{kind}", "rb").read()
    for name, prepare in [("hyperscan stream", hyperscan_run), ("ahocorasick-rs DFA", ahocorasick_run)]:
        try:
            print(f"{name}, {kind}, {len(secrets)} secrets, {len(needles)} needles:", best(prepare(data), len(data)))
        except Exception as error:
            print(f"{name}, {kind}: {type(error).__name__}: {error}")
