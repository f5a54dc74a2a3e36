import Foundation

/// The fixture files next to the tests.
enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    static func data(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }
}

/// Recorded answers from the real Spotify, if this machine has them: they are not part of the project.
enum Recorded {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/recorded/spotify")

    static var isPresent: Bool {
        FileManager.default.fileExists(atPath: folder.path(percentEncoded: false))
    }

    static func data(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    /// The same answer reduced to what an app in Development Mode gets.
    static func reduced(_ name: String) throws -> Data {
        let answer = try JSONSerialization.jsonObject(with: data(name))
        return try JSONSerialization.data(withJSONObject: reduce(answer))
    }

    private static let removed: [String: Set<String>] = [
        "artist": ["popularity", "followers", "genres"],
        "track": ["popularity", "available_markets", "linked_from"],
        "album": ["popularity", "label", "album_group", "available_markets"],
        "user": ["country", "email", "product", "explicit_content", "followers"],
    ]

    private static func reduce(_ value: Any) -> Any {
        if let list = value as? [Any] { return list.map(reduce) }
        guard var object = value as? [String: Any] else { return value }
        for key in removed[object["type"] as? String ?? ""] ?? [] { object[key] = nil }
        if object["type"] as? String == "user" { object["account_id"] = "acc-of-a-test" }
        return object.mapValues(reduce)
    }
}
