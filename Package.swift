// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "secrun",
  products: [
    .executable(name: "secrun", targets: ["secrun"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // The C side: libsodium, and the libc calls that Swift cannot see.
    .systemLibrary(
      name: "CSodium",
      pkgConfig: "libsodium",
      providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]
    ),
    .target(name: "CPosix", exclude: ["link"]),

    // The two doors: the only Swift targets that may say `unsafe`.
    .target(name: "SecretMemory", dependencies: ["CSodium", "CPosix"]),
    .target(name: "SystemCalls", dependencies: ["CPosix", "SecretMemory"]),

    // The stages: store → scope → environment → spawn → redact → exit.
    .target(name: "SecretStore", dependencies: ["SecretMemory", "SystemCalls"]),
    .target(name: "Scoping"),
    .target(name: "ChildEnvironment", dependencies: ["SecretMemory"]),
    .target(name: "Spawning", dependencies: ["SystemCalls", "ChildEnvironment"]),
    .target(name: "Redaction", dependencies: ["SecretMemory"]),
    .target(name: "Auditing", dependencies: ["SecretMemory", "SystemCalls"]),

    .target(
      name: "Scanning",
      dependencies: ["Redaction", "ChildEnvironment", "SystemCalls", "SecretMemory"]),

    // The flow, and the command line in front of it.
    .target(
      name: "Running",
      dependencies: [
        "SecretStore", "Scoping", "ChildEnvironment", "Spawning", "Redaction", "Scanning",
        "Auditing", "SystemCalls", "SecretMemory",
      ]
    ),
    .executableTarget(
      name: "secrun",
      dependencies: [
        "Running",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      linkerSettings: [
        .unsafeFlags(["-use-ld=lld"]),
        // One file that needs nothing, at a fixed address, as Go's programs are: loading and relocating libraries
        // would cost each start more than all of secrun's cryptography, nothing can be preloaded into it, and it
        // runs in an empty container. Stack, heap and the arena stay where the kernel throws them.
        .unsafeFlags(
          [
            "-static-executable", "-Xlinker", "--strip-all", "-Xlinker", "--wrap=readlink",
            "-Xlinker", "\(Context.packageDirectory)/Sources/CPosix/link/unwinding.ld",
          ], .when(configuration: .release)),
      ]
    ),

    // Tests: one target per module, one file per source file; golden scripts for the command line.
    .testTarget(name: "SecretMemoryTests", dependencies: ["SecretMemory"]),
    .testTarget(
      name: "SystemCallsTests",
      dependencies: ["SystemCalls", "CPosix", "SecretMemory", "TestKit"]),
    .testTarget(
      name: "SecretStoreTests",
      dependencies: ["SecretStore", "SystemCalls", "SecretMemory", "TestKit"],
      exclude: ["Importing/RealParsers"]),
    .testTarget(name: "ScopingTests", dependencies: ["Scoping"]),
    .testTarget(name: "ChildEnvironmentTests", dependencies: ["ChildEnvironment", "SecretMemory"]),
    .testTarget(
      name: "SpawningTests",
      dependencies: ["Spawning", "ChildEnvironment", "SystemCalls", "SecretMemory", "TestKit"]),
    .testTarget(name: "RunningTests", dependencies: ["Running"]),
    .testTarget(
      name: "RedactionTests", dependencies: ["Redaction", "SecretMemory", "TestKit"],
      exclude: ["Resources"]),
    .testTarget(
      name: "ScanningTests",
      dependencies: ["Scanning", "Redaction", "SystemCalls", "SecretMemory", "TestKit"]),
    .testTarget(
      name: "AuditingTests", dependencies: ["Auditing", "SystemCalls", "SecretMemory", "TestKit"]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["secrun", "Scoping", "TestKit"],
      exclude: ["Scripts", "FailingScripts"]),
    .testTarget(name: "HouseRulesTests", dependencies: ["secrun", "TestKit"]),
    .testTarget(name: "TestKitTests", dependencies: ["TestKit"]),

    // What tests share: starting programs with pipes or on a terminal, and watching them.
    .target(name: "CTestKit", path: "Tests/CTestKit"),
    .target(name: "TestKit", dependencies: ["CTestKit"], path: "Tests/TestKit"),

    // Benchmarks, never timed assertions.
    .executableTarget(
      name: "RedactionBenchmark", dependencies: ["Redaction", "SecretMemory"],
      path: "Tests/Benchmarks/Redaction"),
  ],
  swiftLanguageModes: [.v6]
)

// Fuzzers need their own runtime, so they are built only when asked for; Tests/Fuzzing/fuzz.sh does.
if Context.environment["SECRUN_FUZZ"] != nil {
  func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
      name: "Fuzz\(name)", dependencies: dependencies, path: "Tests/Fuzzing/\(name)",
      swiftSettings: [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
  }
  package.targets += [
    fuzzer("Redactor", ["Redaction", "SecretMemory"]),
    fuzzer("Identity", ["SecretStore", "SecretMemory"]),
    fuzzer("StoreFormat", ["SecretStore", "SecretMemory"]),
  ]
  // The parsers tell the fuzzer which way an input took.
  for target in package.targets where target.name == "SecretStore" {
    target.swiftSettings = [.unsafeFlags(["-sanitize=fuzzer"])]
  }
}

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
for target in package.targets where [.regular, .executable, .test].contains(target.type) {
  target.swiftSettings = (target.swiftSettings ?? []) + strict
}
