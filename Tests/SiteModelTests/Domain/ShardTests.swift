import SiteModel
import Testing

@Suite struct ShardTests {
    private let names = (0..<2000).compactMap { try? Username("user-\($0)") }

    @Test(arguments: ["0/1", "3/8", "4095/4096"])
    func `a shard is written as its number and how many there are`(text: String) {
        #expect(Shard(text)?.description == text)
        #expect(StorePart(text).description == text)
    }

    @Test(arguments: ["", "8/8", "-1/8", "3", "3/", "/8", "3/8/1", "03/8", "+3/8", "0/0", "0/4097", "a/8", " 3/8"])
    func `anything else is no shard`(text: String) {
        #expect(Shard(text) == nil)
        #expect(StorePart(text) == .whole)
    }

    @Test func `the bucket of a name never changes`() throws {
        // The first 12 bits of what 'printf ada | sha256sum' prints.
        #expect(try Username("ada").bucket == 0xfde)
        #expect(try Username("theo").bucket == 0x1cf)
        #expect(Set(names.map(\.bucket)).count > 1500)
        #expect(names.allSatisfy { 0..<Shard.buckets ~= $0.bucket })
    }

    @Test func `each name belongs to one shard, and each shard has about as many`() throws {
        for count in [1, 2, 3, 8, 100, 4096] {
            let shards = (0..<count).compactMap { Shard(index: $0, of: count) }
            for name in names { #expect(shards.filter { $0.contains(name) } == [shards[0].home(of: name)]) }
        }
        let eight = Dictionary(grouping: names) { Shard(index: 0, of: 8)?.home(of: $0) }
        #expect(eight.count == 8 && eight.values.allSatisfy { 180..<330 ~= $0.count })
    }

    @Test func `twice as many shards are the halves of the present ones`() throws {
        for index in 0..<16 {
            let shard = try #require(Shard(index: index, of: 16))
            let halves = try #require(shard.parts(of: 32))
            #expect(halves.map(\.index) == [2 * index, 2 * index + 1])
            for name in names { #expect(shard.contains(name) == halves.contains { $0.contains(name) }) }
            #expect(shard.parts(of: 24) == nil && shard.parts(of: 8192) == nil)
        }
    }

    @Test func `a store of everything takes every name, and the store of the lists none`() throws {
        let ada = try Username("ada")
        #expect(StorePart.whole.contains(ada) && !StorePart.lists.contains(ada))
        #expect(StorePart("7/8").contains(ada) && !StorePart("4/8").contains(ada))
    }
}
