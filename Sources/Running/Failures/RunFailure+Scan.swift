// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scanning
import SystemCalls

extension RunFailure {
  /// A scan that could not be finished; git's words are masked like everything else it said.
  init(_ error: ScanError, _ mask: ScanMask) {
    switch error {
    case .system(let error): self.init(error)
    case .redaction(let error): self.init(error)
    case .noGit: self.init("git was not found", hints: ["install git, or scan files instead"])
    case .unexpectedOutput(let program):
      self.init("\(program) said something that secrun does not understand")
    case .git(let words):
      let lines = words.split(separator: "\n").map(String.init)
      let first = lines.first { $0.hasPrefix("fatal: ") || $0.hasPrefix("error: ") } ?? lines.first
      let text = (first ?? "it failed without a word").trimmingPrefix("fatal: ")
      let advice = lines.first { $0.contains("git config --global --add safe.directory") }
      self.init(
        "git: \(mask.text(String(text)))",
        hints: advice.map { line in
          [
            "if you trust its owner, run: \(mask.text(String(line.drop { $0 == "\t" || $0 == " " })))"
          ]
        } ?? [])
    }
  }
}
