// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SecretStore

// Fuzzes the reader of identity files, and of public parts: it must say no or read, in bounded time and memory, and
// what it reads it must write back to the same bytes.
//
//   Tests/Fuzzing/fuzz.sh FuzzIdentity 60

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzIdentity(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: data, count: count))
  Trial.run(input)
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ trial: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager gives `main` the name of the target, so the fuzzer is started from here.
@_cdecl("FuzzIdentity_main")
func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var (count, arguments) = unsafe (count, arguments)
  return unsafe runFuzzer(&count, &arguments) { unsafe fuzzIdentity($0, $1) }
}

/// One text: as it came, with a right checksum put on, or a good file with a few bytes changed.
enum Trial {
  private static let newline = UInt8(ascii: "\n")

  static func run(_ input: [UInt8]) {
    guard let mode = input.first else { return }
    let rest = Array(input.dropFirst())
    switch mode % 4 {
    case 0: read(rest)
    case 1: read(checked(Array("secrun-identity 1\n".utf8) + rest))
    case 2: read(checked(edited(good[Int(mode / 4) % good.count], rest)))
    default: readPublic(rest)
    }
  }

  /// Good files of every kind; the passphrase costs the least there is, and once.
  private static let good: [[UInt8]] = {
    let seed = [UInt8](repeating: 7, count: 32)
    let signers = [
      TrustedSigner(key: seed, label: "ada"), TrustedSigner(key: [UInt8](0..<32)),
    ].compactMap(\.self)
    var texts: [[UInt8]] = []
    for kind in IdentityDocument.Kind.allCases {
      for trusted in [[], signers] {
        guard let secret = try? SecretBytes(copying: seed),
          let passphrase = try? SecretBytes(copying: [1])
        else { fail("no secret memory", []) }
        let open = IdentityDocument(kind, secret: secret, trusting: trusted)
        guard let locked = try? open.locked(with: passphrase, cost: .init(passes: 2, memory: 64))
        else { fail("cannot be locked", []) }
        texts += [body(text(open)), body(text(locked))]
      }
    }
    return texts
  }()

  private static func read(_ text: [UInt8]) {
    guard let bytes = try? SecretBytes(copying: text),
      let document = try? IdentityFile.document(in: bytes, source: "fuzz")
    else { return }
    let written = self.text(document)
    guard written == text || written.dropLast() == text[...] else {
      fail("written differently: \(String(decoding: written, as: UTF8.self))", text)
    }
    guard document.isLocked == ((try? document.identity(source: "fuzz")) == nil) else {
      fail("locked and open at once", text)
    }
  }

  private static func readPublic(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    for text in [text, "secrun-public-1:" + text] {
      guard let part = PublicIdentity(parsing: text) else { continue }
      guard part.text == text else { fail("written differently: \(part.text)", Array(text.utf8)) }
    }
  }

  /// Changes the bytes that pairs of the input name.
  private static func edited(_ text: [UInt8], _ edits: [UInt8]) -> [UInt8] {
    var text = text
    var rest = edits[...]
    while let high = rest.popFirst(), let low = rest.popFirst(), let byte = rest.popFirst() {
      let place = (Int(high) << 8 | Int(low)) % text.count
      switch high >> 6 {
      case 0: text[place] = byte
      case 1: text.insert(byte, at: place)
      case 2: text.removeSubrange(place..<min(text.count, place + 1 + Int(byte) % 80))
      default: text.insert(contentsOf: text[place..<min(text.count, place + Int(byte))], at: place)
      }
      if text.isEmpty { return text }
    }
    return text
  }

  private static func text(_ document: IdentityDocument) -> [UInt8] {
    guard let text = try? IdentityFile.text(document) else { fail("cannot be written", []) }
    return (0..<text.count).map { text[$0] }
  }

  /// The text without its last line.
  private static func body(_ text: [UInt8]) -> [UInt8] {
    let end = text.dropLast().lastIndex(of: newline) ?? 0
    return Array(text[...end])
  }

  private static func checked(_ body: [UInt8]) -> [UInt8] {
    let checksum = Base64.encode(Digest.blake2b(body, count: 16))
    return body + Array("checksum ".utf8) + checksum + [newline]
  }

  /// Shows the trial and aborts, so that the fuzzer keeps its input.
  private static func fail(_ message: String, _ text: [UInt8]) -> Never {
    print(message, "text:", String(decoding: text, as: UTF8.self))
    fflush(nil)
    abort()
  }
}
