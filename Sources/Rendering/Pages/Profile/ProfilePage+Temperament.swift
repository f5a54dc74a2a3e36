import SiteModel

extension ProfilePage {
    /// What was measured of the last 90 days: a label, and four axes.
    struct Temperament: Hashable, Sendable {
        var label: String
        var sentence: String
        var axes: [Axis]
    }

    /// One axis: its two ends, where between them the user stands, and what was counted.
    struct Axis: Hashable, Sendable {
        var first: String
        var second: String
        var isFirst: Bool
        var number: String
        var sentence: String
        var picture: SafeHTML
    }
}

extension ProfilePage.Temperament {
    /// Makes the section; `nil` when the user hides it.
    init?(_ data: ProfileData) {
        guard data.shows(.temperament) else { return nil }
        guard let temperament = data.temperament, temperament.learning == nil, !temperament.readings.isEmpty else {
            // Of nobody's zero plays no count is made.
            let learning = data.temperament.flatMap { $0.plays > 0 ? $0.learning : nil }
            self.init(
                label: "", sentence: learning ?? "Still learning: a few weeks of listening will tell.", axes: [])
            return
        }
        self.init(
            label: Self.label(temperament.label),
            sentence: "From \(Figures.counted(temperament.plays, "play")) in the last 90 days.",
            axes: temperament.readings.map(ProfilePage.Axis.init))
    }

    /// Two ends as one phrase, as in `Night explorer` or `Deep and timeless`.
    static func label(_ poles: [SiteModel.Temperament.Pole]) -> String {
        guard let first = poles.first else { return "" }
        guard poles.count > 1 else { return first.rawValue.capitalizedFirst }
        let second = poles[1]
        return switch (first, second) {
        case (.explorer, _), (.replayer, _): "\(second.rawValue.capitalizedFirst) \(first.rawValue)"
        case (_, .night), (_, .day): "\(first.rawValue.capitalizedFirst) by \(second.rawValue)"
        default: "\(first.rawValue.capitalizedFirst) and \(second.rawValue)"
        }
    }
}

extension ProfilePage.Axis {
    init(_ reading: SiteModel.Temperament.Reading) {
        self.init(
            first: reading.axis.high.rawValue.capitalizedFirst, second: reading.axis.low.rawValue.capitalizedFirst,
            isFirst: reading.pole == reading.axis.high, number: reading.number.capitalizedFirst,
            sentence: reading.sentence, picture: AxisScale(reading: reading).picture)
    }
}

extension ProfilePage.Temperament: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Temperament>] {
        [
            .text("label", "The two ends that stand out, in a phrase: `Night explorer`; empty while still learning.") {
                $0.label
            },
            .text("sentence", "How many plays were measured, or what is still missing.") { $0.sentence },
            .list("axes", "Up to four axes, in their order; none while still learning.") { $0.axes },
        ]
    }
}

extension ProfilePage.Axis: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Axis>] {
        [
            .text("first", "The end on the left: `Explorer`.") { $0.first },
            .text("second", "The end on the right: `Replayer`.") { $0.second },
            .flag("isFirst", "Whether the user counts for the end on the left.") { $0.isFirst },
            .text("number", "The measure as a plain number: `31 %`.") { $0.number },
            .text("sentence", "What was counted.") { $0.sentence },
            .html("picture", "The rail with the turn in the middle and a dot, an SVG.") { $0.picture },
        ]
    }
}
