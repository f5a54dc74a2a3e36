import HTTPTypes
import Rendering
import SyncRunner

/// A request that came to a route, with what was found out about it.
struct Visit: Sendable {
    var route: CompanionRoute
    var headers: HTTPFields
    /// What follows the route: the name of an asset, else nothing.
    var rest: String
    /// What follows the `?`, as it was sent.
    var query: String
    /// Who is signed in.
    var signedIn: SignedIn?
    /// The form that was sent.
    var form: Form?
    var format: AnswerFormat

    /// The value of a field of the query that stands there once.
    func queryValue(_ name: String) -> String? {
        let values = (FormEncoding.decode(query) ?? []).filter { $0.name == name }
        return values.count == 1 ? values[0].value : nil
    }
}
