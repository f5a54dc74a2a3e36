import Application
import Rendering
import SiteModel
import SyncRunner

extension StatusReport {
    /// For node_exporter's textfile collector: the text format of Prometheus.
    var metrics: String {
        var text = MetricText()
        text.add("sitegen_build_info", "Version of sitegen that wrote this file; always 1.") {
            $0.sample(1, ["version": SitegenVersion.current])
        }
        text.add("sitegen_status_timestamp_seconds", "When this file was written.") { $0.sample(at.unixSeconds) }
        text.add("sitegen_attention", "Things that only a person can put right, by kind.") {
            for kind in Attention.Kind.allCases {
                $0.sample(Int64(attention.count { $0.kind == kind }), ["kind": kind.rawValue])
            }
        }
        text.add("sitegen_run_active", "Whether a run holds the lock.") { $0.sample(run == nil ? 0 : 1) }
        text.add("sitegen_gate_closed", "Whether Spotify has asked to wait.") { $0.sample(gate == nil ? 0 : 1) }
        text.add("sitegen_gate_until_timestamp_seconds", "When Spotify may be asked again; absent while it may.") {
            if let gate { $0.sample(gate.notBefore.unixSeconds) }
        }
        text.add("sitegen_pages", "Pages by state, as the next build would find them.") {
            for state in PageState.allCases {
                if let pages { $0.sample(Int64(pages[state] ?? 0), ["state": state.rawValue]) }
            }
        }
        addUsers(to: &text)
        return text.text
    }

    private func addUsers(to text: inout MetricText) {
        func add(_ name: String, _ help: String, _ value: (User) -> Int64?) {
            text.add("sitegen_user_\(name)", help) { samples in
                for user in users {
                    if let value = value(user) { samples.sample(value, ["user": user.username.rawValue]) }
                }
            }
        }
        add("connected", "Whether an account is connected and usable.") { $0.connection == .active ? 1 : 0 }
        add("needs_reconnect", "Whether the user has to connect again.") { $0.connection == .needsReconnect ? 1 : 0 }
        add("last_success_timestamp_seconds", "End of the last sync that succeeded; absent before the first.") {
            $0.lastSuccessAt?.unixSeconds
        }
        add("sync_interval_seconds", "How often the user is asked about.") { $0.interval.components.seconds }
        add("overdue", "Whether the user was not synced for three intervals.") { $0.isOverdue ? 1 : 0 }
        add("gaps", "Stretches in which plays may be missing, in 30 days.") { Int64($0.gaps) }
        add("gap_seconds", "Length of these stretches together.") { $0.gapLength.components.seconds }
        add("authorization_end_timestamp_seconds", "When the authorization ends.") { $0.term?.endsAt.unixSeconds }
        text.add("sitegen_user_failing", "Why the last sync failed; absent after one that succeeded.") { samples in
            for user in users where user.isFailing {
                let failure = user.lastFailure?.errorWord ?? "unknown"
                samples.sample(1, ["class": failure, "user": user.username.rawValue])
            }
        }
    }
}

/// The text format: each metric with its help and its type, then its samples.
struct MetricText {
    private(set) var text = ""
    private var name = ""

    /// Adds a gauge; one without samples is left out.
    mutating func add(_ name: String, _ help: String, _ samples: (inout MetricText) -> Void) {
        var metric = MetricText()
        metric.name = name
        samples(&metric)
        guard !metric.text.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + metric.text
    }

    /// Adds a sample of the gauge, its labels in order of their names.
    mutating func sample(_ value: Int64, _ labels: KeyValuePairs<String, String> = [:]) {
        let pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }
        text += name + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(value)\n"
    }

    static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

extension Instant {
    fileprivate var unixSeconds: Int64 { wholeSeconds.milliseconds / 1000 }
}
