extension SpotifySimulator {
    /// What only a simulator has: the list of accounts, and an account's export.
    func simulatorPage(_ incoming: Incoming) -> Answer {
        let path = incoming.path.map { Percent.decoded($0, plusIsSpace: false) }
        guard incoming.method == "GET", path.count >= 2, path[1] == "accounts" else {
            return .apiError(404, "Service not found")
        }
        if path.count == 2 { return .json(.array(accounts.map(listed))) }
        guard let account = account(path[2]) else { return .apiError(404, "No such account") }
        switch path.dropFirst(3) {
        case []: return .json(listed(account))
        case ["export"]:
            let name = "attachment; filename=\"Streaming_History_Audio.json\""
            return Answer(
                status: 200, body: Array(exportFile(for: account.id)), headers: [("content-disposition", name)])
        default: return .apiError(404, "Service not found")
        }
    }

    private func listed(_ account: SimulatedAccount) -> JSON {
        .object([
            ("key", .string(account.key)), ("id", .string(account.id)), ("account_id", .string(account.accountID)),
            ("display_name", .optional(account.displayName)), ("username", .string(account.suggestedUsername)),
            ("bio", .string(account.bio)), ("time_zone", .string(account.timeZone)), ("label", .string(account.label)),
        ])
    }

    func image(_ incoming: Incoming) -> Answer {
        let name = incoming.path.last.map(String.init) ?? ""
        guard name.utf8.count <= 64, !name.isEmpty, name.utf8.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit })
        else { return .text(404, "Not found") }
        return Answer(
            status: 200, type: "image/svg+xml", body: Array(Artwork.svg(name)),
            headers: [("cache-control", "max-age=86400")])
    }
}
