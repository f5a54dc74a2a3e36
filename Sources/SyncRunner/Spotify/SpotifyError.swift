public import SiteModel

/// Why Spotify did not give what was asked for.
public enum SpotifyError: ClassifiedError, Hashable {
    /// Why there was no usable answer.
    public enum Cause: Hashable, Sendable {
        /// A status from 500 to 599, again and again.
        case status(Int)
        /// No answer at all.
        case transport(HTTPTransportError)
    }

    /// The access token was refused, a fresh one too.
    case unauthorized
    /// The user is not on the list of the operator's Spotify app.
    case notRegistered
    /// The owner of the Spotify app has no Premium subscription.
    case premiumRequired
    /// The token does not allow the request.
    case forbidden(request: String)
    /// Spotify wants the whole app to stop; this request was the first to be told.
    case gateMustClose(until: Instant, reason: String)
    /// Nothing was sent, because the gate is closed.
    case gateClosed(until: Instant, reason: String)
    /// Time-outs, broken connections or 5xx until the tries were used up.
    case unavailable(request: String, cause: Cause)
    /// What was asked for does not exist.
    case notFound(request: String)
    /// A status that has no meaning here.
    case unexpectedStatus(Int, request: String)
    /// An answer whose shape is unknown; the detail names places and types, never contents.
    case undecodable(endpoint: String, detail: String)

    /// The kind of error.
    public var errorClass: ErrorClass {
        switch self {
        case .unauthorized: .unauthorized
        case .notRegistered: .notRegistered
        case .premiumRequired: .premiumRequired
        case .forbidden: .forbidden
        case .gateMustClose: .rateLimited
        case .gateClosed: .gateClosed
        case .unavailable: .unavailable
        case .notFound: .notFound
        case .unexpectedStatus: .unexpectedStatus
        case .undecodable: .undecodable
        }
    }

    /// What happened, and what to do about it.
    public var description: String { "\(happening); \(advice)" }

    /// What happened.
    public var happening: String {
        switch self {
        case .unauthorized: "Spotify refused a fresh access token"
        case .notRegistered: OperatorMistake.notRegistered().happening
        case .premiumRequired: OperatorMistake.premiumRequired.happening
        case .forbidden(let request): "Spotify does not allow \(request) with this authorization"
        case .gateMustClose(let until, let reason), .gateClosed(let until, let reason):
            "Spotify is not asked before \(until.roundedUpToSeconds): \(reason)"
        case .unavailable(let request, .status(let status)): "Spotify fails (\(request) answered \(status))"
        case .unavailable(let request, .transport(.tooLarge(let limit))):
            "\(request) answered with more than \(limit) bytes"
        case .unavailable(let request, .transport(let error)): "Spotify cannot be reached (\(request): \(error))"
        case .notFound(let request): "\(request) does not exist"
        case .unexpectedStatus(let status, let request):
            "\(request) answered \(status), which sitegen does not know"
        case .undecodable(let endpoint, let detail): "\(endpoint) answered an unknown shape (\(detail))"
        }
    }

    /// What the operator has to do before a new try can help; `nil` where a new try is enough.
    public var remedy: String? {
        switch self {
        case .notRegistered: OperatorMistake.notRegistered().remedy
        case .premiumRequired: OperatorMistake.premiumRequired.remedy
        case .notFound, .unavailable(_, .transport(.tooLarge)): "check spotify.apiURL"
        case .unavailable(_, .transport): "check the network"
        default: nil
        }
    }

    private var advice: String {
        switch self {
        case .unauthorized: "if it stays so, run 'sitegen connect' for this user"
        case .forbidden: "run 'sitegen connect' for this user"
        case .gateMustClose, .gateClosed: "a run after that continues by itself"
        case .undecodable: "the next run tries again, report it if it stays"
        default: "\(remedy.map { "\($0); " } ?? "")the next run tries again"
        }
    }
}
