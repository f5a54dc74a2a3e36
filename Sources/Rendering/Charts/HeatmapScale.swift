/// From milliseconds to one of five steps: none, and four that hold about a quarter of the days with music each.
///
/// The cuts are quartiles moved to the nearest round number of minutes, so that a legend can name them.
struct HeatmapScale: Hashable, Sendable {
    /// How many steps there are, the one for no music among them.
    static let levels = 5

    /// Where the second, third and fourth step of music begin, in minutes.
    let cuts: [Int]

    init(_ listenedMs: some Sequence<Int64>) {
        let sorted = listenedMs.sorted()
        var cuts: [Int] = []
        for quarter in 1...3 {
            let minutes = sorted.isEmpty ? 0 : EnglishText.minutes(ofMilliseconds: sorted[sorted.count * quarter / 4])
            let floor = cuts.last ?? 0
            let candidates = Self.round.filter { $0 > floor }
            // Ties go to the smaller one: `min(by:)` keeps the first.
            cuts.append(candidates.min { abs($0 - minutes) < abs($1 - minutes) } ?? floor + 60)
        }
        self.cuts = cuts
    }

    /// 1 to 4, for a day with music.
    func level(of listenedMs: Int64) -> Int {
        1 + cuts.count { listenedMs >= Int64($0) * 60_000 }
    }

    /// The steps in words, from none to most.
    var labels: [String] {
        [
            "no music", "under \(cuts[0]) min", "\(cuts[0])–\(cuts[1]) min", "\(cuts[1])–\(cuts[2]) min",
            "\(cuts[2]) min and more",
        ]
    }

    /// What the dots of a step have in common: their size and, by the class, their colour.
    static func attributes(level: Int) -> SVG.Attributes {
        switch level {
        case 0: ["class": "dots level-0", "stroke-width": 2]
        case 1: ["class": "dots level-1", "stroke-width": 5]
        case 2: ["class": "dots level-2", "stroke-width": 7]
        case 3: ["class": "dots level-3", "stroke-width": 9]
        default: ["class": "dots level-4", "stroke-width": 11]
        }
    }

    /// One dot of each step, for the legend.
    static let samples = (0..<levels).map { level in
        var svg = SVG(decoration: "sample", width: Heatmap.pitch, height: Heatmap.pitch)
        var path = SVG.Path()
        path.dot(Heatmap.pitch / 2, Heatmap.pitch / 2)
        svg.add(path, attributes(level: level))
        return svg.finished()
    }

    private static let round = [
        1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 75, 90, 120, 150, 180, 210, 240, 300, 360, 420, 480, 600, 720, 840, 960,
    ]
}
