// SPDX-License-Identifier: Apache-2.0

/// Signing a scope file into a store.
enum ConfigApproval {
  static func record(_ text: [UInt8], _ signing: Signing) throws(StoreError) -> Record {
    guard text.count <= StoreLimits.scopeFile else { throw .overLimit("the scope file") }
    var writer = RecordWriter(.config)
    writer.append(.digest, ApprovedConfig.digest(of: text))
    writer.append(.text, text)
    return try signing.signed(writer)
  }
}
