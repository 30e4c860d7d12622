import Foundation

@testable import Stages

/// Some of what CLDR calls countries, and the real files of the packs.
enum CountryFixture {
  static let names: [String: [(String, [String])]] = [
    "en": [
      ("001", ["world"]), ("EZ", ["Eurozone"]), ("US", ["United States", "US"]), ("GB", ["United Kingdom", "UK"]),
      ("RU", ["Russia"]), ("UA", ["Ukraine"]), ("KP", ["North Korea"]), ("KR", ["South Korea"]), ("TR", ["Türkiye"]),
      ("TD", ["Chad"]), ("MX", ["Mexico"]), ("GW", ["Guinea-Bissau"]), ("GN", ["Guinea"]), ("PG", ["Papua New Guinea"]),
      ("CI", ["Côte d’Ivoire"]), ("MM", ["Myanmar (Burma)"]), ("IM", ["Isle of Man"]), ("TG", ["Togo"]),
      ("ML", ["Mali"]),
      ("BA", ["Bosnia & Herzegovina"]), ("EU", ["European Union", "EU"]), ("DE", ["Germany"]), ("IN", ["India"]),
      ("ID", ["Indonesia"]),
    ],
    "uk": [
      ("RU", ["Росія"]), ("UA", ["Україна"]), ("US", ["Сполучені Штати", "США"]), ("KP", ["Північна Корея"]),
      ("DE", ["Німеччина"]), ("TG", ["Того"]), ("ML", ["Малі"]), ("CI", ["Кот-дʼІвуар"]),
      ("HK", ["Гонконг, ОАР Китаю"]),
    ],
    "ru": [
      ("RU", ["Россия"]), ("UA", ["Украина"]), ("KP", ["КНДР"]), ("TG", ["Того"]), ("ML", ["Мали"]), ("PL", ["Польша"]),
      ("HK", ["Гонконг (САР)"]),
    ],
    "de": [("DE", ["Deutschland"]), ("RU", ["Russland"]), ("UA", ["Ukraine"]), ("IM", ["Isle of Man"])],
    "tr": [("TR", ["Türkiye"]), ("RU", ["Rusya"]), ("ML", ["Mali"])],
    "ko": [("US", ["미국"]), ("KP", ["북한"]), ("KR", ["대한민국"]), ("RU", ["러시아"]), ("SD", ["수단"]), ("IR", ["이란"])],
    "ja": [("ML", ["マリ"]), ("IN", ["インド"]), ("ID", ["インドネシア"]), ("KP", ["北朝鮮"]), ("RU", ["ロシア"])],
    "zh": [("US", ["美国"]), ("IN", ["印度"]), ("ID", ["印度尼西亚"]), ("ML", ["马里"]), ("KP", ["朝鲜"]), ("RU", ["俄罗斯"])],
    "zh-Hant": [("US", ["美國"]), ("KP", ["北韓"])],
    "ar": [("RU", ["روسيا"]), ("UA", ["أوكرانيا"])],
    "hi": [("RU", ["रूस"]), ("IN", ["भारत"])],
    "th": [("RU", ["รัสเซีย"]), ("TH", ["ไทย"])],
    "pl": [("PL", ["Polska"]), ("RU", ["Rosja"]), ("UA", ["Ukraina"])],
  ]

  static let packs = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../Sources/Stages/Languages")

  static let sources = CountrySources(
    names: { locale in (names[locale] ?? []).map { CountryName(code: $0.0, names: $0.1) } },
    packFile: { language, file in
      (try? Data(contentsOf: packs.appending(path: "\(language)/\(file)"))).map { Array($0) }
    })
}
