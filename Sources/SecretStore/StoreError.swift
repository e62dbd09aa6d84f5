// SPDX-License-Identifier: Apache-2.0

package import SecretMemory
package import SystemCalls

/// What can go wrong with a store or an identity; cases carry names, paths and lines, never bytes of a value.
package enum StoreError: Error, Equatable {
  /// No file is at the path of the store.
  case noStore(path: String)
  /// The file does not begin as a store does.
  case notAStore
  /// The file was written by a later version of secrun.
  case newerVersion(String)
  /// A line is not what the format allows.
  case damaged(line: Int, reason: String)
  /// Two records have one name, as after a merge of two branches that both changed it.
  case doubled(record: String, line: Int, first: Int)
  /// git left the marks of a merge conflict.
  case mergeConflict(line: Int)
  /// The file ends before its last line.
  case truncated
  /// The file, a line of it or a number of records is over its limit.
  case overLimit(String)
  /// A record's signature does not match its content.
  case altered(record: String, line: Int)
  /// A record is signed by a key that this reader does not trust.
  case untrustedSigner(record: String, line: Int, signer: String)
  /// A record does not open, though its signature is right: it belongs to another store, epoch or group.
  case doesNotOpen(record: String, line: Int)
  /// The identity at hand is no member of the group.
  case notAMember(group: String)
  /// A group is at an earlier epoch than this machine has seen: the file was rolled back.
  case rolledBack(group: String, line: Int, epoch: UInt64, known: UInt64)
  /// What this machine remembers of the store does not have its MAC.
  case memoryDamaged(path: String)
  /// The store has no group of that name.
  case noGroup(String, existing: [String])
  /// A new secret could go to several groups, and none is named.
  case whichGroup([String])
  /// A name of a group or label of a member is not one that the format allows.
  case invalidLabel(String)
  /// A group has a member of that label, or with that key, already.
  case memberExists(label: String, group: String)
  /// No group, or not the one that was named, has a member of that label.
  case noMember(label: String, group: String?)
  /// The last member of a group cannot leave it, nor can members remove themselves.
  case memberNeeded(label: String, group: String)
  /// The store has no offer of that name.
  case noOffer(name: String)
  /// Nothing is kept that was there before a secret was changed.
  case noPrevious(name: String)
  /// The store has no secret of that name.
  case noSecret(name: String)
  /// There is already a secret of that name.
  case secretExists(name: String)
  /// A name is not one that an environment variable may have.
  case invalidName(String)
  /// A value holds a null byte, which no environment variable can.
  case valueHasNull(name: String)
  /// A value is longer than the limit, in bytes.
  case valueTooLong(name: String, limit: Int)
  /// A note or another detail about a secret is longer than the limit, in bytes.
  case detailTooLong(name: String, limit: Int)
  /// Another process kept the folder locked.
  case locked(folder: String)
  /// The file kept changing under a write.
  case changedMeanwhile
  /// What was written did not read back as it was meant.
  case writeNotVerified
  /// The identity at hand is read-only: it can open and not sign.
  case readOnlyIdentity
  /// No identity was found at any of the places that were searched.
  case noIdentity(searched: [String])
  /// An identity file may be read by others than its owner.
  case identityIsReadable(path: String, permissions: UInt32)
  /// An identity file belongs to another user.
  case identityOfAnotherUser(path: String)
  /// A file or text is not an identity at all.
  case notAnIdentity(source: String)
  /// An identity's checksum does not match: it was damaged.
  case identityDamaged(source: String)
  /// An identity was written by a later version of secrun.
  case identityIsNewer(source: String)
  /// The helper of `identity.command` did not give an identity.
  case helper(program: String, HelperProblem)
  /// There is an identity at the path already.
  case identityExists(path: String)
  /// An identity is locked with a passphrase that nobody gave yet.
  case passphraseNeeded(source: String)
  /// An identity's checksum is right and its box does not open: the passphrase is wrong.
  case wrongPassphrase(source: String)
  /// An identity asks for a derivation that is too cheap to protect it or too dear to be meant.
  case passphraseCost(source: String, passes: Int, memory: Int)
  /// The kernel or the disk refused something.
  case system(SystemCallError)
  /// Secret memory could not be had, or a box did not open.
  case memory(SecretMemoryError)
}

extension StoreError {
  /// Whether the content of the file is at fault, and not how it was reached.
  package var isAboutTheFile: Bool {
    switch self {
    case .notAStore, .newerVersion, .damaged, .doubled, .mergeConflict, .truncated, .overLimit,
      .altered, .untrustedSigner, .doesNotOpen:
      true
    default: false
    }
  }
}

/// Why the helper of `identity.command` gave nothing.
package enum HelperProblem: Error, Equatable {
  /// No program of that name is in `PATH`, or at that path.
  case notFound
  /// `PATH` finds it in a folder that depends on the working folder, and so perhaps on a repository.
  case relativePath(String)
  /// It could not be started.
  case notStarted(SystemCallError)
  /// It ended with another status than 0.
  case exited(Int32)
  /// It was ended by a signal.
  case signaled(Int32)
  /// It ended well and wrote nothing.
  case silent
}

/// Runs `body` with its secret-memory errors turned into this module's.
func inMemory<R: ~Copyable>(
  _ body: () throws(SecretMemoryError) -> R
) throws(StoreError) -> R {
  do throws(SecretMemoryError) { return try body() } catch { throw .memory(error) }
}

/// Runs `body` with its system-call errors turned into this module's.
func inSystem<R: ~Copyable>(
  _ body: () throws(SystemCallError) -> R
) throws(StoreError) -> R {
  do throws(SystemCallError) { return try body() } catch { throw .system(error) }
}
