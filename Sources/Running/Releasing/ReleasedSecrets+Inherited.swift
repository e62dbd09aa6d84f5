// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import Redaction
import Scoping
import SecretMemory

extension ReleasedSecrets {
  /// Inherited values that the child gets under the name of a secret of the store, so that they are redacted too.
  ///
  /// One that equals a secret in scope is found under any name. The others are known by their names only, since
  /// what is out of scope is never opened. Short ones are left out: nobody has to be told that those show.
  func inherited(_ options: RunOptions) throws(RunFailure) -> [NamedSecret] {
    let replaced = selection.injections.map(\.variable) + selection.environment.map(\.variable)
    let kept = scope.rules(isClean: options.isEnvironmentClean).kept(
      InheritedEnvironment.variables(), replaced: replaced)
    let names = Set(kept.map { String(decoding: $0.name, as: UTF8.self) })
    let least = scope.redact.minimumLength ?? NeedleOptions().minimumLength
    var secrets: [NamedSecret] = []
    for name in selection.stored(among: names) {
      do throws(SecretMemoryError) {
        guard let value = try InheritedEnvironment.secret(name), value.count >= least else {
          continue
        }
        secrets.append(NamedSecret(name: name, value: SharedSecret(value)))
      } catch {
        throw RunFailure(error)
      }
    }
    return secrets
  }
}
