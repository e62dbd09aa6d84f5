// SPDX-License-Identifier: Apache-2.0

package import SecretStore

/// Where the user said that things are.
package struct PlaceOptions: Sendable {
  /// `--store`.
  package var store: String?
  /// `--config`.
  package var config: String?
  /// `--identity` and `--identity-fd`.
  package var identity = IdentitySource.Wish()

  /// Nothing said.
  package init(
    store: String? = nil, config: String? = nil, identity: String? = nil, identityDescriptor: Int32? = nil
  ) {
    self.store = store
    self.config = config
    self.identity = .init(path: identity, descriptor: identityDescriptor)
  }
}
