// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// Where a report goes: a file, or a descriptor that secrun inherited.
final class ReportDestination {
  private let descriptor: Descriptor

  private init(_ descriptor: consuming Descriptor) {
    self.descriptor = descriptor
  }

  /// Opens `PATH`, or takes the descriptor of `fd:N`.
  static func open(_ wish: String) throws(RunFailure) -> ReportDestination {
    guard wish.hasPrefix("fd:") else {
      do throws(SystemCallError) {
        return ReportDestination(try FileWriting.openNew(wish))
      } catch {
        throw RunFailure(error)
      }
    }
    guard let number = Int32(wish.dropFirst(3)), number >= 0, CurrentProcess.hasInherited(number)
    else {
      throw RunFailure("--report \(wish): no such open descriptor")
    }
    CurrentProcess.keepFromChild(number)
    return ReportDestination(Descriptor(borrowing: number))
  }

  /// Writes all bytes.
  func write(_ bytes: [UInt8]) throws(RunFailure) {
    do throws(SystemCallError) {
      try descriptor.writeAll(bytes)
    } catch {
      throw RunFailure(error)
    }
  }
}
