import Foundation
import TestSupport

/// Every text that differs from `text` in one bit, as far as it is UTF-8.
func flips(of text: String, in range: Range<Int>? = nil) -> [String] {
    let bytes = Array(text.utf8)
    return (range ?? bytes.indices).flatMap { index in
        (0..<8).compactMap { bit in
            var bytes = bytes
            bytes[index] ^= 1 << UInt8(bit)
            return String(validating: bytes, as: UTF8.self)
        }
    }
}

extension SeededNumbers {
    /// Random bytes, some of them without any order, some taken from `samples` with a few changes.
    mutating func bytes(like samples: [String], upTo limit: Int = 300) -> [UInt8] {
        guard !samples.isEmpty, chance(60) else {
            return (0..<number(in: 0...limit)).map { _ in UInt8(number(in: 0...255)) }
        }
        var bytes = Array(samples[number(in: 0..<samples.count)].utf8)
        for _ in 0..<number(in: 1...4) where !bytes.isEmpty {
            let index = number(in: 0..<bytes.count)
            switch number(in: 0...3) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(UInt8(number(in: 0...255)), at: index)
            case 2: bytes[index] = UInt8(number(in: 0...255))
            default: bytes.append(contentsOf: bytes[index...])
            }
        }
        return bytes
    }
}
