// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// The objects that `git cat-file --batch` puts out, one after the other; their bytes stay in the arena.
struct GitObjects: ~Copyable {
  /// What git says of an object before its content.
  struct Header: Equatable {
    let id: String
    /// `blob`, `commit`, `tag` or `tree`.
    let type: String
    let size: Int
  }

  private static let bufferSize = 64 * 1024
  private static let longestHeader = 1024
  private let program: HelperProgram
  private var buffer: SecretBytes
  /// What was read and not yet taken.
  private var unread = 0..<0
  /// How many bytes of the present object are still to come.
  private var left = 0
  private var isInObject = false

  init(_ program: HelperProgram) throws(ScanError) {
    self.program = program
    buffer = try ScanError.inMemory { () throws(SecretMemoryError) in
      try SecretBytes(count: Self.bufferSize)
    }
  }

  /// The next object, what is left of the one before passed over; nil at the end.
  ///
  /// An object that is not there has no type.
  mutating func next() throws(ScanError) -> Header? {
    if isInObject {
      while left > 0 { try skip() }
      _ = try byte()
      isInObject = false
    }
    guard let line = try line() else { return nil }
    let words = line.split(separator: " ").map(String.init)
    if words.count == 2, words[1] == "missing" {
      return Header(id: words[0], type: "", size: 0)
    }
    guard words.count == 3, let size = Int(words[2]), size >= 0 else {
      throw .unexpectedOutput(of: "git cat-file")
    }
    left = size
    isInObject = true
    return Header(id: words[0], type: words[1], size: size)
  }

  /// Reads of the present object into a range of `target`; returns how many bytes, 0 at its end.
  mutating func read(
    into target: inout SecretBytes, _ range: Range<Int>
  ) throws(ScanError) -> Int {
    guard left > 0 else { return 0 }
    let wanted = range.prefix(left)
    if unread.isEmpty, wanted.count >= Self.bufferSize / 2 {
      let count = try Self.moved(program.output, into: &target, wanted)
      left -= count
      return count
    }
    if unread.isEmpty { try refill() }
    let piece = unread.prefix(wanted.count)
    target.replace(at: range.lowerBound, with: buffer, piece)
    take(piece.count)
    left -= piece.count
    return piece.count
  }

  /// Passes over the present object up to its first empty line: the header of a commit or tag.
  mutating func skipHeader() throws(ScanError) {
    var isLineEmpty = false
    while left > 0, let byte = try byte() {
      left -= 1
      let isEnd = byte == UInt8(ascii: "\n")
      if isEnd, isLineEmpty { return }
      isLineEmpty = isEnd
    }
  }

  /// Wipes what is left and waits for git's end.
  consuming func finish() throws(ScanError) { try GitProgram.finish(program) }

  private mutating func skip() throws(ScanError) {
    if unread.isEmpty { try refill() }
    let count = min(left, unread.count)
    take(count)
    left -= count
  }

  private mutating func line() throws(ScanError) -> String? {
    var bytes: [UInt8] = []
    while let byte = try byte() {
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
      guard bytes.count < Self.longestHeader else { break }
    }
    guard bytes.isEmpty else { throw .unexpectedOutput(of: "git cat-file") }
    return nil
  }

  private mutating func byte() throws(ScanError) -> UInt8? {
    if unread.isEmpty {
      let count = try Self.moved(program.output, into: &buffer, 0..<Self.bufferSize)
      guard count > 0 else { return nil }
      unread = 0..<count
    }
    let byte = buffer[unread.lowerBound]
    take(1)
    return byte
  }

  private mutating func refill() throws(ScanError) {
    let count = try Self.moved(program.output, into: &buffer, 0..<Self.bufferSize)
    guard count > 0 else { throw .unexpectedOutput(of: "git cat-file") }
    unread = 0..<count
  }

  private mutating func take(_ count: Int) {
    buffer.wipe(unread.prefix(count))
    unread = unread.dropFirst(count)
  }

  private static func moved(
    _ output: borrowing Descriptor, into target: inout SecretBytes, _ range: Range<Int>
  ) throws(ScanError) -> Int {
    do throws(SystemCallError) {
      switch try output.read(into: &target, range) {
      case .moved(let count): return count
      case .wouldWait: throw SystemCallError("read")
      }
    } catch {
      throw .system(error)
    }
  }
}
