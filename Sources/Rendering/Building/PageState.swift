/// Whether a page is as it should be.
public enum PageState: String, Sendable, CaseIterable, Codable {
    /// Its owner does not show it: it is deleted.
    case hidden
    /// It is not there, or not the one the manifest knows: it is rendered and written.
    case missing
    /// What it is made from is not what it was made from: it is rendered and written.
    case changed
    /// It has not been looked at for too long: it is rendered, and written only if its bytes differ.
    case expired
    /// Nothing is to be done.
    case fresh
}
