// SPDX-License-Identifier: Apache-2.0

import SecretMemory

extension StoreDocument {
  /// The member record of a group that has this encryption key; of several the last counts.
  func member(with encryptionKey: [UInt8], of group: String) -> Record? {
    // Text has one form, so it can be compared without being decoded.
    let key = Fingerprint.text(encryptionKey)
    return members.last { $0.text(.encryption) == key && $0.text(.group) == group }
  }

  /// What the member records call the owner of a signing key; they are not verified, so it is a claim.
  func claimedLabel(of signer: String) -> String? {
    members.first { $0.text(.verification) == signer }?.name
  }
}
