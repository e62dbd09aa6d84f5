// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// A bar on the terminal that shows how far a scan has come; nothing where standard error is none.
final class ScanProgress {
  private static let firstAfter = 500
  private static let every = 100
  private static let width = 24
  private let isShown = Terminal.isTerminal(2)
  private let start = CurrentProcess.milliseconds
  private let measure: () -> Int?
  /// How many bytes there are in all, once that was measured.
  private var total: Int??
  private var next: Int
  private var hasLine = false

  /// Counts from now on.
  ///
  /// `measure` says how many bytes there are in all, or nil when nobody knows; it is asked only when a scan takes time.
  init(measure: @escaping () -> Int?) {
    self.measure = measure
    next = start + Self.firstAfter
  }

  /// Shows how much was read, now and then.
  func show(files: Int, bytes: Int) {
    guard isShown, CurrentProcess.milliseconds >= next else { return }
    if total == nil { total = .some(measure()) }
    next = CurrentProcess.milliseconds + Self.every
    let seconds = max(1, CurrentProcess.milliseconds - start)
    let speed = "\(Self.size(bytes / seconds * 1000))/s"
    var line = "\(files) read, \(Self.size(bytes)), \(speed)"
    if case .some(.some(let total)) = total, total > 0 {
      let share = min(1, Double(bytes) / Double(total))
      let filled = Int(share * Double(Self.width))
      let bar = String(repeating: "#", count: filled)
      let rest = String(repeating: ".", count: Self.width - filled)
      line = "[\(bar)\(rest)] \(Int(share * 100)) % of \(Self.size(total)), \(speed)"
    }
    write("\r\u{1B}[K\(line)")
    hasLine = true
  }

  /// Takes the bar away, for other words or at the end.
  func clear() {
    guard hasLine else { return }
    hasLine = false
    write("\r\u{1B}[K")
  }

  private func write(_ text: String) { try? Output.write(Array(text.utf8), to: 2) }

  private static func size(_ bytes: Int) -> String {
    var number = Double(bytes)
    var unit = "B"
    for larger in ["kB", "MB", "GB", "TB"] where number >= 1000 {
      number /= 1000
      unit = larger
    }
    let tenths = Int(number * 10)
    return number < 10 && unit != "B"
      ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\(Int(number)) \(unit)"
  }
}
