// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SystemCalls

/// Runs shell scripts through `SpawnCall`; the script comes on standard input, since a test has no arguments to give.
///
/// `WaitCall` reaps every child, so only a test in a process of its own may use this.
enum Shell {
  struct Outcome {
    let event: ChildEvent
    let output: String
  }

  /// Unblocks all signals, most of which the threads of a test process block, and returns that mask.
  static func unblocked() -> SignalState {
    var mask = sigset_t()
    unsafe sigemptyset(&mask)
    unsafe pthread_sigmask(SIG_SETMASK, &mask, nil)
    return .current()
  }

  /// Runs a script to its end in an environment of these variables only.
  static func run(
    _ script: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"],
    mask: SignalState = unblocked()
  ) throws -> Outcome {
    let output = try Pipe(size: 65536)
    let id = try start(script, environment: environment, output: output.writerNumber, mask: mask)
    let reader = output.takeReader()
    let text = String(decoding: try everything(from: reader), as: UTF8.self)
    return Outcome(event: try end(of: id), output: text)
  }

  /// Starts a script and returns its process id.
  static func start(
    _ script: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"],
    output: Int32? = nil, mask: SignalState = unblocked()
  ) throws -> Int32 {
    let input = try Pipe(size: 65536)
    try input.writer.writeAll(Array((script + "\n").utf8))
    var redirections = [SpawnCall.Redirection(input.reader.number, as: 0)]
    if let output { redirections.append(.init(output, as: 1)) }
    let bytes = environment.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 2 }
    var table = try CStringTable(entries: environment.count, bytes: bytes)
    for (name, value) in environment { table.append(name, Array(value.utf8)) }
    // dash would clear the signal mask that one test looks at.
    return try SpawnCall.spawn("/bin/bash", ArgumentList(last: 0), table, redirections, mask: mask)
  }

  /// Waits until a child has ended.
  static func end(of id: Int32) throws -> ChildEvent {
    while true {
      guard let (found, event) = try WaitCall.next() else {
        usleep(1000)
        continue
      }
      switch event {
      case .exited, .signaled: if found == id { return event }
      case .stopped, .continued: continue
      }
    }
  }
}
