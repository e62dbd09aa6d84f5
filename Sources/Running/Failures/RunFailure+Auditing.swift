// SPDX-License-Identifier: Apache-2.0

import Auditing
import Scoping

extension RunFailure {
  /// An audit log that cannot be written or read.
  init(_ error: AuditError) {
    switch error {
    case .system(let error): self.init(error)
    case .memory(let error): self.init(error)
    case .busy(let path):
      self.init(
        "another process keeps the audit log \(PrintableText.escaped(path, limit: 4096)) locked")
    case .tooLong(let path):
      self.init("\(PrintableText.escaped(path, limit: 4096)) is too long to be read")
    }
  }
}
