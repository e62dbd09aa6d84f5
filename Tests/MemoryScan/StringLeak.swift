// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A value that was a `String` for a moment, in a program that then wipes what it read: it is still found.
@main
enum StringLeak {
  static func main() {
    let page = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 4096)
    let count = read(0, page.baseAddress, page.count)
    guard count >= 16 else { exit(1) }
    let length = copied(page, count)
    guard let start = page.baseAddress else { exit(1) }
    memset(start, 0, page.count)
    var answer = UInt8(truncatingIfNeeded: length)
    write(1, &answer, 1)
    pause()
  }

  @inline(never)
  private static func copied(_ page: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
    let text = String(decoding: page.prefix(count), as: UTF8.self)
    return text.hasPrefix("x") ? 1 : text.utf8.count
  }
}
