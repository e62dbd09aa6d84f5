// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore
import Testing

/// The attack table: what whoever can write the file may try, and what must come of it.
@Suite(.timeLimit(.minutes(10)))
struct HostileFileTests {
  /// An edit of the lines of a store with the entries A (group default) and P (group prod), and the fault it must be.
  struct Attack: Sendable, CustomTestStringConvertible {
    let title: String
    let fault: Fault
    let edit: @Sendable ([String], [String]) -> [String]

    init(
      _ title: String, _ fault: Fault, _ edit: @escaping @Sendable ([String], [String]) -> [String]
    ) {
      self.title = title
      self.fault = fault
      self.edit = edit
    }

    var testDescription: String { title }
  }

  enum Fault {
    case damaged, truncated, limit, altered, untrusted, newer, notStore, notMember, missing
  }

  private static let long = String(repeating: "A", count: 300_000)

  static let attacks: [Attack] = [
    Attack("a relocated box", .altered) { lines, _ in
      lines.replacing("A") { $0.with("box", lines.entry("P").field("box")) }
    },
    Attack("swapped names", .altered) { lines, _ in
      lines.map {
        $0.hasPrefix("entry A ") ? $0.named("P") : $0.hasPrefix("entry P ") ? $0.named("A") : $0
      }
    },
    Attack("another group", .altered) { lines, _ in
      lines.replacing("A") { $0.with("group", "prod") }
    },
    Attack("a flipped bit", .altered) { lines, _ in
      lines.replacing("A") { line in
        let box = line.field("box")
        return line.with("box", (box.first == "A" ? "B" : "A") + box.dropFirst())
      }
    },
    Attack("a cut", .truncated) { lines, _ in Array(lines.dropLast()) },
    Attack("an entry twice", .damaged) { lines, _ in lines.inserting(lines.entry("A")) },
    Attack("an entry twice, of another group", .damaged) { lines, _ in
      lines.inserting(lines.entry("A").with("group", "prod"))
    },
    Attack("an unknown kind", .damaged) { lines, _ in lines.inserting("pinn A") },
    Attack("an unknown field", .damaged) { lines, _ in lines.replacing("A") { $0 + " x=1" } },
    Attack("padded base64", .damaged) { lines, _ in
      lines.replacing("A") { $0.with("nonce", $0.field("nonce") + "=") }
    },
    Attack("bits left over in base64", .damaged) { lines, _ in
      lines.replacing("A") { $0.with("by", String($0.field("by").dropLast()) + "B") }
    },
    Attack("a carriage return", .damaged) { lines, _ in lines.replacing("A") { $0 + "\r" } },
    Attack("a giant version", .damaged) { lines, _ in
      lines.replacing("A") { $0.with("v", "99999999999999999999") }
    },
    Attack("a giant line", .limit) { lines, _ in lines.replacing("A") { $0.with("box", long) } },
    Attack("giant counts", .limit) { lines, _ in
      lines.dropLast() + (0...StoreLimits.offers).map { StoreLines.offer("O\($0)") } + ["end"]
    },
    Attack("a later version", .newer) { lines, _ in
      ["secrun-store 2 id=\(lines[0].field("id"))"] + lines.dropFirst()
    },
    Attack("an earlier version", .damaged) { lines, _ in
      ["secrun-store 0 id=\(lines[0].field("id"))"] + lines.dropFirst()
    },
    Attack("no store at all", .notStore) { _, _ in ["PATH=/bin"] },
    Attack("the header of another store", .altered) { lines, other in [other[0]] + lines.dropFirst()
    },
    Attack("the entry of another store", .altered) { lines, other in
      lines.replacing("A") { _ in other.entry("A") }
    },
    Attack("the group of another store", .altered) { lines, other in
      lines.map {
        $0.hasPrefix("group default ") ? other.first { $0.hasPrefix("group default ") } ?? "" : $0
      }
    },
    Attack("an entry of an unknown signer", .untrusted) { lines, _ in
      lines.replacing("A") { $0.with("by", StoreLines.zeroes(32)) }
    },
    Attack("an offer in the place of an entry", .missing) { lines, _ in
      lines.filter { !$0.hasPrefix("entry A ") }.dropLast() + [StoreLines.offer("A"), "end"]
    },
    Attack("no member", .notMember) { lines, _ in lines.filter { !$0.hasPrefix("member ") } },
    Attack("no group", .notMember) { lines, _ in lines.filter { !$0.hasPrefix("group ") } },
    Attack("an older epoch of the group", .altered) { lines, _ in
      lines.map { $0.hasPrefix("group default ") ? $0.with("epoch", "7") : $0 }
    },
  ]

  @Test(arguments: attacks)
  func `is refused, and says what it is`(_ attack: Attack) throws {
    let identity = try SampleStore.identity()
    let lines = try Self.lines(identity)
    let bytes = SampleStore.file(attack.edit(lines, try Self.lines(identity)))
    let error = #expect(throws: StoreError.self) {
      let store = try SampleStore.open(bytes, identity)
      _ = try SampleStore.value(store, "A")
    }
    #expect(error.map(Self.fault) == attack.fault, "\(String(describing: error))")
  }

  private static func lines(_ identity: Identity) throws -> [String] {
    let store = try SampleStore.open(
      SampleStore.bytes([("A", "alpha")], identity: identity), identity)
    _ = try store.makeGroupIfMissing("prod", ownLabel: "me")
    _ = try store.set(
      "P", to: SecretBytes(copying: Array("production".utf8)), note: nil, expires: nil, now: 1,
      group: "prod")
    return SampleStore.lines(store.store.bytes)
  }

  private static func fault(_ error: StoreError) -> Fault? {
    switch error {
    case .damaged, .doubled, .mergeConflict: .damaged
    case .truncated: .truncated
    case .overLimit: .limit
    case .altered: .altered
    case .untrustedSigner: .untrusted
    case .newerVersion: .newer
    case .notAStore: .notStore
    case .notAMember: .notMember
    case .noSecret: .missing
    default: nil
    }
  }
}

extension [String] {
  fileprivate func entry(_ name: String) -> String {
    first { $0.hasPrefix("entry \(name) ") } ?? ""
  }

  fileprivate func replacing(_ name: String, _ change: (String) -> String) -> [String] {
    map { $0.hasPrefix("entry \(name) ") ? change($0) : $0 }
  }

  fileprivate func inserting(_ entry: String) -> [String] { dropLast() + [entry, "end"] }
}
