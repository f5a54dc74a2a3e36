import Foundation
import SiteModel

@testable import SyncRunner

extension FuzzTarget {
    /// An answer of Spotify: the first byte chooses the question, the second the status, the rest is the body.
    static let answers = FuzzTarget(name: "answers") { bytes in
        guard bytes.count > 2, let api = try? ServiceAddress("http://127.0.0.1/v1", setting: "fuzz") else { return }
        let response = HTTPResponse(
            status: [200, 200, 200, 200, 400, 401, 403, 404][Int(bytes[1] % 8)], body: Data(bytes.dropFirst(2)))
        let sender = HTTPSender(transport: HTTPTransport { _ in response })
        let client = SpotifyClient(api: api, sender: sender)
        let tokens = TokenEndpoint(app: SpotifyApp(clientID: "fuzz", accounts: api, api: api), sender: sender)
        do {
            switch bytes[0] % 5 {
            case 0: check(try await client.recentlyPlayed(Secret("token")).items.map(\.track.name))
            case 1: check(try await client.topArtists(over: .shortTerm, Secret("token")).items.map(\.name))
            case 2: check(try await client.topTracks(over: .shortTerm, Secret("token")).items.map(\.name))
            case 3: check([try await client.currentUser(Secret("token")).displayName ?? ""])
            default: _ = try await tokens.refresh(Secret("token"))
            }
        } catch {
            precondition("\(error)".utf8.count < 2000, "an answer must not fill a log")
        }
    }

    private static func check(_ names: [String]) {
        for name in names {
            precondition(
                name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
                "a name has a control character")
        }
    }

    /// A history file.
    static let history = FuzzTarget(name: "history") { bytes in
        read(ByteSource(bytes), limit: bytes.count)
    }

    /// A zip with history files.
    static let zips = FuzzTarget(name: "zips") { bytes in
        let limits = HistoryArchive.Limits(entry: 1 << 20, total: 2 << 20, entries: 50)
        withFile(bytes) { path in
            do {
                let archive = try HistoryArchive(path: path, limits: limits)
                while try archive.nextHistory() != nil { read(archive.source(), limit: Int(limits.total)) }
            } catch {
                precondition("\(error)".utf8.count < 2000, "a file must not fill a log")
            }
        }
    }

    private static func read(_ source: ByteSource, limit: Int) {
        var reader = JSONListReader(source)
        var batch = HistoryBatch(includesPrivate: false, now: Instant(milliseconds: 1_795_348_800_000))
        var rows = 0
        while true {
            do {
                guard let row = try reader.nextRow() else { break }
                if case .broken(let problem) = batch.add(row) { precondition(problem.utf8.count < 200) }
            } catch is JSONListReader.Malformed {
                // The next row can be read.
            } catch {
                break
            }
            rows += 1
            precondition(rows <= limit, "there are more rows than bytes")
        }
        for play in batch.take() { precondition((30_000...86_400_000).contains(play.play.listenedMs)) }
    }
}

extension ByteSource {
    /// Bytes in memory.
    fileprivate init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        self.init { buffer in
            let count = min(buffer.count, rest.count)
            rest.prefix(count).withUnsafeBytes { buffer.copyMemory(from: $0) }
            rest = rest.dropFirst(count)
            return count
        }
    }
}
