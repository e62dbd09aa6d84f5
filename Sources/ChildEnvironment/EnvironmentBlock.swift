// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// A secret and the variable that carries it.
package struct InjectedSecret {
  /// The name of the variable.
  package let variable: String
  /// Its value.
  package let value: SharedSecret

  /// Puts `value` into `variable`.
  package init(variable: String, value: SharedSecret) {
    self.variable = variable
    self.value = value
  }
}

/// A variable with a value that is no secret, set by the scope.
package struct ScopeVariable: Sendable, Equatable {
  /// The name of the variable.
  package let name: String
  /// Its value.
  package let value: String

  /// Puts `value` into `name`.
  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// The environment that a child receives, built in secret memory with one entry per name.
///
/// A scope's plain value beats an inherited one, and a secret beats both.
package struct EnvironmentBlock: ~Copyable {
  /// The table for `posix_spawn`; wiped when the block goes.
  package private(set) var table: CStringTable

  /// Builds the block; inherited strings are pointed at, not copied.
  package init(
    inherited: [InheritedVariable], rules: EnvironmentRules, plain: [ScopeVariable],
    secrets: [InjectedSecret]
  ) throws(SecretMemoryError) {
    let secretNames = Set(secrets.map(\.variable))
    let plain = plain.filter { !secretNames.contains($0.name) }
    let kept = rules.kept(inherited, replaced: Array(secretNames) + plain.map(\.name))
    let plainCount = plain.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 2 }
    let secretCount = secrets.reduce(0) { $0 + $1.variable.utf8.count + $1.value.bytes.count + 2 }
    table = try CStringTable(
      entries: kept.count + plain.count + secrets.count, bytes: plainCount + secretCount)
    for variable in kept { table.append(variable) }
    for variable in plain { table.append(variable.name, Array(variable.value.utf8)) }
    for secret in secrets { table.append(secret.variable, secret.value.bytes) }
  }
}
