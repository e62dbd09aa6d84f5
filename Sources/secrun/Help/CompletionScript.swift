// SPDX-License-Identifier: Apache-2.0

/// What `--generate-completion-script` writes: a few lines for a shell, which ask secrun itself for the words.
enum CompletionScript {
  /// The script for a shell; nil when there is none.
  static func text(for shell: String) -> String? {
    switch shell {
    case "bash": bash
    case "zsh": zsh
    case "fish": fish
    default: nil
    }
  }

  static let shells = ["bash", "zsh", "fish"]

  /// For `/usr/share/bash-completion/completions/secrun`, or `source <(…)`.
  private static let bash = #"""
    # secrun's words for bash. In ~/.bashrc: source <(secrun --generate-completion-script bash)
    _secrun() {
      local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]}
      local -a found
      mapfile -t found < <("${COMP_WORDS[0]}" ---complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
      COMPREPLY=()
      case ${found[0]} in
        words) COMPREPLY=("${found[@]:1}"); COMPREPLY=("${COMPREPLY[@]%%$'\t'*}") ;;
        files) compopt -o filenames; COMPREPLY=($(compgen -f -- "$word")) ;;
        command)
          if declare -F _command_offset >/dev/null; then
            unset IFS
            _command_offset "$((found[1] + 1))"
          elif ((COMP_CWORD == found[1] + 1)); then
            COMPREPLY=($(compgen -c -- "$word"))
          else
            compopt -o filenames
            COMPREPLY=($(compgen -f -- "$word"))
          fi ;;
      esac
    }
    complete -F _secrun secrun

    """#

  /// For a file `_secrun` in a folder of `$fpath`, or `source <(…)`.
  private static let zsh = #"""
    #compdef secrun
    # secrun's words for zsh. In ~/.zshrc, behind compinit: source <(secrun --generate-completion-script zsh)
    _secrun() {
      local -a found described
      local line
      found=("${(@f)$("${words[1]}" ---complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
      case $found[1] in
        words)
          for line in "${(@)found[2,-1]}"; do
            described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
          done
          _describe -V secrun described ;;
        files) _files ;;
        command)
          shift $((found[2] + 1)) words
          ((CURRENT -= found[2] + 1))
          _normal ;;
      esac
    }
    if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _secrun "$@"; else compdef _secrun secrun; fi

    """#

  /// For `~/.config/fish/completions/secrun.fish`.
  private static let fish = #"""
    # secrun's words for fish. In ~/.config/fish/config.fish: secrun --generate-completion-script fish | source
    function __secrun_complete
        set -l before (commandline -opc)
        set -l word (commandline -ct)
        set -l found ($before[1] ---complete $before[2..-1] "$word" 2>/dev/null)
        switch "$found[1]"
            case words
                string join \n -- $found[2..-1]
            case files
                __fish_complete_path "$word"
            case command
                __fish_complete_subcommand --commandline $before[(math $found[2] + 2)..-1] "$word"
        end
    end
    complete -c secrun -f -a '(__secrun_complete)'

    """#
}
