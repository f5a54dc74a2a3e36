/// Where things are on a card, in pixels.
struct CardLayout {
    var margin: Double
    /// Baselines, and the largest and smallest size of the title.
    var subtitle: (baseline: Double, size: Double)
    var title: (baseline: Double, size: Double, smallest: Double)
    var sentence: (baseline: Double, size: Double, smallest: Double)
    /// The top of the dots, the largest distance of two, into how many strips they are cut, and the room between strips.
    var dots: (top: Double, pitch: Double, strips: Int, gap: Double)
    var label: (baseline: Double, size: Double)
    /// The names: side by side in three columns, or one below the other.
    var names: (baseline: Double, size: Double, areStacked: Bool, pitch: Double)
    var rule: Double
    var foot: (baseline: Double, size: Double)

    init(_ format: ShareCard.Format) {
        switch format {
        case .link:
            margin = 71
            subtitle = (90, 21)
            title = (182, 88, 48)
            sentence = (244, 36, 26)
            dots = (290, 20, 1, 0)
            label = (0, 0)
            names = (492, 29, false, 0)
            rule = 536
            foot = (582, 22)
        case .phone:
            margin = 83
            subtitle = (196, 30)
            title = (328, 128, 64)
            sentence = (420, 48, 32)
            dots = (528, 34, 2, 54)
            label = (1178, 26)
            names = (1276, 60, true, 116)
            rule = 1692
            foot = (1770, 32)
        }
    }
}
