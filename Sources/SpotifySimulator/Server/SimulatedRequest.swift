/// A request that came in, with nothing secret in it.
public struct SimulatedRequest: Sendable, Equatable {
    /// The place in the order of arrival, from 1.
    public let number: Int
    /// What it was for.
    public let route: SimulatedRoute
    /// The method, such as `GET`.
    public let method: String
    /// Whose token or sign-in it was, when that could be told.
    public let accountID: String?
    /// What was asked for: the query of a Web API call, the grant type at the token endpoint.
    public let detail: String
    /// What was answered; 0 when the connection was cut.
    public let status: Int
    /// When it came in by the simulator's clock, in UTC milliseconds.
    public let at: Int64
}
