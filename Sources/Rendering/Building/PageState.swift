/// The state of a page, which decides what a build does.
public enum PageState: String, Sendable, CaseIterable, Codable {
    /// It must not exist: it is deleted.
    case hidden
    /// The file is missing, or not the one in the manifest: it is rendered and written.
    case missing
    /// Its source data has changed: it is rendered and written.
    case changed
    /// It was not checked for too long: it is rendered, and written only if its bytes differ.
    case expired
    /// Nothing has to be done.
    case fresh
}
