// SPDX-License-Identifier: Apache-2.0

import Glibc

/// One variable of the environment that secrun was started with, by name and place.
package struct InheritedVariable: Sendable, Equatable {
  /// The name as bytes, since nothing promises that it is UTF-8.
  package let name: [UInt8]
  /// Its place in `environ`.
  package let index: Int
  /// Whether an equals sign follows the name; without one the string is no variable for anybody.
  package let hasValue: Bool

  /// Names the variable at a place of `environ`.
  package init(name: [UInt8], index: Int, hasValue: Bool = true) {
    self.name = name
    self.index = index
    self.hasValue = hasValue
  }

  /// Whether the variable is called `other`.
  package func isNamed(_ other: String) -> Bool { name.elementsEqual(other.utf8) }
}

/// The environment that secrun was started with, read in place and never copied as a whole.
package enum InheritedEnvironment {
  /// The variables in the order of `environ`; one without `=` is all name.
  package static func variables() -> [InheritedVariable] {
    var variables: [InheritedVariable] = []
    var index = 0
    while let string = unsafe environ[index] {
      var name: [UInt8] = []
      var offset = 0
      while unsafe string[offset] != 0, unsafe string[offset] != CChar(UInt8(ascii: "=")) {
        unsafe name.append(UInt8(bitPattern: string[offset]))
        offset += 1
      }
      let hasValue = unsafe string[offset] != 0
      variables.append(InheritedVariable(name: name, index: index, hasValue: hasValue))
      index += 1
    }
    return variables
  }

  /// The value of a variable that holds no secret; nil when it is not set.
  package static func text(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Whether a variable is set to more than nothing; its value, which may be a secret, is not copied.
  package static func isSet(_ name: String) -> Bool {
    guard let value = unsafe getenv(name) else { return false }
    return unsafe value[0] != 0
  }

  /// One byte of the value of a variable; nil when the value is not that long.
  package static func byte(at offset: Int, of name: String) -> UInt8? {
    guard let value = unsafe getenv(name), unsafe strlen(value) > offset else { return nil }
    return unsafe UInt8(bitPattern: value[offset])
  }

  /// Copies the value of a variable into the arena; nil when it is not set.
  package static func secret(_ name: String) throws(SecretMemoryError) -> SecretBytes? {
    guard let value = unsafe getenv(name) else { return nil }
    let count = unsafe strlen(value)
    let secret = try SecretBytes(count: count)
    unsafe secret.withStart { _ = unsafe memcpy($0, value, count) }
    return secret
  }

  /// The length in bytes of an inherited variable as a C string, without the null byte.
  package static func count(of variable: InheritedVariable) -> Int {
    guard let string = unsafe environ[variable.index] else { return 0 }
    return unsafe strlen(string)
  }

  /// Overwrites the values of all `SECRUN_*` variables where they stand, so that `/proc/PID/environ` shows
  /// none of them either.
  package static func overwriteOwnVariables() {
    for variable in variables() where variable.name.starts(with: "SECRUN_".utf8) {
      guard let string = unsafe environ[variable.index] else { continue }
      var offset = variable.name.count
      guard unsafe string[offset] != 0 else { continue }
      offset += 1
      while unsafe string[offset] != 0 {
        unsafe string[offset] = CChar(UInt8(ascii: "x"))
        offset += 1
      }
    }
  }
}
