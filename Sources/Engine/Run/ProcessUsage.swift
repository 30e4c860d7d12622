import Bytes
import Foundation

/// What this process has used so far, as the kernel tells it.
enum ProcessUsage {
  /// CPU seconds of the process and its peak resident memory in bytes.
  static func now() -> (Double, Int64) {
    var usage = rusage()
    getrusage(0, &usage)  // RUSAGE_SELF, which Glibc's overlay gives another type
    let seconds =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    return (seconds, peakMemory() ?? Int64(usage.ru_maxrss) * 1024)
  }

  /// The most resident memory that this program had, in bytes. `ru_maxrss` also counts what the program that started this one
  /// had when it did, since the process was a copy of that.
  private static func peakMemory() -> Int64? {
    guard let status = try? POSIXFileSystem().contents(of: FilePath("/proc/self/status"), limit: 1 << 16) else {
      return nil
    }
    let name = Array("VmHWM:".utf8)
    guard let line = status.split(separator: 0x0A).first(where: { $0.starts(with: name) }) else { return nil }
    let digits = line.filter { $0 >= 0x30 && $0 <= 0x39 }
    return Int64(String(decoding: digits, as: UTF8.self)).map { $0 * 1024 }
  }
}
