public import Foundation

/// Time zones by their IANA names.
public enum TimeZoneName {
    /// The zone with that name, including old names such as `Asia/Calcutta`.
    ///
    /// Abbreviations (`PST`) and bare offsets (`GMT+5`) are refused: they do not say when the clocks change.
    ///
    /// - Parameter name: `Area/City`, or `UTC`.
    /// - Returns: The zone; `nil` for a name that the zone database does not have.
    public static func zone(_ name: String) -> TimeZone? {
        guard ["UTC", "GMT"].contains(name) || name.contains("/"), name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        return TimeZone(identifier: name)
    }

    /// The name of a zone as it is stored; Foundation calls `UTC` by its older name.
    public static func name(of zone: TimeZone) -> String { zone.identifier == "GMT" ? "UTC" : zone.identifier }

    /// The name that a mistyped one probably means; upper and lower case do not matter.
    public static func nearest(to name: String) -> String? {
        let names = ["UTC"] + TimeZone.knownTimeZoneIdentifiers
        let wanted = name.lowercased().replacingOccurrences(of: " ", with: "_")
        return names.first { $0.lowercased() == wanted || $0.lowercased().hasSuffix("/" + wanted) }
            ?? name.nearest(of: names)
    }
}
