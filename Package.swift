// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let jwtKit: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")

let package = Package(
    name: "sitegen",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "sitegen", targets: ["sitegen"]),
        .executable(name: "spotify-simulator", targets: ["spotify-simulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(name: "CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
        .systemLibrary(
            name: "CDeflate", pkgConfig: "libdeflate",
            providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
        .systemLibrary(name: "CSyncFS"),
        .systemLibrary(
            name: "CArchive", pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
        .target(
            name: "SiteModel",
            dependencies: [grdb, sqlite, crypto, .product(name: "SystemPackage", package: "swift-system")]),
        .target(
            name: "SyncRunner",
            dependencies: ["SiteModel", "CArchive", httpClient, nioCore, nioPosix, nioHTTP1, crypto, logging]),
        // Loads pango and cairo itself when it draws, so that neither a build nor a start depends on them.
        .target(name: "ShareImages", dependencies: ["CDeflate"]),
        .target(
            name: "Rendering", dependencies: ["SiteModel", "ShareImages", "CCMark", "CDeflate", "CSyncFS", crypto]),
        .target(
            name: "SpotifySimulator",
            dependencies: [
                hummingbird, httpTypes, nioCore, crypto, logging,
            ]),
        .executableTarget(name: "spotify-simulator", dependencies: ["SpotifySimulator", argumentParser]),
        .target(
            name: "Application",
            dependencies: [
                "SiteModel", "SyncRunner", "Rendering", "ShareImages", hummingbird, httpTypes, nioCore, logging,
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "Companion",
            dependencies: [
                "Application", "SiteModel", "SyncRunner", "Rendering", hummingbird, hummingbirdCore, httpTypes, nioCore,
                nioPosix,
                unixSignals, serviceLifecycle, jwtKit, crypto, logging,
            ]),
        .executableTarget(
            name: "sitegen",
            dependencies: [
                "Application", "Companion", "SiteModel", "SyncRunner", "Rendering", "SpotifySimulator", argumentParser,
                logging,
            ]),
        .systemLibrary(name: "CZlib", path: "Tests/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CGumbo", path: "Tests/CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
        .testTarget(name: "SiteModelTests", dependencies: ["SiteModel", "TestSupport", grdb]),
        .testTarget(
            name: "SyncRunnerTests",
            dependencies: [
                "SyncRunner", "SiteModel", "SpotifySimulator", "TestSupport", "SpotifyTestSupport", grdb, logging,
            ],
            exclude: ["Fixtures"]),
        // Two targets, so that a change of SyncRunner does not rebuild the tests of Rendering.
        .target(
            name: "TestSupport", dependencies: ["SiteModel", "CGumbo", "CZlib", grdb, logging],
            path: "Tests/TestSupport"),
        .target(
            name: "SpotifyTestSupport",
            dependencies: ["SiteModel", "SyncRunner", "SpotifySimulator", httpClient, nioCore, nioHTTP1],
            path: "Tests/SpotifyTestSupport"),
        .testTarget(
            name: "RenderingTests", dependencies: ["Rendering", "ShareImages", "SiteModel", "TestSupport", grdb],
            exclude: ["__Snapshots__"]),
        .testTarget(name: "ShareImagesTests", dependencies: ["ShareImages", "TestSupport", "CZlib"]),
        .testTarget(
            name: "SpotifySimulatorTests", dependencies: ["SpotifySimulator", httpClient, nioCore, nioHTTP1, crypto]),
        .testTarget(
            name: "ApplicationTests",
            dependencies: [
                "Application", "SiteModel", "SyncRunner", "Rendering", "SpotifySimulator", "TestSupport",
                "SpotifyTestSupport",
            ]),
        .testTarget(
            name: "CompanionTests",
            dependencies: [
                "Companion", "Application", "SiteModel", "SyncRunner", "Rendering", "SpotifySimulator", "TestSupport",
                "SpotifyTestSupport", hummingbird, httpTypes, httpClient, nioCore, nioHTTP1, jwtKit, crypto, logging,
            ]),
        .testTarget(
            name: "sitegenTests",
            dependencies: [
                "sitegen", "spotify-simulator", "SiteModel", "SyncRunner", "SpotifySimulator", "TestSupport",
                "SpotifyTestSupport", httpClient, grdb,
            ]),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Application", "Companion", "SiteModel", "SyncRunner", "Rendering", "TestSupport", httpTypes,
            ],
            path: "Tests/Fuzzing/Targets"),
        .testTarget(name: "FuzzingTests", dependencies: ["FuzzTargets", "TestSupport"]),
    ]
)

// libFuzzer's program, by `make fuzz` only: it counts which code ran in all targets of this package.
if Context.environment["SITEGEN_FUZZING"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzzing/Program",
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
    for target in package.targets where [.regular, .executable].contains(target.type) {
        target.swiftSettings = [.unsafeFlags(["-sanitize=fuzzer"])]
    }
}

for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
