// SPDX-License-Identifier: Apache-2.0

extension SecretBytes {
  /// Lends the bytes as numbers for writing.
  @inlinable
  public mutating func withMutableCells<Cell: FixedWidthInteger & BitwiseCopyable, R: ~Copyable>(
    as cell: Cell.Type, _ body: (inout MutableSpan<Cell>) -> R
  ) -> R {
    unsafe withUnsafeMutableBytes { bytes in
      let cells = unsafe bytes.bindMemory(to: Cell.self)
      var span = unsafe cells.mutableSpan
      return body(&span)
    }
  }

  /// Copies bytes from one place to another; the ranges may overlap.
  @inlinable
  public mutating func move(_ range: Range<Int>, to offset: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    precondition(offset >= 0 && offset + range.count <= count)
    guard !range.isEmpty else { return }
    unsafe withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe (start + offset).copyMemory(from: start + range.lowerBound, byteCount: range.count)
    }
  }

  /// The eight bytes that start at `offset`, as one number; for tables, not for text.
  @inlinable
  public func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset + 8 <= count)
    return unsafe withUnsafeBytes { bytes in
      unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
  }

  /// The four bytes that start at `offset`, as one number: half of what would be worth anything.
  @inlinable
  public func half(at offset: Int) -> UInt32 {
    precondition(offset >= 0 && offset + 4 <= count)
    return unsafe withUnsafeBytes { bytes in
      unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
    }
  }
}
