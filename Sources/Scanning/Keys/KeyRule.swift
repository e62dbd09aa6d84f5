// SPDX-License-Identifier: Apache-2.0

/// A kind of key that gives itself away by how it is written.
package struct KeyRule: Equatable, Sendable {
  /// How a key goes on behind its first letters.
  enum Form: Equatable, Sendable {
    /// So many of these bytes, and then none of them.
    case letters(KeyAlphabet, ClosedRange<Int>)
    /// The header of a private key in PEM (RFC 7468 §10 and its older kin).
    case privateKeyHeader
    /// `user:password@` behind `://` (RFC 3986 §3.2.1).
    case password
    /// The credentials of an `Authorization` header (RFC 9110 §11.6.2).
    case credentials
  }

  /// A word for machines, such as `github-token`.
  package let id: String
  /// What people call it, with its article.
  package let title: String
  /// How such keys begin; any of these.
  package let beginnings: [String]
  let form: Form

  /// All rules; the first that fits names a place.
  package static let all: [KeyRule] =
    vendors + [
      KeyRule(
        id: "private-key", title: "a private key in PEM", beginnings: ["-----BEGIN "],
        form: .privateKeyHeader),
      KeyRule(
        id: "url-password", title: "a password in a URL", beginnings: ["://"], form: .password),
      KeyRule(
        id: "authorization-header", title: "the credentials of an Authorization header",
        beginnings: ["Authorization", "authorization", "AUTHORIZATION"], form: .credentials),
    ]

  /// By the vendors' own documents; kinds without a beginning of their own are left out.
  private static let vendors: [KeyRule] = [
    .init("aws-access-key", "an AWS access key", ["AKIA", "ASIA"], .capitals, 16...16),
    .init(
      "github-token", "a GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], .alphanumeric,
      36...255),
    .init("github-token", "a GitHub token", ["github_pat_"], .word, 60...255),
    .init("gitlab-token", "a GitLab token", ["glpat-"], .dashed, 20...255),
    .init(
      "slack-token", "a Slack token", ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-"],
      .dashed, 20...255),
    .init(
      "stripe-key", "a Stripe key", ["sk_live_", "rk_live_", "whsec_"], .alphanumeric, 20...255),
    .init("anthropic-key", "an Anthropic key", ["sk-ant-"], .dashed, 32...255),
    .init(
      "openai-key", "an OpenAI key", ["sk-proj-", "sk-svcacct-", "sk-admin-"], .dashed, 32...255),
    .init("openai-key", "an OpenAI key", ["sk-"], .alphanumeric, 40...64),
    .init("google-api-key", "a Google API key", ["AIza"], .dashed, 35...35),
    .init("npm-token", "an npm token", ["npm_"], .alphanumeric, 36...36),
    .init("pypi-token", "a PyPI token", ["pypi-AgE"], .dashed, 50...1024),
    .init("hugging-face-token", "a Hugging Face token", ["hf_"], .alphanumeric, 30...64),
    .init("sendgrid-key", "a SendGrid key", ["SG."], .dotted, 60...80),
    .init(
      "digitalocean-token", "a DigitalOcean token", ["dop_v1_", "doo_v1_", "dor_v1_"],
      .alphanumeric, 64...64),
  ]

  private init(
    _ id: String, _ title: String, _ beginnings: [String], _ alphabet: KeyAlphabet,
    _ count: ClosedRange<Int>
  ) {
    self.init(id: id, title: title, beginnings: beginnings, form: .letters(alphabet, count))
  }

  private init(id: String, title: String, beginnings: [String], form: Form) {
    self.id = id
    self.title = title
    self.beginnings = beginnings
    self.form = form
  }
}

/// The bytes that a kind of key is made of.
enum KeyAlphabet: Equatable, Sendable {
  /// A–Z and digits.
  case capitals
  /// Letters and digits.
  case alphanumeric
  /// Letters, digits and `_`.
  case word
  /// Letters, digits, `_` and `-`.
  case dashed
  /// Letters, digits, `_`, `-` and `.`.
  case dotted

  func contains(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "a")...UInt8(ascii: "z"): self != .capitals
    case UInt8(ascii: "_"): [.word, .dashed, .dotted].contains(self)
    case UInt8(ascii: "-"): [.dashed, .dotted].contains(self)
    case UInt8(ascii: "."): self == .dotted
    default: false
    }
  }
}
