/// A share in the words of a friend: a fraction that is easy to see, not a percentage.
struct ShareWords {
    /// The part as a subject, as in `two in five artists`, `one play in eight` or `hardly any play`.
    let subject: String
    /// Whether it takes a verb in the singular.
    let isSingular: Bool

    /// `was` or `were`.
    var verb: String { isSingular ? "was" : "were" }

    private static let ones = [
        (25_000, "forty"), (33_333, "thirty"), (50_000, "twenty"), (66_667, "fifteen"), (83_333, "twelve"),
        (100_000, "ten"), (111_111, "nine"), (125_000, "eight"), (142_857, "seven"), (166_667, "six"),
        (200_000, "five"), (250_000, "four"), (333_333, "three"),
    ]
    private static let several = [
        (400_000, "two in five"), (500_000, "half of the"), (600_000, "three in five"), (666_667, "two in three"),
        (750_000, "three in four"), (800_000, "four in five"), (900_000, "nine in ten"),
    ]
    private static let portions = [
        (250_000, "a quarter"), (333_333, "a third"), (400_000, "two fifths"), (500_000, "half"),
        (600_000, "three fifths"), (666_667, "two thirds"), (750_000, "three quarters"), (800_000, "four fifths"),
        (900_000, "nine tenths"),
    ]
    private static let nearlyAll = 950_000
    private static let hardlyAny = 20_000

    /// Words the share of something that adds an s in the plural.
    ///
    /// - Parameters:
    ///   - millionths: The share, from 0 to 1,000,000.
    ///   - noun: What is counted, in the singular.
    init(_ millionths: Int, of noun: String) {
        let one = Self.nearest(millionths, in: Self.ones)
        let many = Self.nearest(millionths, in: Self.several)
        switch millionths {
        case ..<1: (subject, isSingular) = ("no \(noun)", true)
        case ..<Self.hardlyAny: (subject, isSingular) = ("hardly any \(noun)", true)
        case 1_000_000...: (subject, isSingular) = ("all \(noun)s", false)
        case Self.nearlyAll...: (subject, isSingular) = ("nearly all \(noun)s", false)
        case _ where abs(one.0 - millionths) <= abs(many.0 - millionths):
            (subject, isSingular) = ("one \(noun) in \(one.1)", true)
        default: (subject, isSingular) = ("\(many.1) \(noun)s", false)
        }
    }

    /// A large part of a whole that cannot be counted, as in `two thirds`: for a quarter or more.
    static func portion(_ part: Int64, of whole: Int64) -> String {
        let millionths = Int(Double(part) / Double(max(1, whole)) * 1_000_000)
        return millionths >= nearlyAll ? "nearly all" : nearest(millionths, in: portions).1
    }

    private static func nearest(_ millionths: Int, in steps: [(Int, String)]) -> (Int, String) {
        steps.min { abs($0.0 - millionths) < abs($1.0 - millionths) } ?? (0, "")
    }
}
