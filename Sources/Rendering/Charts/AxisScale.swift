import SiteModel

/// One axis of a temperament as a rail: the mark in the middle is the cut, the dot is where the user stands.
///
/// Each half has its own scale, so the mark stays in the middle for every cut.
struct AxisScale {
    static let width = 320
    static let height = 20
    private static let margin = 8

    let reading: Temperament.Reading

    /// Distance from the left, where the higher values are: an axis names its higher end first.
    var position: Int {
        let half = (Self.width - 2 * Self.margin) / 2
        return Self.width / 2 - reading.reach * half / 1_000_000
    }

    /// The picture; it says in words where the dot stands.
    var picture: SafeHTML {
        let ends = (reading.axis.high.rawValue, reading.axis.low.rawValue)
        var svg = SVG(
            name, width: Self.width, height: Self.height, title: "Between \(ends.0) and \(ends.1)",
            description: "\(place.capitalizedFirst). In the middle, \(ends.0) turns into \(ends.1).")
        let middle = Self.height / 2
        var rail = SVG.Path()
        rail.move(Self.margin, middle)
        rail.line(Self.width - Self.margin, middle)
        svg.add(rail, ["class": "rail"])
        var cut = SVG.Path()
        cut.move(Self.width / 2, 1)
        cut.line(Self.width / 2, Self.height - 1)
        svg.add(cut, ["class": "cut"])
        var here = SVG.Path()
        here.dot(position, middle)
        svg.add(here, ["class": "here"])
        return svg.finished()
    }

    /// `a little toward night`: how far the dot is from the middle.
    private var place: String {
        if reading.isInBetween { return "in between" }
        let end = (reading.distance > 0 ? reading.axis.high : reading.axis.low).rawValue
        let away = abs(reading.reach)
        return away < 330_000 ? "a little toward \(end)" : away < 700_000 ? "toward \(end)" : "far toward \(end)"
    }

    private var name: StaticString {
        switch reading.axis {
        case .exploration: "axis-1"
        case .width: "axis-2"
        case .freshness: "axis-3"
        case .night: "axis-4"
        }
    }
}
