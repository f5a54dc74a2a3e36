package import Foundation

/// Covers and portraits for invented music: bold shapes on a grid, drawn from an image's name.
package enum Artwork {
    private static let palettes = [
        ["#f2e8d5", "#d1495b", "#2e4057", "#edae49"], ["#102542", "#f87060", "#cdd7d6", "#b3a394"],
        ["#e8f1f2", "#006494", "#13293d", "#f4a259"], ["#fbf5f3", "#5f0f40", "#e36414", "#0f4c5c"],
        ["#1d1e2c", "#ac9fbb", "#ddbdd5", "#f7ebec"], ["#f4f1de", "#e07a5f", "#3d405b", "#81b29a"],
        ["#0b132b", "#5bc0be", "#3a506b", "#ffe8d6"], ["#faf3dd", "#b8f2e6", "#5e6472", "#ffa69e"],
        ["#2b2d42", "#ef233c", "#edf2f4", "#8d99ae"], ["#fefae0", "#606c38", "#283618", "#dda15e"],
        ["#fff1e6", "#7b2cbf", "#3c096c", "#ff9e00"], ["#e0fbfc", "#293241", "#ee6c4d", "#98c1d9"],
    ]

    /// A square picture as SVG, the same for the same name at any size.
    ///
    /// `name` is the last part of an image's address; its first 16 digits, which are the size, do not count.
    package static func svg(_ name: String) -> Data {
        let motif = name.utf8.count > 16 ? String(name.dropFirst(16)) : name
        var dice = Dice(Dice.hash(motif))
        var colours = dice.pick(palettes)
        let ground = colours.remove(at: dice.roll(colours.count))
        let cells = dice.roll(in: 2...4)
        let size = 240 / cells
        var shapes = ""
        for row in 0..<cells {
            for column in 0..<cells where cells == 2 || !dice.chance(110) {
                let shape = shape(dice.roll(7), x: column * size, y: row * size, size: size)
                shapes += "<g fill=\"\(dice.pick(colours))\">\(shape)</g>"
            }
        }
        let svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="640" height="640">\
            <path fill="\(ground)" d="M0 0h240v240H0z"/>\(shapes)</svg>

            """
        return Data(svg.utf8)
    }

    private static func shape(_ kind: Int, x: Int, y: Int, size: Int) -> String {
        let half = size / 2
        return switch kind {
        case 0: "<circle cx=\"\(x + half)\" cy=\"\(y + half)\" r=\"\(half)\"/>"
        case 1: "<path d=\"M\(x) \(y)h\(size)a\(size) \(size) 0 0 1 \(-size) \(size)z\"/>"
        case 2: "<path d=\"M\(x + size) \(y + size)v\(-size)a\(size) \(size) 0 0 0 \(-size) \(size)z\"/>"
        case 3: "<path d=\"M\(x) \(y + size)l\(size) \(-size)v\(size)z\"/>"
        case 4: "<path d=\"M\(x) \(y)h\(half)v\(size)h\(-half)z\"/>"
        case 5: "<path d=\"M\(x) \(y + half)a\(half) \(half) 0 0 1 \(size) 0z\"/>"
        default: "<path d=\"M\(x) \(y)h\(size)v\(half)h\(-size)z\"/>"
        }
    }
}
