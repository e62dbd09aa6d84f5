// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct CodeHooksTests {
  private func refused(_ body: String, from store: [String] = []) throws -> [String] {
    let scope = try ScopeFile.parse("[scope.a]\n" + body).scope(named: "a")
    do {
      _ = try scope.select(from: store)
    } catch .hooksRefused(let names, "a") {
      return names
    }
    return []
  }

  @Test(arguments: [
    "LD_PRELOAD", "LD_ANYTHING", "DYLD_INSERT_LIBRARIES", "GLIBC_TUNABLES", "BASH_ENV", "ENV",
    "BASH_FUNC_ls", "NODE_OPTIONS", "PYTHONSTARTUP", "PYTHONPATH", "PERL5OPT", "RUBYOPT",
    "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "LUA_INIT_5_4", "GIT_SSH_COMMAND",
  ])
  func `wherever a hook comes from, it is refused`(name: String) throws {
    #expect(try refused("env.\(name) = \"x\"") == [name])
    #expect(try refused("as.\(name) = \"S\"", from: ["S"]) == [name])
    #expect(try refused("files.\(name) = \"S\"", from: ["S"]) == [name])
    #expect(try refused("secrets = [\"*\"]", from: [name]) == [name])
    #expect(try refused("optional = [\"\(name)\"]", from: [name]) == [name])
  }

  @Test func `unless the scope means it`() throws {
    #expect(try refused("env.LD_DEBUG = \"x\"\nallow-hooks = [\"LD_*\"]") == [])
    #expect(
      try refused("env = { ENV = \"x\", BASH_ENV = \"y\" }\nallow-hooks = [\"ENV\"]") == [
        "BASH_ENV"
      ])
  }

  @Test(arguments: [
    "PATH", "HOME", "OPENAI_API_KEY", "ENVIRONMENT", "PYTHON", "GITHUB_TOKEN", "LDAP_URL",
  ])
  func `other names are none`(name: String) throws {
    #expect(try refused("env.\(name) = \"x\"") == [])
  }

  @Test func `one that is narrowed away is not refused`() throws {
    let scope = try ScopeFile.parse("[scope.a]\nsecrets = [\"*\"]").scope(named: "a")
    let selection = try scope.select(
      from: ["NODE_OPTIONS", "TOKEN"], except: [try Glob("NODE_OPTIONS")])
    #expect(selection.injections.map(\.variable) == ["TOKEN"])
  }
}
