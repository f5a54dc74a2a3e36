import SiteModel

extension ProfilePage {
    /// What was measured of 90 days: a label, and up to four axes.
    struct Temperament: Hashable, Sendable {
        var label: String
        var sentence: String
        var axes: [Axis]
    }

    /// One axis: its two ends, where the user stands between them, and what was counted.
    struct Axis: Hashable, Sendable {
        var first: String
        var second: String
        var isFirst: Bool
        var isSecond: Bool
        var number: String
        var sentence: String
        var measure: String
        var before = ""
        var picture: SafeHTML
    }
}

extension ProfilePage.Temperament {
    /// Makes the section; `nil` when the user hides it, or while there are too few plays to measure.
    init?(_ data: ProfileData) {
        guard data.shows(.temperament), let temperament = data.temperament, !temperament.readings.isEmpty else {
            return nil
        }
        let wording = TemperamentWording(
            temperament: temperament, today: data.today, isEarly: Self.isEarly(data, temperament))
        self.init(
            label: wording.label, sentence: wording.sentence, axes: temperament.readings.map { ProfilePage.Axis($0) })
    }

    /// Whether two fifths of the window's listening are between 05:00 and 11:00; `false` if the user hides the hours.
    private static func isEarly(_ data: ProfileData, _ temperament: SiteModel.Temperament) -> Bool {
        guard data.shows(.clock) else { return false }
        var hours = SIMD32<Int64>.zero
        for day in data.days where (temperament.firstDay...temperament.lastDay).contains(day.date) {
            day.hours.add(to: &hours)
        }
        let early = (5..<11).reduce(Int64(0)) { $0 + hours[$1] }
        return early > 0 && early * 5 >= hours.wrappedSum() * 2
    }
}

extension ProfilePage.Axis {
    init(_ reading: SiteModel.Temperament.Reading, before: String = "") {
        let isHigh = reading.distance >= 0
        self.init(
            first: reading.axis.high.rawValue.capitalizedFirst, second: reading.axis.low.rawValue.capitalizedFirst,
            isFirst: isHigh && !reading.isInBetween, isSecond: !isHigh && !reading.isInBetween,
            number: TemperamentWording.number(of: reading).capitalizedFirst,
            sentence: TemperamentWording.sentence(on: reading), measure: TemperamentWording.measure(of: reading),
            before: before,
            picture: AxisScale(reading: reading).picture)
    }
}

extension ProfilePage.Temperament: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Temperament>] {
        [
            .text("label", "The ends that stand out, in a phrase: `Night-owl devotee`.") { $0.label },
            .text("sentence", "How many plays were measured, and when.") { $0.sentence },
            .list("axes", "Up to four axes, in a fixed order.") { $0.axes },
        ]
    }
}

extension ProfilePage.Axis: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Axis>] {
        [
            .text("first", "The end on the left: `Explorer`.") { $0.first },
            .text("second", "The end on the right: `Replayer`.") { $0.second },
            .flag("isFirst", "Whether the user belongs to the end on the left.") { $0.isFirst },
            .flag("isSecond", "Whether the user belongs to the end on the right; in between, to neither.") {
                $0.isSecond
            },
            .text("number", "The measure as a plain number: `31%`.") { $0.number },
            .text("sentence", "What a friend would say: `One play in eight …`.") { $0.sentence },
            .text("measure", "Exactly what was counted.") { $0.measure },
            .text(
                "before",
                "On the page of a year, the number at its start: `44% at the start of the year`; otherwise empty."
            ) {
                $0.before
            },
            .html("picture", "The rail with the turn in the middle and a dot, an SVG.") { $0.picture },
        ]
    }
}
