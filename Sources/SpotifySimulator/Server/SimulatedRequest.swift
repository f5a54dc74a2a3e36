/// A request that was answered, without its secrets.
package struct SimulatedRequest: Sendable, Equatable {
    /// The place in the order of arrival, from 1.
    package let number: Int
    package let route: SimulatedRoute
    package let method: String
    /// The account of its token or sign-in; `nil` if it has none that is known.
    package let accountID: String?
    /// The query of a Web API call, or the grant type at the token endpoint.
    package let detail: String
    /// The status of the answer; 0 if the connection was cut.
    package let status: Int
    /// The moment of its arrival by the simulator's clock, in UTC milliseconds.
    package let at: Int64
}
