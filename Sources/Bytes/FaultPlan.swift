import Glibc

/// One thing that shall go wrong.
struct Fault: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case open, read, write, sync, truncate, close, lock, rename, remove, mkdir, stat, list
  }

  enum Action: Sendable {
    case fail(Errno)
    /// Writes the first half, then fails.
    case half(Errno)
    case kill
    /// Writes the first half, then kills.
    case halfThenKill

    var writesHalf: Bool {
      switch self {
      case .half, .halfThenKill: true
      case .fail, .kill: false
      }
    }

    /// The error to report, unless this process ends here.
    func carryOut() -> Errno {
      switch self {
      case .fail(let error), .half(let error): return error
      case .kill, .halfThenKill:
        Glibc.kill(getpid(), SIGKILL)
        // The signal can't be caught or ignored; wait for it, so that nothing more happens.
        while true { pause() }
      }
    }
  }

  let kind: Kind
  /// Which operation of the kind, counted from 1 over the whole process.
  let number: Int
  /// Whether all later ones of the kind fail as well, as on a disk that stays full.
  let isLasting: Bool
  let action: Action
}

/// Which file operations shall fail, counted over all files and threads; made from text such as
/// `write:120:ENOSPC,sync:3:kill`.
///
/// A fault is KIND:NUMBER:ACTION. KIND is open, read, write, sync, truncate, close, lock, rename, remove, mkdir, stat
/// or list. NUMBER counts the operations of that kind from 1; with a plus sign, as in `write:120+:ENOSPC`, all later ones
/// fail too. ACTION is the name of an error (the operation is not carried out), `kill` (the process gets SIGKILL before the operation),
/// and for writes `half` (half of the bytes, then ENOSPC) or `half-kill`. Commas separate faults.
public final class FaultPlan: @unchecked Sendable {
  // Sound, since `counts` is only touched under `lock`, which lives as long as the plan and never moves.
  private let faults: [Fault]
  private var counts: [Fault.Kind: Int] = [:]
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  /// A text that is no plan, with what is wrong with it.
  public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
  }

  public init(_ text: String) throws(SyntaxError) {
    var faults: [Fault] = []
    for entry in text.split(separator: ",") { faults.append(try FaultPlan.fault(String(entry))) }
    self.faults = faults
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Counts an operation and returns what shall happen instead of it.
  func strike(_ kind: Fault.Kind) -> Fault.Action? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    let number = counts[kind, default: 0] + 1
    counts[kind] = number
    return faults.first { $0.kind == kind && ($0.number == number || $0.isLasting && $0.number < number) }?.action
  }

  private static func fault(_ text: String) throws(SyntaxError) -> Fault {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { throw SyntaxError(description: "'\(text)' is not KIND:NUMBER:ACTION") }
    guard let kind = Fault.Kind(rawValue: parts[0]) else {
      let known = Fault.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw SyntaxError(description: "'\(parts[0])' in '\(text)' is none of \(known)")
    }
    let isLasting = parts[1].hasSuffix("+")
    guard let number = Int(isLasting ? String(parts[1].dropLast()) : parts[1]), number > 0 else {
      throw SyntaxError(description: "'\(parts[1])' in '\(text)' is not a number from 1")
    }
    let action: Fault.Action
    switch parts[2] {
    case "kill": action = .kill
    case "half" where kind == .write: action = .half(Errno(ENOSPC))
    case "half-kill" where kind == .write: action = .halfThenKill
    default:
      guard let error = Errno(name: parts[2]) else {
        throw SyntaxError(
          description: "'\(parts[2])' in '\(text)' is not the name of an error, kill, or (for write) half or half-kill")
      }
      action = .fail(error)
    }
    return Fault(kind: kind, number: number, isLasting: isLasting, action: action)
  }
}
