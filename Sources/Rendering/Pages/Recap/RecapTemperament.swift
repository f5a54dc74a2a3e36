import SiteModel

extension ProfilePage.Temperament {
    /// Makes the section of a year that is over, beside what was measured a year before.
    ///
    /// `nil` when the user hides it, and where there were too few plays to measure.
    init?(_ data: RecapData) {
        guard data.shows(.temperament), let temperament = data.recap.temperament?.value else { return nil }
        let wording = TemperamentWording(temperament: temperament, today: temperament.lastDay)
        let before = data.previous?.temperament?.value?.readings ?? []
        self.init(
            label: wording.label,
            sentence:
                "From \(EnglishText.counted(temperament.plays, "play")) in the last \(SiteModel.Temperament.windowDays) "
                + "days of the year.",
            axes: temperament.readings.map { reading in
                let former = before.first { $0.axis == reading.axis }.map(TemperamentWording.number)
                return ProfilePage.Axis(
                    reading, before: former.map { "\($0.capitalizedFirst) at the start of the year." } ?? "")
            })
    }
}
