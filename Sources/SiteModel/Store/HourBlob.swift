import Foundation

/// The listened milliseconds of 24 hours as 96 bytes, little-endian.
///
/// One row per hour would be 24 times as many rows for numbers that are only ever read together.
enum HourBlob {
    static func encoded(_ hours: [Int64]) -> Data {
        var bytes = Data(capacity: 96)
        for hour in 0..<24 {
            let value = UInt32(clamping: hour < hours.count ? hours[hour] : 0)
            for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
        }
        return bytes
    }

    static func decoded(_ data: Data) -> [Int64] {
        let bytes = [UInt8](data)
        guard bytes.count == 96 else { return Array(repeating: 0, count: 24) }
        return (0..<24).map { hour in
            (0..<4).reduce(0) { $0 | Int64(bytes[hour * 4 + $1]) << Int64($1 * 8) }
        }
    }
}
