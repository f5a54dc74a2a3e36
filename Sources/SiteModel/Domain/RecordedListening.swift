/// What storing plays changed.
public struct RecordedListening: Hashable, Sendable {
    /// How many plays were not known before.
    public var newPlays = 0
    /// How many known plays got their exact listened time from a history file.
    public var mergedPlays = 0
    /// Whether a play was added or deleted, or its end or listened time changed; measures based on plays are then due.
    public var changedPlays = false
    /// Whether anything that a page shows has changed.
    public var isChanged = false

    /// Creates a result in which nothing changed.
    public init() {}
}
