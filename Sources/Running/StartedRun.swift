// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import Redaction
import Scoping
import SecretMemory
import Spawning
import SystemCalls

/// A child that runs, and what is left of its secrets: the redactor's tables.
final class StartedRun {
  let selection: Selection
  private let child: Child
  private let watch: StartWatch?
  private let terminal: ChildTerminal
  private let lack: TerminalLack?
  /// Secrun's ends of what the child writes to; nil where nothing is relayed.
  ///
  /// The child's own are closed when these are taken; otherwise nobody would see that its output has ended.
  private var outputEnd: Descriptor?
  private var errorEnd: Descriptor?
  let policy: LeakPolicy
  /// What the output is redacted with; nil where there is none.
  private let needles: NeedleSet?
  /// The secrets that are not redacted.
  let uncovered: [UncoveredSecret]

  /// What is made of the secrets for the output, until the closure that it is given says that there is none.
  typealias Needles = (() -> Bool) throws(RunFailure) -> (NeedleSet?, [UncoveredSecret])

  /// Starts the program; its environment may be wiped when this returns.
  ///
  /// The needles are made while the program begins: its output waits in the pipes until there is a redactor, and
  /// a program whose output can't be redacted is killed. A program that ends without a word needs none; then nothing is
  /// ever read from its pipes.
  init(
    _ program: Program, _ environment: borrowing EnvironmentBlock, streams: consuming Streams,
    _ mode: TerminalMode, policy: LeakPolicy, mask: SignalState, _ selection: Selection,
    endsByItself: Bool = true, needles: Needles
  ) throws(RunFailure) {
    func start(_ streams: borrowing Streams) throws(Child.Failure) -> Child {
      try Child.start(
        program.path, program.arguments, environment, streams, file: program.executed,
        mayBeKilled: policy.response == .kill || !endsByItself, mask: mask)
    }
    let child: Child
    do throws(Child.Failure) {
      child = try start(streams)
    } catch .withoutSession(let reason) where mode == .auto {
      do throws(SystemCallError) {
        streams = try Streams.relayed(mode, without: .session(reason))
      } catch {
        throw RunFailure(error)
      }
      do throws(Child.Failure) { child = try start(streams) } catch { throw RunFailure(error) }
    } catch {
      throw RunFailure(error)
    }
    streams.closeInput()
    let readers = streams.readers
    outputEnd = streams.takeOutput()
    errorEnd = streams.takeError()
    (terminal, lack) = (streams.terminal, streams.lack)
    do throws(RunFailure) {
      try program.requireUnchanged(isStarted: true)
      (self.needles, uncovered) = try needles { !Poll.haveEnded(readers) }
    } catch {
      child.kill()
      throw error
    }
    self.child = child
    watch = StartWatch(program)
    self.policy = policy
    self.selection = selection
  }

  /// Tells the user what is not as safe as it should be.
  func warn(_ warn: (String) -> Void) {
    if let warning = uncovered.warning { warn(warning) }
    if let warning = lack?.warning { warn(warning) }
    if SecretArena.protection == .dumpExcluded {
      warn("secret memory could not be locked and may be swapped; raise the limit of locked memory")
    }
  }

  /// Passes on output and signals until the child has ended and its output too.
  func relay(
    _ signals: borrowing SignalRelay, _ limits: RelayLimits, _ warn: (String) -> Void
  ) throws(RunFailure) -> (ExitStatus, [StreamHits]) {
    var relays: [StreamRelay] = []
    if let needles {
      do throws(RedactionError) {
        if let source = outputEnd.take() {
          relays.append(StreamRelay("stdout", from: source, to: 1, redactor: try Redactor(needles)))
        }
        if let source = errorEnd.take() {
          relays.append(StreamRelay("stderr", from: source, to: 2, redactor: try Redactor(needles)))
        }
      } catch {
        throw RunFailure(error)
      }
    }
    var relay = Relay(
      relays, child, terminal, limits, watch, killsOnLeak: policy.response == .kill)
    let status: ExitStatus
    do throws(SystemCallError) {
      status = try relay.run(signals, warn)
    } catch {
      throw RunFailure(error)
    }
    if let refusal = relay.refusal { throw refusal }
    return (status, relays.map(\.streamHits))
  }
}

extension TerminalLack {
  /// What the user is told at the start, in one line, about a terminal that is not there.
  var warning: String {
    switch self {
    case .terminals(let reason):
      "the command's output is a pipe and no terminal: cannot \(reason.call): \(reason.reason)"
    case .session(let reason):
      "the command shares your terminal, and what it writes to /dev/tty is not redacted: "
        + "cannot \(reason.call): \(reason.reason)"
    }
  }
}

extension [UncoveredSecret] {
  /// What the user is told at the start, in one line, about secrets that are not redacted.
  var warning: String? {
    guard !isEmpty else { return nil }
    let secrets = map { "\($0.name) (\($0.reason.words))" }
    let names = secrets.joined(separator: ", ")
    return "not redacted: \(names); name what may be shown in redact.skip of the scope"
  }
}

extension UncoveredSecret.Reason {
  /// How the user is told.
  var words: String {
    switch self {
    case .tooShort: "too short"
    case .commonWord: "a common word"
    case .blank: "blank"
    }
  }
}
