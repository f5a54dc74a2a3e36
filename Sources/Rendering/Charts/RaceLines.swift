/// The places of artists at the end of each month as lines that cross: the first place is on top.
struct RaceLines {
    private static let pitch = 30
    private static let linePitch = 24
    private static let left = 20
    private static let bottom = 20

    /// For each artist and month, from 1; `nil` for none yet.
    ///
    /// The artists are in the order of the end.
    let places: [[Int?]]

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        let months = places.first?.count ?? 0
        let height = places.count * Self.linePitch
        var svg = SVG(
            "race", width: Self.left + 12 * Self.pitch + Self.left, height: height + Self.bottom,
            title: "Places of the first artists at the end of each month", description: description)
        // The first comes last, so that its line is in front.
        for (artist, places) in places.enumerated().reversed() {
            var line = SVG.Path()
            var isDrawn = false
            for (month, place) in places.enumerated() {
                guard let place else { continue }
                let (x, y) = Self.point(month, place)
                if isDrawn { line.line(x, y) } else { line.move(x, y) }
                isDrawn = true
            }
            guard isDrawn else { continue }
            svg.add(line, ["class": artist == 0 ? "lead" : "line"])
            let (x, y) = Self.point(months - 1, artist + 1)
            svg.add(text: String(artist + 1), ["x": .number(x + 10), "y": .number(y + 5)])
        }
        for month in stride(from: 0, to: months, by: 2) {
            svg.add(
                text: EnglishText.shortMonth(month + 1),
                [
                    "x": .number(Self.point(month, 1).x), "y": .number(height + Self.bottom - 4),
                    "text-anchor": "middle",
                ])
        }
        return svg.finished()
    }

    private static func point(_ month: Int, _ place: Int) -> (x: Int, y: Int) {
        (left + month * pitch, (place - 1) * linePitch + linePitch / 2)
    }
}
