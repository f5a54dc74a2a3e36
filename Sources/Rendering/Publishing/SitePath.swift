/// Where a file goes in the output: `ada/index.html`.
///
/// Only components of `[a-z0-9.-]` that do not begin with a dot: no way out of the folder, no hidden file, and no name that
/// differs on a file system that ignores case. A name ending in `.gz` is taken by the variant of another file.
public struct SitePath: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Relative to the output folder, with `/` between.
    public let rawValue: String

    /// How many folders a path may have: as deep as leftovers are looked for.
    static let mostFolders = 4

    /// How many bytes a component may have, so that a stage file's longer name still fits in the 255 of most file systems.
    static let maximumComponentLength = 200

    /// Creates a path.
    ///
    /// - Parameter rawValue: The components, with `/` between.
    /// - Throws: ``PublishError/malformedPath(_:)`` for anything but components of our own.
    public init(_ rawValue: String) throws(PublishError) {
        guard Self.isWellFormed(rawValue) else { throw .malformedPath(rawValue) }
        self.rawValue = rawValue
    }

    /// The page of a folder below the output: `<folder>/index.html`.
    ///
    /// - Parameter folder: A username, or the name of a page in `templates/pages`.
    /// - Returns: The path of the folder's page.
    /// - Throws: ``PublishError/malformedPath(_:)`` for a name that is no component of our own.
    public static func page(of folder: String) throws(PublishError) -> SitePath {
        try SitePath(folder + "/index.html")
    }

    /// The folders on the way, outermost first, without the output itself: none for `index.html`.
    var folders: [String] {
        var folders: [String] = []
        for end in rawValue.indices where rawValue[end] == "/" { folders.append(String(rawValue[..<end])) }
        return folders
    }

    /// The path of its gzip variant.
    var gzipped: String { rawValue + ".gz" }

    /// Whether it is in the folder of ``SiteAssets``.
    var isAsset: Bool { rawValue.hasPrefix("assets/") }

    /// Whether it is text, which gains from compression.
    var isText: Bool {
        let name = rawValue.utf8
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return ["html", "css", "js", "json", "svg", "txt", "xml", "webmanifest"]
            .contains(Substring(name[name.index(after: dot)...]))
    }

    /// The dot-file in the same folder in which the bytes for `path` wait.
    static func stage(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." + path + stageSuffix }
        return path[...slash] + "." + path[path.utf8.index(after: slash)...] + stageSuffix
    }

    /// Whether a file's name is that of a stage file.
    static func isStage(_ name: String) -> Bool {
        guard name.hasPrefix("."), name.hasSuffix(stageSuffix) else { return false }
        let inner = name.dropFirst().dropLast(stageSuffix.count)
        return isComponent(Substring(inner).utf8)
    }

    private static let stageSuffix = ".sitegen-stage"

    /// By bytes, as the store orders them.
    public static func < (left: SitePath, right: SitePath) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }

    /// The path itself.
    public var description: String { rawValue }

    private static func isWellFormed(_ text: String) -> Bool {
        let components = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return !text.hasSuffix(".gz") && components.count <= mostFolders + 1 && components.allSatisfy(isComponent)
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
