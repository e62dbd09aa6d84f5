// SPDX-License-Identifier: Apache-2.0

package import ChildEnvironment
package import SystemCalls

/// A program that secrun started and answers for.
package struct Child: Sendable {
  /// Its process id.
  package let id: Int32
  /// Whether it leads a process group in secrun's session, so that the kernel's signals to secrun's group pass it by.
  let leadsGroup: Bool

  init(id: Int32, leadsGroup: Bool = false) {
    self.id = id
    self.leadsGroup = leadsGroup
  }

  /// Why a program could not be started.
  package enum Failure: Error, Equatable {
    /// Nothing is at the path or in `PATH`.
    case notFound(program: String)
    /// Something is there, but the kernel does not run it.
    case notExecutable(path: String, SystemCallError?)
    /// The session on a terminal could not be made in which the program was to run.
    case withoutSession(SystemCallError)
    /// The kernel refused for another reason.
    case refused(SystemCallError)
  }

  /// Starts a program with exactly these arguments, environment and streams.
  ///
  /// Runs on the thread of the secret phase: what is to confine the child belongs to the thread that spawns it. A
  /// child that may have to be killed with all it started gets a group of its own, unless it shares secrun's
  /// terminal as its input, which only the foreground group may read.
  package static func start(
    _ path: String, _ arguments: ArgumentList, _ environment: borrowing EnvironmentBlock,
    _ streams: borrowing Streams, mayBeKilled: Bool = false, mask: SignalState
  ) throws(Failure) -> Child {
    do throws(SystemCallError) {
      let redirections = streams.redirections
      guard let session = streams.session else {
        let leadsGroup = mayBeKilled && !Terminal.isTerminal(0)
        let id = try SpawnCall.spawn(
          path, arguments, environment.table, redirections, ownGroup: leadsGroup, mask: mask)
        return Child(id: id, leadsGroup: leadsGroup && CurrentProcess.leadsGroup(id))
      }
      return Child(
        id: try session.spawn(path, arguments, environment.table, redirections, mask: mask))
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// Becomes the program, and returns only with the reason why that failed.
  package static func become(
    _ path: String, _ arguments: ArgumentList, _ environment: borrowing EnvironmentBlock,
    mask: SignalState
  ) -> Failure {
    failure(path, SpawnCall.replace(path, arguments, environment.table, mask: mask))
  }

  /// Finds a program as the shell does, in secrun's own `PATH`.
  package static func find(_ program: String, path: String?) throws(Failure) -> String {
    switch ProgramSearch.find(program, path: path) {
    case .found(let path): return path
    case .notExecutable(let path): throw .notExecutable(path: path, nil)
    case .notFound: throw .notFound(program: program)
    }
  }

  private static func failure(_ path: String, _ error: SystemCallError) -> Failure {
    if error.isOfSession { return .withoutSession(error) }
    if error.isExecutionRefused { return .notExecutable(path: path, error) }
    return error.isMissing ? .notExecutable(path: path, error) : .refused(error)
  }

  /// Passes a signal on to a group of the child's session, or to the child where there is none.
  func send(_ signal: Int32, toGroup group: Int32?) {
    if let group { CurrentProcess.send(signal, toGroup: group) } else { send(signal) }
  }

  /// Kills the child at once, with its whole process group when it leads one of its own.
  package func kill() {
    CurrentProcess.send(SignalNumber.kill, to: CurrentProcess.leadsGroup(id) ? -id : id)
  }

  /// Passes a signal on.
  package func send(_ signal: Int32) { CurrentProcess.send(signal, to: id) }
}
