extension SimulatorWorld {
    /// Which hand-made listeners a world begins with; further ones are rolled.
    package enum Cast: Sendable {
        /// Likeable people with a long past: to show a site with.
        case friendly
        /// Hostile names and unusual habits among them: to test a site with.
        case hostile

        var drafts: [HandMadeListeners.Draft] {
            switch self {
            case .friendly: HandMadeListeners.friendly
            case .hostile: HandMadeListeners.hostile
            }
        }

        /// How many days before the present a listener's plays begin.
        ///
        /// - Parameters:
        ///   - key: The listener's key.
        ///   - usual: For most.
        /// - Returns: Twice as many for some friendly ones, so that there are years to look back on.
        func historyDays(of key: String, usual: Int) -> Int {
            guard self == .friendly else { return usual }
            return switch key {
            case "one-album", "holiday": usual * 2
            case "newcomer": min(usual, 13)
            default: usual
            }
        }

        func draft(_ number: Int, seed: UInt64) -> HandMadeListeners.Draft {
            number < drafts.count ? drafts[number] : RolledListeners.draft(number, seed: seed)
        }
    }

    /// The usernames that the first listeners of any cast suggest.
    package static func usernames(seed: UInt64 = 1, listeners: Int) -> Set<String> {
        let casts = [Cast.friendly, .hostile]
        return Set(casts.flatMap { cast in (0..<listeners).map { cast.draft($0, seed: seed).username } })
    }
}
