/// What a phrase of a `boilerplate.tsv` does, and what must stand around it.
enum PhraseRole: String, CaseIterable, Sendable {
  /// Opens a line that leads elsewhere, whatever follows. Alone on its line it heads a list.
  case link
  /// Does so only before a colon, a dash or the line's end.
  case linkLabel = "link-label"
  /// Opens a caption, whatever follows.
  case caption
  /// Says by itself that a picture is meant: "file photo". Opens a short line or closes a caption.
  case credit
  /// Names who took the picture, before a colon: "Photo".
  case creditLabel = "credit-label"
  /// An agency: alone, in brackets or behind a slash.
  case agency
  /// Opens a byline, whatever follows.
  case byline
  /// Opens a byline before a colon: "Author".
  case bylineLabel = "byline-label"
  /// Opens a byline before a name: "By". Only in documents of the pack's own language.
  case bylineName = "byline-name"
  /// Closes a byline behind a name: "기자".
  case bylineEnd = "byline-end"
  /// Names the source, before a colon.
  case sourceLabel = "source-label"
  /// Opens a notice, whatever follows.
  case notice
  /// A notice that fills its line.
  case noticeLine = "notice-line"
  /// Closes a notice: "All rights reserved".
  case noticeEnd = "notice-end"
  /// Opens a note of the editors, in brackets or before a colon.
  case note
  /// A place to share at; two in a line make a notice.
  case social

  var set: PhraseRoles { PhraseRoles(rawValue: 1 << UInt32(Self.allCases.firstIndex(of: self)!)) }
}

/// Several roles, as phrases that begin at one place may have them.
struct PhraseRoles: OptionSet, Sendable {
  let rawValue: UInt32

  static let link = PhraseRole.link.set
  static let linkLabel = PhraseRole.linkLabel.set
  static let caption = PhraseRole.caption.set
  static let credit = PhraseRole.credit.set
  static let creditLabel = PhraseRole.creditLabel.set
  static let agency = PhraseRole.agency.set
  static let byline = PhraseRole.byline.set
  static let bylineLabel = PhraseRole.bylineLabel.set
  static let bylineName = PhraseRole.bylineName.set
  static let bylineEnd = PhraseRole.bylineEnd.set
  static let sourceLabel = PhraseRole.sourceLabel.set
  static let notice = PhraseRole.notice.set
  static let noticeLine = PhraseRole.noticeLine.set
  static let noticeEnd = PhraseRole.noticeEnd.set
  static let note = PhraseRole.note.set
  static let social = PhraseRole.social.set
}
