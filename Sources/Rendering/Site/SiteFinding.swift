/// Something in the output that is not as the manifest has it.
public struct SiteFinding: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with a file.
    public enum Kind: Hashable, Sendable {
        /// The manifest knows the file, the disk does not have it.
        case missing
        /// Its size or its time is not what was written.
        case touched
        /// Size and time are right, the bytes are not.
        case damaged
        /// The compressed file beside it is missing, not wanted, or of other bytes.
        case uneven
        /// The page of a user of which the manifest knows nothing.
        case unrecorded
        /// It is not to be shown.
        case hidden
        /// A run that was cut off has left it.
        case leftover
        /// A file that no build has put into a folder of ours.
        case unknown
        /// It cannot be looked at, or is no file; the text says why, and names the path.
        case blocked(String)
    }

    /// Relative to the output.
    public var path: String
    /// What is wrong with it.
    public var kind: Kind

    /// Whether ``Site/repair(_:)`` can do something about it; what is not ours is left alone.
    public var isRepairable: Bool {
        switch kind {
        case .missing, .touched, .damaged, .uneven, .unrecorded, .hidden, .leftover: true
        case .unknown, .blocked: false
        }
    }

    /// Whether the page has to be made anew.
    var needsRender: Bool {
        switch kind {
        case .missing, .touched, .damaged, .uneven, .unrecorded: true
        case .hidden, .leftover, .unknown, .blocked: false
        }
    }

    /// The file and what is wrong with it, on one line.
    public var description: String {
        switch kind {
        case .missing: "\(path): the file is not there"
        case .touched: "\(path): not the file that was written: its size or time differs"
        case .damaged: "\(path): its bytes are not those that were written"
        case .uneven: "\(path): the compressed file beside it is missing, not wanted, or of other bytes"
        case .unrecorded: "\(path): no build has recorded this page"
        case .hidden: "\(path): is there, but is not to be shown"
        case .leftover: "\(path): left by a run that was cut off"
        case .unknown: "\(path): not made by sitegen, in a folder that is; move it elsewhere"
        case .blocked(let reason): reason
        }
    }
}
