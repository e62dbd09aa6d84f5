// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scanning
import Scoping
import SystemCalls

/// Finding values of the store where they should not be: in files, in the history of a repository, in a stream.
package struct ScanSecrets {
  private let options: ScanOptions
  private let show: ([UInt8]) -> Void
  private let warn: (String) -> Void

  /// Prepares a scan; `show` writes to standard output, `warn` shows a line to the user.
  package init(
    _ options: ScanOptions, show: @escaping ([UInt8]) -> Void, warn: @escaping (String) -> Void
  ) {
    self.options = options
    self.show = show
    self.warn = warn
  }

  /// Scans and returns the exit status: 1 when a value was found, 2 when something could not be read, else 0.
  package func run() throws(RunFailure) -> Int32 {
    try checkPaths()
    let opened = try ScanNeedles.open(options)
    opened.warnings.forEach(warn)
    let mask = ScanMask(opened.needles)
    let progress = ScanProgress(measure: measure)
    let findings = findings(mask, progress)
    defer { CurrentProcess.clearRegisters() }
    do throws(ScanError) {
      let search = try StreamSearch(opened.needles, looksForKeys: options.looksForKeys)
      try scan(search, findings)
    } catch {
      progress.clear()
      throw RunFailure(error, mask)
    }
    progress.clear()
    switch options.form {
    case .text: break
    case .json: show(ScanJSON.bytes(findings, opened))
    case .sarif: show(ScanSARIF.bytes(findings))
    }
    if !findings.leaks.isEmpty { return 1 }
    return findings.skipped.isEmpty ? 0 : 2
  }

  private func checkPaths() throws(RunFailure) {
    if options.paths.isEmpty, !options.isHistory, !options.isStaged {
      throw RunFailure(
        "no file or folder to scan is named",
        hints: [
          "secrun scan . looks through the working folder, secrun scan --git through its history"
        ])
    }
    guard !options.isStaged else { return }
    for path in options.paths where path != "-" && FileStatus.of(path) == nil {
      throw RunFailure(SystemCallError("open", path))
    }
  }

  private func scan(_ search: StreamSearch, _ findings: ScanFindings) throws(ScanError) {
    if options.isStaged {
      return try StagedScan(try GitProgram(folder: nil), search, observer: findings)
        .scan(options.paths)
    }
    guard options.isHistory else {
      let trees = TreeScan(
        search, honoursIgnoreFiles: options.honoursIgnoreFiles, observer: findings)
      for path in options.paths { path == "-" ? trees.scanInput() : trees.scan(path) }
      return
    }
    let folders: [String?] = options.paths.isEmpty ? [nil] : options.paths
    for folder in folders {
      let history = HistoryScan(try GitProgram(folder: folder), search, observer: findings)
      let unreached = try history.scan()
      if !unreached.isEmpty {
        warn(
          "objects that no commit reaches any more still hold \(unreached.joined(separator: ", ")); "
            + "git gc --prune=now removes them")
      }
    }
  }

  private func findings(_ mask: ScanMask, _ progress: ScanProgress) -> ScanFindings {
    guard options.form == .text else {
      return ScanFindings(mask, progress, tell: { _ in }, warn: warn)
    }
    var last = ""
    let show = show
    return ScanFindings(
      mask, progress,
      tell: { finding in
        // Twice the same on one line is one line here; the reports have the columns.
        let text = finding.text + "\n"
        if text != last { show(Array(text.utf8)) }
        last = text
      }, warn: warn)
  }

  private func measure() -> Int? {
    guard !options.isHistory, !options.isStaged else { return nil }
    return TreeSize.bytes(of: options.paths)
  }
}
