// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemCalls
import TestKit
import Testing

struct CurrentProcessTests {
  @Test func `knows itself`() throws {
    #expect(CurrentProcess.id == getpid() && !CurrentProcess.isInit)
    #expect(FileStatus.of("/proc/self")?.owner == CurrentProcess.userID)
    #expect(CurrentProcess.time > 1_700_000_000)
    #expect(CurrentProcess.homeByUserDatabase?.hasPrefix("/") == true)
    let folder = try #require(CurrentProcess.workingFolder)
    let here = try #require(FileStatus.of("."))
    #expect(try here.isSameFile(as: #require(FileStatus.of(folder))))
  }

  @Test func `what it opened itself was not inherited`() async {
    await #expect(processExitsWith: .success) {
      let own = try FileReading.open("/dev/null")
      let inherited = dup(own.number)
      #expect(!CurrentProcess.hasInherited(own.number))
      #expect(CurrentProcess.hasInherited(inherited))
      #expect(!CurrentProcess.hasInherited(-1))
      CurrentProcess.keepFromChild(inherited)
      #expect(!CurrentProcess.hasInherited(inherited))
      let standard = CurrentProcess.hasInherited(2)
      CurrentProcess.keepFromChild(2)
      #expect(CurrentProcess.hasInherited(2) == standard)
    }
  }

  @Test func `a working folder that was removed has no path`() async {
    await #expect(processExitsWith: .success) {
      do {
        let folder = try TemporaryFolder()
        #expect(unsafe chdir(folder.path) == 0)
      }
      #expect(CurrentProcess.workingFolder == nil)
    }
  }

  @Test func `two descriptors of one opening are one open file, two openings are not`() throws {
    let first = try FileReading.open("/dev/null")
    let copy = Descriptor(owning: dup(first.number))
    let second = try FileReading.open("/dev/null")
    let pipe = try Pipe(size: 4096)
    #expect(CurrentProcess.isSameOpenFile(first.number, copy.number))
    #expect(!CurrentProcess.isSameOpenFile(first.number, pipe.writerNumber))
    // Where kcmp is forbidden the same device has to do.
    _ = CurrentProcess.isSameOpenFile(first.number, second.number)
    #expect(!CurrentProcess.isSameOpenFile(first.number, -1))
  }
}
