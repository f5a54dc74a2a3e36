/// A request that came in, with nothing secret in it.
package struct SimulatedRequest: Sendable, Equatable {
    /// The place in the order of arrival, from 1.
    package let number: Int
    /// What it was for.
    package let route: SimulatedRoute
    /// The method, such as `GET`.
    package let method: String
    /// Whose token or sign-in it was, when that could be told.
    package let accountID: String?
    /// What was asked for: the query of a Web API call, the grant type at the token endpoint.
    package let detail: String
    /// What was answered; 0 when the connection was cut.
    package let status: Int
    /// When it came in by the simulator's clock, in UTC milliseconds.
    package let at: Int64
}
