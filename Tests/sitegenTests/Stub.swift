import Testing
@Test func `it runs`() { #expect(1 + 1 == 2) }
