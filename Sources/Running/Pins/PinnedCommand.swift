// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// What a command is made of now, to be pinned or to be compared with what was pinned.
struct PinnedCommand {
  /// The things, in the order program, interpreters, words, files.
  private(set) var items: [PinnedItem] = []
  /// The files as they were when they were read.
  private(set) var seen: [SeenFile] = []
  /// Those that are read after the start, by the kernel or an interpreter.
  private(set) var readLater: [SeenFile] = []
  private let folder: String

  /// Looks at a program, the words of its command and the files that the scope names.
  init(_ path: String, words: [String], _ scope: Scope, _ project: Project) throws(RunFailure) {
    let configFolder = Path.folder(of: project.configPath ?? "./")
    folder = Path.followingLinks(configFolder) ?? configFolder
    try add(.program, path)
    try addInterpreters(of: path)
    try addWords(words)
    for pattern in scope.pinned ?? [] {
      for name in try FileSearch.files(matching: pattern, below: folder) {
        try add(.file, Path.resolve(name, in: folder))
      }
    }
    removeDoubles()
  }

  /// Where a thing is on this machine.
  static func path(of item: PinnedItem, in project: Project) -> String {
    Path.resolve(item.text, in: Path.folder(of: project.configPath ?? "./"))
  }

  private mutating func add(_ kind: PinnedItem.Kind, _ path: String) throws(RunFailure) {
    let file: DigestedFile
    do throws(SystemCallError) { file = try DigestedFile(path) } catch { throw RunFailure(error) }
    seen.append(file.seen)
    if kind == .interpreter || kind == .script { readLater.append(file.seen) }
    items.append(PinnedItem(kind, name(of: path), digest: file.digest))
  }

  /// A path as it is written down: from the scope file's folder when it is below it, so that it holds in any clone.
  private func name(of path: String) -> String {
    let place = Program.place(of: path)
    let prefix = folder == "/" ? "/" : folder + "/"
    return place.hasPrefix(prefix) ? String(place.dropFirst(prefix.count)) : place
  }

  /// Adds what the first line of a script names; behind `env` that is what `PATH` finds, too.
  private mutating func addInterpreters(of path: String) throws(RunFailure) {
    let words: [String]
    do throws(SystemCallError) { words = try ProgramFile(path).interpreter } catch {
      throw RunFailure(error)
    }
    guard let interpreter = words.first, FileStatus.of(interpreter) != nil else { return }
    try add(.interpreter, interpreter)
    guard Path.name(of: interpreter) == "env", words.count > 1 else { return }
    let name = words[1].split(separator: " ").first { !$0.hasPrefix("-") && !$0.contains("=") }
    let search = InheritedEnvironment.text("PATH")
    guard let name, case .found(let found) = ProgramSearch.find(String(name), path: search) else {
      return
    }
    try add(.interpreter, found)
  }

  /// Adds the words up to the script, which say what an interpreter runs; those behind it are free.
  ///
  /// A file right behind an option may be the option's value, so that the script may still come. Without any file,
  /// options such as `-c` and `-m` decide, and then all words count.
  private mutating func addWords(_ words: [String]) throws(RunFailure) {
    let arguments = words.dropFirst()
    var end: Int?
    for index in arguments.indices where !words[index].hasPrefix("-") {
      guard FileStatus.of(words[index])?.kind == .regular else { continue }
      end = index
      guard words[index - 1].hasPrefix("-") else { break }
    }
    if end == nil, arguments.first?.hasPrefix("-") == true { end = words.indices.last }
    guard let end else { return }
    for word in words[1...end] {
      if !word.hasPrefix("-"), FileStatus.of(word)?.kind == .regular {
        try add(.script, word)
      } else {
        items.append(PinnedItem(.argument, word))
      }
    }
  }

  /// A file that several patterns match is one file.
  private mutating func removeDoubles() {
    var known: Set<String> = []
    items.removeAll { $0.kind == .file && !known.insert($0.text).inserted }
  }
}
