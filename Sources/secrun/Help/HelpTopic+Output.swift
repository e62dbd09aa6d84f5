// SPDX-License-Identifier: Apache-2.0

extension HelpTopic {
  static let encodings = HelpTopic(
    "encodings", "the forms in which a value is recognised",
    """
    Redaction, reports and scans name the form in which a value was found with these words:

      raw         as it is; also its lines, the strings in a JSON value, the password of a URL
      base64      at each of the three alignments, also broken into lines, and base64 of base64
      base64url   the same with - and _
      percent     as in URLs, whole or in part, once or twice
      json        with the escapes of JSON, once or twice
      shell       as a shell quotes it
      python      as repr() writes it
      html        with entities
      hex         digits in either case
      utf16       two bytes a letter

    A value that was compressed, encrypted or cut in pieces is not recognised. Values shorter than six bytes, and words \
    such as true or localhost, are not looked for; a run and a scan name them.
    """)

  static let scan = HelpTopic(
    "scanning", "how to find values that have leaked",
    """
    secrun scan looks for the values of the store with the same engine as redaction, in every form of secrun help \
    encodings, in text and binary files alike. It prints names and places, never a value.

      secrun scan .                files and folders, .gitignore or not
      secrun scan --gitignore .    without what git ignores
      secrun scan --git            the history of the repository: refs, reflogs, stashes, messages
      secrun scan --staged         what the next commit would change
      command | secrun scan -      standard input

    A line for each find, and in history also who and when:

      PATH:LINE: NAME (ENCODING)
      COMMIT:PATH:LINE: NAME (ENCODING) AUTHOR DATE

    Line 0 is the name of the file itself, the paths (message) and (tag NAME) in history are texts of commits and tags. \
    History names the commit that brought a value in, not every later version that still has it. Links within a folder \
    are not followed; compressed objects of repositories are what --git is for.

    With --unknown it also warns of what looks like a key and is not in the store; this does not change the exit status:

      private-key            the header of a private key in PEM
      url-password           user:password@ behind ://
      authorization-header   Bearer, Basic or token credentials behind Authorization
      aws-access-key, github-token, gitlab-token, slack-token, stripe-key, anthropic-key, openai-key, google-api-key, \
    npm-token, pypi-token, hugging-face-token, sendgrid-key, digitalocean-token
                             by the beginnings that the vendors give their keys

    --staged makes a pre-commit hook: see Examples/git-hook. git is started without any secret, and without what the \
    settings of a repository could make it run.
    """)

  static let json = HelpTopic(
    "json", "what --json and --report write",
    """
    Each is one JSON object, or an array where this says so, with sorted keys. A key whose value would be nothing is left \
    out. More keys may come; none changes its meaning. No value of a secret is ever in it. Times are seconds since 1970, \
    but for those of the audit log, which are text.

    secrun list --json: an array of

      name, group, version              and where the identity can open it:
      created, age, expires, note

    secrun --dry-run --json -- COMMAND

      format        1
      scope         the scope
      injected      an array of variable, secret, group, version, created, age, expires, is_expired, delivered_as \
    (variable, file or stdin), reason, replaces
      environment   an array of variable, replaces: the plain variables of the scope
      from_files    the variables that an --env-file sets in clear
      inherited     mode (all or clean), kept, left_out
      left_out      an array of secret, variable, reason

    secrun --report PATH -- COMMAND

      scope, injected, uncovered    the scope, the names injected, and those too short to be redacted
      exit_status, signal           how the command ended; signal is missing when none ended it
      redactions                    an array of name, encoding, stream, count

    secrun import --dry-run --json

      names      an array of name, line, fate (new, unchanged, changed, reference or setting), looks_plain
      warnings   what is noteworthy about the files, as text

    secrun scan --json

      findings         an array of path, line, column, name, encoding; in history also commit, author, date
      unknown          with --unknown: the same with rule in the place of name and encoding
      skipped          an array of path, reason: what could not be read
      not_looked_for   names whose values are too short, or that the identity cannot open
      read, bytes      how many files or objects were read, and how many bytes

    secrun scan --sarif writes SARIF 2.1.0, with the rule leaked-secret for values of the store.

    secrun doctor --json

      ok         whether nothing is wrong
      checks     an array of name, ok, summary, findings
      findings   all of them: code, severity (problem or advice), reason, fix

    secrun verify --json

      ok, path, records   whether all is well, with which store, and how many records it has
      signers             an array of key, label, records
      findings            an array of line, reason; without a line when the file as a whole is meant

    secrun diff --json: an array of

      change     added, removed or changed
      record     such as the name of a secret
      state      such as its group and version

    secrun audit show --json: an array, one element for each run, of

      run, time, state    its number, when it began, and: refused, running, never ended, became the program or ended
      decision, refusal, reason
      user, uid, pid, ppid, parent, tty, cwd
      argv0, program, program_digest, pin_digest, mode
      scope, scope_file, scope_digest, store, store_id
      secrets             an array of name, version, delivered
      end                 time, status or signal, failure, duration_ms, redactions

    secrun audit verify --json

      ok, records, files   whether the log is intact, and how large it is
      findings             an array of path, line, reason

    secrun identity show --json

      public        the line for secrun member add
      fingerprint   the key for secrun trust; missing when the identity is read-only

    secrun member list --json: an array of

      group, label, key, signer, standing    key is missing for a member that signs nothing

    secrun trust --list --json: an array of

      key, label, standing, records, is_unknown

    secrun accept --list --json: an array of

      number, name, group, effect, created, note    the last two are missing where an offer cannot be opened
    """)

  static let completions = HelpTopic(
    "completions", "words for the tab key",
    """
    secrun --generate-completion-script SHELL writes a script for bash, zsh or fish. It completes commands, options, the \
    names of scopes and secrets, which stand in clear and are read without opening anything, and behind -- whatever the \
    shell completes for the command itself.

      bash   source <(secrun --generate-completion-script bash)             in ~/.bashrc
      zsh    source <(secrun --generate-completion-script zsh)              in ~/.zshrc, behind compinit
      fish   secrun --generate-completion-script fish | source              in ~/.config/fish/config.fish
    """)
}
