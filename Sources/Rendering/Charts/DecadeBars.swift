import SiteModel

/// A line for each decade of release, the newest on top, with its share in words next to the bar.
struct DecadeBars {
    static let width = 288
    private static let pitch = 20
    private static let left = 40
    private static let longest = 205

    /// Plays by decade, the newest first, without a hole between the first and the last.
    let decades: [(decade: Int, plays: Int)]

    init(_ plays: [Int: Int]) {
        guard let first = plays.keys.min(), let last = plays.keys.max() else {
            decades = []
            return
        }
        decades = stride(from: last, through: first, by: -10).map { ($0, plays[$0] ?? 0) }
    }

    /// Adds up months.
    init(of months: [ListeningMonth]) {
        self.init(months.reduce(into: [:]) { $0.merge($1.decades, uniquingKeysWith: +) })
    }

    /// How many plays there are.
    var plays: Int { decades.reduce(0) { $0 + $1.plays } }

    /// `44%`, rounded half up; `under 1%` for a few.
    func share(_ count: Int) -> String {
        let percent = plays > 0 ? (count * 200 + plays) / (plays * 2) : 0
        return percent == 0 && count > 0 ? "under 1%" : "\(percent)%"
    }

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        var svg = SVG(
            "decades", width: Self.width, height: decades.count * Self.pitch, title: "Plays by decade of release",
            description: description)
        let most = max(1, decades.map(\.plays).max() ?? 1)
        for (row, entry) in decades.enumerated() {
            let y = row * Self.pitch
            let length = entry.plays > 0 ? max(1, (entry.plays * Self.longest + most / 2) / most) : 0
            svg.add(text: "\(entry.decade)s", ["x": 0, "y": .number(y + 14)])
            if length > 0 {
                svg.add(
                    "rect",
                    [
                        "x": .number(Self.left), "y": .number(y + 3), "width": .number(length),
                        "height": .number(Self.pitch - 6),
                    ])
            }
            svg.add(text: share(entry.plays), ["x": .number(Self.left + length + 5), "y": .number(y + 14)])
        }
        return svg.finished()
    }
}
