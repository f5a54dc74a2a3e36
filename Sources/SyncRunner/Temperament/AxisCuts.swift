import SiteModel

/// Where one end of an axis turns into the other; fixed, published and the same for everyone.
enum AxisCuts {
    static let width = 800_000
    static let discovery = 160_000
    static let replay = 400_000
    static let newness = 250_000
    static let night = 200_000

    /// How far past the cut a value has to go before the end or the label changes.
    static let hysteresis = 50_000

    /// The end for a value, given the end it had before.
    static func pole(of axis: Temperament.Axis, distance: Int, previous: Temperament.Pole?) -> Temperament.Pole {
        switch previous {
        case axis.high: distance < -hysteresis ? axis.low : axis.high
        case axis.low: distance > hysteresis ? axis.high : axis.low
        default: distance >= 0 ? axis.high : axis.low
        }
    }

    /// The ends of the two axes farthest from their cut.
    ///
    /// An axis in the previous label stays until another one is clearly farther.
    static func label(of readings: [Temperament.Reading], previous: [Temperament.Pole]) -> [Temperament.Pole] {
        let wasNamed = { (axis: Temperament.Axis) in previous.contains(axis.high) || previous.contains(axis.low) }
        let ranked = readings.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            let firstWeight = abs(first.distance) + (wasNamed(first.axis) ? hysteresis : 0)
            let secondWeight = abs(second.distance) + (wasNamed(second.axis) ? hysteresis : 0)
            return firstWeight == secondWeight ? left.offset < right.offset : firstWeight > secondWeight
        }
        return ranked.prefix(2).sorted { $0.offset < $1.offset }.map(\.element.pole)
    }
}
