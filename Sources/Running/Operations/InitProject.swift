// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Making what is missing: an identity, an empty store, a commented scope file.
package struct InitProject {
  private let places: PlaceOptions
  private let isForced: Bool
  private let homeFolders = HomeFolders()

  /// Prepares to make a project in the working folder, or where `places` says.
  package init(_ places: PlaceOptions, isForced: Bool) {
    self.places = places
    self.isForced = isForced
  }

  /// Makes the files and returns what the user should know.
  package func run() throws(RunFailure) -> [String] {
    let (configPath, storePath) = paths()
    guard isForced || FileStatus.of(storePath) == nil else {
      throw RunFailure(
        "there is a store at \(storePath) already",
        hints: ["secrun init --force replaces it by an empty one; its secrets are lost"])
    }
    let existing = try existingConfig(configPath)
    let template = template(storePath, configPath)
    let isOwn = isForced || existing.map { Self.isSame($0, template) } ?? true
    var (identity, hints) = try identity()
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try makeStore(storePath, identity, approved: isOwn ? existing ?? template : nil)
    }
    if existing == nil { try write(template, to: configPath) }
    if storePath != homeFolders.storePath {
      do throws(SystemCallError) {
        try GitAttributes.add(for: storePath)
      } catch {
        hints.append(
          "for clean merges say in .gitattributes: \(Path.name(of: storePath)) merge=union")
      }
    }
    if !isOwn { hints.append("\(configPath) was there before: look at it, then run: secrun allow") }
    return hints
  }

  /// The scope file goes into the working folder, but that of the user's own store goes beside it.
  private func paths() -> (config: String, store: String) {
    let store = places.store ?? variable("SECRUN_STORE")
    let folder = store == homeFolders.storePath ? homeFolders.data : "."
    let config =
      places.config ?? variable("SECRUN_CONFIG")
      ?? (folder == "." ? ConfigSearch.fileName : Path.resolve(ConfigSearch.fileName, in: folder))
    return (config, store ?? Path.resolve("secrun.store", in: Path.folder(of: config)))
  }

  /// A new scope file, with a mark of its own.
  private func template(_ storePath: String, _ configPath: String) -> [UInt8] {
    let mark = String(decoding: Base64.encode(RandomBytes.visible(12)), as: UTF8.self)
    return Array(
      ScopeFile.template(store: storeField(storePath, configPath), mark: mark).utf8)
  }

  private static func isSame(_ text: [UInt8], _ template: [UInt8]) -> Bool {
    ScopeFile.linesWithoutMark(text) == ScopeFile.linesWithoutMark(template)
  }

  private func existingConfig(_ path: String) throws(RunFailure) -> [UInt8]? {
    guard FileStatus.of(path) != nil else { return nil }
    let project = try Project.find(PlaceOptions(config: path))
    return project.configText
  }

  /// The identity that there is, or a new one.
  private func identity() throws(RunFailure) -> (Identity, [String]) {
    let wished = places.identity ?? variable("SECRUN_IDENTITY")
    let wish = places.identityWish(try SettingsFiles.read(homeFolders))
    let source: IdentitySource
    do throws(StoreError) {
      source = try IdentitySource.find(wish, homeFolders: homeFolders)
    } catch .noIdentity {
      let path = wished ?? homeFolders.identityPath
      _ = try IdentityReading.inPhase { () throws(StoreError) in
        try IdentityCreation.create(at: path)
      }
      let identity = try IdentityReading.identity(.file(path))
      return (identity, ["keep a copy of \(path): without it nobody can open the store"])
    } catch {
      throw RunFailure(error, store: "")
    }
    return (try IdentityReading.identity(source), [])
  }

  private func makeStore(
    _ path: String, _ identity: Identity, approved: [UInt8]?
  ) throws(RunFailure) {
    do throws(StoreError) {
      let bytes = try StoreCreation.newStore(
        for: identity, label: Self.label, scopeFile: approved)
      guard try StoreCreation.write(bytes, to: path, replacing: isForced) else {
        throw .secretExists(name: path)
      }
    } catch {
      throw RunFailure(error, store: path)
    }
  }

  private func write(_ text: [UInt8], to path: String) throws(RunFailure) {
    do throws(SystemCallError) {
      let draft = try FileWriting.Draft(for: path, text, permissions: 0o644)
      _ = try draft.putInEmptyPlace()
    } catch {
      throw RunFailure(error)
    }
  }

  /// What `store =` must say, seen from the scope file.
  private func storeField(_ storePath: String, _ configPath: String) -> String {
    let usual = Path.resolve("secrun.store", in: Path.folder(of: configPath))
    guard storePath != usual else { return "secrun.store" }
    guard let folder = CurrentProcess.workingFolder else { return storePath }
    return Path.resolve(storePath, in: folder)
  }

  /// What the new member is called: the user's login name where it can be a label.
  static var label: String {
    let name = InheritedEnvironment.text("USER") ?? ""
    return NameRules.isLabel(Array(name.utf8)) ? name : "owner"
  }

  private func variable(_ name: String) -> String? {
    InheritedEnvironment.text(name).flatMap { $0.isEmpty ? nil : $0 }
  }
}
