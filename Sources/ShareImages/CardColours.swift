#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The colours of one hue, with the values that `site.css` gives them in light mode.
struct CardColours {
    let ground: Colour
    let ink: Colour
    let soft: Colour
    let line: Colour
    let accent: Colour
    let unknown: Colour
    /// The five steps of a day.
    let levels: [Colour]

    init(hue: Int) {
        func colour(_ lightness: Double, _ chroma: Double) -> Colour {
            Colour(lightness: lightness, chroma: chroma, hue: Double(hue))
        }
        ground = colour(0.985, 0.006)
        ink = colour(0.23, 0.035)
        soft = colour(0.48, 0.035)
        line = colour(0.89, 0.018)
        accent = colour(0.45, 0.15)
        unknown = line
        levels = [
            colour(0.78, 0.025), colour(0.645, 0.095), colour(0.575, 0.125), colour(0.49, 0.145), colour(0.38, 0.14),
        ]
    }
}

/// A colour in sRGB, each part from 0 to 1.
struct Colour: Hashable {
    let red: Double
    let green: Double
    let blue: Double

    /// The colour of an OKLCH value; what sRGB cannot show is cut off.
    init(lightness: Double, chroma: Double, hue: Double) {
        let angle = hue * .pi / 180
        let (a, b) = (chroma * cos(angle), chroma * sin(angle))
        func cube(_ value: Double) -> Double { value * value * value }
        let long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
        let medium = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
        let short = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
        red = Self.encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short)
        green = Self.encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short)
        blue = Self.encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short)
    }

    /// From light to the number that a file holds.
    private static func encoded(_ light: Double) -> Double {
        let light = min(1, max(0, light))
        return light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
    }
}
