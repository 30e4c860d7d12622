import Glibc

/// An error number of the operating system, such as ENOSPC.
public struct Errno: Error, Hashable, Sendable, CustomStringConvertible {
  public let code: Int32

  public init(_ code: Int32) {
    self.code = code
  }

  /// The number that the system call before has left behind.
  static var current: Errno { Errno(errno) }

  /// The error with this symbolic name, such as "ENOSPC"; nil for a name that is not known here.
  public init?(name: String) {
    guard let entry = Errno.names.first(where: { $0.name == name }) else { return nil }
    self.code = entry.code
  }

  /// The symbolic name, or nil for a rare one.
  public var name: String? {
    Errno.names.first { $0.code == code }?.name
  }

  /// The system's words and the symbolic name: "Permission denied (EACCES)".
  public var description: String {
    "\(message) (\(name ?? "error \(code)"))"
  }

  private var message: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      // The POSIX form of strerror_r always ends what it writes with a zero byte, also when it fails.
      buffer.initialize(repeating: 0)
      _ = strerror_r(code, buffer.baseAddress!, buffer.count)
      return String(cString: buffer.baseAddress!)
    }
  }

  private static let names: [(name: String, code: Int32)] = [
    ("EPERM", EPERM), ("ENOENT", ENOENT), ("EINTR", EINTR), ("EIO", EIO), ("ENXIO", ENXIO), ("E2BIG", E2BIG),
    ("EBADF", EBADF), ("EAGAIN", EAGAIN), ("ENOMEM", ENOMEM), ("EACCES", EACCES), ("EFAULT", EFAULT),
    ("EBUSY", EBUSY), ("EEXIST", EEXIST), ("EXDEV", EXDEV), ("ENODEV", ENODEV), ("ENOTDIR", ENOTDIR),
    ("EISDIR", EISDIR), ("EINVAL", EINVAL), ("ENFILE", ENFILE), ("EMFILE", EMFILE), ("ENOTTY", ENOTTY),
    ("ETXTBSY", ETXTBSY), ("EFBIG", EFBIG), ("ENOSPC", ENOSPC), ("ESPIPE", ESPIPE), ("EROFS", EROFS),
    ("EMLINK", EMLINK), ("EPIPE", EPIPE), ("ENAMETOOLONG", ENAMETOOLONG), ("ENOLCK", ENOLCK), ("ENOSYS", ENOSYS),
    ("ENOTEMPTY", ENOTEMPTY), ("ELOOP", ELOOP), ("EOVERFLOW", EOVERFLOW), ("EOPNOTSUPP", EOPNOTSUPP),
    ("ECONNRESET", ECONNRESET), ("ETIMEDOUT", ETIMEDOUT), ("ECONNREFUSED", ECONNREFUSED), ("ESTALE", ESTALE),
    ("EDQUOT", EDQUOT), ("ECANCELED", ECANCELED),
  ]
}
