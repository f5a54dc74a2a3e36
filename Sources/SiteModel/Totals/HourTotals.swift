/// The listened milliseconds of the 24 hours of a day.
///
/// Stored as 96 bytes, little-endian: a row for each hour would be 24 times as many rows for numbers that are only ever
/// read together. In memory the numbers lie in the value itself, because an array for each day of a year would be most of
/// the allocations of a page.
public struct HourTotals: Hashable, Sendable {
    // The last eight lanes stay zero. 2^32 milliseconds are 49 days.
    private var lanes = SIMD32<UInt32>()

    /// How many bytes it has in the store.
    static let byteCount = 96

    /// Creates 24 hours without listening.
    public init() {}

    /// The milliseconds in an hour, 0 to 23; a stored number is at least 0 and at most 2^32 - 1.
    public subscript(hour: Int) -> Int64 {
        get { Int64(lanes[hour]) }
        set { lanes[hour] = UInt32(clamping: newValue) }
    }

    /// All 24 numbers, from midnight.
    public var all: [Int64] { (0..<24).map { self[$0] } }

    /// Adds the numbers to 24 sums, the first lanes.
    public func add(to sums: inout SIMD32<Int64>) {
        // The conversion of a whole vector calls a function for each lane.
        withUnsafeBytes(of: lanes) { hours in
            withUnsafeMutableBytes(of: &sums) { sums in
                let (hours, sums) = (
                    hours.assumingMemoryBound(to: UInt32.self), sums.assumingMemoryBound(to: Int64.self)
                )
                for hour in 0..<24 { sums[hour] &+= Int64(hours[hour]) }
            }
        }
    }
}

extension HourTotals {
    /// Reads the stored form; anything else than 96 bytes counts as no listening.
    init(stored bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.byteCount else { return }
        withUnsafeMutableBytes(of: &lanes) { $0.copyMemory(from: bytes) }
        #if _endian(big)
            for hour in 0..<24 { lanes[hour] = UInt32(littleEndian: lanes[hour]) }
        #endif
    }

    /// The stored form.
    var stored: [UInt8] {
        (0..<24).flatMap { hour in withUnsafeBytes(of: lanes[hour].littleEndian, Array.init) }
    }
}
