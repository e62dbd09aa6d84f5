// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// Writes values as a `.env` file for one tool, and proves each by reading it as that tool would.
///
/// No way of quoting is right for all tools, so several are tried; the first that the tool's own rules read back as the
/// very value is taken. What none of them can say is refused.
package enum DialectWriter {
  /// A variable and its value.
  package typealias Variable = (name: String, value: SharedSecret)

  /// The text of a file with these variables.
  package static func write(
    _ variables: [Variable], _ dialect: Dialect
  ) throws(ExportError) -> SecretBytes {
    do throws(ImportError) {
      var text = try GrowingValue(at: TextPosition())
      for variable in variables {
        if let line = try line(variable, dialect) { try text.append(line.bytes) }
      }
      let whole = text.finish()
      // Lines that are right by themselves could still run into each other.
      if try isRead(whole, as: variables, dialect) { return whole }
      throw ImportError(.invalidExpansion, line: 1, column: 1)
    } catch {
      if case .memory(let error) = error.reason { throw .memory(error) }
      let refused = variables.filter { !isExpressible($0, dialect) }.map(\.name)
      throw refused.isEmpty ? .notProved : .notExpressible(names: refused)
    }
  }

  private static func isExpressible(_ variable: Variable, _ dialect: Dialect) -> Bool {
    guard let line = try? line(variable, dialect) else { return false }
    return line.bytes.count > 0
  }

  private static func line(
    _ variable: Variable, _ dialect: Dialect
  ) throws(ImportError) -> SharedSecret? {
    for quoting in Quoting.all(for: dialect) {
      guard quoting != .bare || quoting.suits(variable.value.bytes) else { continue }
      let line = SharedSecret(try quoting.line(variable.name, variable.value.bytes))
      if try isRead(line.bytes, as: [variable], dialect) { return line }
    }
    return nil
  }

  private static func isRead(
    _ text: borrowing SecretBytes, as variables: [Variable], _ dialect: Dialect
  ) throws(ImportError) -> Bool {
    let text = try DialectText(copying: text)
    guard let reading = try? dialect.read(text, DialectOptions(readsEnvironment: false)),
      reading.entries.count == variables.count
    else { return false }
    for (entry, variable) in zip(reading.entries, variables) {
      guard reading.text.bytes.secretName(entry.name) == variable.name, let value = entry.value,
        value.bytes.isEqual(to: variable.value.bytes)
      else { return false }
    }
    return true
  }
}
