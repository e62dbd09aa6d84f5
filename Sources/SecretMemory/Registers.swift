// SPDX-License-Identifier: Apache-2.0

import CPosix

/// The registers of the calling thread, through which every byte goes that is moved or compared.
package enum Registers {
  /// Sets vector and caller-saved registers to zero, after secret bytes went through them.
  package static func clear() {
    #if SECRUN_MEMORY_TEST
      if MemoryTest.words.contains("stain-registers") { cposix_stain_registers() }
    #endif
    if Wipe.registers.isDone { cposix_clear_registers() }
  }
}
