// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import TestKit
import Testing

struct PathTests {
  @Test(arguments: [
    ("a", "."), ("a/b", "a"), ("/a", "/"), ("/a/b", "/a"), ("/", "/"), ("", "."), ("./a", "."),
    ("a/b/", "a/b"),
  ])
  func `the folder is all before the last slash`(path: String, folder: String) {
    #expect(Path.folder(of: path) == folder)
  }

  @Test(arguments: [("a", "a"), ("a/b", "b"), ("/a", "a"), ("a/", ""), ("", ""), ("é/ö", "ö")])
  func `the name is all behind the last slash`(path: String, name: String) {
    #expect(Path.name(of: path) == name)
  }

  @Test(arguments: [
    ("a", "/w", "/w/a"), ("/a", "/w", "/a"), ("a", "/", "/a"), ("../a", "/w", "/w/../a"),
    ("a", ".", "./a"),
  ])
  func `a relative path is seen from its folder`(path: String, folder: String, result: String) {
    #expect(Path.resolve(path, in: folder) == result)
  }

  @Test func `links are followed to the file they lead to`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "")
    _ = unsafe symlink("file", folder["link"])
    _ = unsafe symlink("nowhere", folder["broken"])
    _ = unsafe symlink("loop", folder["loop"])
    #expect(Path.followingLinks(folder["link"]) == folder["file"])
    #expect(Path.followingLinks(folder["file"]) == folder["file"])
    for name in ["broken", "loop", "missing", "file/x"] {
      #expect(Path.followingLinks(folder[name]) == nil)
    }
  }
}
