// SPDX-License-Identifier: Apache-2.0

import SystemCalls
import TestKit
import Testing

struct MemoryLimitTests {
  /// What lies in the file system of cgroups, and the lowest limit that comes of it.
  private static let cases: [(groups: String, files: [String: String], limit: Int?)] = [
    ("", [:], nil), ("nonsense\n0::\n", [:], nil),
    ("0::/\n", ["memory.max": "268435456\n"], 268_435_456),
    ("0::/\n", ["memory.max": "max\n"], nil),
    ("0::/\n", [:], nil),
    (
      "0::/a/b\n", ["a/b/memory.max": "max\n", "a/memory.max": "100\n", "memory.max": "200\n"], 100
    ),
    ("0::/a/b\n", ["a/b/memory.max": "70\n", "a/memory.max": "100\n"], 70),
    (
      "5:cpu,cpuacct:/x\n4:memory:/x\n0::/\n", ["memory/x/memory.limit_in_bytes": "50\n"], 50
    ),
    ("4:memory:/x\n", ["memory/x/memory.limit_in_bytes": "9223372036854771712\n"], nil),
  ]

  @Test(arguments: cases.indices)
  func `the lowest limit of a group and those above it counts`(index: Int) throws {
    let (groups, files, limit) = Self.cases[index]
    let folder = try TemporaryFolder()
    try folder.write("groups", groups)
    for (name, text) in files {
      let path = folder["root/" + name]
      try FileWriting.makeFolder(Path.folder(of: path), permissions: 0o700)
      try folder.write("root/" + name, text)
    }
    #expect(MemoryLimit.lowest(groups: folder["groups"], below: folder["root"]) == limit)
  }

  @Test func `this process has a limit of more than nothing, or none`() {
    #expect(MemoryLimit.current.map { $0 > 1 << 20 } ?? true)
    #expect(MemoryLimit.lowest(groups: "/nowhere", below: "/nowhere") == nil)
  }
}
