// SPDX-License-Identifier: Apache-2.0

extension HelpTopic {
  static let scopeFile = HelpTopic(
    "secrun.toml", "which secrets a command may see",
    """
    secrun.toml says which secrets of the store a command may see. It holds no secret: commit it. After a change, secrun \
    allow shows what the change means and signs it; until then nothing runs.

    It is looked for in the working folder and above it, up to the home folder or a mount. Without one, the one scope \
    default holds every secret of the store.

    KEYS OF THE FILE

      store = "secrun.store"       where the store is, seen from this file
      default-scope = "default"    the scope of a run that names none
      [scope.NAME]                 a scope; secrun --scope NAME -- COMMAND takes it

    KEYS OF A SCOPE

      secrets = ["A", "B_*"]       names or globs (* and ?); a name that the store does not have stops the run
      optional = ["C"]             names that may be missing
      as = { VARIABLE = "NAME" }   a secret in a variable of another name
      env = { VARIABLE = "text" }  plain variables, for values that are no secret
      files = { VARIABLE = "NAME" }
                                   a secret in a file, whose path the variable holds; no variable has the value
      files-via = "memfd"          what such a file is: memfd, in no file system, or tmpfs, with a folder and a name
      inherit = "all" or "clean"   what else the command gets of the environment: all, or what keep names
      keep = ["PATH", "LC_*"]      the variables that stay with inherit = "clean"
      allow-hooks = ["NODE_OPTIONS"]
                                   variables that make programs run other code, which are refused otherwise
      commands = ["python3", "./deploy.sh"]
                                   the only programs that may run: as PATH finds them, or a path seen from this file
      pinned = ["requirements.txt", "agent/**/*.py"]
                                   files that must be what they were at secrun pin
      on-expired = "refuse"        what becomes of a run with an expired secret: refuse or warn
      warn-before = "7d"           how long before its expiry a secret is warned of
      on-leak = "mask"             what a hit does besides being masked: mask, warn, fail or kill
      redact = { minimum-length = 6, skip = ["PIN"] }
                                   values shorter than minimum-length, and those of skip, may be shown
      require-reason = false       whether each run must say why, with --reason, for the audit log

    YOUR OWN SETTINGS

    $XDG_CONFIG_HOME/secrun/config.toml, or else /etc/secrun/config.toml of root, is of the same form. No file of a \
    repository can set what it sets.

      [audit]
      path = "/var/log/secrun/audit.jsonl"
                                   where the audit log goes
      required = true              whether a run that cannot be recorded is refused
      file-size = 16777216         from how many bytes on the log goes on in a new file

      [identity]
      command = ["pass", "show", "secrun"]
                                   a program that prints the identity

    EXAMPLE

      [scope.default]
      secrets = ["DATABASE_URL"]

      [scope.agent]
      secrets = ["OPENAI_API_KEY", "GITHUB_*"]
      inherit = "clean"
      on-leak = "warn"
    """)

  static let store = HelpTopic(
    "store", "what is in the store, and who can read it",
    """
    secrun.store is a text file of one record a line, made to be committed. Names of secrets stand in it in clear; \
    values, notes and dates are sealed with libsodium (X25519, XChaCha20-Poly1305) for the members of a group, and every \
    record is signed (Ed25519) by one of the signers that its readers trust.

    RECORDS

      secrun-store   the format and the number of this store
      group          a group of members, and its public key
      member         a public key that may open what is sealed for a group
      config         the secrun.toml that was approved last
      pin            what the command of a scope is made of
      entry          a secret: its name in clear, its value and details sealed
      offer          an entry that nobody signed, for a member to accept
      end            the last line, so that a cut file is noticed

    A line whose value does not change stays as it is, so that version control shows what did. A line that was altered, \
    moved to another name or taken from another store is refused by name and number. Branches that add different secrets \
    merge by themselves; where two changed the same one, one of its two lines has to be deleted.

    Who holds an identity, the private half of a member, can open what is sealed for its groups; who has only the \
    repository sees the names and lengths in steps of 64 bytes. A value that was once readable to somebody is known to \
    them for ever: change it at its provider.

    The format is specified byte for byte in StoreFormat.md among secrun's sources; a reader in another language is kept \
    with the tests.
    """)

  static let environment = HelpTopic(
    "environment", "the variables that secrun reads",
    """
    secrun reads these variables, and no command ever gets one whose name begins with SECRUN_.

      SECRUN_SCOPE      the scope, unless --scope names one
      SECRUN_STORE      the store, unless --store does
      SECRUN_CONFIG     the scope file, unless --config does
      SECRUN_IDENTITY   the path of the identity, unless --identity does
      SECRUN_KEY        the text of an identity itself, for CI
      CREDENTIALS_DIRECTORY, XDG_CONFIG_HOME, XDG_DATA_HOME, HOME, PATH
                        where identities, the user's own store and programs are looked for
    """)

  static let status = HelpTopic(
    "exit-status", "what secrun exits with",
    """
    A run exits with the status of its command; when a signal ended the command, secrun dies by the same signal, or as \
    process 1 of a container exits with 128 and its number.

      123   --on-leak fail, something leaked, and the command itself succeeded
      125   secrun could not do its part: bad usage, no store, wrong identity, refused
      126   the command was found and could not be executed
      127   the command was not found

    All other commands:

      0     done, or nothing found
      1     a check (scan, verify, doctor, redact --on-leak fail) found something
      2     bad usage or a failure
    """)
}
