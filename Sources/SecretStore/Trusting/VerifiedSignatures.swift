// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// Signatures that this machine has verified before, so that a run need not verify them again.
///
/// The file holds one tag for each, in any order: a MAC over message, signer and signature under the identity's third
/// key. So only who has the identity can put one there, and a tag that is missing, cut or altered fits nothing: its
/// record is verified as if there were no file. Whose signatures count is asked each time and is not kept here.
struct VerifiedSignatures {
  /// The length of a tag in bytes.
  static let tagCount = 32
  /// How many tags the file may hold before it is begun anew.
  private static let limit = 4096

  /// Where the tags are kept; nil verifies every signature.
  private let path: String?
  private var known: [UInt8]
  private var new: [UInt8] = []

  /// Knows no signature, and keeps none.
  init() {
    path = nil
    known = []
  }

  /// The tags of a store and an identity in a folder that belongs to the user; none where they cannot be read.
  init(in folder: String, of storeID: [UInt8], for identity: Identity) {
    let path = StoreMemoryFile.path(in: folder, storeID, identity) + ".verified"
    self.path = path
    known = (try? Self.read(path)) ?? []
  }

  private static func read(_ path: String) throws(SystemCallError) -> [UInt8] {
    let file = try SharedFile(path, for: .reading)
    return try file.bytes(0..<min(file.size, (limit + 1) * tagCount))
  }

  /// Whether `signature` is one of `message` by the owner of `signer`.
  mutating func isValid(
    _ signature: [UInt8], of message: [UInt8], by signer: [UInt8], key: borrowing SecretBytes
  ) -> Bool {
    guard path != nil else { return SigningKeyPair.isValid(signature, of: message, by: signer) }
    let tag = Self.tag(signature, message, signer, key)
    if Digest.contains(tag, in: known) { return true }
    guard SigningKeyPair.isValid(signature, of: message, by: signer) else { return false }
    new += tag
    return true
  }

  /// Keeps the tags of what was verified; a machine that cannot, such as a container, verifies again next time.
  mutating func keep() {
    guard let path, !new.isEmpty else { return }
    let isWhole = known.count % Self.tagCount == 0
    do throws(SystemCallError) {
      if isWhole, known.count + new.count <= Self.limit * Self.tagCount {
        try FileWriting.makeFolder(Path.folder(of: path), permissions: 0o700)
        try SharedFile(path, for: .appending).append(new)
      } else {
        try FileWriting.Draft(for: path, new, permissions: 0o600).putInPlace()
      }
    } catch {
      return
    }
    known += new
    new = []
  }

  static func tag(
    _ signature: [UInt8], _ message: [UInt8], _ signer: [UInt8], _ key: borrowing SecretBytes
  ) -> [UInt8] {
    var content = Framing("secrun/verified/v1")
    content.append(message)
    content.append(signer)
    content.append(signature)
    return Digest.keyed(content.bytes, with: key, count: tagCount)
  }
}
