package import HTTPTypes

/// How a browser or a program wants its answer.
package enum AnswerFormat: Hashable, Sendable {
    case html
    case json

    /// Chooses by `Accept`: JSON only if it is asked for by name or preferred, HTML otherwise.
    ///
    /// Of two that are wanted equally, the one that is named more exactly wins, then HTML: `*/*` means a page, and
    /// `application/json, */*` means JSON.
    package init(accepted headers: HTTPFields) {
        let ranges = headers[values: .accept].flatMap { $0.utf8.split(separator: UInt8(ascii: ",")) }.compactMap {
            MediaRange($0)
        }
        func wish(_ type: String, _ subtype: String) -> (quality: Int, exactness: Int) {
            // The most exact range that covers a type decides about it.
            let covering = ranges.compactMap { range in
                range.exactness(for: type, subtype).map { (quality: range.quality, exactness: $0) }
            }
            guard let best = covering.max(by: { $0.exactness < $1.exactness }), best.quality > 0 else { return (0, 0) }
            return best
        }
        self = wish("application", "json") > wish("text", "html") ? .json : .html
    }
}

/// One element of `Accept`.
private struct MediaRange {
    let type: Substring
    let subtype: Substring
    /// From 0 to 1,000.
    let quality: Int

    /// `nil` for an element that is malformed.
    init?(_ element: Substring.UTF8View) {
        let parts = Substring(element).lowercased().split(separator: ";", omittingEmptySubsequences: false)
            .map { part in Self.trimmed(part) }
        let names = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        guard names.count == 2, !names.contains(where: \.isEmpty) else { return nil }
        (type, subtype) = (names[0], names[1])
        guard let text = parts.dropFirst().first(where: { $0.hasPrefix("q=") })?.dropFirst(2) else {
            quality = 1000
            return
        }
        guard let quality = Self.thousandths(text) else { return nil }
        self.quality = quality
    }

    func exactness(for type: String, _ subtype: String) -> Int? {
        switch (self.type, self.subtype) {
        case (type[...], subtype[...]): 3
        case (type[...], "*"): 2
        case ("*", "*"): 1
        default: nil
        }
    }

    /// `0`, `1`, `0.5`, `0.125`, `1.000`; nothing above 1.
    private static func thousandths(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : ""
        guard parts[0] == "0" || parts[0] == "1", decimals.utf8.count <= 3,
            decimals.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = Int(parts[0] + decimals + String(repeating: "0", count: 3 - decimals.utf8.count))
        else { return nil }
        return value <= 1000 ? value : nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
