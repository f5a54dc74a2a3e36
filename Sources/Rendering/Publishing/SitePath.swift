/// The path of a file in the output: `ada/index.html`.
///
/// Only components of `[a-z0-9.-]` that do not begin with a dot, so a path cannot leave the folder, hide a file, or
/// clash with another on a file system that ignores case. Names ending in `.gz` are reserved for the variants of other
/// files.
public struct SitePath: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Relative to the output folder, separated by `/`.
    public let rawValue: String

    /// The most folders in a path, and how deep leftovers are searched for.
    static let mostFolders = 4

    /// The longest component in bytes, so that a stage file's longer name still fits in the 255 of most file systems.
    static let maximumComponentLength = 200

    /// Creates a path.
    ///
    /// - Parameter rawValue: The components, separated by `/`.
    /// - Throws: ``PublishError/malformedPath(_:)`` for any other path.
    public init(_ rawValue: String) throws(PublishError) {
        guard Self.isWellFormed(rawValue) else { throw .malformedPath(rawValue) }
        self.rawValue = rawValue
    }

    /// The page of a folder below the output: `<folder>/index.html`.
    ///
    /// - Parameter folder: A username, or the name of a page in `templates/pages`.
    /// - Returns: The path of the folder's page.
    /// - Throws: ``PublishError/malformedPath(_:)`` if the name is not a valid component.
    public static func page(of folder: String) throws(PublishError) -> SitePath {
        try SitePath(folder + "/index.html")
    }

    /// The parent folders, outermost first, without the output itself; none for `index.html`.
    var folders: [String] {
        var folders: [String] = []
        for end in rawValue.indices where rawValue[end] == "/" { folders.append(String(rawValue[..<end])) }
        return folders
    }

    /// The path of its gzip variant.
    var gzipped: String { rawValue + ".gz" }

    /// Whether it is in the folder of ``SiteAssets``.
    var isAsset: Bool { rawValue.hasPrefix("assets/") }

    /// Whether it is text, which is worth compressing.
    var isText: Bool {
        let name = rawValue.utf8
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return ["html", "css", "js", "json", "svg", "txt", "xml", "webmanifest"]
            .contains(Substring(name[name.index(after: dot)...]))
    }

    /// By bytes, like the store.
    public static func < (left: SitePath, right: SitePath) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }

    /// The path itself.
    public var description: String { rawValue }

    private static func isWellFormed(_ text: String) -> Bool {
        var folders = 0
        var rest = text.utf8[...]
        while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
            guard isComponent(rest[..<slash]) else { return false }
            folders += 1
            rest = rest[rest.index(after: slash)...]
        }
        return folders <= mostFolders && isComponent(rest) && !text.hasSuffix(".gz")
    }

    static func isComponent(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first, first != UInt8(ascii: "."), bytes.count <= maximumComponentLength else {
            return false
        }
        return bytes.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
    }
}
