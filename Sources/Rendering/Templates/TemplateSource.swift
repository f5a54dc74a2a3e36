/// The text of one template file.
struct TemplateSource: Sendable {
    /// The file, relative to the folder of templates.
    let file: String
    let bytes: [UInt8]
    /// Where each line begins.
    private let lineStarts: [Int]

    init(name: String, bytes: [UInt8]) {
        file = name + TemplateLibrary.suffix
        let text = bytes.starts(with: Self.byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
        lineStarts = [0] + text.indices.filter { text[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        self.bytes = text
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// A diagnostic that points at a byte of the text.
    func diagnostic(at offset: Int, _ message: String) -> TemplateDiagnostic {
        let place = position(of: offset)
        return TemplateDiagnostic(file: file, line: place.line, column: place.column, message: message)
    }

    /// `line:column` of a byte, to mention a second place in a message.
    func place(of offset: Int) -> String {
        let place = position(of: offset)
        return "\(place.line):\(place.column)"
    }

    private func position(of offset: Int) -> (line: Int, column: Int) {
        let line = lineIndex(of: offset)
        // Each scalar has one byte that does not continue another.
        let column = bytes[lineStarts[line]..<offset].count { $0 & 0xC0 != 0x80 } + 1
        return (line + 1, column)
    }

    /// The last line that begins at or before a byte.
    private func lineIndex(of offset: Int) -> Int {
        var lower = 0
        var upper = lineStarts.count
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if lineStarts[middle] <= offset { lower = middle } else { upper = middle }
        }
        return lower
    }

    /// The text of a stretch of bytes.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Where a sequence of bytes comes next.
    func offset(of needle: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, start <= bytes.count - needle.count else { return nil }
        return (start...(bytes.count - needle.count)).first { offset in
            bytes[offset] == first && bytes[offset..<offset + needle.count].elementsEqual(needle)
        }
    }

    /// Where the line of a byte begins.
    func lineStart(of offset: Int) -> Int {
        lineStarts[lineIndex(of: offset)]
    }

    /// Where the next line begins if nothing but blanks is left of this one; the end of the text ends a line too.
    func nextLine(ifBlankFrom offset: Int) -> Int? {
        var index = offset
        while index < bytes.count, isBlank(bytes[index]) { index += 1 }
        if index == bytes.count { return index }
        if bytes[index] == UInt8(ascii: "\r"), index + 1 < bytes.count { index += 1 }
        return bytes[index] == UInt8(ascii: "\n") ? index + 1 : nil
    }

    /// Whether there is nothing but blanks between two places.
    func isBlank(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy(isBlank)
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
