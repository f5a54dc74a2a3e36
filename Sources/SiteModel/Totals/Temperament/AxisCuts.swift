/// Where one end of an axis turns into the other; fixed, published and the same for everyone.
enum AxisCuts {
    static let width = 800_000
    static let discovery = 160_000
    static let replay = 400_000
    static let newness = 250_000
    static let night = 200_000
}
