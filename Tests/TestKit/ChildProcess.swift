// SPDX-License-Identifier: Apache-2.0

import CTestKit
import Glibc

/// A running program in a session of its own, whose output is collected while it runs.
///
/// Nothing is read unless `pump` is called: whoever waits for the end pumps meanwhile, so that no program
/// ever blocks on a full pipe. A program that still runs when this goes away is killed with all its children.
package final class ChildProcess {
  private enum Stream {
    case output
    case error
  }

  package let pid: Int32
  /// What was written to standard output so far; to the terminal when there is one.
  package private(set) var output: [UInt8] = []
  /// What was written to standard error so far; nothing when there is a terminal.
  package private(set) var error: [UInt8] = []
  /// How it ended, once it has.
  package private(set) var status: ExitStatus?

  private let pidDescriptor: OwnedDescriptor
  private let terminal: PseudoTerminal?
  private var streams: [(stream: Stream, descriptor: OwnedDescriptor)] = []
  private var input: OwnedDescriptor?
  private var pendingInput: ArraySlice<UInt8> = []
  private var chunk = [UInt8](repeating: 0, count: 65536)

  private static let ignoresBrokenPipes: Void = {
    _ = signal(SIGPIPE, SIG_IGN)
  }()

  /// Starts the program; fails when there is none at that path.
  package init(_ launch: Launch) throws(LaunchError) {
    Self.ignoresBrokenPipes
    var given: [OwnedDescriptor] = []
    if launch.input == .terminal {
      let terminal = try PseudoTerminal()
      self.terminal = terminal
      streams = [(.output, terminal.controller)]
    } else {
      terminal = nil
      let output = try Self.pipe(keeping: 0)
      let error = try Self.pipe(keeping: 0)
      streams = [(.output, output.kept), (.error, error.kept)]
      let input: OwnedDescriptor
      (input, self.input) = try Self.open(launch.input)
      given = [input, output.given, error.given]
      if case .bytes(let bytes) = launch.input { pendingInput = bytes[...] }
    }
    pid = try Self.spawn(launch, terminal: terminal?.path, given: given)
    pidDescriptor = OwnedDescriptor(ctestkit_pidfd(pid))
  }

  deinit {
    if status == nil {
      ctestkit_kill_tree(pid, SIGKILL)
      var ignored: Int32 = 0
      _ = unsafe waitpid(pid, &ignored, 0)
    }
  }

  /// Whether it has ended and nothing more can come out of it.
  package var isFinished: Bool { status != nil && streams.isEmpty }

  /// Waits at most that long for something to happen, then takes all output there is.
  package func pump(milliseconds: Int32) {
    var entries: [pollfd] = []
    if status == nil {
      entries.append(pollfd(fd: pidDescriptor.number, events: Int16(POLLIN), revents: 0))
    }
    for entry in streams {
      entries.append(pollfd(fd: entry.descriptor.number, events: Int16(POLLIN), revents: 0))
    }
    if let input {
      entries.append(pollfd(fd: input.number, events: Int16(POLLOUT), revents: 0))
    }
    _ = unsafe poll(&entries, nfds_t(entries.count), milliseconds)
    feed()
    reap()
    streams.removeAll { entry in !drain(entry.descriptor, into: entry.stream) }
  }

  /// Waits for the end, at most that long; false when the time ran out.
  ///
  /// Output that a child of the program still holds open is waited for a further two seconds only.
  package func wait(seconds: Double, meanwhile: () -> Void = {}) -> Bool {
    let clock = ContinuousClock()
    let limit = clock.now + .seconds(seconds)
    var limitOfOutput: ContinuousClock.Instant?
    while !isFinished {
      pump(milliseconds: 50)
      meanwhile()
      if status == nil, clock.now > limit { return false }
      if status != nil {
        limitOfOutput = limitOfOutput ?? clock.now + .seconds(2)
        if let limitOfOutput, clock.now > limitOfOutput { break }
      }
    }
    return true
  }

  /// Runs a program of the standard folders to its end, at most a minute, with nothing on its input.
  package static func run(
    _ name: String, _ arguments: [String], in folder: String
  ) throws(LaunchError) -> ChildProcess {
    guard let program = ProgramPath.find(name) else {
      throw LaunchError(step: "find \(name)", code: ENOENT)
    }
    let words = ([name] + arguments).map { Array($0.utf8) }
    let environment = [Array("PATH=\(ProgramPath.standard)".utf8), Array("LC_ALL=C.UTF-8".utf8)]
    let child = try ChildProcess(
      Launch(program: program, arguments: words, environment: environment, folder: folder))
    if !child.wait(seconds: 60) { child.kill() }
    return child
  }

  /// Sends a signal to the program alone.
  package func send(signal: Int32) {
    if status == nil { _ = Glibc.kill(pid, signal) }
  }

  /// Kills the program and everything that it started.
  package func kill() {
    if status == nil { ctestkit_kill_tree(pid, SIGKILL) }
  }

  /// Types on the program's terminal.
  package func type(_ bytes: [UInt8]) {
    guard let terminal else { return }
    _ = unsafe write(terminal.controller.number, bytes, bytes.count)
  }

  /// Changes the size of the program's terminal.
  package func resize(rows: Int32, columns: Int32) {
    terminal?.resize(rows: rows, columns: columns)
  }

  private func feed() {
    guard let input else { return }
    while !pendingInput.isEmpty {
      let bytes = Array(pendingInput.prefix(65536))
      let count = unsafe write(input.number, bytes, bytes.count)
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else { break }
      pendingInput = pendingInput.dropFirst(count)
    }
    self.input = nil
  }

  private func reap() {
    var code: Int32 = 0
    guard status == nil, unsafe ctestkit_reap(pid, &code) == 1 else { return }
    status = code < 0 ? .signaled(-code) : .exited(code)
  }

  /// Reads until nothing is there; false at the end of the stream.
  private func drain(_ descriptor: OwnedDescriptor, into stream: Stream) -> Bool {
    while true {
      let count = unsafe read(descriptor.number, &chunk, chunk.count)
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      if count == 0 { return false }
      switch stream {
      case .output: output.append(contentsOf: chunk.prefix(count))
      case .error: error.append(contentsOf: chunk.prefix(count))
      }
    }
  }
}

extension ChildProcess {
  private static func pipe(
    keeping kept: Int32
  ) throws(LaunchError) -> (kept: OwnedDescriptor, given: OwnedDescriptor) {
    var ends: [Int32] = [-1, -1]
    guard unsafe ctestkit_pipe(&ends, kept) == 0 else {
      throw LaunchError(step: "make a pipe", code: errno)
    }
    return (OwnedDescriptor(ends[Int(kept)]), OwnedDescriptor(ends[Int(1 - kept)]))
  }

  /// The program's standard input, and our end of it where it is a pipe.
  private static func open(
    _ input: Launch.Input
  ) throws(LaunchError) -> (given: OwnedDescriptor, kept: OwnedDescriptor?) {
    if case .bytes = input {
      let ends = try pipe(keeping: 1)
      return (ends.given, ends.kept)
    }
    var path = "/dev/null"
    if case .file(let name) = input { path = name }
    let descriptor = unsafe ctestkit_open(path)
    guard descriptor >= 0 else { throw LaunchError(step: "open \(path)", code: errno) }
    return (OwnedDescriptor(descriptor), nil)
  }

  private static func spawn(
    _ launch: Launch, terminal: String?, given: [OwnedDescriptor]
  ) throws(LaunchError) -> Int32 {
    let arguments = Array(launch.arguments.map { $0 + [0] }.joined())
    let environment = Array(launch.environment.map { $0 + [0] }.joined())
    let descriptors = given.isEmpty ? [-1, -1, -1] : given.map(\.number)
    var pid: Int32 = 0
    let failed = unsafe ctestkit_spawn(
      &pid, launch.program, arguments, arguments.count, environment, environment.count,
      launch.folder, terminal, descriptors[0], descriptors[1], descriptors[2])
    guard failed == 0 else { throw LaunchError(step: "start \(launch.program)", code: failed) }
    return pid
  }
}
