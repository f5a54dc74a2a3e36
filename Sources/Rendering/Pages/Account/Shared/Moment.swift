import SiteModel

/// A moment as a page says it: `today at 15:05`, `on 3 November at 09:12`.
struct Moment: Hashable, Sendable {
    var words: String
    var machine: String
}

extension Moment: TemplateModel {
    static var fields: [TemplateField<Moment>] {
        [
            .text("words", "`today at 15:05`, `on 3 November at 09:12`: in the user's time zone, else in UTC.") {
                $0.words
            },
            .text("machine", "The same for `datetime`: `2026-11-22T14:05:00Z`.") { $0.machine },
        ]
    }
}

/// Puts moments into words, for one reader.
struct MomentWords: Sendable {
    private let now: Instant
    private let zone: ZoneOffsets
    private let suffix: String

    /// - Parameters:
    ///   - now: The present moment.
    ///   - reader: The user whose time zone counts; UTC, which is then named, without one.
    init(at now: Instant, for reader: User?) {
        self.now = now
        let zone = reader.flatMap { ZoneOffsets(identifier: $0.timeZone) }
        self.zone = zone ?? .utc
        suffix = zone == nil ? " UTC" : ""
    }

    /// A moment to the minute.
    func moment(_ instant: Instant) -> Moment {
        let (date, today) = (zone.date(of: instant), zone.date(of: now))
        let day =
            switch date.dayNumber - today.dayNumber {
            case 0: "today"
            case 1: "tomorrow"
            case -1: "yesterday"
            default: "on \(EnglishText.dayAndMonth(date, seenOn: today))"
            }
        let time = EnglishText.time(hour: zone.hour(of: instant), minute: zone.minute(of: instant))
        return Moment(words: "\(day) at \(time)\(suffix)", machine: Self.seconds(instant).description)
    }

    /// The first full minute from which on something is allowed.
    func start(_ instant: Instant) -> Moment {
        let minute: Int64 = 60_000
        return moment(Instant(milliseconds: (instant.milliseconds + minute - 1) / minute * minute))
    }

    /// A date alone: `21 May 2027`.
    func date(_ instant: Instant) -> Moment {
        Moment(words: EnglishText.long(zone.date(of: instant)), machine: Self.seconds(instant).description)
    }

    private static func seconds(_ instant: Instant) -> Instant { Instant(seconds: instant.milliseconds / 1000) }
}
