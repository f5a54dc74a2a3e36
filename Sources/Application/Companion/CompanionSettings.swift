import Foundation
package import SiteModel

/// What concerns the web companion.
package struct CompanionSettings: Hashable, Sendable {
    /// Where `sitegen serve` listens: `unix:PATH` or `ADDRESS:PORT`.
    package var listen: ListenAddress
    /// Where browsers reach it; `nil` when neither `companion.url` nor `site.baseURL` is set.
    package var address: CompanionAddress?
    /// Whether pages link to it: `companion.url` is set, since a site without a companion has nowhere to link to.
    package var isAnnounced: Bool
    /// Who may sign up.
    package var signUp: SignUp
    /// The usernames of those who see the health of all users.
    package var admins: Set<String>

    /// Reads and checks the settings.
    ///
    /// - Parameters:
    ///   - sources: Where values come from.
    ///   - baseURL: `site.baseURL`, below which the companion is unless `companion.url` says otherwise.
    /// - Throws: ``SettingsError``.
    init(_ sources: SettingSources, baseURL: String?) throws {
        listen = try sources.listenAddress(.companionListen)
        address = try sources.value(
            .companionURL, expected: "https and a path that ends in /account/ (plain http only on 127.0.0.1)"
        ) { try? CompanionAddress($0) }
        isAnnounced = address != nil
        // A site on plain http is no mistake: it has no companion.
        if address == nil, let baseURL { address = try? CompanionAddress(baseURL + "/account/") }
        signUp = try sources.required(.companionSignUp, expected: "'closed', 'invited' or 'open'") {
            SignUp(rawValue: $0)
        }
        let names = try sources.value(.companionAdmins, expected: "usernames, separated by commas") { text in
            let names = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            return names.allSatisfy(FolderName.isWellFormed) ? Set(names) : nil
        }
        admins = names ?? []
    }
}

/// Where a server listens.
package enum ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A socket in the file system, to which only those can speak who may write to it.
    case socket(path: String)
    /// A port of this machine.
    case port(host: String, Int)

    /// Reads `unix:PATH` or `127.0.0.1:PORT`; `nil` for anything else, and for a host that is not this machine.
    ///
    /// - Parameters:
    ///   - text: The value of the setting.
    ///   - folder: Where a relative path of a socket begins.
    package init?(_ text: String, in folder: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst("unix:".count)).absolutePath(in: folder)
            // What fits into the kernel's `sockaddr_un`.
            guard text.count > "unix:".count, path.utf8.count < 104 else { return nil }
            self = .socket(path: path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        let host = String(text[..<colon])
        guard ["127.0.0.1", "[::1]", "localhost"].contains(host) else { return nil }
        self = .port(host: host == "[::1]" ? "::1" : host, port)
    }

    package var description: String {
        switch self {
        case .socket(let path): "unix:\(path)"
        case .port(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    /// The address with the port that was really taken, where any free one was asked for.
    package func listening(on port: Int?) -> ListenAddress {
        if case .port(let host, 0) = self, let port { .port(host: host, port) } else { self }
    }
}
