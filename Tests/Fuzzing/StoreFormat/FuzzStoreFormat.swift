// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import SecretStore

// Fuzzes the reader of stores: it must say no or read, in bounded time and memory; what it reads it must write back to
// the same lines; and whatever it reads, a value that opens is the one that was sealed under that name.
//
//   Tests/Fuzzing/fuzz.sh FuzzStoreFormat 60

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzStoreFormat(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
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
@_cdecl("FuzzStoreFormat_main")
func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var (count, arguments) = unsafe (count, arguments)
  return unsafe runFuzzer(&count, &arguments) { unsafe fuzzStoreFormat($0, $1) }
}

/// One file: as it came, behind a right header, or a good file with a few bytes, words or lines changed.
enum Trial {
  private static let newline = UInt8(ascii: "\n")
  private static let values = ["A": "alpha", "B": "beta"]

  static func run(_ input: [UInt8]) {
    guard let mode = input.first else { return }
    let rest = Array(input.dropFirst())
    switch mode % 4 {
    case 0: read(rest)
    case 1: read(good.prefix { $0 != newline } + [newline] + rest)
    case 2: read(edited(good, rest))
    default: read(rearranged(rest, at: mode & 4 == 0 ? newline : UInt8(ascii: " ")))
    }
  }

  private static var identity: Identity {
    guard let seed = try? SecretBytes(copying: [UInt8](repeating: 7, count: 32)),
      let identity = try? Identity(seed: seed)
    else { fail("no identity", []) }
    return identity
  }

  /// A store with a group of its own for one secret, a scope file and an offer.
  private static let good: [UInt8] = {
    do throws(StoreError) {
      let text = Array("[scope.default]\n".utf8)
      let empty = try StoreCreation.newStore(for: identity, label: "me", scopeFile: text)
      let open = OpenStore(try Store(path: "", bytes: empty), identity: identity)
      _ = try open.makeGroupIfMissing("other", ownLabel: "me")
      _ = try open.set("A", to: secret("alpha"), note: "n", expires: nil, now: 1)
      _ = try open.set("B", to: secret("beta"), note: nil, expires: 9, now: 1, group: "other")
      return try open.store.offering(
        "C", secret("gamma"), SecretDetails(created: 1), for: nil, signer: nil
      ).store.bytes
    } catch {
      fail("no store: \(error)", [])
    }
  }()

  private static func secret(_ text: String) -> SecretBytes {
    guard let secret = try? SecretBytes(copying: Array(text.utf8)) else { fail("no memory", []) }
    return secret
  }

  private static func read(_ bytes: [UInt8]) {
    guard let store = try? Store(path: "", bytes: bytes) else { return }
    let written = store.bytes
    guard lines(written) == lines(bytes) else { fail("other lines are written", bytes) }
    guard let again = try? Store(path: "", bytes: written), again.bytes == written else {
      fail("not read again as it was written", bytes)
    }
    _ = try? StoreVerification(of: store, signers: [])
    _ = StoreOutline(of: store).lines
    let open = OpenStore(store, identity: identity)
    for name in store.names {
      guard let value = try? open.value(of: name) else { continue }
      let text = String(decoding: (0..<value.count).map { value[$0] }, as: UTF8.self)
      guard values[name] == text else { fail("\(name) opens to something else", bytes) }
    }
    _ = try? open.approvedConfig()
    _ = try? open.offers()
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: newline, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }.sorted()
  }

  /// Changes the bytes that triples of the input name.
  private static func edited(_ text: [UInt8], _ edits: [UInt8]) -> [UInt8] {
    var text = text
    var rest = edits[...]
    while let high = rest.popFirst(), let low = rest.popFirst(), let byte = rest.popFirst() {
      let place = (Int(high) << 8 | Int(low)) % text.count
      switch byte % 3 {
      case 0: text[place] = byte
      case 1: text.insert(byte, at: place)
      default: text.removeSubrange(place..<min(text.count, place + Int(byte) % 80))
      }
      if text.isEmpty { return text }
    }
    return text
  }

  /// Exchanges, copies or drops the lines or words of the good file that pairs of the input name.
  private static func rearranged(_ edits: [UInt8], at separator: UInt8) -> [UInt8] {
    var parts = good.split(separator: separator, omittingEmptySubsequences: false)
    var rest = edits[...]
    while let first = rest.popFirst(), let second = rest.popFirst(), parts.count > 1 {
      let (from, to) = (Int(first) % parts.count, Int(second) % parts.count)
      switch second & 3 {
      case 0: parts.swapAt(from, to)
      case 1: parts[to] = parts[from]
      case 2: parts.insert(parts[from], at: to)
      default: parts.remove(at: from)
      }
    }
    return Array(parts.joined(separator: [separator]))
  }

  /// Shows the trial and aborts, so that the fuzzer keeps its input.
  private static func fail(_ message: String, _ text: [UInt8]) -> Never {
    print(message, "text:", String(decoding: text, as: UTF8.self))
    fflush(nil)
    abort()
  }
}
