/// What storing plays changed.
public struct RecordedListening: Hashable, Sendable {
    /// How many plays were not known before.
    public var newPlays = 0
    /// How many known plays were made exact by an export.
    public var mergedPlays = 0
    /// Whether a stored play came, went, or has another end or listened time: what is measured by plays is then due.
    public var changedPlays = false
    /// Whether something that a page shows is different now.
    public var isChanged = false

    /// Creates a result in which nothing changed.
    public init() {}
}
