// SPDX-License-Identifier: Apache-2.0

/// The signers of a store for people and for machines.
package enum SignerList {
  /// The text for standard output, as a table or as JSON.
  package static func bytes(_ signers: [TrustChanges.Signer], isJSON: Bool) -> [UInt8] {
    if isJSON { return JSONText.bytes(signers) }
    return TextTable.bytes(
      ["SIGNER", "CALLED", "RECORDS", "STANDING"],
      signers.map { [$0.key, $0.label ?? "-", "\($0.records)", $0.standing] })
  }
}
