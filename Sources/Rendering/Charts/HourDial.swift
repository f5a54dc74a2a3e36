/// The 24 hours of the day as wedges around a dial, midnight on top.
struct HourDial {
    static let size = 400
    private static let center = 200
    private static let inner = 56
    private static let outer = 164

    /// Listened milliseconds in each local hour, 24 of them.
    let hours: [Int64]

    /// The hour with the most listening, when no other has as much.
    var busiest: Int? {
        guard let most = hours.max(), most > 0, hours.count(where: { $0 == most }) == 1 else { return nil }
        return hours.firstIndex(of: most)
    }

    /// The picture; `description` is what a screen reader says in its place.
    func picture(description: String) -> SafeHTML {
        var svg = SVG(
            "clock", width: Self.size, height: Self.size, title: "Listening in each hour of the day",
            description: description)
        let most = max(1, hours.max() ?? 1)
        for radius in [Self.outer + 4, Self.inner] {
            svg.add("circle", ["class": "dial", "cx": 200, "cy": 200, "r": .number(radius)])
        }
        // A wedge of less than a hundredth would be a line that hangs in the air; the table has its minutes.
        for (hour, listenedMs) in hours.enumerated() where listenedMs > 0 && listenedMs * 100 >= most {
            let length = max(2, Int(listenedMs * Int64(Self.outer - Self.inner) / most))
            let hint = (EnglishText.hour(hour), ListenedTime(milliseconds: listenedMs).words)
            let wedge = Self.wedge(hour: hour, length: length)
            if hour == busiest {
                svg.add(wedge, ["class": "most"], hint: hint)
            } else {
                svg.add(wedge, [:], hint: hint)
            }
        }
        for hour in stride(from: 0, to: 24, by: 6) {
            let (x, y) = Self.point(step: hour * 2, radius: Self.outer + 20)
            svg.add(
                text: hour < 10 ? "0\(hour)" : "\(hour)",
                ["x": .number(x), "y": .number(y + 5), "text-anchor": "middle"])
        }
        if let busiest {
            svg.add(text: EnglishText.hour(busiest), ["class": "middle", "x": 200, "y": 203, "text-anchor": "middle"])
            svg.add(text: "busiest hour", ["x": 200, "y": 222, "text-anchor": "middle"])
        }
        return svg.finished()
    }

    /// The wedge of an hour, from half an hour's angle before its middle to half after.
    private static func wedge(hour: Int, length: Int) -> SVG.Path {
        // An hour is drawn from its start to its end, so 00 to 01 is the first wedge right of the top.
        let (from, to) = (hour * 2, hour * 2 + 2)
        let radius = inner + length
        var path = SVG.Path()
        let (x0, y0) = point(step: from, radius: inner)
        let (x1, y1) = point(step: from, radius: radius)
        let (x2, y2) = point(step: to, radius: radius)
        let (x3, y3) = point(step: to, radius: inner)
        path.move(x0, y0)
        path.line(x1, y1)
        path.arc(radius: radius, clockwise: true, x2, y2)
        path.line(x3, y3)
        path.arc(radius: inner, clockwise: false, x0, y0)
        path.close()
        return path
    }

    /// A place on the dial: 48 steps around, clockwise from the top.
    static func point(step: Int, radius: Int) -> (x: Int, y: Int) {
        (center + scaled(radius, sine(step)), center - scaled(radius, sine(step + 12)))
    }

    /// 10,000 times the sine of a 48th of a circle: from a table, because the last digits of `sin` differ by machine.
    private static func sine(_ step: Int) -> Int {
        let quarter = [0, 1305, 2588, 3827, 5000, 6088, 7071, 7934, 8660, 9239, 9659, 9914, 10000]
        let step = step % 48
        return switch step {
        case 0...12: quarter[step]
        case 13...24: quarter[24 - step]
        case 25...36: -quarter[step - 24]
        default: -quarter[48 - step]
        }
    }

    private static func scaled(_ radius: Int, _ sine: Int) -> Int {
        let product = radius * sine
        return (product >= 0 ? product + 5000 : product - 5000) / 10_000
    }
}
