// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretStore

/// Where the user said that things are.
package struct PlaceOptions: Sendable {
  /// `--store`.
  package var store: String?
  /// `--config`.
  package var config: String?
  /// `--identity`.
  package var identity: String?
  /// `--identity-fd`.
  package var identityDescriptor: Int32?

  /// What was said; by default nothing.
  package init(
    store: String? = nil, config: String? = nil, identity: String? = nil,
    identityDescriptor: Int32? = nil
  ) {
    self.store = store
    self.config = config
    self.identity = identity
    self.identityDescriptor = identityDescriptor
  }

  /// Where the identity may be, with the helper of the user's own settings.
  func identityWish(_ settings: UserSettings) -> IdentitySource.Wish {
    .init(path: identity, descriptor: identityDescriptor, helper: settings.identityCommand)
  }
}
