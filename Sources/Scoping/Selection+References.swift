// SPDX-License-Identifier: Apache-2.0

extension Selection {
  /// The secrets that the scope allows and nothing on the command line has taken away.
  package var secrets: Set<String> { Set(injections.map(\.secret)) }

  /// The same selection with secrets of it under further variables, as a file refers to them.
  ///
  /// A reference beats what the scope would inject under its variable; it never brings a secret in scope.
  package func adding(_ references: [Alias]) -> Selection {
    let allowed = secrets
    var selection = self
    for reference in references where allowed.contains(reference.secret) {
      let isThere = selection.injections.contains {
        $0.variable == reference.variable && $0.secret == reference.secret
      }
      if isThere { continue }
      selection.injections.removeAll { $0.variable == reference.variable }
      selection.injections.append(
        Injection(variable: reference.variable, secret: reference.secret, reason: .reference))
    }
    selection.injections.sort { $0.variable < $1.variable }
    return selection
  }
}
