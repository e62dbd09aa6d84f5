// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A null-terminated table of C strings, such as `envp`, with its pointers and strings in the arena.
///
/// glibc's `posix_spawn` and `execve` pass the pointers to the kernel as they are, which copies the strings into
/// the new image before it returns: so these are the only copies, and they are wiped with the table.
@safe
package struct CStringTable: ~Copyable {
  private var memory: SecretBytes
  private let entryLimit: Int
  private var entryCount = 0
  private var used: Int

  /// Makes room for `entries` strings, those not inherited being at most `bytes` long in all,
  /// with a null byte for each.
  package init(entries: Int, bytes: Int) throws(SecretMemoryError) {
    entryLimit = entries
    used = (entries + 1) * MemoryLayout<UInt>.size
    memory = try SecretBytes(count: used + bytes)
  }

  /// How many strings the table holds.
  package var count: Int { entryCount }

  /// Appends a pointer to the inherited variable `index`, which is not copied.
  package mutating func append(_ inherited: InheritedVariable) {
    guard let string = unsafe environ[inherited.index] else { return }
    appendPointer(UInt(bitPattern: string))
  }

  /// Appends `name=value` for a value that is not secret.
  package mutating func append(_ name: String, _ value: [UInt8]) {
    appendString(Array((name + "=").utf8) + value)
  }

  /// Appends `name=` and the bytes of a secret.
  package mutating func append(_ name: String, _ secret: borrowing SecretBytes) {
    let prefix = Array((name + "=").utf8)
    memory.replace(at: used, with: prefix)
    memory.replace(at: used + prefix.count, with: secret, 0..<secret.count)
    finishString(prefix.count + secret.count)
  }

  /// Lends the table in the form that `execve` and `posix_spawn` take.
  package func withPointers<R: ~Copyable>(
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
  ) -> R {
    unsafe memory.withStart { start in
      let raw = UnsafeRawPointer(start)
      return unsafe body(raw.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self))
    }
  }

  private mutating func appendString(_ string: [UInt8]) {
    memory.replace(at: used, with: string)
    finishString(string.count)
  }

  /// Ends the string at `used`; the byte behind it is zero, as all fresh bytes of the arena are.
  private mutating func finishString(_ count: Int) {
    let start = unsafe memory.withStart { UInt(bitPattern: $0) } + UInt(used)
    used += count + 1
    precondition(used <= memory.count)
    appendPointer(start)
  }

  private mutating func appendPointer(_ address: UInt) {
    precondition(entryCount < entryLimit)
    let offset = entryCount * MemoryLayout<UInt>.size
    unsafe memory.withStart { start in
      unsafe UnsafeMutableRawPointer(start + offset).storeBytes(of: address, as: UInt.self)
    }
    entryCount += 1
  }
}
