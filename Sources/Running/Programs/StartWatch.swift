// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// Looks whether a script and what runs it are still what was checked, until its interpreter has had time to read it.
///
/// The kernel gives an interpreter the path of the script, which it opens by itself some time after the start. To give
/// it the opened file in its place would change `$0` and `__file__`, and what a script finds beside itself. So the
/// files are looked at again, soon at first, and once more when the child ends; the time of change gives away who puts
/// another file in place and the first one back.
struct StartWatch {
  /// How long after the start files count, in milliseconds.
  static let duration = 1024

  /// The longest time between two looks: so long may what was swapped have run before it is killed.
  private static let step = 64

  private let files: [SeenFile]
  private let start = CurrentProcess.milliseconds
  private var delay = 1

  /// A watch that begins now; nil when nothing of the program is read after its start.
  init?(_ program: Program) {
    guard !program.readLater.isEmpty else { return nil }
    files = program.readLater
  }

  /// When to look next, by the clock of `CurrentProcess.milliseconds`; nil when it is over.
  var next: Int? { delay > Self.duration ? nil : start + delay }

  /// Looks when it is time to, or because the child has ended.
  mutating func look(atEnd: Bool = false) throws(RunFailure) {
    guard let next, atEnd || CurrentProcess.milliseconds >= next else { return }
    while let next = self.next, CurrentProcess.milliseconds >= next {
      delay += min(delay, Self.step)
    }
    try Program.refuse(files.filter { !$0.isUnchanged }.map(\.path))
  }
}
