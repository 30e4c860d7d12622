import Foundation
import ICU
import Testing

@testable import Formats

/// A text and a charset that fits its language.
struct CharsetFixture: Sendable, CustomTestStringConvertible {
  let charset: String
  let text: String
  var testDescription: String { charset }

  /// The text in the charset, by turning ICU's conversion round; nil where the charset lacks a character.
  static func encode(_ text: String, _ charset: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    switch charset.uppercased() {
    case "UTF-8": return Array(text.utf8)
    case "UTF-16LE": for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    case "UTF-16BE": for unit in text.utf16 { bytes += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    case "UTF-32LE":
      for scalar in text.unicodeScalars { bytes += (0..<4).map { UInt8(scalar.value >> (8 * $0) & 0xFF) } }
    case "UTF-32BE":
      for scalar in text.unicodeScalars { bytes += (0..<4).map { UInt8(scalar.value >> (24 - 8 * $0) & 0xFF) } }
    case "ISO-2022-JP":
      var isWide = false
      for scalar in text.unicodeScalars {
        guard let character = encode(String(scalar), "EUC-JP") else { return nil }
        if isWide != (character.count == 2) { bytes += [0x1B] + Array((isWide ? "(B" : "$B").utf8) }
        isWide = character.count == 2
        bytes += character.map { $0 & 0x7F }
      }
      if isWide { bytes += [0x1B] + Array("(B".utf8) }
    default:
      guard let converter = CharsetName.converter(charset), let table = CharsetTable.shared.table(converter) else {
        return nil
      }
      for scalar in text.unicodeScalars {
        guard let character = table[scalar] else { return nil }
        bytes += character
      }
    }
    return bytes
  }

  static let russian = """
    Ночью уровень воды в водохранилище поднялся ещё на двадцать сантиметров, сообщили в управлении. Жителей трёх сёл \
    просят не выходить на лёд и следить за объявлениями. Запас прочности есть, говорит инженер Щукина.
    """
  private static let ukrainian = """
    Уночі рівень води у водосховищі піднявся ще на двадцять сантиметрів, повідомили в управлінні. Мешканців трьох сіл \
    просять не виходити на кригу й стежити за оголошеннями. Ґанок школи підтоплено, її закрито.
    """
  private static let french = """
    Le niveau du barrage a encore monté cette nuit, a indiqué la préfecture. Les élèves de l'école du hameau ont été \
    évacués à l'aube ; où iront-ils ? « C'est déjà arrivé », répète le maire, très ému, près du château.
    """
  private static let polish = """
    Poziom wody w zbiorniku podniósł się w nocy o dwadzieścia centymetrów, poinformował zarząd. Mieszkańcy trzech wsi \
    proszeni są, by nie wchodzić na lód. Gęś i źrebię uratowano, łódź jeszcze nie dotarła.
    """
  private static let czech = """
    Hladina přehrady v noci stoupla o dalších dvacet centimetrů, oznámil úřad. Obyvatelé tří vesnic ať nevstupují na \
    led. Žáci základní školy zůstali doma, řekl ředitel, a příští týden se učit nebude.
    """
  private static let greek = """
    Η στάθμη του φράγματος ανέβηκε και πάλι τη νύχτα, ανακοίνωσε η διεύθυνση. Οι κάτοικοι τριών χωριών καλούνται να μην \
    περπατούν στον πάγο. Το σχολείο θα μείνει κλειστό ως την Παρασκευή, είπε ο δήμαρχος.
    """
  private static let turkish = """
    Barajdaki su seviyesi gece yirmi santim daha yükseldi, diye bildirdi müdürlük. Üç köyün sakinleri buzun üzerine \
    çıkmamaya çağrıldı. Öğrenciler bugün okula gitmedi; şoför İlhan, yağış sürüyor, dedi.
    """
  private static let hebrew = """
    מפלס המים בסכר עלה הלילה בעשרים סנטימטרים נוספים, כך נמסר מהמנהלה. תושבי שלושת הכפרים מתבקשים שלא לעלות על הקרח \
    ולעקוב אחר ההודעות. בית הספר יישאר סגור עד יום שישי, אמר ראש העיר.
    """
  private static let arabic = """
    ارتفع منسوب المياه في السد ليلة أمس عشرين سنتيمترا أخرى، حسب ما أعلنته الإدارة. ويرجى من سكان القرى الثلاث عدم السير \
    على الجليد ومتابعة الإعلانات. وستبقى المدرسة مغلقة حتى يوم الجمعة، قال رئيس البلدية.
    """
  private static let latvian = """
    Naktī ūdens līmenis ūdenskrātuvē pacēlās vēl par divdesmit centimetriem, ziņo pārvalde. Trīs ciemu iedzīvotājus lūdz \
    nekāpt uz ledus un sekot paziņojumiem. Skola būs slēgta līdz piektdienai, teica mērs Kārlis Ģēģeris.
    """
  private static let japanese = """
    ダムの水位は昨夜さらに二十センチ上がったと、管理事務所が発表した。三つの村の住民には、氷の上を歩かないように、また今後の知らせに注意するように\
    呼びかけている。学校は金曜日まで休みになると町長は話した。
    """
  private static let korean = """
    댐의 수위가 밤사이 이십 센티미터 더 올라갔다고 관리소가 밝혔다. 세 마을의 주민들에게는 얼음 위를 걷지 말고 안내 방송에 귀를 기울여 달라고 \
    당부했다. 학교는 금요일까지 문을 닫는다고 시장이 말했다.
    """
  private static let simplified = "水库的水位昨夜又上升了二十厘米，管理处发布消息说。三个村庄的居民请不要在冰面上行走，并注意后续的通知。学校将停课到星期五，市长对记者表示，目前没有人员受伤。"
  private static let traditional = "水庫的水位昨夜又上升了二十公分，管理處發布消息說。三個村莊的居民請不要在冰面上行走，並注意後續的通知。學校將停課到星期五，市長對記者表示，目前沒有人員受傷。"

  static let texts: [CharsetFixture] = [
    ("windows-1251", russian + " — «Так и есть»."), ("KOI8-R", russian), ("ISO-8859-5", russian),
    ("KOI8-U", ukrainian), ("windows-1252", french), ("windows-1250", polish), ("ISO-8859-2", czech),
    ("windows-1253", greek), ("ISO-8859-7", greek), ("windows-1254", turkish), ("windows-1255", hebrew),
    ("ISO-8859-8", hebrew), ("windows-1256", arabic), ("ISO-8859-6", arabic), ("windows-1257", latvian),
    ("Shift_JIS", japanese), ("EUC-JP", japanese), ("EUC-KR", korean), ("GB18030", simplified), ("Big5", traditional),
  ].map { CharsetFixture(charset: $0, text: $1) }
}

/// The bytes of every character of charsets of one and two bytes, by decoding all of them.
private final class CharsetTable: @unchecked Sendable {
  static let shared = CharsetTable()
  private let lock = NSLock()
  private var tables: [String: [Unicode.Scalar: [UInt8]]] = [:]

  func table(_ converter: CharsetConverter) -> [Unicode.Scalar: [UInt8]]? {
    lock.withLock {
      if let table = tables[converter.charset] { return table }
      var table: [Unicode.Scalar: [UInt8]] = [:]
      func add(_ bytes: [UInt8]) {
        guard let text = try? bytes.withUnsafeBufferPointer({ try converter.convert($0) }) else { return }
        let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
        if scalars.count == 1, table[scalars[0]] == nil { table[scalars[0]] = bytes }
      }
      for byte in UInt8.min...UInt8.max { add([byte]) }
      if table.count < 200 {
        for lead in UInt8(0x81)...0xFE { for trail in UInt8(0x40)...0xFE { add([lead, trail]) } }
      }
      tables[converter.charset] = table
      return table
    }
  }
}
