/// Shares as whole numbers of a millionth: sums of integers are the same in any order and on any machine.
enum PartsPerMillion {
    /// One as a share.
    static let one = 1_000_000

    /// `part / whole`, rounded half up; `nil` if the whole is zero.
    static func share(_ part: Int, of whole: Int) -> Int? {
        guard whole > 0, part >= 0 else { return nil }
        let (quotient, remainder) = whole.dividingFullWidth(part.multipliedFullWidth(by: one))
        return quotient + (remainder >= whole - remainder ? 1 : 0)
    }
}

extension Temperament.Share {
    /// `count` out of `total`; `nil` if the total is zero.
    init?(_ count: Int, of total: Int) {
        guard let millionths = PartsPerMillion.share(count, of: total) else { return nil }
        self.init(count: count, total: total, millionths: millionths)
    }
}
