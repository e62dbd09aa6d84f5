// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// A place that an identity is read from.
package enum IdentitySource: Sendable, Equatable {
  /// The user's own file, which nobody else may read.
  case file(String)
  /// A file that systemd or a container runtime put there, with permissions of their choice.
  case platformFile(String)
  /// An open descriptor, such as one of a pipe from a password manager.
  case descriptor(Int32)
  /// The text itself, in the variable `SECRUN_KEY`.
  case variable
  /// A program of the user's own settings that prints the identity, and its arguments.
  case helper([String])
  /// What `secrun unlock` keeps in the kernel, where there is nothing else.
  case unlocked

  /// What the user said about where the identity is.
  package struct Wish: Sendable {
    /// `--identity`.
    package var path: String?
    /// `--identity-fd`.
    package var descriptor: Int32?
    /// `identity.command` of the user's own settings.
    package var helper: [String]?

    /// Nothing said.
    package init(path: String? = nil, descriptor: Int32? = nil, helper: [String]? = nil) {
      self.path = path
      self.descriptor = descriptor
      self.helper = helper
    }
  }

  /// The first place that exists, in the order of the documentation; a place that the user named must exist.
  package static func find(
    _ wish: Wish, homeFolders: HomeFolders
  ) throws(StoreError) -> IdentitySource {
    if let path = wish.path { return try existing(.file(path)) }
    if let descriptor = wish.descriptor { return .descriptor(descriptor) }
    if let path = InheritedEnvironment.text("SECRUN_IDENTITY"), !path.isEmpty {
      return try existing(.file(path))
    }
    if InheritedEnvironment.isSet("SECRUN_KEY") { return .variable }
    var places: [IdentitySource] = []
    if let folder = InheritedEnvironment.text("CREDENTIALS_DIRECTORY"), !folder.isEmpty {
      places.append(.platformFile("\(folder)/secrun-identity"))
    }
    places.append(.platformFile("/run/secrets/secrun-identity"))
    if let helper = wish.helper { places.append(.helper(helper)) }
    places.append(.file(homeFolders.identityPath))
    for place in places where place.exists { return place }
    if UnlockedIdentities.areThere(in: .usual) { return .unlocked }
    throw .noIdentity(searched: places.compactMap(\.path))
  }

  /// Reads the place and derives the keys; throws `.passphraseNeeded` when somebody has to type one first.
  package func read() throws(StoreError) -> Identity {
    try document().identity(source: title)
  }

  /// Reads what is at the place, locked or not.
  package func document() throws(StoreError) -> IdentityDocument {
    if case .helper(let words) = self {
      let kept = try UnlockedIdentities.find(.helper(words))
      if let kept { return kept }
    }
    return try documentItself()
  }

  /// Reads what is at the place itself, whatever `secrun unlock` keeps of it.
  package func documentItself() throws(StoreError) -> IdentityDocument {
    let text = try readText()
    return try IdentityFile.document(in: text, source: title)
  }

  /// Whether reading may take its time, because somebody has to act first: at the other end of a pipe, or by typing a
  /// passphrase.
  package var mayWait: Bool {
    switch self {
    case .file(let path), .platformFile(let path):
      FileStatus.of(path)?.kind == .other || isLocked
    case .descriptor(let number): FileStatus.of(number)?.kind == .other || isLocked
    case .variable: isLocked
    case .helper: true
    case .unlocked: false
    }
  }

  /// Whether it is known without reading it that a passphrase is needed; one letter tells, which is no secret.
  package var isLocked: Bool {
    let offset = IdentityFile.tellingOffset
    let letter: UInt8?
    switch self {
    case .file(let path), .platformFile(let path):
      guard FileStatus.of(path)?.kind == .regular else { return false }
      guard let file = try? FileReading.open(path) else { return false }
      letter = FileReading.byte(at: offset, of: file)
    case .descriptor(let number):
      guard FileStatus.of(number)?.kind == .regular else { return false }
      letter = FileReading.byte(at: offset, of: Descriptor(borrowing: number))
    case .variable: letter = InheritedEnvironment.byte(at: offset, of: "SECRUN_KEY")
    case .helper, .unlocked: return false
    }
    return letter == IdentityFile.lockedLetter
  }

  /// What messages call the place.
  package var title: String {
    switch self {
    case .file(let path), .platformFile(let path): path
    case .descriptor(let number): "descriptor \(number)"
    case .variable: "SECRUN_KEY"
    case .helper(let words): "what \(words[0]) prints"
    case .unlocked: "the session keyring"
    }
  }

  private var path: String? {
    switch self {
    case .file(let path), .platformFile(let path): path
    case .descriptor, .variable, .helper, .unlocked: nil
    }
  }

  private var exists: Bool { path.map { FileStatus.of($0) != nil } ?? true }

  private static func existing(_ place: IdentitySource) throws(StoreError) -> IdentitySource {
    guard place.exists else { throw .noIdentity(searched: [place.title]) }
    return place
  }

  private func readText() throws(StoreError) -> SecretBytes {
    let text: SecretBytes?
    switch self {
    case .variable:
      text = try inMemory { () throws(SecretMemoryError) in
        try InheritedEnvironment.secret("SECRUN_KEY")
      }
    case .descriptor(let number):
      guard CurrentProcess.hasInherited(number) else { throw .noIdentity(searched: [title]) }
      CurrentProcess.keepFromChild(number)
      text = try Self.read(Descriptor(borrowing: number))
    case .helper(let words): text = try IdentityHelper(words).output()
    case .unlocked: text = try UnlockedIdentities.text(.usual)
    case .platformFile(let path):
      text = try Self.read(inSystem { () throws(SystemCallError) in try FileReading.open(path) })
    case .file(let path):
      let file = try inSystem { () throws(SystemCallError) in try FileReading.open(path) }
      try Self.refuseReadable(file, path)
      text = try Self.read(file)
    }
    guard let text else { throw .notAnIdentity(source: title) }
    return text
  }

  private static func read(_ file: borrowing Descriptor) throws(StoreError) -> SecretBytes? {
    do throws(SystemCallError) {
      return try FileReading.secret(from: file, limit: StoreLimits.identity)
    } catch {
      throw .system(error)
    }
  }

  /// Asks about the open file, not about its path, which might lead elsewhere by now.
  private static func refuseReadable(
    _ file: borrowing Descriptor, _ path: String
  ) throws(StoreError) {
    guard let status = FileStatus.of(file.number) else { return }
    guard status.kind != .directory else { throw .notAnIdentity(source: path) }
    guard status.permissions & 0o077 == 0 || status.kind == .other else {
      throw .identityIsReadable(path: path, permissions: status.permissions)
    }
    guard status.owner == CurrentProcess.userID || status.owner == 0 else {
      throw .identityOfAnotherUser(path: path)
    }
  }
}
