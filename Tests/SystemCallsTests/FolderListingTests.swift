// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import TestKit
import Testing

struct FolderListingTests {
  @Test func `names all that is there, in order`() throws {
    let folder = try TemporaryFolder()
    for name in ["b", "a", ".c", "größe"] { try folder.write(name, "") }
    #expect(try FolderListing.names(of: folder.path) == [".c", "a", "b", "größe"])
  }

  @Test func `a name that is no text is an error`() throws {
    let folder = try TemporaryFolder()
    let path = Array(folder.path.utf8CString.dropLast()) + [47, -1, -2, 0]
    unsafe close(creat(path, 0o600))
    #expect(throws: SystemCallError.self) { try FolderListing.names(of: folder.path) }
    unsafe unlink(path)
  }
}
