// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import Redaction
import Scoping
import SecretMemory
import SecretStore
import Spawning
import SystemCalls

/// The values of a selection, opened; all of it lives inside one secret phase and is wiped with it.
struct ReleasedSecrets {
  /// The secrets by name; each value exists once.
  let values: [String: SharedSecret]
  /// When they stop being valid, by name, in seconds since 1970; nothing for those that always are.
  let expiries: [String: Int64]
  let selection: Selection
  let scope: Scope

  /// Opens what is selected, and nothing else.
  init(
    _ scoped: ScopedSelection, from store: OpenStore, _ project: Project
  ) throws(RunFailure) {
    var values: [String: SharedSecret] = [:]
    var expiries: [String: Int64] = [:]
    for name in scoped.selection.opened {
      let contents = try project.explaining { () throws(StoreError) in
        try store.contents(of: name)
      }
      values[name] = contents.value
      expiries[name] = contents.details.expires
    }
    self.values = values
    self.expiries = expiries
    selection = scoped.selection
    scope = scoped.scope
  }

  /// The needles for all opened values.
  func needles() throws(RunFailure) -> NeedleSet {
    do throws(RedactionError) {
      return try NeedleSet(named, options: needleOptions)
    } catch {
      throw RunFailure(error)
    }
  }

  /// The opened values that would not be redacted.
  var uncovered: [UncoveredSecret] { NeedleSet.uncovered(named, options: needleOptions) }

  private var named: [NamedSecret] {
    values.keys.sorted().compactMap { name in
      values[name].map { NamedSecret(name: name, value: $0) }
    }
  }

  private var needleOptions: NeedleOptions {
    var options = NeedleOptions()
    if let length = scope.redact.minimumLength { options.minimumLength = length }
    options.skip = Set(scope.redact.skip)
    return options
  }

  /// What the child starts from, with the selection put in.
  func environment(
    _ scoped: ScopedSelection, _ options: RunOptions, _ files: SecretFiles?
  ) throws(RunFailure) -> EnvironmentBlock {
    let rules = scope.rules(isClean: options.isEnvironmentClean)
    var plain = selection.environment.map {
      ChildEnvironment.ScopeVariable(name: $0.variable, value: $0.value)
    }
    var secrets: [InjectedSecret] = []
    for injection in selection.injections {
      guard let value = values[injection.secret] else { continue }
      if injection.delivery == .file {
        let path = try files?.path(of: injection.secret, value)
        plain.append(ScopeVariable(name: injection.variable, value: path ?? ""))
      } else {
        secrets.append(InjectedSecret(variable: injection.variable, value: value))
      }
    }
    let taken = Set(plain.map(\.name) + secrets.map(\.variable))
    let fromFiles = scoped.fileVariables.filter { !taken.contains($0.variable) }
    do throws(SecretMemoryError) {
      return try EnvironmentBlock(
        inherited: InheritedEnvironment.variables(), rules: rules, plain: plain,
        secrets: secrets + fromFiles)
    } catch {
      throw RunFailure(error)
    }
  }

  /// Starts the program, or becomes it.
  func start(
    _ program: Program, _ environment: borrowing EnvironmentBlock, _ options: RunOptions,
    _ mask: SignalState
  ) throws(RunFailure) -> StartedRun {
    try hideUnlockedIdentities()
    try program.requireUnchanged()
    if options.isReplaced {
      var streams = Streams()
      streams.read(from: try input())
      throw RunFailure(
        Child.become(
          program.path, program.arguments, environment, streams, file: program.executed, mask: mask)
      )
    }
    let policy = try LeakPolicy(options.onLeak, scope)
    let shown = options.isRedactionOff ? [] : try named + inherited(options)
    let mode = try options.terminalMode()
    var streams = try streams(
      isRelayed: NeedleSet.covers(shown, options: needleOptions), mode)
    streams.read(from: try input())
    return try StartedRun(
      program, environment, streams: streams, mode, policy: policy, mask: mask, selection,
      endsByItself: options.timeToLive == nil
    ) { (isWanted) throws(RunFailure) in
      if options.isRedactionOff { return (nil, []) }
      do throws(RedactionError) {
        let needles = try NeedleSet(shown, options: needleOptions, while: isWanted)
        return (needles, needles.uncovered)
      } catch .notWanted {
        return (nil, NeedleSet.uncovered(shown, options: needleOptions))
      } catch {
        throw RunFailure(error)
      }
    }
  }

  /// What the child reads instead of secrun's standard input.
  private func input() throws(RunFailure) -> Descriptor? {
    guard let secret = selection.standardInput?.secret, let value = values[secret] else {
      return nil
    }
    do throws(SystemCallError) { return try SecretInput.make(value.bytes) } catch {
      throw RunFailure(error)
    }
  }

  /// The child is started by this thread and inherits its session keyring.
  private func hideUnlockedIdentities() throws(RunFailure) {
    do throws(SystemCallError) {
      try UnlockedIdentities.hide()
    } catch {
      throw RunFailure(
        "the unlocked identity cannot be kept from the command: \(error.reason)",
        hints: ["run: secrun lock"])
    }
  }

  private func streams(isRelayed: Bool, _ mode: TerminalMode) throws(RunFailure) -> Streams {
    guard isRelayed else { return Streams() }
    do throws(SystemCallError) {
      return try Streams.relayed(mode, hasOwnInput: selection.standardInput != nil)
    } catch {
      throw RunFailure(error)
    }
  }
}
