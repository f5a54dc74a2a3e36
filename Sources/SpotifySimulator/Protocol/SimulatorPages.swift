extension SpotifySimulator {
    /// What only a simulator has: the list of accounts, and an account's listening history.
    func simulatorPage(_ incoming: Incoming) -> Answer {
        let path = incoming.path.map { Percent.decoded($0) }
        guard incoming.method == "GET" else { return .apiError(405, "Method not allowed") }
        switch path.count {
        case 2 where path[1] == "accounts":
            return .json(
                .array(
                    accounts.map { account in
                        [
                            "key": .string(account.key), "id": .string(account.id),
                            "username": .string(account.suggestedUsername), "label": .string(account.label),
                        ]
                    }))
        case 4 where path[1] == "accounts" && path[3] == "history":
            guard account(path[2]) != nil else { return .apiError(404, "No such account") }
            let name = "attachment; filename=\"Streaming_History_Audio.json\""
            return Answer(status: 200, body: Array(history(of: path[2])), headers: [("content-disposition", name)])
        default: return .apiError(404, "Service not found")
        }
    }
}
