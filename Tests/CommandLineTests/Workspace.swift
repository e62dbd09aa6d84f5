// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit

/// The folders of one run of one script; they go away with it.
///
/// `work` is the working folder and the home, and is searched for canaries, the audit log of the script's runs in
/// it too; `unsearched` lies beside it and holds what a script needs in clear; `bin` holds nothing but a link to secrun.
final class Workspace {
  let root: String
  var work: String { root + "/work" }
  var unsearched: String { root + "/unsearched" }
  var bin: String { root + "/bin" }

  init(for script: Script) throws {
    let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    let unique = String(UInt64.random(in: 0 ... .max), radix: 36)
    root = "\(parent)/secrun-\(script.name)-\(unique)"
    let manager = FileManager.default
    let mine: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    for folder in [root, work, work + "/tmp", unsearched, bin] {
      try manager.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: mine)
    }
    try manager.createSymbolicLink(
      atPath: bin + "/secrun", withDestinationPath: BinaryUnderTest.path)
    for file in script.files { try write(file) }
  }

  deinit {
    if ProcessInfo.processInfo.environment["SECRUN_KEEP_WORKSPACES"] == nil {
      try? FileManager.default.removeItem(atPath: root)
    }
  }

  /// The environment that a script starts with: nothing from outside, nothing of secrun's.
  var environment: [String: [UInt8]] {
    [
      "PATH": Array("\(bin):\(ProgramPath.standard)".utf8),
      "HOME": Array(work.utf8),
      "TMPDIR": Array((work + "/tmp").utf8),
      "XDG_STATE_HOME": Array((work + "/.local/state").utf8),
      "LANG": Array("C.UTF-8".utf8),
      "TERM": Array("xterm".utf8),
    ]
  }

  private func write(_ file: Script.File) throws {
    let path = work + "/" + file.name
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let mode = file.text.hasPrefix("#!") ? 0o755 : 0o644
    try Data(file.text.utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }
}
