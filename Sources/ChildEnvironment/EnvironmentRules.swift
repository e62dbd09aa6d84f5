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
    let isTaken = Self.taken(inherited, replaced)
    return inherited.indices.filter { index in
      let variable = inherited[index]
      guard !variable.name.starts(with: "SECRUN_".utf8), !isTaken[index] else { return false }
      switch inheritance {
      case .all: return true
      case .matching(let isKept): return isKept(variable.name)
      }
    }.map { inherited[$0] }
  }

  /// For each variable whether its name is replaced or stands before it; what has no value is no variable.
  ///
  /// By sorting: the first use of a set of byte strings would cost a start more than all of its environment.
  private static func taken(_ variables: [InheritedVariable], _ replaced: [String]) -> [Bool] {
    let names = replaced.map { Array($0.utf8) } + variables.map(\.name)
    let order = names.indices.filter { place in
      place < replaced.count || variables[place - replaced.count].hasValue
    }.sorted { left, right in
      names[left] == names[right]
        ? left < right : names[left].lexicographicallyPrecedes(names[right])
    }
    var isTaken = [Bool](repeating: false, count: variables.count)
    for (before, place) in zip(order, order.dropFirst()) where place >= replaced.count {
      isTaken[place - replaced.count] = names[before] == names[place]
    }
    return isTaken
  }
}
