// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc
package import SecretMemory

/// Secrets that the kernel keeps for a login session, in a keyring of their own in its session keyring.
///
/// A key is readable only for who *possesses* it, that is, for a thread from whose session keyring it can be reached
/// (keyrings(7), "Possession"); the user id alone gives no right to it. So a child that gets another session keyring
/// cannot read it, whatever its id. That fails where the session keyring can itself be reached by user id: the user's
/// default one, which stands in where a login made none, and named ones, which any process of the user may link. Such a
/// session keyring is not used, and what is found in it not believed.
package struct SessionKeyring: Sendable {
  private let id: Int32

  /// What errors name when the process that started this one cannot be given a session keyring.
  package static let parentSubject = "the parent's session keyring"

  private enum Right {
    /// Everything for who possesses the key, nothing for anybody else.
    static let possessorOnly: UInt32 = 0x3f00_0000
    /// Write, search, link and change rights of the user, the group and others.
    static let reach: UInt32 = 0x003c_3c3c
  }

  /// The keyring of that name in the session keyring; nil where there is none or it cannot be relied on.
  ///
  /// Costs one system call where there is none.
  package static func named(_ name: String) -> SessionKeyring? {
    guard search(cposix_session_keyring_name(), "keyring", name) != nil else { return nil }
    guard let session = session(), facts(session)?.isPrivate == true else { return nil }
    return direct(name, in: session).map { SessionKeyring(id: $0) }
  }

  /// The same, made when it is missing, together with a session keyring when that is no private one.
  ///
  /// The new session keyring, which holds what the former one held, is given to the process that started this one, such
  /// as a shell, and so to all that it starts from then on. Fails with `EPERM` where the kernel does not do so, because
  /// that process has several threads or belongs to another user.
  package static func make(_ name: String) throws(SystemCallError) -> SessionKeyring {
    if let there = named(name) { return there }
    guard var session = session() else { throw SystemCallError("keyctl") }
    var isNew = false
    if facts(session)?.isPrivate != true {
      session = try replaceSession(without: name)
      isNew = true
    }
    let id = unsafe cposix_key_add("keyring", name, nil, 0, session)
    guard id >= 0, cposix_key_set_permissions(id, Right.possessorOnly) == 0 else {
      throw SystemCallError("add_key")
    }
    if isNew, cposix_give_session_keyring_to_parent() != 0 {
      throw SystemCallError("keyctl", parentSubject)
    }
    return SessionKeyring(id: id)
  }

  /// Whether the calling thread has a keyring of that name, and gets a session keyring without it.
  ///
  /// Everything else that the session keyring held is in the new one too. To be called on the thread that starts a
  /// child, which inherits it.
  package static func hide(_ name: String) throws(SystemCallError) {
    guard named(name) != nil else { return }
    _ = try replaceSession(without: name)
  }

  /// The secret of that description; nil when there is none, or its time is over.
  package func secret(_ description: String, limit: Int) throws(SystemCallError) -> SecretBytes? {
    guard let key = Self.search(id, "user", description) else { return nil }
    var secret: SecretBytes
    do throws(SecretMemoryError) {
      secret = try SecretBytes(count: limit)
    } catch {
      throw SystemCallError("mmap", code: ENOMEM)
    }
    let count = unsafe secret.withUnsafeMutableBytes { bytes in
      unsafe cposix_key_read(key, bytes.baseAddress, limit)
    }
    guard count >= 0, count <= limit else { return nil }
    secret.truncate(to: count)
    return secret
  }

  /// Whether there is a secret of that description whose time is not over.
  package func has(_ description: String) -> Bool { Self.search(id, "user", description) != nil }

  /// Keeps a secret under a description for so many seconds, in the place of one that is there.
  package func keep(
    _ secret: borrowing SecretBytes, as description: String, seconds: UInt32
  ) throws(SystemCallError) {
    let keyring = id
    let key = unsafe secret.withUnsafeBytes { bytes in
      unsafe cposix_key_add("user", description, bytes.baseAddress, bytes.count, keyring)
    }
    guard key >= 0 else { throw SystemCallError("add_key") }
    guard cposix_key_set_permissions(key, Right.possessorOnly) == 0,
      cposix_key_set_timeout(key, seconds) == 0
    else {
      let error = SystemCallError("keyctl")
      _ = cposix_key_invalidate(key)
      throw error
    }
  }

  /// Removes the keyring with all that it holds.
  package func remove() throws(SystemCallError) {
    for key in Self.keys(of: id) { _ = cposix_key_invalidate(key) }
    guard cposix_key_invalidate(id) == 0 else { throw SystemCallError("keyctl") }
  }

  private static func session() -> Int32? {
    let id = cposix_session_keyring()
    return id >= 0 ? id : nil
  }

  private static func search(_ keyring: Int32, _ type: String, _ description: String) -> Int32? {
    let id = unsafe cposix_key_search(keyring, type, description)
    return id >= 0 ? id : nil
  }

  /// The keyring of that name that stands in the session keyring itself.
  ///
  /// A search goes deep: it would find as well what any process of the user put below the user's own keyring.
  private static func direct(_ name: String, in session: Int32) -> Int32? {
    keys(of: session).first { key in
      guard let facts = facts(key) else { return false }
      return facts.type == "keyring" && facts.name == name && facts.isPrivate
    }
  }

  /// What a key is, and whether nobody gets at it by a user or group id alone.
  private static func facts(_ key: Int32) -> (type: Substring, name: Substring, isPrivate: Bool)? {
    var text = [CChar](repeating: 0, count: 512)
    let count = unsafe cposix_key_describe(key, &text, text.count)
    guard count > 0, count <= text.count else { return nil }
    let bytes = text.prefix(count - 1).map { UInt8(bitPattern: $0) }
    let words = String(decoding: bytes, as: UTF8.self).split(
      separator: ";", maxSplits: 4, omittingEmptySubsequences: false)
    guard words.count == 5, let permissions = UInt32(words[3], radix: 16) else { return nil }
    return (words[0], words[4], permissions & Right.reach == 0)
  }

  private static func keys(of keyring: Int32) -> [Int32] {
    var keys = [Int32](repeating: 0, count: 1024)
    let size = keys.count * MemoryLayout<Int32>.size
    let count = unsafe keys.withUnsafeMutableBytes {
      unsafe cposix_key_read(keyring, $0.baseAddress, size)
    }
    guard count >= 0, count <= size else { return [] }
    return Array(keys.prefix(count / MemoryLayout<Int32>.size))
  }

  /// Gives the calling thread a new session keyring with what the former one held, but for one keyring.
  private static func replaceSession(without name: String) throws(SystemCallError) -> Int32 {
    let former = session()
    let hidden = former.flatMap { direct(name, in: $0) }
    let others = (former.map(keys(of:)) ?? []).filter { $0 != hidden }
    // The thread's own keyring keeps them within reach over the change; it ends with the thread, and at an execve.
    for key in others { _ = cposix_key_link(key, cposix_thread_keyring_name()) }
    let session = cposix_join_new_session_keyring()
    guard session >= 0 else { throw SystemCallError("keyctl") }
    for key in others { _ = cposix_key_link(key, session) }
    return session
  }
}
