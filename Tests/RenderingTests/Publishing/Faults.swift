import Synchronization

@testable import Rendering

/// Counts calls, and fails one of them or all from one on.
final class Faults: Sendable {
    enum Mode: Sendable, CaseIterable {
        /// The disk is full for this call, and has space again afterwards.
        case fullDisk
        /// This one call is refused.
        case refused
        /// The process ends during this call: neither it nor any later call finishes.
        case crash
    }

    struct State {
        var calls = 0
        var writes = 0
        var isHit = false
    }

    let mode: Mode
    private let position: Int?
    private let state = Mutex(State())

    /// Fails at the n-th call, counted from one; never if `nil`.
    init(_ mode: Mode = .fullDisk, at position: Int? = nil) {
        self.mode = mode
        self.position = position
    }

    /// Whether the n-th call was made.
    var isHit: Bool { state.withLock(\.isHit) }
    /// How many calls were made.
    var calls: Int { state.withLock(\.calls) }
    /// How many of them would have changed the disk or the manifest.
    var writes: Int { state.withLock(\.writes) }

    enum Fate {
        case done
        case failed(PublishError)
    }

    /// Counts a call and says how it ends.
    func call(_ path: String, isWrite: Bool) -> Fate {
        let fails = state.withLock { state in
            state.calls += 1
            if isWrite { state.writes += 1 }
            guard let position else { return false }
            if state.calls == position { state.isHit = true }
            return mode == .crash ? state.calls >= position : state.calls == position
        }
        guard fails else { return .done }
        // Linux error numbers: no space left, permission denied, input/output error.
        let code: Int32 =
            switch mode {
            case .fullDisk: 28
            case .refused: 13
            case .crash: 5
            }
        return .failed(.system(action: "do", path: path, code: code))
    }

    fileprivate func check(_ path: String, isWrite: Bool) throws(PublishError) {
        if case .failed(let error) = call(path, isWrite: isWrite) { throw error }
    }
}

extension FileSystem {
    /// The real file system, with faults.
    func failing(_ faults: Faults) -> FileSystem {
        FileSystem(
            status: { path throws(PublishError) in
                try faults.check(path, isWrite: false)
                return try self.status(path)
            },
            contents: { path throws(PublishError) in
                try faults.check(path, isWrite: false)
                return try self.contents(path)
            },
            create: { path, bytes, modifiedNs throws(PublishError) in
                if case .failed(let error) = faults.call(path, isWrite: true) {
                    // A write fails half-way; but a process that is gone begins no new write.
                    if faults.mode != .crash || faults.isFirstFailure {
                        _ = try self.create(path, Array(bytes.prefix(bytes.count / 2)), modifiedNs)
                    }
                    throw error
                }
                return try self.create(path, bytes, modifiedNs)
            },
            rename: { from, to throws(PublishError) in
                try faults.check(to, isWrite: true)
                try self.rename(from, to)
            },
            delete: { path throws(PublishError) in
                try faults.check(path, isWrite: true)
                return try self.delete(path)
            },
            makeFolder: { path throws(PublishError) in
                try faults.check(path, isWrite: true)
                return try self.makeFolder(path)
            },
            deleteFolder: { path throws(PublishError) in
                try faults.check(path, isWrite: true)
                return try self.deleteFolder(path)
            },
            names: { path throws(PublishError) in
                try faults.check(path, isWrite: false)
                return try self.names(path)
            },
            syncFile: { path throws(PublishError) in
                try faults.check(path, isWrite: true)
                // The tests are about the order of calls; waiting for the disk would only slow them down.
            },
            syncFolder: { path throws(PublishError) in try faults.check(path, isWrite: true) },
            syncAll: { path throws(PublishError) in try faults.check(path, isWrite: true) }
        )
    }
}

extension Faults {
    fileprivate var isFirstFailure: Bool { calls == position }
}
