# SPDX-License-Identifier: Apache-2.0
"""Takes memfd_secret from a process, as kernels without it do, so that its arena can be read."""

import ctypes
import struct

MEMFD_SECRET = 447
SET_NO_NEW_PRIVS, SET_SECCOMP, MODE_FILTER = 38, 22, 2
ALLOW, FAIL_WITH_ENOSYS = 0x7FFF0000, 0x00050000 | 38
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06


def without_memfd_secret():
    """For the child between fork and exec; the number of the call is the same on all machines."""
    filters = (
        struct.pack("HBBI", LOAD, 0, 0, 0),
        struct.pack("HBBI", JUMP_IF_EQUAL, 0, 1, MEMFD_SECRET),
        struct.pack("HBBI", RETURN, 0, 0, FAIL_WITH_ENOSYS),
        struct.pack("HBBI", RETURN, 0, 0, ALLOW),
    )
    program = ctypes.create_string_buffer(b"".join(filters))
    description = struct.pack("HxxxxxxP", len(filters), ctypes.addressof(program))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(SET_SECCOMP, MODE_FILTER, description):
        raise OSError(ctypes.get_errno(), "prctl")
