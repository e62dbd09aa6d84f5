// SPDX-License-Identifier: Apache-2.0

import CPosix
internal import CSodium
import Glibc

/// Work on secrets, done on a thread whose stack and registers are wiped when it ends.
///
/// Code that handles a secret leaves parts of it in stack slots and vector registers, and no Swift
/// construct prevents that (each was measured). So the whole of it runs here, on
/// a stack of its own that is locked, kept out of dumps, between guard pages, with signals blocked.
package enum SecretPhase {
  private static let stackSize = 512 * 1024

  private final class Job {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Runs `body` to its end on such a thread and hands back its result or error.
  ///
  /// The result must not hold a secret outside the arena. Throws `SecretMemoryError` through `failed` when the
  /// thread cannot be started.
  package static func run<R, E: Error>(
    failed: (SecretMemoryError) -> E, _ body: () throws(E) -> R
  ) throws(E) -> R {
    guard sodium_init() >= 0 else { throw failed(.noCryptography) }
    let guardSize = ArenaRegion.pageSize
    let whole = unsafe mmap(
      nil, stackSize + 2 * guardSize, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let whole = unsafe whole, unsafe whole != MAP_FAILED else {
      throw failed(.noMemory(errno: errno))
    }
    defer { unsafe munmap(whole, stackSize + 2 * guardSize) }
    let stack = unsafe whole + guardSize
    guard unsafe mprotect(stack, stackSize, PROT_READ | PROT_WRITE) == 0 else {
      throw failed(.noMemory(errno: errno))
    }
    unsafe madvise(stack, stackSize, MADV_DONTDUMP)
    let isLocked = unsafe lockOnTouch(stack)
    defer { unsafe forget(stack, isLocked: isLocked) }

    var result: Result<R, E>?
    let failure = withoutActuallyEscaping(body) { body in
      let job = Job {
        do throws(E) {
          result = .success(try body())
        } catch {
          result = .failure(error)
        }
      }
      return unsafe cposix_run_on_stack(
        stack, stackSize,
        { context in
          guard let context = unsafe context else { return }
          unsafe Unmanaged<Job>.fromOpaque(context).takeUnretainedValue().body()
        },
        Unmanaged.passUnretained(job).toOpaque())
    }
    guard let result else { throw failed(.noThread(errno: failure)) }
    return try result.get()
  }

  /// Locks pages as they are touched, so that an unused stack costs nothing.
  private static func lockOnTouch(_ stack: UnsafeMutableRawPointer) -> Bool {
    unsafe cposix_mlock_on_fault(stack, stackSize) == 0
  }

  /// Leaves nothing of the phase behind.
  private static func forget(_ stack: UnsafeMutableRawPointer, isLocked: Bool) {
    if Wipe.phaseStack.isDone { unsafe wipe(stack, isLocked: isLocked) }
    // The C library reads the environment, and with it `SECRUN_KEY`, through vector registers of this thread.
    Registers.clear()
    Checkpoint.released.reach()
  }

  /// Wipes the pages that were touched; the others never held anything.
  private static func wipe(_ stack: UnsafeMutableRawPointer, isLocked: Bool) {
    let pages = stackSize / ArenaRegion.pageSize
    var resident = [UInt8](repeating: 1, count: pages)
    // Without the lock a touched page may be in swap, which mincore does not count: then wipe them all.
    if isLocked { _ = unsafe mincore(stack, stackSize, &resident) }
    for page in 0..<pages where resident[page] & 1 == 1 {
      unsafe sodium_memzero(stack + page * ArenaRegion.pageSize, ArenaRegion.pageSize)
    }
  }
}
