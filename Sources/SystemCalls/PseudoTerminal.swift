// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// A terminal of secrun's own making, for the child: secrun holds the controlling side.
package struct PseudoTerminal: ~Copyable {
  /// What is written on the terminal is read here, and what is written here is its input; never blocks.
  package let controller: Descriptor
  /// Where the terminal is opened.
  package let path: String

  /// Makes a terminal with the modes and the size of `model`, or those of a new one.
  ///
  /// Without `processesOutput` line ends pass unchanged, for when the terminal behind it turns them into CR LF.
  package init(like model: Int32?, processesOutput: Bool) throws(SystemCallError) {
    let controller = Descriptor(owning: cposix_open_controller())
    guard controller.number >= 0 else { throw SystemCallError("posix_openpt") }
    let path = try Self.path(of: controller.number)
    try Self.prepare(controller.number, like: model, processesOutput)
    self.init(controller, path)
  }

  private init(_ controller: consuming Descriptor, _ path: String) {
    self.controller = controller
    self.path = path
  }

  private static func path(of controller: Int32) throws(SystemCallError) -> String {
    var name = [CChar](repeating: 0, count: 128)
    let code = unsafe cposix_terminal_path(controller, &name, name.count)
    guard code == 0 else { throw SystemCallError("ptsname", code: code) }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func prepare(
    _ number: Int32, like model: Int32?, _ processesOutput: Bool
  ) throws(SystemCallError) {
    var modes = termios()
    guard unsafe tcgetattr(model ?? number, &modes) == 0 else { throw SystemCallError("tcgetattr") }
    if !processesOutput { modes.c_oflag &= ~tcflag_t(OPOST) }
    guard unsafe tcsetattr(number, TCSANOW, &modes) == 0 else { throw SystemCallError("tcsetattr") }
    guard let model, cposix_copy_size(model, number) >= 0 else {
      _ = cposix_set_size(number, 24, 80)
      return
    }
  }

  /// Opens the terminal's own side without making it the controlling terminal of anybody.
  package func open() throws(SystemCallError) -> Descriptor {
    let number = unsafe cposix_open(path, O_RDWR | O_NOCTTY | cposix_o_cloexec(), 0)
    guard number >= 0 else { throw SystemCallError("open", path) }
    return Descriptor(owning: number)
  }

  /// The controlling side alone.
  package consuming func takeController() -> Descriptor { controller }
}
