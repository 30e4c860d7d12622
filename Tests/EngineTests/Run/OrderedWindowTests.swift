import Foundation
import Synchronization
import Testing

@testable import Engine

@Suite struct OrderedWindowTests {
  private struct Broken: Error, Equatable {
    let what: String
  }

  /// Squares 0..<count on `workers` threads.
  private func squares(_ count: Int, workers: Int, maxItems: Int, maxBytes: Int) throws -> (results: [Int], most: Int) {
    let window = OrderedWindow<Int, Int>(first: 5, maxItems: maxItems, maxBytes: maxBytes)
    let inside = Atomic<Int>(0)
    let most = Atomic<Int>(0)
    let producer = RunThread("producer") {
      for item in 0..<count {
        guard window.put(item, bytes: item % 7 * 100) else { return }
        let now = inside.add(1, ordering: .relaxed).newValue
        most.max(now, ordering: .relaxed)
      }
      window.complete()
    }
    let threads = (0..<workers).map { number in
      RunThread("worker") {
        while let (sequence, item) = window.take() {
          if (item &+ number) % 3 == 0 { usleep(50) }
          window.finish(sequence, item * item)
        }
      }
    }
    var results: [Int] = []
    while let result = try window.next() {
      inside.subtract(1, ordering: .relaxed)
      results.append(result)
    }
    producer.join()
    threads.forEach { $0.join() }
    return (results, most.load(ordering: .relaxed))
  }

  @Test(arguments: [1, 2, 8, 20]) func `results come in order whatever the number of workers`(workers: Int) throws {
    let (results, most) = try squares(2000, workers: workers, maxItems: 10, maxBytes: 2000)
    #expect(results == (0..<2000).map { $0 * $0 })
    // The producer counts an item after putting it in, so the consumer's next place may be counted twice.
    #expect(most <= 11)
  }

  @Test func `an item larger than the window passes alone`() throws {
    let (results, _) = try squares(100, workers: 3, maxItems: 10, maxBytes: 1)
    #expect(results.count == 100)
  }

  @Test func `the producer waits for bytes as for items`() {
    let window = OrderedWindow<Int, Int>(first: 0, maxItems: 100, maxBytes: 1000)
    let puts = Atomic<Int>(0)
    let producer = RunThread("producer") {
      for item in 0..<5 where window.put(item, bytes: 400) { puts.add(1, ordering: .relaxed) }
      window.complete()
    }
    // Two fit; the third has to wait until a result is taken.
    for _ in 0..<2 {
      let (sequence, item) = window.take()!
      window.finish(sequence, item)
    }
    usleep(20_000)
    #expect(puts.load(ordering: .relaxed) == 2)
    #expect((try? window.next()) == 0)
    while let (sequence, item) = window.take() {
      window.finish(sequence, item)
      if item == 2 { break }
    }
    window.stop()
    producer.join()
    #expect(puts.load(ordering: .relaxed) < 5)
  }

  @Test func `an error of the producer comes behind the results before it`() throws {
    let window = OrderedWindow<Int, Int>(first: 0, maxItems: 10, maxBytes: 1000)
    for item in 0..<3 { #expect(window.put(item, bytes: 1)) }
    window.complete(Broken(what: "producer"))
    while let (sequence, item) = window.take() { window.finish(sequence, item) }
    for item in 0..<3 { #expect(try window.next() == item) }
    #expect(throws: Broken(what: "producer")) { try window.next() }
  }

  @Test func `an error of a worker stops everybody and reaches the consumer`() throws {
    let window = OrderedWindow<Int, Int>(first: 0, maxItems: 4, maxBytes: 1000)
    let producer = RunThread("producer") {
      var item = 0
      while window.put(item, bytes: 1) { item += 1 }
    }
    let workers = (0..<4).map { _ in
      RunThread("worker") {
        while let (sequence, item) = window.take() {
          if item == 20 { window.fail(Broken(what: "worker")) } else { window.finish(sequence, item) }
        }
      }
    }
    var taken = 0
    #expect(throws: Broken(what: "worker")) { while try window.next() != nil { taken += 1 } }
    #expect(taken <= 20)
    producer.join()
    workers.forEach { $0.join() }
  }

  @Test func `a stopped window lets go of all who wait`() throws {
    let window = OrderedWindow<Int, Int>(first: 0, maxItems: 1, maxBytes: 1000)
    #expect(window.put(0, bytes: 1))
    let producer = RunThread("producer") { _ = window.put(1, bytes: 1) }
    _ = window.take()
    let worker = RunThread("worker") { while window.take() != nil {} }
    usleep(5000)
    window.stop()
    producer.join()
    worker.join()
    #expect(try window.next() == nil)
    #expect(!window.put(2, bytes: 1))
  }
}
