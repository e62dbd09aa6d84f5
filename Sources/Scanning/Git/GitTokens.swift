// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// The pieces between null bytes of what git puts out with `-z`: names of files, commits and people.
struct GitTokens: ~Copyable {
  private let program: HelperProgram
  private var buffer: SecretBytes
  private var unread = 0..<0

  init(_ program: HelperProgram) throws(ScanError) {
    self.program = program
    buffer = try ScanError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: 64 * 1024)
    }
  }

  /// The next piece; nil at the end.
  mutating func next() throws(ScanError) -> [UInt8]? {
    var token: [UInt8] = []
    while try fill() {
      let byte = buffer[unread.lowerBound]
      unread = unread.dropFirst()
      if byte == 0 { return token }
      token.append(byte)
    }
    return token.isEmpty ? nil : token
  }

  private mutating func fill() throws(ScanError) -> Bool {
    guard unread.isEmpty else { return true }
    do throws(SystemCallError) {
      guard case .moved(let count) = try program.output.read(into: &buffer, 0..<buffer.count) else {
        throw SystemCallError("read")
      }
      unread = 0..<count
      return count > 0
    } catch {
      throw .system(error)
    }
  }

  /// Waits for git's end.
  consuming func finish() throws(ScanError) { try GitProgram.finish(program) }
}
