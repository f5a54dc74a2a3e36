import Foundation
import FuzzTargets
import TestSupport
import Testing

/// Every input of the corpus, and inputs that are changed at random.
///
/// `make fuzz` looks further, guided by coverage.
@Suite struct CorpusTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fuzzing/Corpus").standardizedFileURL

    private func inputs(of target: FuzzTarget) throws -> [[UInt8]] {
        let folder = Self.corpus.appending(path: target.name)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted().map {
            Array(try Data(contentsOf: folder.appending(path: $0)))
        }
    }

    @Test(arguments: FuzzTarget.all.map(\.name))
    func `every input of the corpus is read, and so are changed ones`(name: String) async throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let inputs = try inputs(of: target)
        try #require(!inputs.isEmpty)
        var numbers = SeededNumbers(seed: 12)
        for input in inputs {
            await target.read(input)
            for _ in 0..<200 { await target.read(changed(input, among: inputs, &numbers)) }
        }
    }

    @Test func `each folder of the corpus belongs to a target`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path(percentEncoded: false))
        #expect(Set(folders) == Set(FuzzTarget.all.map(\.name)))
    }

    /// An input with a few bytes replaced, inserted, deleted, repeated, or taken from another one.
    private func changed(_ input: [UInt8], among inputs: [[UInt8]], _ numbers: inout SeededNumbers) -> [UInt8] {
        var bytes = input
        for _ in 0..<numbers.number(in: 1...4) {
            let place = numbers.number(in: 0...bytes.count)
            let end = min(bytes.count, place + numbers.number(in: 0...32))
            switch numbers.number(in: 0..<5) {
            case 0:
                bytes.replaceSubrange(
                    place..<end, with: bytes[place..<end].map { $0 ^ UInt8(1 << numbers.number(in: 0..<8)) })
            case 1: bytes.insert(UInt8(numbers.number(in: 0...255)), at: place)
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: Array(repeating: bytes[place..<end], count: 20).joined(), at: place)
            default:
                let other = inputs[numbers.number(in: 0..<inputs.count)]
                bytes.insert(contentsOf: other.suffix(numbers.number(in: 0...other.count)), at: place)
            }
        }
        return bytes
    }
}
