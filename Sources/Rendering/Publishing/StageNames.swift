import SiteModel

/// The names of files that a build has not put in place yet.
///
/// Several stores may build into one folder at a time: each one knows its own files by their names, and deletes no others.
struct StageNames: Sendable {
    private let suffix: String
    /// The file at the top of the output that says that there may be stage files.
    let marker: String

    init(_ part: StorePart = .whole) {
        let owner =
            switch part {
            case .whole: ""
            case .shard(let shard): "-\(shard.index)"
            case .lists: "-lists"
            }
        suffix = ".sitegen-stage" + owner
        marker = ".sitegen-staging" + owner
    }

    /// The dot-file in the same folder in which the bytes for `path` are staged.
    func stage(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." + path + suffix }
        return path[...slash] + "." + path[path.utf8.index(after: slash)...] + suffix
    }

    /// Whether a file's name is that of a stage file of this store.
    func isStage(_ name: String) -> Bool {
        guard name.hasPrefix("."), name.hasSuffix(suffix) else { return false }
        let inner = name.dropFirst().dropLast(suffix.count)
        return SitePath.isComponent(Substring(inner).utf8)
    }
}
