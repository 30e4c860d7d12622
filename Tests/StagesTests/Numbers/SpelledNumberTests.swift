import Foundation
import Pipeline
import Testing

@testable import Stages

/// Numbers in words and ordinals, language by language; sentences were written for these tests.
struct SpelledNumberTests {
  /// The figures of a sentence as `text kind value`.
  private func figures(_ text: String, _ language: String) throws -> [String] {
    var document = Document(id: "t", source: Source(path: "t"), body: Array(text.utf8))
    document.language = Language(language)
    NumbersStage(keepsRejected: false, position: 0).annotate(&document)
    let layer = try #require(document.layer(.quantities))
    return (0..<layer.count).map { index in
      let value = layer.value("value", at: index)?.decimal?.canonical.digits ?? "-"
      return "\(document.text.string(layer.spans[index])) \(layer.value("kind", at: index)?.string ?? "?") \(value)"
    }
  }

  /// Whether a figure of this kind and value is among those of the sentence.
  private func expect(_ text: String, _ language: String, _ kind: String, _ value: String) throws {
    let found = try figures(text, language)
    #expect(found.contains { $0.hasSuffix(" \(kind) \(value)") }, "\(language): \(text): \(found)")
  }

  @Test(arguments: [
    ("en", "The harbour handled one hundred and five thousand containers."),
    ("uk", "У порту перевантажили сто п’ять тисяч контейнерів."), ("ru", "В порту обработали сто пять тысяч ящиков."),
    ("be", "У порце перагрузілі сто пяць тысяч скрынь."), ("pl", "W porcie przeładowano sto pięć tysięcy skrzyń."),
    ("cs", "V přístavu přeložili sto pět tisíc beden."), ("sk", "V prístave preložili stopäť tisíc debien."),
    ("bg", "В пристанището претовариха сто и пет хиляди сандъка."),
    ("sr", "U luci su pretovarili sto pet hiljada sanduka."),
    ("hr", "U luci je pretovareno sto pet tisuća sanduka."),
    ("sl", "V pristanišču so preložili sto pet tisoč zabojev."),
    ("de", "Im Hafen wurden hundertfünftausend Kisten verladen."),
    ("nl", "In de haven zijn honderdvijfduizend kisten geladen."),
    ("sv", "I hamnen lastades etthundrafem tusen lådor."),
    ("da", "I havnen blev der lastet hundrede og fem tusinde kasser."),
    ("nb", "I havnen ble det lastet hundre og fem tusen kasser."),
    ("fi", "Satamassa lastattiin sataviisituhatta laatikkoa."),
    ("et", "Sadamas laaditi sada viis tuhat kasti."), ("hu", "A kikötőben százötezer ládát raktak be."),
    ("fr", "Le port a chargé cent cinq mille caisses."), ("es", "En el puerto cargaron ciento cinco mil cajas."),
    ("pt", "No porto carregaram cento e cinco mil caixas."), ("it", "Nel porto hanno caricato centocinquemila casse."),
    ("ro", "În port s-au încărcat o sută cinci mii de lăzi."), ("ca", "Al port van carregar cent cinc mil caixes."),
    ("el", "Στο λιμάνι φορτώθηκαν εκατόν πέντε χιλιάδες κιβώτια."), ("tr", "Limanda yüz beş bin sandık yüklendi."),
    ("ar", "حُمّل في الميناء مئة وخمسة آلاف صندوق."), ("fa", "در بندر صد و پنج هزار صندوق بار شد."),
    ("he", "בנמל הועמסו מאה וחמישה אלף ארגזים."), ("hi", "बंदरगाह पर एक लाख पांच हजार पेटियां लदीं।"),
    ("bn", "বন্দরে এক লাখ পাঁচ হাজার বাক্স উঠেছে।"), ("ja", "港では十万五千箱が積まれた。"), ("ko", "항구에서 십만 오천 개를 실었다."),
    ("zh", "港口装了十万五千箱货。"), ("th", "ท่าเรือขนหนึ่งแสนห้าพันลัง"), ("vi", "Cảng bốc một trăm lẻ năm nghìn kiện hàng."),
    ("id", "Di pelabuhan dimuat seratus lima ribu peti."),
  ])
  func aNumberInWordsHasTheSameValueInEveryLanguage(_ language: String, _ text: String) throws {
    try expect(text, language, "cardinal", "105000")
  }

  @Test(arguments: [
    ("en", "two and a half million voters", "2500000"), ("en", "three point five billion grains", "3500000000"),
    ("de", "zweieinhalb Millionen Wähler", "2500000"), ("de", "dreihundertfünfundzwanzig Stimmen", "325"),
    ("fr", "quatre-vingt-dix-neuf voix", "99"), ("fr", "septante et un votes", "71"),
    ("ru", "две с половиной тысячи голосов", "2500"), ("uk", "два з половиною мільйони голосів", "2500000"),
    ("es", "ciento veinte mil quinientos millones de granos", "120500000000"), ("it", "ventunomila voti", "21000"),
    ("hi", "साढ़े तीन लाख मत", "350000"), ("hi", "डेढ़ करोड़ मत", "15000000"), ("tr", "iki buçuk milyon oy", "2500000"),
    ("cs", "pětadvacet hlasů", "25"), ("ar", "ألفان وثلاثمائة صوت", "2300"), ("he", "מיליון וחצי קולות", "1500000"),
    ("zh", "二十万亿粒沙", "20000000000000"), ("ja", "二千二十五個", "2025"), ("vi", "hai mươi lăm phiếu", "25"),
  ])
  func numbersInWordsAreRead(_ language: String, _ text: String, _ value: String) throws {
    try expect(text, language, "cardinal", value)
  }

  @Test(arguments: [
    ("en", "her twenty-fifth win", "25"), ("en", "the 5th gate", "5"), ("uk", "її двадцять п’ята перемога", "25"),
    ("uk", "5-го тому", "5"), ("ru", "двести двадцать третий номер", "223"), ("ru", "5-й том", "5"),
    ("de", "der fünfundzwanzigste Sieg", "25"), ("de", "am 5. Tor", "5"), ("fr", "la vingt-cinquième porte", "25"),
    ("fr", "la 5e porte", "5"), ("es", "la 5.ª puerta", "5"), ("it", "la 5ª porta", "5"), ("pt", "o 5º portão", "5"),
    ("sv", "den 5:e porten", "5"), ("nl", "de 5e poort", "5"), ("pl", "5. brama", "5"), ("cs", "5. brána", "5"),
    ("tr", "5'inci kapı", "5"), ("id", "gerbang ke-5", "5"), ("vi", "cổng thứ 5", "5"), ("ko", "5번째 문", "5"),
    ("ko", "여덟 번째 문", "8"), ("zh", "第二十五扇门", "25"), ("ja", "5番目の門", "5"), ("hi", "5वां द्वार", "5"),
  ])
  func ordinalsAreReadAsTheRank(_ language: String, _ text: String, _ rank: String) throws {
    try expect(text, language, "ordinal", rank)
  }

  @Test(arguments: [
    ("en", "1.5e6 grains", ["1.5e6 cardinal 1500000"]), ("en", "3 × 10⁵ grains", ["3 × 10⁵ cardinal 300000"]),
    ("en", "10^6 grains", ["10^6 cardinal 1000000"]), ("en", "1 1/2 loaves", ["1 1/2 cardinal 1.5"]),
    ("zh", "占百分之二十", ["百分之二十 percent 20"]), ("ko", "삼분의 일", ["삼분의 일 fraction 0.333333333333333"]),
    ("ja", "3分の1", ["3分の1 fraction 0.333333333333333"]), ("en", "minus five grains", ["minus five cardinal -5"]),
  ])
  func powersFractionsAndSigns(_ language: String, _ text: String, _ expected: [String]) throws {
    #expect(try figures(text, language) == expected)
  }

  @Test(arguments: [
    ("en", "two thousand and three thousand", ["two thousand cardinal 2000", "three thousand cardinal 3000"]),
    ("en", "two million, three grains", ["two million cardinal 2000000", "three cardinal 3"]),
    ("zh", "千万不要走", []), ("de", "Achtung, das reicht", []), ("it", "tu sei qui", []), ("tr", "yüzünü yıkadı", []),
    ("en", "It ended at 5. then it began", ["5 cardinal 5"]),
  ])
  func whatIsNoNumberOrTwoNumbers(_ language: String, _ text: String, _ expected: [String]) throws {
    #expect(try figures(text, language) == expected)
  }

  // MARK: Spelled out by CLDR and read back

  @Test(arguments: LanguagePack.codes.filter { LanguagePack.named($0)?.fileNames.contains("numerals.tsv") ?? false })
  func whatCLDRSpellsOutIsReadBack(_ code: String) throws {
    let check = try #require(try NumeralCheck(language: Language(code), upTo: 10_000, random: 600))
    #expect(check.cardinals.right * 1000 >= check.cardinals.all * 998, "\(check.cardinals.failures)")
    // Known: Persian calls 10¹² a thousand milliards, and what follows such a number is not yet added to it.
    #expect(check.large.right * 1000 >= check.large.all * (code == "fa" ? 450 : 990), "\(check.large.failures)")
    // CLDR's Arabic and Croatian ordinals are no words of these languages beyond 100.
    let share = ["ar", "hr"].contains(code) ? 80 : 95
    #expect(check.ordinals.right * 100 >= check.ordinals.all * share, "\(check.ordinals.failures)")
  }

  @Test(arguments: ["ja", "ko", "zh"])
  func signsOfNumbersAreReadBack(_ code: String) throws {
    // Ten signs that stand alone are no numbers without a counter.
    let check = try #require(try NumeralCheck(language: Language(code), upTo: 10_000, random: 600))
    #expect(check.cardinals.all - check.cardinals.right <= 24, "\(check.cardinals.failures)")
    #expect(check.large.right == check.large.all, "\(check.large.failures)")
  }

  // MARK: Hostile input

  @Test(arguments: [
    "million ", "one hundred ", "two million, ", "hundred and ", "fünfundzwanzig", "eineinhalb", "万", "第", "百分之", "1e9",
    "10^",
    "1,", "1 1/2 ", "mil ", "twenty ", "و", "5. ",
  ])
  func longRepetitionsEnd(_ piece: String) throws {
    // Quadratic work would take minutes on these; the test has no clock, it only has to end.
    let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
    for language in ["en", "de", "ar", "zh", "es"] { _ = try figures(text, language) }
  }

  @Test func digitsBeyondAllMeasureAreACode() throws {
    #expect(try figures(String(repeating: "7", count: 400), "en") == [])
    #expect(try figures("1e999999 grains", "en") == [])
    #expect(try figures(String(repeating: "9", count: 1_000_000), "en") == [])
  }

  @Test(arguments: [
    ("en", "one eighth of the crop", "fraction", "0.125"), ("en", "Sales fell by a fifth.", "fraction", "0.2"),
    ("en", "three twenty-firsts of the land", "fraction", "0.142857142857143"),
    ("en", "twenty-three fifths", "fraction", "4.6"), ("en", "five and a quarter litres", "measure", "5.25"),
    ("en", "four hundred and nineteen hundredths", "cardinal", "400.19"),
    ("en", "six million and a quarter", "cardinal", "6250000"),
    ("en", "quarter million visitors", "cardinal", "250000"),
    ("en", "two billion and three quarters million", "cardinal", "2000750000"),
    ("en", "They waited half an hour.", "duration", "0.5"), ("en", "half a dozen crates", "cardinal", "6"),
    ("en", "four dozens of eggs", "cardinal", "48"),
    ("de", "ein Viertel der Ernte", "fraction", "0.25"), ("de", "drei Zwanzigstel der Fläche", "fraction", "0.15"),
    ("de", "vier und zwei Drittel Millionen", "cardinal", "4666666.666666667"),
    ("de", "sieben halbe Brote", "fraction", "3.5"), ("de", "ein halbes Dutzend Eier", "cardinal", "6"),
    ("de", "vor einer halben Stunde", "duration", "0.5"), ("de", "dreiviertel der Wähler", "fraction", "0.75"),
    ("nl", "drie achtste van de oogst", "fraction", "0.375"), ("nl", "vijf achtsten", "fraction", "0.625"),
    ("nl", "een half dozijn eieren", "cardinal", "6"), ("nl", "zes en een kwart", "cardinal", "6.25"),
    ("sv", "en åttondel av skörden", "fraction", "0.125"),
    ("sv", "två tjugoförstedelar", "fraction", "0.0952380952380952"),
    ("sv", "ett halvt dussin ägg", "cardinal", "6"), ("da", "tre femtedele af høsten", "fraction", "0.6"),
    ("nb", "to sjettedeler av avlingen", "fraction", "0.333333333333333"),
  ])
  func fractionsInWordsHaveTheirValue(_ language: String, _ text: String, _ kind: String, _ value: String) throws {
    try expect(text, language, kind, value)
  }

  @Test(arguments: [
    ("en", "Two boats sank and a third was towed away."), ("en", "A fifth witness spoke."),
    ("en", "His half-brother won the second half."), ("en", "The factory paid its bill a quarter later."),
    ("en", "The plan runs for two quarters."), ("nl", "Zij verloor in een halve finale."),
    ("nl", "Er was een vierde man bij."), ("de", "Er verlor im Halbfinale."), ("sv", "En del av laget kom."),
  ])
  func oneMoreAndHalfOtherThingsAreNoFractions(_ language: String, _ text: String) throws {
    let found = try figures(text, language)
    #expect(!found.contains { $0.contains(" fraction ") || $0.contains("0.") }, "\(language): \(text): \(found)")
  }
}
