import Synchronization

extension SpotifySimulator {
    /// Answers one request: faults first, then the route; and logs it.
    func answer(to incoming: Incoming) async -> Answer {
        let accountID = accountID(of: incoming)
        let at = now
        let (number, fault) = state.withLock { state in
            state.begin(incoming.route)
            state.arrivals += 1
            return (state.arrivals, state.takeFault(for: incoming.route, account: accountID))
        }
        if case .delay(let duration) = fault {
            // Only stop() cancels this, and then nobody waits for the answer.
            try? await Task.sleep(for: duration)
        }
        let answer = fault?.answer() ?? routed(incoming)
        let sent = fault.map { $0.spoil(answer) } ?? answer
        state.withLock { state in
            state.end(incoming.route)
            state.requests.append(
                SimulatedRequest(
                    number: number, route: incoming.route, method: incoming.method, accountID: accountID,
                    detail: incoming.detail, status: sent.status, at: at))
        }
        return sent
    }

    private func routed(_ incoming: Incoming) -> Answer {
        switch incoming.route {
        case .authorize: incoming.method == "GET" ? authorize(incoming) : .text(405, "Method not allowed")
        case .token: incoming.method == "POST" ? token(incoming) : .text(405, "Method not allowed")
        case .simulator: simulatorPage(incoming)
        default: webAPI(incoming)
        }
    }

    /// The account that a request is for; a token that no longer works still names it.
    private func accountID(of incoming: Incoming) -> String? {
        switch incoming.route {
        case .authorize: return incoming.query["login"]
        case .token:
            if let code = incoming.form["code"] { return state.withLock { $0.codes[code]?.accountID } }
            return incoming.form["refresh_token"].flatMap { mint.claims($0, kind: .refresh)?.accountID }
        case _ where incoming.route.isWebAPI:
            return incoming.bearer.flatMap { mint.claims($0, kind: .access)?.accountID }
        default: return nil
        }
    }
}

extension SimulatorState {
    fileprivate mutating func begin(_ route: SimulatedRoute) {
        running[route, default: 0] += 1
        peaks[route] = max(peaks[route] ?? 0, running[route] ?? 0)
    }

    fileprivate mutating func end(_ route: SimulatedRoute) { running[route, default: 1] -= 1 }
}
