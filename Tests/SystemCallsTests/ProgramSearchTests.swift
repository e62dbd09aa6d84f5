// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import TestKit
import Testing

struct ProgramSearchTests {
  /// A tree in which each way to find and not to find a program occurs; `~` stands for its folder.
  private static func tree() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["good", "other", "bad", "taken/tool"] {
      try FileWriting.makeFolder(folder[name], permissions: 0o700)
    }
    try folder.write("good/tool", "", permissions: 0o755)
    try folder.write("other/tool", "", permissions: 0o700)
    try folder.write("bad/tool", "", permissions: 0o644)
    try folder.write("bad/text", "", permissions: 0o644)
    _ = unsafe symlink("nowhere", folder["bad/broken"])
    _ = unsafe symlink("../good/tool", folder["bad/linked"])
    return folder
  }

  private static let table: [(String, String?, ProgramSearch.Result)] = [
    ("tool", "~/good", .found("~/good/tool")),
    ("tool", "~/good:~/other", .found("~/good/tool")),
    ("tool", "~/other:~/good", .found("~/other/tool")),
    ("tool", "~/bad:~/good", .found("~/good/tool")),
    ("tool", "~/taken:~/good", .found("~/good/tool")),
    ("tool", "~/missing:~/good/tool:~/good", .found("~/good/tool")),
    ("tool", "~/bad", .notExecutable("~/bad/tool")),
    ("tool", "~/bad:~/taken", .notExecutable("~/bad/tool")),
    ("tool", "~/taken", .notExecutable("~/taken/tool")),
    ("text", "~/good:~/bad", .notExecutable("~/bad/text")),
    ("linked", "~/bad", .found("~/bad/linked")),
    ("broken", "~/bad", .notFound),
    ("tool", "~/missing", .notFound),
    ("tool", "", .notFound),
    ("tool", ":", .notFound),
    ("", "~/good", .notFound),
    ("Tool", "~/good", .notFound),
    ("~/good/tool", "", .found("~/good/tool")),
    ("~/good/tool", nil, .found("~/good/tool")),
    ("~/bad/tool", "~/good", .notExecutable("~/bad/tool")),
    ("~/good", "~/good", .notExecutable("~/good")),
    ("~/good/", "~/good", .notExecutable("~/good/")),
    ("~/missing", "~/good", .notFound),
    ("~/good/tool/x", "~/good", .notFound),
    ("~/bad/broken", nil, .notFound),
    ("./tool", "~/good", .notFound),
    ("sh", nil, .found("/bin/sh")),
    ("sh", "~/bad::/bin", .found("/bin/sh")),
  ]

  @Test(arguments: table)
  func `finds what execvp would execute`(
    program: String, path: String?, expected: ProgramSearch.Result
  ) throws {
    let folder = try Self.tree()
    func full(_ text: String) -> String {
      text.split(separator: "~", omittingEmptySubsequences: false).joined(separator: folder.path)
    }
    let result = ProgramSearch.find(full(program), path: path.map(full))
    let wanted: ProgramSearch.Result =
      switch expected {
      case .found(let path): .found(full(path))
      case .notExecutable(let path): .notExecutable(full(path))
      case .notFound: .notFound
      }
    #expect(result == wanted)
  }

  @Test func `an empty folder of PATH is the working folder`() async {
    await #expect(processExitsWith: .success) {
      let folder = try Self.tree()
      #expect(unsafe chdir(folder["good"]) == 0)
      for path in ["", ":", "/missing:", ":/missing", "/missing::/missing"] {
        #expect(ProgramSearch.find("tool", path: path) == .found("./tool"))
      }
      #expect(ProgramSearch.find("tool", path: "/missing") == .notFound)
    }
  }
}
