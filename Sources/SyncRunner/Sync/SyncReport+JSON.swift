import SiteModel

extension SyncReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case due, synced, skipped, failed, left, newPlays, requests, gateClosedUntil, users
    }

    /// Writes the `sync` part of the document, with `null` for missing values.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(due, forKey: .due)
        try fields.encode(synced, forKey: .synced)
        try fields.encode(skipped, forKey: .skipped)
        try fields.encode(failed, forKey: .failed)
        try fields.encode(left, forKey: .left)
        try fields.encode(newPlays, forKey: .newPlays)
        try fields.encode(requests, forKey: .requests)
        // `encode`, not `encodeIfPresent`: readers rely on every key.
        try fields.encode(gateClosedUntil?.roundedUpToSeconds.description, forKey: .gateClosedUntil)
        try fields.encode(users, forKey: .users)
    }
}
