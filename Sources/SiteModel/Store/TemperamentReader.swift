/// Reads a stored report in exactly the form that this version writes: keys in order, no spaces.
///
/// Every page reads one, and a JSON decoder takes longer for it than the page for all its lists. Any other form is left to
/// the decoder.
struct TemperamentReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The report; `nil` for a text of another form.
    mutating func report() -> Temperament? {
        guard let activeDays = number(after: #"{"activeDays":"#), let first = date(after: #","firstDay":""#),
            let label = poles(after: #"","label":["#), let last = date(after: #","lastDay":""#),
            let plays = number(after: #"","plays":"#), skip(#","readings":["#)
        else { return nil }
        var readings: [Temperament.Reading] = []
        while !skip("]}") {
            guard readings.isEmpty || skip(","), let reading = reading() else { return nil }
            readings.append(reading)
        }
        guard position == bytes.count else { return nil }
        return Temperament(
            firstDay: first, lastDay: last, plays: plays, activeDays: activeDays, readings: readings, label: label)
    }

    private mutating func reading() -> Temperament.Reading? {
        guard skip(#"{"counts":{"#), let counts = counts(), let cut = number(after: #"},"cut":"#),
            skip(#","pole":"#), let pole = pole(), let value = number(after: #","value":"#), skip("}")
        else { return nil }
        return Temperament.Reading(pole: pole, value: value, cut: cut, counts: counts)
    }

    private mutating func counts() -> Temperament.Counts? {
        if skip(#""exploration":{"#) {
            var new: Temperament.Share?
            if skip(#""newArtists":"#) {
                new = share()
                guard new != nil, skip(",") else { return nil }
            }
            guard skip(#""repeats":"#), let repeats = share(), skip("}") else { return nil }
            return .exploration(newArtists: new, repeats: repeats)
        }
        if skip(#""width":{"#) {
            guard let artists = number(after: #""artists":"#) else { return nil }
            let effective = number(after: #","effectiveArtists":"#)
            guard let plays = number(after: #","plays":"#), skip("}") else { return nil }
            return .width(plays: plays, artists: artists, effectiveArtists: effective)
        }
        if skip(#""freshness":{"#) {
            guard let year = number(after: #""medianYear":"#), skip(#","newReleases":"#), let new = share(), skip("}")
            else { return nil }
            return .freshness(newReleases: new, medianYear: year)
        }
        guard skip(#""night":{"plays":"#), let plays = share(), skip("}") else { return nil }
        return .night(plays: plays)
    }

    private mutating func share() -> Temperament.Share? {
        guard let count = number(after: #"{"count":"#), let millionths = number(after: #","millionths":"#),
            let total = number(after: #","total":"#), skip("}")
        else { return nil }
        return Temperament.Share(count: count, total: total, millionths: millionths)
    }

    private mutating func poles(after key: StaticString) -> [Temperament.Pole]? {
        guard skip(key) else { return nil }
        var poles: [Temperament.Pole] = []
        while !skip("]") {
            guard poles.isEmpty || skip(","), let pole = pole() else { return nil }
            poles.append(pole)
        }
        return poles
    }

    private mutating func pole() -> Temperament.Pole? {
        guard skip("\""), let end = bytes[position...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        defer { position = end + 1 }
        return Temperament.Pole(rawValue: String(decoding: bytes[position..<end], as: UTF8.self))
    }

    private mutating func date(after key: StaticString) -> LocalDate? {
        guard skip(key), position + 10 <= bytes.count else { return nil }
        defer { position += 10 }
        return LocalDate(UnsafeRawBufferPointer(rebasing: bytes[position..<position + 10]))
    }

    /// Digits, at most 18.
    private mutating func number(after key: StaticString) -> Int? {
        guard skip(key) else { return nil }
        var number = 0
        let start = position
        while position < bytes.count, position - start < 18, bytes[position] &- UInt8(ascii: "0") < 10 {
            number = number * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            position += 1
        }
        return position > start ? number : nil
    }

    private mutating func skip(_ literal: StaticString) -> Bool {
        literal.withUTF8Buffer { literal in
            guard position + literal.count <= bytes.count,
                UnsafeRawBufferPointer(rebasing: bytes[position..<position + literal.count]).elementsEqual(literal)
            else { return false }
            position += literal.count
            return true
        }
    }
}
