// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scanning
import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// What the checks of `secrun doctor` share: the project and what its store holds, found out once.
struct Setup {
  /// Where the user said that things are.
  let places: PlaceOptions
  /// The scope file, store and identity that a run would use, or why there would be none.
  let project: Result<Project, RunFailure>
  /// What the opened store holds, or why it does not open.
  let store: Result<StoreFacts, RunFailure>
  /// Where the identity comes from; nil where there is none.
  let identitySource: IdentitySource?
  /// Whether a passphrase is needed for it.
  let isIdentityLocked: Bool
  /// A search for every value of the store and for what looks like a key, or why there is none.
  let values: Result<StreamSearch, RunFailure>
  /// The folder of the scope file, or else the working folder.
  let folder: ProjectFolder
  /// The home folder.
  let home = HomeFolders().home
  /// Seconds since 1970-01-01 UTC.
  let now: Int64
  private let mask: ScanMask?

  /// Finds everything and opens the store, in a secret phase that is over when this returns.
  init(_ places: PlaceOptions) {
    self.places = places
    now = CurrentProcess.time
    // Before the store is opened, which overwrites secrun's own variables and reads descriptors to their end.
    let source = try? IdentitySource.wished(places)
    isIdentityLocked = source?.isLocked ?? false
    project = Result { () throws(RunFailure) in try Project.find(places) }
    let opened = Self.open(project)
    identitySource = source
    store = opened.map(\.facts)
    values = Self.search(opened)
    mask = (try? opened.get()).map { ScanMask($0.needles) }
    folder = ProjectFolder(((try? project.get())?.configPath).map(Path.folder(of:)) ?? ".")
  }

  /// A path to show, with every value in it masked.
  func masked(_ path: [UInt8]) -> String {
    mask?.text(path) ?? PrintableText.escaped(String(decoding: path, as: UTF8.self), limit: 4096)
  }

  private static func search(
    _ opened: Result<(facts: StoreFacts, needles: NeedleSet), RunFailure>
  ) -> Result<StreamSearch, RunFailure> {
    Result { () throws(RunFailure) in
      let needles = try opened.get().needles
      do throws(ScanError) {
        return try StreamSearch(needles, looksForKeys: true)
      } catch {
        throw RunFailure(error, ScanMask(needles))
      }
    }
  }

  private static func open(
    _ project: Result<Project, RunFailure>
  ) -> Result<(facts: StoreFacts, needles: NeedleSet), RunFailure> {
    Result { () throws(RunFailure) in
      let project = try project.get()
      let identity = try project.identityAhead()
      return try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
        let store = try project.open(identity)
        let needles = try ScanNeedles.open(store.store.names.sorted(), from: store, project).needles
        return (try StoreFacts(project, store), needles)
      }
    }
  }
}
