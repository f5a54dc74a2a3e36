import Foundation
import Testing

@testable import SyncRunner

@Suite struct JSONNodeTests {
    private func read<Result>(_ json: String, _ body: (JSONNode) throws -> Result) throws -> Result {
        try JSONNode.read(Data(json.utf8), body)
    }

    @Test func `values are found by name and by position`() throws {
        try read(#" { "a" : [ 1 , {"b":[]}, "x" ] , "c" : { "d" : { "a":true } } , "e" : null, "f":-7 } "#) { json in
            #expect(json["a"]?.elements?.count == 3)
            #expect(json["a"]?.elements?[0].integer == 1)
            #expect(json["a"]?.elements?[1]["b"]?.elements?.isEmpty == true)
            #expect(json["a"]?.elements?[2].string == "x")
            #expect(json["c"]?["d"]?["a"]?.isNull == false)
            #expect(json["e"]?.isNull == true)
            #expect(json["f"]?.integer == -7)
            #expect(json["d"] == nil && json["A"] == nil && json["a"]?["a"] == nil && json["c"]?.elements == nil)
        }
    }

    @Test(arguments: [
        (#""""#, ""), (#""plain é 音""#, "plain é 音"), (#""\"\\\/\n\t""#, "\"\\/\n\t"),
        (#""\u00e9\ud83d\ude00""#, "é😀"), (#""\ud800""#, "\u{FFFD}"), (#""[{,:}]""#, "[{,:}]"),
    ])
    func `escapes of a text are resolved`(json: String, text: String) throws {
        #expect(try read(json, \.string) == text)
    }

    @Test(arguments: [
        "", " ", "{", "[", "]", "}", "[1,]", "[,1]", "[1 2]", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, "{1:2}",
        #"{"a":1]"#, "[1}", #""open"#, #""open\"#, "nul", "truex", "x", "{} {}", "[] ]", "<html>", "1 1",
    ])
    func `a text that is not whole JSON is refused`(json: String) {
        #expect(throws: JSONMismatch.notWhole) { try read(json) { _ in } }
    }

    @Test func `every beginning of an answer is refused, and so is an answer with bytes behind it`() throws {
        let whole = #"{"items":[{"id":"a\"b","n":[1,true,null]},{"track":{"x":{}}}]}"#
        try read(whole) { _ in }
        for length in 0..<whole.utf8.count {
            #expect(throws: JSONMismatch.notWhole) {
                try JSONNode.read(Data(whole.utf8.prefix(length))) { _ in }
            }
        }
        #expect(throws: JSONMismatch.notWhole) { try read(whole + "}") { _ in } }
    }

    @Test func `brackets may be nested a million times`() throws {
        let depth = 1_000_000
        let json = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(try read(json) { $0.elements?.count } == 1)
        #expect(throws: JSONMismatch.notWhole) { try read(String(json.dropLast())) { _ in } }
    }
}
