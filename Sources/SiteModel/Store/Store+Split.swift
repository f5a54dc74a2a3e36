import Foundation
import GRDB

extension Store {
    /// Divides the store into those of several shards, in a new folder; this one stays as it is.
    ///
    /// Of a store that has everything, the lists become a store as well. Nobody may change users meanwhile.
    ///
    /// - Parameters:
    ///   - count: How many shards the site has afterwards.
    ///   - folder: The folder, which appears when all stores are complete.
    ///   - progress: Called with the number of complete stores, and how many there will be.
    /// - Returns: The new stores.
    /// - Throws: ``SplitError``; ``StoreError`` if this store cannot be read.
    public func split(
        into count: Int, at folder: String, progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws -> [StoreSplit.Part] {
        let parts = try parts(of: count)
        guard !FileManager.default.fileExists(atPath: folder) else { throw SplitError.exists(path: folder) }
        let staged = "\(folder).\(getpid()).partial"
        try? FileManager.default.removeItem(atPath: staged)
        defer { try? FileManager.default.removeItem(atPath: staged) }
        do {
            try FileManager.default.createDirectory(
                atPath: staged, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw SplitError.notWritable(path: folder, reason: "its folder does not exist, or cannot be written")
        }
        var made: [StoreSplit.Part] = []
        var all = (users: 0, plays: 0)
        for (done, part) in parts.enumerated() {
            progress(done, parts.count)
            let name = if case .shard(let shard) = part { "shard-\(shard.index).sqlite" } else { "lists.sqlite" }
            let counts: (users: Int, plays: Int)
            do {
                counts = try StoreSplit(part: part, source: path).make("\(staged)/\(name)")
            } catch let error as DatabaseError {
                throw SplitError.notWritable(path: "\(folder)/\(name)", reason: error.message ?? "the disk gave up")
            } catch let error as FileError {
                throw SplitError.notWritable(path: "\(folder)/\(name)", reason: error.description)
            }
            all = (all.users + counts.users, all.plays + counts.plays)
            made.append(StoreSplit.Part(path: "\(folder)/\(name)", part: part, users: counts.users))
        }
        guard try await read({ [all] in try StoreSplit.counts($0) == all }) else {
            throw SplitError.unusable(path: folder, reason: "users or plays changed meanwhile, or are missing")
        }
        do {
            try AtomicFile.publish(staged, as: folder, replacing: true)
        } catch {
            throw SplitError.notWritable(path: folder, reason: error.description)
        }
        return made
    }

    private func parts(of count: Int) throws -> [StorePart] {
        switch part {
        case .whole:
            guard let shards = Shard(index: 0, of: 1)?.parts(of: count), count > 1 else {
                throw SplitError.cannotDivide(path: path, part: part, count: count)
            }
            return shards.map { .shard($0) } + [.lists]
        case .shard(let shard):
            guard let shards = shard.parts(of: count), shards.count > 1 else {
                throw SplitError.cannotDivide(path: path, part: part, count: count)
            }
            return shards.map { .shard($0) }
        case .lists: throw SplitError.cannotDivide(path: path, part: part, count: count)
        }
    }
}

/// Why a store was not divided; nothing was changed.
public enum SplitError: Error, Equatable, CustomStringConvertible {
    /// A site cannot have that number of shards.
    case cannotDivide(path: String, part: StorePart, count: Int)
    /// Something with that name exists.
    case exists(path: String)
    /// The new stores cannot be written there.
    case notWritable(path: String, reason: String)
    /// A new store was written, but cannot be used.
    case unusable(path: String, reason: String)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .cannotDivide(let path, .whole, let count):
            "\(path) cannot be divided into \(count) shards: a site can have 2 to \(Shard.buckets)"
        case .cannotDivide(let path, .lists, _):
            "\(path) has no users, only the lists of all shards, and is never divided"
        case .cannotDivide(let path, .shard(let shard), let count):
            "\(path) is shard \(shard), and cannot be one of \(count): name a multiple of \(shard.count), such as "
                + "\(2 * shard.count), of at most \(Shard.buckets)"
        case .exists(let path): "\(path) is there already; name a new folder"
        case .notWritable(let path, let reason):
            "cannot write \(path): \(reason); check the folder, its permissions and the space on its disk"
        case .unusable(let path, let reason):
            "the databases for \(path) cannot be used (\(reason)), so they were deleted; run 'sitegen verify', then try again"
        }
    }
}
