// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// Which inherited variables reach the child.
package struct EnvironmentRules {
  /// What the child starts from.
  package enum Inheritance {
    /// Everything that secrun was given.
    case all
    /// Only the variables whose names, as bytes, the closure accepts.
    case matching(([UInt8]) -> Bool)
  }

  private let inheritance: Inheritance

  /// Follows one kind of inheritance.
  package init(_ inheritance: Inheritance) {
    self.inheritance = inheritance
  }

  /// The inherited variables that the child gets, those that `replaced` names left out.
  ///
  /// secrun's own variables never reach a child: one of them may be the key to everything. Of several with one name
  /// the first is kept, which is the one that `getenv` finds; some programs would take the last.
  package func kept(
    _ inherited: [InheritedVariable], replaced: [String]
  ) -> [InheritedVariable] {
    var taken = Set(replaced.map { Array($0.utf8) })
    return inherited.filter { variable in
      guard !variable.name.starts(with: "SECRUN_".utf8) else { return false }
      guard !variable.hasValue || taken.insert(variable.name).inserted else { return false }
      switch inheritance {
      case .all: return true
      case .matching(let isKept): return isKept(variable.name)
      }
    }
  }
}
