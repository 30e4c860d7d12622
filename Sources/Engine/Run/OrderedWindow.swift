import Foundation

/// A bounded window between one producer, many workers and one consumer that takes results in order.
///
/// At most `maxItems` items and about `maxBytes` bytes are between reading and writing at any moment; an item larger
/// than that passes alone. The producer waits when the window is full, the consumer when the next result is missing.
final class OrderedWindow<Item: Sendable, Result: Sendable>: @unchecked Sendable {
  // All state is guarded by `condition`.
  private let condition = NSCondition()
  private var todo: [(sequence: Int, item: Item)] = []
  private var done: [Int: Result] = [:]
  private var sizes: [Int: Int] = [:]
  private var bytes = 0
  private var nextToConsume: Int
  private var produced: Int
  private var isComplete = false
  private var isStopped = false
  private var failure: (any Error)?
  private let maxItems: Int
  private let maxBytes: Int

  /// `first` is the sequence number of the first item that will be put in.
  init(first: Int, maxItems: Int, maxBytes: Int) {
    nextToConsume = first
    produced = first
    self.maxItems = maxItems
    self.maxBytes = maxBytes
  }

  /// Hands an item to the workers; waits for room. False: the window was stopped.
  func put(_ item: Item, bytes size: Int) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped, sizes.count >= maxItems || (bytes > 0 && bytes + size > maxBytes) { condition.wait() }
    if isStopped { return false }
    todo.append((produced, item))
    sizes[produced] = size
    bytes += size
    produced += 1
    condition.broadcast()
    return true
  }

  /// The producer has no more; `error` is why, where it was no clean end.
  func complete(_ error: (any Error)? = nil) {
    condition.lock()
    isComplete = true
    if let error, failure == nil { failure = error }
    condition.broadcast()
    condition.unlock()
  }

  /// The next item to work on; nil: there will be none.
  func take() -> (sequence: Int, item: Item)? {
    condition.lock()
    defer { condition.unlock() }
    while todo.isEmpty, !isComplete, !isStopped { condition.wait() }
    if isStopped || todo.isEmpty { return nil }
    return todo.removeFirst()
  }

  func finish(_ sequence: Int, _ result: Result) {
    condition.lock()
    done[sequence] = result
    condition.broadcast()
    condition.unlock()
  }

  /// A worker can't go on; the consumer gets the error.
  func fail(_ error: any Error) {
    condition.lock()
    if failure == nil { failure = error }
    isStopped = true
    condition.broadcast()
    condition.unlock()
  }

  /// The next result in order; nil: all have been taken. Throws what stopped the producer or a worker, once every
  /// result before it has been taken.
  func next() throws -> Result? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let result = done.removeValue(forKey: nextToConsume) {
        bytes -= sizes.removeValue(forKey: nextToConsume) ?? 0
        nextToConsume += 1
        condition.broadcast()
        return result
      }
      if isStopped || (isComplete && nextToConsume == produced) {
        if let failure { throw failure }
        return nil
      }
      condition.wait()
    }
  }

  /// Lets go of everybody who waits; items not yet taken are forgotten.
  func stop() {
    condition.lock()
    isStopped = true
    todo.removeAll()
    condition.broadcast()
    condition.unlock()
  }
}
