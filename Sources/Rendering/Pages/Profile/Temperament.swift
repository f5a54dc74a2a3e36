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
        var number: String
        var sentence: String
        var picture: SafeHTML
    }
}

extension ProfilePage.Temperament {
    /// Makes the section; `nil` when the user hides it.
    init?(_ data: ProfileData) {
        guard data.shows(.temperament) else { return nil }
        // Zero plays are not counted aloud.
        guard let temperament = data.temperament, temperament.plays > 0 else {
            self.init(label: "", sentence: "Still learning: a few weeks of listening will tell.", axes: [])
            return
        }
        let wording = TemperamentWording(temperament, today: data.today)
        self.init(
            label: wording.label, sentence: wording.sentence, axes: temperament.readings.map(ProfilePage.Axis.init))
    }
}

extension ProfilePage.Axis {
    init(_ reading: SiteModel.Temperament.Reading) {
        let number = TemperamentWording.number(of: reading)
        self.init(
            first: reading.axis.high.rawValue.capitalizedFirst, second: reading.axis.low.rawValue.capitalizedFirst,
            isFirst: reading.pole == reading.axis.high, number: number.capitalizedFirst,
            sentence: TemperamentWording.sentence(on: reading),
            picture: AxisScale(reading: reading, number: number).picture)
    }
}

extension ProfilePage.Temperament: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Temperament>] {
        [
            .text("label", "The two ends that stand out, in a phrase: `Night explorer`; empty while still learning.") {
                $0.label
            },
            .text("sentence", "How many plays were measured and when, or what is still missing.") { $0.sentence },
            .list("axes", "Up to four axes, in a fixed order; none while still learning.") { $0.axes },
        ]
    }
}

extension ProfilePage.Axis: TemplateModel {
    static var fields: [TemplateField<ProfilePage.Axis>] {
        [
            .text("first", "The end on the left: `Explorer`.") { $0.first },
            .text("second", "The end on the right: `Replayer`.") { $0.second },
            .flag("isFirst", "Whether the user belongs to the end on the left.") { $0.isFirst },
            .text("number", "The measure as a plain number: `31 %`.") { $0.number },
            .text("sentence", "What was counted.") { $0.sentence },
            .html("picture", "The rail with the turn in the middle and a dot, an SVG.") { $0.picture },
        ]
    }
}
