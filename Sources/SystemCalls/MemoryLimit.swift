// SPDX-License-Identifier: Apache-2.0

/// How much memory a container or service may use in all; beyond it the kernel kills, and says nothing.
package enum MemoryLimit {
  /// The lowest limit that holds for this process, in bytes; nil where there is none.
  package static var current: Int? {
    lowest(groups: "/proc/self/cgroup", below: "/sys/fs/cgroup")
  }

  /// The same for a process whose groups `path` lists, in the file system of cgroups(7) mounted at `root`.
  ///
  /// Reads version 2 (`memory.max`) and version 1 (`memory.limit_in_bytes`). A group counts with all those above it.
  package static func lowest(groups path: String, below root: String) -> Int? {
    var limits: [Int] = []
    for line in text(path).split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let isSecond = parts[0] == "0" && parts[1].isEmpty
      guard isSecond || parts[1].split(separator: ",").contains("memory") else { continue }
      let start = isSecond ? root : root + "/memory"
      let file = isSecond ? "memory.max" : "memory.limit_in_bytes"
      var group = String(parts[2])
      while true {
        if let limit = number(Path.resolve(file, in: start + (group == "/" ? "" : group))) {
          limits.append(limit)
        }
        guard group.count > 1 else { break }
        group = Path.folder(of: group)
      }
    }
    return limits.min()
  }

  /// The number in a file; nil for `max`, and for what version 1 writes where there is no limit.
  private static func number(_ path: String) -> Int? {
    let text = text(path)
    return Int(text.split(separator: "\n").first ?? "").flatMap { $0 < 1 << 60 ? $0 : nil }
  }

  private static func text(_ path: String) -> String {
    let bytes = (try? FileReading.bytes(of: path, limit: 65536)).flatMap(\.self) ?? []
    return String(decoding: bytes, as: UTF8.self)
  }
}
