// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// What the kernel says about the signals of the calling thread (`/proc/thread-self/status`).
struct ProcessStatus {
  let blocked: Set<Int32>
  let ignored: Set<Int32>
  let caught: Set<Int32>

  init() throws {
    let bytes = try FileReading.bytes(of: "/proc/thread-self/status", limit: 100_000) ?? []
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    func signals(_ title: String) -> Set<Int32> {
      let line = lines.first { $0.hasPrefix(title + ":\t") } ?? ""
      let mask = UInt64(line.dropFirst(title.count + 2), radix: 16) ?? 0
      return Set((1...64).filter { mask >> UInt64($0 - 1) & 1 == 1 })
    }
    blocked = signals("SigBlk")
    ignored = signals("SigIgn")
    caught = signals("SigCgt")
  }
}
