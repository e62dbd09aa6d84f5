// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// A name and its value, as a file gave them.
package struct ImportedSecret: Sendable {
  /// The name of the variable.
  package let name: String
  /// Its value, in the arena.
  package let value: SharedSecret
  /// The lines of the file on which the assignment stands, from 1.
  package let lines: ClosedRange<Int>

  /// The line on which the name stands, from 1.
  package var line: Int { lines.lowerBound }
}

/// The secrets of a file in their order, with each name once.
struct ImportedSecrets {
  private(set) var all: [ImportedSecret] = []
  private var lines: [String: Int] = [:]

  /// Adds a secret; throws when its name was there before.
  mutating func append(
    _ name: String, _ value: SharedSecret, at position: TextPosition
  ) throws(ImportError) {
    if let firstLine = lines[name] {
      throw position.error(.duplicateName(firstLine: firstLine), name: name)
    }
    lines[name] = position.line
    all.append(
      ImportedSecret(
        name: name, value: value, lines: position.line...position.line))
  }
}
