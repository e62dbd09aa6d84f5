// SPDX-License-Identifier: Apache-2.0

/// Names of variables that change what a program is or whom it talks to: not secrets, but a way to take others.
///
/// The loader (ld.so(8)), shells, interpreters, git and ssh run what such variables name; proxies, base addresses and
/// certificate files decide who receives a key.
package enum DangerousNames {
  /// Whether a secret of that name needs to be insisted on; upper and lower case count the same.
  package static func contains(_ name: String) -> Bool {
    let name = name.uppercased()
    return exact.contains(name) || prefixes.contains { name.hasPrefix($0) }
      || suffixes.contains { name.hasSuffix($0) }
  }

  private static let prefixes = [
    "LD_", "DYLD_", "BASH_FUNC_", "PYTHON", "PERL5", "RUBY", "GIT_CONFIG", "NPM_CONFIG_", "PIP_",
    "UV_INDEX", "COR_PROFILER", "CORECLR_", "CARGO_BUILD_", "JULIA_", "MALLOC_", "OPENSSL_",
    "R_PROFILE", "R_ENVIRON",
  ]

  private static let suffixes = [
    "_PROXY", "_BASE_URL", "_BASE_URI", "_API_BASE", "_API_URL", "_API_HOST", "_ENDPOINT",
    "_ENDPOINT_URL", "_ASKPASS", "_CA_BUNDLE",
  ]

  private static let exact: Set = [
    // The C library and the loader.
    "GLIBC_TUNABLES", "GCONV_PATH", "LOCPATH", "NLSPATH", "HOSTALIASES", "LOCALDOMAIN",
    "RES_OPTIONS", "RESOLV_HOST_CONF", "GETCONF_DIR", "TMPDIR", "TZDIR",
    // Shells, and what they and others start.
    "PATH", "HOME", "SHELL", "ENV", "BASH_ENV", "BASHOPTS", "SHELLOPTS", "PS4", "IFS", "CDPATH",
    "PROMPT_COMMAND", "ZDOTDIR", "INPUTRC", "EDITOR", "VISUAL", "PAGER", "MANPAGER", "BROWSER",
    "LESSOPEN", "LESSCLOSE", "VIMINIT", "EXINIT", "TERMINFO", "TERMCAP", "MAKEFLAGS", "MAKEFILES",
    // Interpreters and runtimes.
    "NODE_OPTIONS", "NODE_PATH", "NODE_EXTRA_CA_CERTS", "NODE_TLS_REJECT_UNAUTHORIZED",
    "ELECTRON_RUN_AS_NODE", "PERLLIB", "GEM_PATH", "GEM_HOME", "BUNDLE_GEMFILE", "CLASSPATH",
    "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTS", "MAVEN_OPTS",
    "GRADLE_OPTS", "PHPRC", "PHP_INI_SCAN_DIR", "LUA_PATH", "LUA_CPATH", "LUA_INIT", "TCLLIBPATH",
    "DOTNET_STARTUP_HOOKS", "ERL_FLAGS", "ERL_AFLAGS", "ERL_LIBS", "RUSTC", "RUSTC_WRAPPER",
    "RUSTFLAGS", "CARGO_HOME", "GOFLAGS", "GOPROXY", "GOPATH", "DENO_DIR",
    // git, ssh and others that run or fetch for the user.
    "GIT_SSH", "GIT_SSH_COMMAND", "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_EDITOR",
    "GIT_SEQUENCE_EDITOR", "GIT_EXEC_PATH", "GIT_TEMPLATE_DIR", "GIT_PROXY_COMMAND", "GIT_DIR",
    "GIT_WORK_TREE", "SSH_AUTH_SOCK", "DOCKER_HOST", "DOCKER_CONFIG", "KUBECONFIG", "KRB5_CONFIG",
    "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "CURL_HOME", "WGETRC",
    // Whom to believe.
    "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
  ]
}
