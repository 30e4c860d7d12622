import Bytes
import Pipeline

/// Why an index is refused. It is left as it is.
enum ArchiveError: Error, CustomStringConvertible {
  /// Something else than an index, or nothing.
  case foreign(FilePath, begin: [UInt8])
  case otherVersion(FilePath, found: UInt32, known: UInt32)
  case damaged(FilePath, String)
  case cut(FilePath, size: Int64, expected: Int64)
  case otherSketching(FilePath, Sketching, Sketching)
  case unwritable(FilePath, Errno)
  /// Another run holds the index until it has recorded.
  case busy(FilePath)

  var description: String {
    switch self {
    case .foreign(let path, let begin):
      "\(path.display) is no index of deduplicate"
        + (begin.isEmpty ? ": it is empty" : ": it begins with \"\(FilePath(bytes: begin).display)\"")
        + "; it is left as it is. Name another file with 'against'"
    case .otherVersion(let path, let found, let known) where found > known:
      "\(path.display) was written by a newer Assay: its format is version \(found), this one reads \(known); it is left as it is. "
        + "Use that Assay, or name another file with 'against'"
    case .otherVersion(let path, let found, let known):
      "\(path.display) was written by an older Assay: its format is version \(found), this one reads \(known); it is left as it is. "
        + "Make it anew: 'record: true' and another file with 'against'"
    case .damaged(let path, let what):
      "\(path.display) is a damaged index of deduplicate: \(what); it is left as it is. Put a copy of it in its place, or make it "
        + "anew: 'record: true' and another file with 'against'"
    case .cut(let path, let size, let expected):
      "\(path.display) is an index of deduplicate that was cut: it has \(size) of \(expected) bytes; it is left as it is. Put a "
        + "whole copy of it in its place, or make it anew: 'record: true' and another file with 'against'"
    case .otherSketching(let path, let found, let wanted):
      "\(path.display) was made with \(found), and this pipeline has \(wanted); articles can't be compared across them. Give "
        + "'deduplicate' the options of the index, or name another file with 'against'"
    case .unwritable(let path, let error):
      "\(path.display) can't be written: \(error); make it and its folder writable and give the same command again, or name "
        + "another file with 'against'"
    case .busy(let path):
      "another run is recording into \(path.display); when it is done, the same command goes on"
    }
  }

  /// What is wrong, from what a reader of record files found.
  init(_ error: RecordFileError, knowing version: UInt32) {
    switch error.problem {
    case .foreign(_, let found): self = .foreign(error.path, begin: found)
    case .newerVersion(let found, _), .olderVersion(let found, _):
      self = .otherVersion(error.path, found: found, known: version)
    case .damagedHeader: self = .damaged(error.path, "its header is not what was written")
    case .tornTail, .positionOutside: self = .damaged(error.path, "it ends in the entry at byte \(error.position)")
    case .checksumMismatch: self = .damaged(error.path, "the entry at byte \(error.position) has the wrong checksum")
    }
  }
}
