import ICU
import Testing

@Suite struct LocaleNamesTests {
  @Test(arguments: [
    ("uk", "UA", "Україна"), ("ko", "KR", "대한민국"), ("fr", "KP", "Corée du Nord"), ("zh-Hant", "US", "美國"),
    ("uk", "XK", "Косово"), ("de-CH", "DE", "Deutschland"),
  ])
  func regionsAreNamedInTheirLanguage(locale: String, code: String, name: String) throws {
    #expect(try RegionNames.names(in: locale).first { $0.code == code }?.name == name)
  }

  @Test func shortAndVariantNamesAreTold() throws {
    let names = try RegionNames.names(in: "en")
    let states = names.first { $0.code == "US" }
    #expect(states?.name == "United States" && states?.shortName == "US")
    #expect(names.first { $0.code == "CZ" }?.variantName == "Czech Republic")
    #expect(names.allSatisfy { $0.shortName != $0.name && $0.variantName != $0.name })
  }

  @Test(arguments: ["tlh", "xx", "qaa", "und"]) func unknownLocalesHaveNoNames(locale: String) throws {
    #expect(try RegionNames.names(in: locale).isEmpty)
    #expect(try CurrencyNames.names(in: locale).isEmpty)
    #expect(try NumberSymbols(locale: locale) == nil)
    #expect(try DateNames(locale: locale) == nil)
    #expect(try SpelloutRules(locale: locale) == nil)
    #expect(!LocaleData.allCases.contains { $0.isAvailable(in: locale) })
  }

  @Test func availableLocalesAreTags() throws {
    for data in LocaleData.allCases {
      let locales = try data.availableLocales()
      #expect(locales.contains("uk") && locales.contains("fr"))
      #expect(locales.allSatisfy { !$0.contains("_") })
    }
  }

  @Test func countryCodesHaveThreeLetterForms() throws {
    let codes = try RegionNames.countryCodes()
    #expect(codes.count >= 249)
    #expect(codes.first { $0.alpha2 == "UA" }?.alpha3 == "UKR")
    #expect(codes.count { $0.alpha2 == "XK" } == 1)
    #expect(codes.allSatisfy { $0.alpha2.utf8.count == 2 && ($0.alpha3?.utf8.count ?? 3) == 3 })
  }

  @Test func numberSymbolsFollowTheLocale() throws {
    let french = try #require(try NumberSymbols(locale: "fr"))
    #expect(french.decimal == "," && french.grouping == "\u{202F}" && french.primaryGrouping == 3)
    let hindi = try #require(try NumberSymbols(locale: "hi"))
    #expect(hindi.primaryGrouping == 3 && hindi.secondaryGrouping == 2)
    #expect(try NumberSymbols(locale: "de-CH")?.grouping == "’")
    #expect(try NumberSymbols(locale: "fa")?.zeroDigit == "۰")
    #expect(try NumberSymbols(locale: "fa-u-nu-latn")?.zeroDigit == "0")
    #expect(try NumberSymbols(locale: "en")?.perMille == "‰")
  }

  @Test func currenciesHaveSymbolsAndPlurals() throws {
    let names = try CurrencyNames.names(in: "uk")
    let dollar = try #require(names.first { $0.code == "USD" })
    #expect(dollar.isCurrent && dollar.narrowSymbol == "$" && dollar.name == "долар США")
    #expect(dollar.plurals.map(\.category) == [.one, .few, .many, .other])
    #expect(dollar.plurals[1].name == "долари США")
    #expect(names.first { $0.code == "UAH" }?.symbol == "₴")
    #expect(names.allSatisfy { $0.symbol != $0.code && $0.name != $0.code })
    #expect(names.first { $0.code == "DEM" }?.isCurrent == false)
    #expect(try CurrencyNames.names(in: "ja").first { $0.code == "JPY" }?.plurals.map(\.category) == [.other])
  }

  @Test func monthsHaveTwoContexts() throws {
    let ukrainian = try #require(try DateNames(locale: "uk"))
    #expect(ukrainian.months.wide[0] == "січня" && ukrainian.standaloneMonths.wide[0] == "січень")
    #expect(ukrainian.months.wide.count == 12 && ukrainian.weekdays.wide.count == 7)
    #expect(ukrainian.weekdays.wide[0] == "неділя")
    #expect(try DateNames(locale: "en")?.standaloneMonths.abbreviated[1] == "Feb")
    #expect(try DateNames(locale: "ko")?.months.wide[11] == "12월")
  }

  @Test func numbersAreSpelledOutByRuleSet() throws {
    let english = try #require(try SpelloutRules(locale: "en"))
    #expect(english.ruleSets.contains("%spellout-cardinal"))
    #expect(try english.words(for: 1234, ruleSet: "%spellout-cardinal") == "one thousand two hundred thirty-four")
    let german = try #require(try SpelloutRules(locale: "de"))
    #expect(try german.words(for: 23, ruleSet: "%spellout-cardinal-masculine") == "dreiundzwanzig")
    let ukrainian = try #require(try SpelloutRules(locale: "uk"))
    #expect(try ukrainian.words(for: 2, ruleSet: "%spellout-cardinal-feminine") == "дві")
    #expect(throws: ICUError.self) { try english.words(for: 1, ruleSet: "%no-such-rules") }
    for set in english.ruleSets {
      for number in [Int64.min, -1, 0, 1, .max] { #expect(!(try english.words(for: number, ruleSet: set).isEmpty)) }
    }
  }

  @Test(arguments: [
    ("EN_us", "en-US"), ("iw", "he"), ("zh_hant_TW", "zh-Hant-TW"), ("sr-latn", "sr-Latn"), ("no", "no"),
    ("tl", "fil"), ("uk", "uk"), ("und", "und"),
  ])
  func tagsBecomeCanonical(tag: String, canonical: String) {
    #expect(LanguageTag.canonical(tag) == canonical)
  }

  @Test(arguments: ["", "-", "e", "en-", "en--US", "uk_UA.UTF-8", "en\0US", "ukrainian", "en US", "日本"])
  func malformedTagsAreNil(tag: String) { #expect(LanguageTag.canonical(tag) == nil) }
}
