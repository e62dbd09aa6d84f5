// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// Digests of program files that did not change since they were read, so that a run need not read 100 MB again.
///
/// A file is known again by device, number, size and its times of modification and change; the last of these no
/// program can set. The cache lies beside the audit key, and who can write the one can write the other. It has a
/// fixed number of places, each for the file that came last.
struct DigestCache {
  private static let placeCount: UInt64 = 256
  private static let checkCount = 16
  private static let stampCount = 5 * 8
  private static let entryCount = stampCount + StreamingDigest.count + checkCount
  /// How old a change must be, in nanoseconds: within a tick of the file system's clock another may follow unseen.
  private static let minimumAge: Int64 = 2_000_000_000

  private let path: String

  /// The cache in a folder, which need not be there.
  init(folder: String) {
    path = Path.resolve("digests", in: folder)
  }

  /// The digest of a file as it is now, read only when it is not known; nil when it cannot be read.
  ///
  /// One that was opened, in order to be executed, is read through its descriptor.
  func digest(of program: String, opened file: ProgramFile? = nil) -> [UInt8]? {
    guard let status = file?.status ?? FileStatus.of(program), status.kind == .regular else {
      return nil
    }
    let stamp = Self.stamp(status)
    let offset = Int((status.inode &+ status.device) % Self.placeCount) * Self.entryCount
    if let known = known(stamp, offset) { return known }
    guard let read = try? Self.read(program, file) else { return nil }
    let age = CurrentProcess.time * 1_000_000_000 - status.changed
    if age > Self.minimumAge, read.seen.status == status { keep(stamp, read.digest, offset) }
    return read.digest
  }

  private static func read(
    _ path: String, _ file: ProgramFile?
  ) throws(SystemCallError) -> DigestedFile {
    if let file { return try DigestedFile(file) }
    return try DigestedFile(path)
  }

  private func known(_ stamp: [UInt8], _ offset: Int) -> [UInt8]? {
    guard let file = try? SharedFile(path, for: .reading),
      let entry = try? file.bytes(offset..<offset + Self.entryCount), entry.starts(with: stamp),
      entry.count == Self.entryCount
    else { return nil }
    let content = Array(entry.dropLast(Self.checkCount))
    guard
      Digest.blake2b(content, count: Self.checkCount).elementsEqual(entry.suffix(Self.checkCount))
    else { return nil }
    return Array(content.dropFirst(Self.stampCount))
  }

  /// What cannot be kept is read again next time.
  private func keep(_ stamp: [UInt8], _ digest: [UInt8], _ offset: Int) {
    let content = stamp + digest
    let check = Digest.blake2b(content, count: Self.checkCount)
    try? SharedFile(path, for: .changing).write(content + check, at: offset)
  }

  private static func stamp(_ status: FileStatus) -> [UInt8] {
    let numbers = [
      status.device, status.inode, UInt64(clamping: status.size),
      UInt64(bitPattern: status.modified), UInt64(bitPattern: status.changed),
    ]
    return numbers.flatMap { number in
      stride(from: UInt64(0), to: 64, by: 8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
  }
}
