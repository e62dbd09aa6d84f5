// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretStore
import SystemCalls
import Testing

struct HomeFoldersTests {
  @Test func `follow the variables, or else the home folder`() async {
    await #expect(processExitsWith: .success) {
      func folders(_ variables: [String: String]) -> [String] {
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
          if let value = variables[name] {
            _ = unsafe setenv(name, value, 1)
          } else {
            _ = unsafe unsetenv(name)
          }
        }
        let folders = HomeFolders()
        return [folders.home, folders.identityPath, folders.storePath]
      }
      let usual = ["/h", "/h/.config/secrun/identity", "/h/.local/share/secrun/secrun.store"]
      #expect(folders(["HOME": "/h"]) == usual)
      #expect(folders(["HOME": "/h", "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": "rel"]) == usual)
      #expect(
        folders(["HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d"])
          == ["/h", "/c/secrun/identity", "/d/secrun/secrun.store"])
      let home = CurrentProcess.homeByUserDatabase ?? "/"
      #expect(folders([:])[0] == home && folders(["HOME": "rel"])[0] == home)
    }
  }
}
