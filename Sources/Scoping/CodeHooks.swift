// SPDX-License-Identifier: Apache-2.0

/// The variables by which a loader, an interpreter or a runtime is told to run code of somebody's choice.
///
/// Whoever can put one into a scope or a store runs code in every command, with all the secrets it was given.
/// What the user's own environment holds is the user's own affair and is not judged here.
enum CodeHooks {
  /// The dynamic loader and libc (`ld.so(8)`, glibc's list of variables that set-user-ID programs do not get).
  private static let loader = [
    "LD_*", "DYLD_*", "GLIBC_TUNABLES", "GCONV_PATH", "GETCONF_DIR", "LOCPATH", "NLSPATH",
    "MALLOC_TRACE", "HOSTALIASES", "RESOLV_HOST_CONF",
  ]

  private static let shells = [
    "BASH_ENV", "ENV", "BASH_FUNC_*", "BASHOPTS", "SHELLOPTS", "PROMPT_COMMAND", "PS4", "IFS",
    "ZDOTDIR", "KSH_ENV",
  ]

  private static let interpreters = [
    "PYTHONSTARTUP", "PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "PYTHONINSPECT",
    "PYTHONBREAKPOINT", "PYTHONWARNINGS", "PYTHONEXECUTABLE", "PYTHONPLATLIBDIR",
    "PYTHONPYCACHEPREFIX", "NODE_OPTIONS", "NODE_PATH", "NODE_REPL_EXTERNAL_MODULE",
    "ELECTRON_RUN_AS_NODE", "BUN_OPTIONS", "PERL5OPT", "PERL5LIB", "PERLLIB", "PERL5DB", "RUBYOPT",
    "RUBYLIB", "LUA_INIT*", "LUA_PATH*", "LUA_CPATH*", "PHPRC", "PHP_INI_SCAN_DIR", "TCLLIBPATH",
    "R_PROFILE*", "R_ENVIRON*", "JULIA_LOAD_PATH", "GUILE_LOAD_PATH", "AWKPATH", "AWKLIBPATH",
  ]

  private static let runtimes = [
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "DOTNET_STARTUP_HOOKS",
    "DOTNET_ADDITIONAL_DEPS", "CORECLR_PROFILER*", "COR_PROFILER*", "ERL_FLAGS", "ERL_AFLAGS",
    "ERL_ZFLAGS", "ERL_LIBS", "ELIXIR_ERL_OPTIONS", "OPENSSL_CONF", "OPENSSL_MODULES",
    "OPENSSL_ENGINES", "GIT_EXEC_PATH", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_PROXY_COMMAND",
    "GIT_EXTERNAL_DIFF", "GIT_CONFIG_*", "GTK_MODULES", "QT_PLUGIN_PATH",
  ]

  /// Names are looked up, patterns tried one by one: most runs inject nothing that either has.
  private static let names = Set(all.filter { !$0.contains("*") })
  private static let patterns = all.filter { $0.contains("*") }.map(Glob.init(valid:))
  private static let all = loader + shells + interpreters + runtimes

  /// Whether a variable of this name may run code.
  static func contains(_ variable: String) -> Bool {
    names.contains(variable) || patterns.contains { $0.matches(variable) }
  }
}
