// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// What an expansion finds: what the file has set so far, and secrun's own environment.
final class Variables {
  private var values: [String: SharedSecret] = [:]
  private let readsEnvironment: Bool

  /// Starts with nothing set; without the environment, outcomes depend on the text alone.
  init(readsEnvironment: Bool) {
    self.readsEnvironment = readsEnvironment
  }

  /// Sets a variable; without a value it is unset again.
  func set(_ name: String?, _ value: SharedSecret?) {
    if let name { values[name] = value }
  }

  /// What the file has set.
  func inFile(_ name: String) -> SharedSecret? { values[name] }

  /// What the environment holds; secrun's own variables are for nobody.
  func inEnvironment(_ name: String) throws(ImportError) -> SharedSecret? {
    guard readsEnvironment, !name.hasPrefix("SECRUN_") else { return nil }
    do throws(SecretMemoryError) {
      guard let value = try InheritedEnvironment.secret(name) else { return nil }
      return SharedSecret(value)
    } catch {
      throw TextPosition().error(.memory(error))
    }
  }
}
