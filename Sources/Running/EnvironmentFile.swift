// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// A file of `NAME=value` lines for a run, in which `NAME=secrun://SECRET` stands for a secret of the store.
struct EnvironmentFile {
  /// A line that stands for a secret.
  struct Reference {
    let alias: Alias
    let line: Int
  }

  let file: String
  private(set) var plain: [InjectedSecret] = []
  private(set) var references: [Reference] = []

  /// Reads a file by secrun's own rules; belongs into a secret phase, since plain lines may hold anything.
  init(_ file: String) throws(RunFailure) {
    self.file = file
    var options = DotenvFile.Options()
    options.findsAmbiguities = false
    let text = try ImportSource.readText(file)
    let content: DotenvFile
    do throws(ImportError) {
      content = try DotenvFile.read(text, options)
    } catch {
      throw RunFailure(error, file: file)
    }
    for line in content.secrets { try add(line) }
  }

  /// A failure at a line of the file.
  func failure(_ line: Int, _ text: String, hints: [String] = []) -> RunFailure {
    RunFailure("\(PrintableText.escaped(file, limit: 4096)):\(line): \(text)", hints: hints)
  }

  private mutating func add(_ line: ImportedSecret) throws(RunFailure) {
    guard !NameKind.isReserved(line.name) else {
      throw failure(line.line, "\(line.name) is reserved: no child receives SECRUN_ variables")
    }
    guard SecretReference.isReference(line.value.bytes) else {
      plain.append(InjectedSecret(variable: line.name, value: line.value))
      return
    }
    guard let secret = SecretReference.name(in: line.value.bytes) else {
      throw failure(
        line.line, "\(line.name): what follows secrun:// is no name of a secret",
        hints: ["write \(line.name)=secrun://NAME"])
    }
    references.append(
      Reference(alias: Alias(variable: line.name, secret: secret), line: line.line))
  }
}

extension ScopedSelection {
  /// Adds what a file holds, as far as the scope allows it; of two files the later one counts.
  mutating func add(_ file: EnvironmentFile, from store: OpenStore) throws(RunFailure) {
    let allowed = try inScope(store)
    for reference in file.references where !allowed.contains(reference.alias.secret) {
      let name = reference.alias.secret
      guard store.store.names.contains(name) else {
        let hint = NearestName.to(name, in: store.store.names).map { "did you mean \($0)?" }
        throw file.failure(
          reference.line, "no secret \(name) in the store",
          hints: [hint ?? "add it with: secrun set \(name)"])
      }
      throw file.failure(
        reference.line, "\(name) is not in scope \(scope.name)",
        hints: ["add it to the scope's secrets, then run: secrun allow"])
    }
    let names = Set(file.plain.map(\.variable) + file.references.map(\.alias.variable))
    fileVariables.removeAll { names.contains($0.variable) }
    fileVariables += file.plain
    selection = selection.adding(file.references.map(\.alias))
  }

  /// What the scope allows before `--only` and `--except`: a reference to what those took away is left out like it.
  private func inScope(_ store: OpenStore) throws(RunFailure) -> Set<String> {
    do throws(ScopingError) {
      return try scope.select(from: store.store.names).secrets
    } catch {
      // What is missing may have been narrowed away, and was told otherwise.
      return selection.secrets
    }
  }
}
