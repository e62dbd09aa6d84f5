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
  private let selection: Selection
  private let scope: Scope

  /// Opens what is selected, and nothing else.
  init(
    _ scoped: ScopedSelection, from store: OpenStore, _ project: Project
  ) throws(RunFailure) {
    var values: [String: SharedSecret] = [:]
    for injection in scoped.selection.injections where values[injection.secret] == nil {
      let value = try project.explaining { () throws(StoreError) in
        SharedSecret(try store.value(of: injection.secret))
      }
      values[injection.secret] = value
    }
    self.values = values
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
    _ scoped: ScopedSelection, _ options: RunOptions
  ) throws(RunFailure) -> EnvironmentBlock {
    let isClean = options.isEnvironmentClean || scoped.scope.inherit == .clean
    let keep = scoped.scope.keep
    let rules = EnvironmentRules(
      isClean ? .matching { name in keep.contains { $0.matches(name) } } : .all)
    let plain = selection.environment.map {
      ChildEnvironment.ScopeVariable(name: $0.variable, value: $0.value)
    }
    let secrets = selection.injections.compactMap { injection in
      values[injection.secret].map { InjectedSecret(variable: injection.variable, value: $0) }
    }
    do throws(SecretMemoryError) {
      return try EnvironmentBlock(
        inherited: InheritedEnvironment.variables(), rules: rules, plain: plain, secrets: secrets)
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
    if options.isReplaced {
      throw RunFailure(
        Child.become(program.path, program.arguments, environment, mask: mask))
    }
    let policy = try LeakPolicy(options.onLeak, scope)
    let isRelayed =
      !options.isRedactionOff && NeedleSet.covers(named, options: needleOptions)
    let streams = try Self.streams(isRelayed: isRelayed, options)
    return try StartedRun(
      program, environment, streams: streams, policy: policy, mask: mask, selection
    ) { () throws(RunFailure) in options.isRedactionOff ? nil : try needles() }
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

  private static func streams(
    isRelayed: Bool, _ options: RunOptions
  ) throws(RunFailure) -> Streams {
    let mode = try options.terminalMode()
    guard isRelayed else { return Streams() }
    do throws(SystemCallError) {
      return try Streams.relayed(mode)
    } catch {
      throw RunFailure(error)
    }
  }
}
