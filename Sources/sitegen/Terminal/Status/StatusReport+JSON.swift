import Application
import Rendering
import SiteModel
import SyncRunner

/// The shape is described in `docs/status.md`.
extension StatusReport: Encodable {
    private enum Key: String, CodingKey {
        case at, isWell, attention, users, gate, pages, images, run
    }

    private struct AttentionShape: Encodable {
        var kind: String
        var user: String?
        var message: String

        private enum Key: String, CodingKey { case kind, user, message }

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(kind, forKey: .kind)
            try fields.encode(user, forKey: .user)
            try fields.encode(message, forKey: .message)
        }
    }

    private struct GateShape: Encodable {
        var until: String
        var reason: String
    }

    private struct ImagesShape: Encodable {
        var of: String
        var missingPackages: [String]
    }

    private struct RunShape: Encodable {
        var process: Int?

        private enum Key: String, CodingKey { case process }

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(process, forKey: .process)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(at.wholeSeconds.description, forKey: .at)
        try fields.encode(attention.isEmpty, forKey: .isWell)
        try fields.encode(
            attention.map { AttentionShape(kind: $0.kind.rawValue, user: $0.user?.rawValue, message: $0.message) },
            forKey: .attention)
        try fields.encode(users.map { UserShape(user: $0, at: at) }, forKey: .users)
        try fields.encode(
            gate.map { GateShape(until: $0.notBefore.roundedUpToSeconds.description, reason: $0.reason) }, forKey: .gate
        )
        try fields.encode(
            pages.map { pages in
                Dictionary(uniqueKeysWithValues: PageState.allCases.map { ($0.rawValue, pages[$0] ?? 0) })
            }, forKey: .pages)
        try fields.encode(ImagesShape(of: images.choice.rawValue, missingPackages: images.missing), forKey: .images)
        try fields.encode(run.map { RunShape(process: $0.process) }, forKey: .run)
    }

    private struct UserShape: Encodable {
        var user: User
        var at: Instant

        private enum Key: String, CodingKey {
            case username, connection, lastSuccessAt, lastFailureAt, lastErrorClass, isFailing, isOverdue
            case syncIntervalSeconds, gaps, gapSeconds, authorizationEndsAt, authorizationDaysLeft
        }

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(user.username.rawValue, forKey: .username)
            try fields.encode(user.connection?.rawValue ?? "none", forKey: .connection)
            try fields.encode(user.lastSuccessAt?.wholeSeconds.description, forKey: .lastSuccessAt)
            try fields.encode(user.lastFailure?.at.wholeSeconds.description, forKey: .lastFailureAt)
            try fields.encode(user.lastFailure?.errorWord, forKey: .lastErrorClass)
            try fields.encode(user.isFailing, forKey: .isFailing)
            try fields.encode(user.isOverdue, forKey: .isOverdue)
            try fields.encode(user.interval.components.seconds, forKey: .syncIntervalSeconds)
            try fields.encode(user.gaps, forKey: .gaps)
            try fields.encode(user.gapLength.components.seconds, forKey: .gapSeconds)
            try fields.encode(user.term?.endsAt.wholeSeconds.description, forKey: .authorizationEndsAt)
            try fields.encode(user.term?.daysLeft(at: at), forKey: .authorizationDaysLeft)
        }
    }
}
