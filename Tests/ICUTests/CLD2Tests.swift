import CCLD2
import Testing

@Suite struct CLD2Tests {
  private func detect(_ bytes: [UInt8], hint: String? = nil) -> assay_cld2_result {
    var result = assay_cld2_result()
    let status = bytes.withUnsafeBufferPointer { assay_cld2_detect($0.baseAddress, $0.count, hint, &result) }
    #expect(status == 0)
    return result
  }

  private func first(_ result: assay_cld2_result) -> String { String(cString: result.candidates.0.language) }

  static let sentences: [(String, String)] = [
    ("en", "The council voted on Tuesday to repair the old bridge before the winter storms arrive."),
    ("uk", "Міська рада проголосувала за ремонт старого мосту ще до початку зимових хуртовин."),
    ("ru", "Городской совет проголосовал за ремонт старого моста ещё до начала зимних метелей."),
    ("be", "Гарадскі савет прагаласаваў за рамонт старога моста яшчэ да пачатку зімовых завей."),
    ("bg", "Общинският съвет гласува за ремонта на стария мост преди началото на зимните бури."),
    ("de", "Der Stadtrat stimmte am Dienstag dafür, die alte Brücke noch vor dem Winter zu reparieren."),
    ("fr", "Le conseil municipal a voté mardi la réparation du vieux pont avant les tempêtes d'hiver."),
    ("es", "El ayuntamiento votó el martes reparar el viejo puente antes de las tormentas de invierno."),
    ("it", "Il consiglio comunale ha votato martedì per riparare il vecchio ponte prima dell'inverno."),
    ("pl", "Rada miasta zagłosowała we wtorek za naprawą starego mostu przed zimowymi burzami."),
    ("nl", "De gemeenteraad stemde dinsdag voor het herstel van de oude brug voordat de winter begint."),
    ("sv", "Kommunfullmäktige röstade på tisdagen för att reparera den gamla bron före vinterns stormar."),
    ("tr", "Belediye meclisi salı günü eski köprünün kış fırtınalarından önce onarılması için oy kullandı."),
    ("hu", "A városi tanács kedden megszavazta a régi híd felújítását a téli viharok előtt."),
    ("el", "Το δημοτικό συμβούλιο ψήφισε την Τρίτη την επισκευή της παλιάς γέφυρας πριν τον χειμώνα."),
    ("he", "מועצת העיר הצביעה ביום שלישי בעד תיקון הגשר הישן לפני סערות החורף."),
    ("ar", "صوت مجلس المدينة يوم الثلاثاء على إصلاح الجسر القديم قبل عواصف الشتاء."),
    ("fa", "شورای شهر روز سه‌شنبه به تعمیر پل قدیمی پیش از آغاز توفان‌های زمستانی رأی داد."),
    ("ja", "市議会は火曜日、冬の嵐が来る前に古い橋を修理することを決めました。"),
    ("ko", "시의회는 화요일 겨울 폭풍이 오기 전에 낡은 다리를 수리하기로 결정했습니다."),
    ("zh", "市议会星期二投票决定在冬季风暴来临之前修复那座旧桥，费用由国家承担。"),
    ("zh-Hant", "市議會星期二投票決定在冬季風暴來臨之前修復那座舊橋，費用由國家承擔。"),
    ("vi", "Hội đồng thành phố hôm thứ Ba đã bỏ phiếu sửa chữa cây cầu cũ trước mùa bão."),
    ("hi", "नगर परिषद ने मंगलवार को सर्दियों के तूफानों से पहले पुराने पुल की मरम्मत के लिए मतदान किया।"),
    ("th", "สภาเมืองลงมติเมื่อวันอังคารให้ซ่อมสะพานเก่าก่อนที่พายุฤดูหนาวจะมาถึง"),
    (
      "nb",
      "Bystyret stemte tirsdag for å reparere den gamle broen før vinterstormene kommer, og det er ikke for tidlig."
    ),
    ("fil", "Bumoto ang konseho ng lungsod noong Martes na ayusin ang lumang tulay bago dumating ang mga bagyo."),
  ]

  @Test(arguments: sentences) func sentencesAreToldApart(language: String, sentence: String) {
    let result = detect(Array(sentence.utf8))
    #expect(first(result) == language)
    #expect(result.is_reliable == 1)
    #expect(result.count >= 1 && result.candidates.0.percent > 50)
    #expect(result.valid_prefix == sentence.utf8.count)
  }

  @Test func mixedTextListsItsLanguagesByShare() {
    let english = Self.sentences[0].1
    let ukrainian = Self.sentences[1].1
    let text = String(repeating: english + "\n", count: 4) + String(repeating: ukrainian + "\n", count: 2)
    let result = detect(Array(text.utf8))
    let languages = [result.candidates.0, result.candidates.1].map { String(cString: $0.language) }
    #expect(Set(languages) == ["en", "uk"])
    #expect(result.candidates.0.percent >= result.candidates.1.percent)
  }

  @Test func textWithoutWordsIsUndetermined() {
    for text in ["", "   ", "12345 67.89 %", "\0\0\0"] {
      let result = detect(Array(text.utf8))
      #expect(first(result) == "und" && result.count == 0 && result.is_reliable == 0)
    }
  }

  @Test(arguments: malformedSequences + [[0x0B], [0x00, 0x1B], [0xEF, 0xBF, 0xBF], [0xC2, 0x85]])
  func refusedBytesDoNotHideTheLanguage(bad: [UInt8]) {
    let sentence = Array(Self.sentences[1].1.utf8)
    for bytes in [bad + sentence, sentence + bad, sentence + bad + sentence] {
      #expect(first(detect(bytes)) == "uk")
    }
    #expect(detect(sentence + bad).valid_prefix >= sentence.count)
  }

  @Test func hintsTakeAnyTagAndOnlyNudge() {
    let sentence = Array(Self.sentences[0].1.utf8)
    for hint in ["en", "uk", "zh-Hant-TW", "no", "und", "", "not a tag", "he-IL"] {
      #expect(first(detect(sentence, hint: hint)) == "en")
    }
  }

  @Test func cutAnywhereNeverFails() {
    let bytes = Array((Self.sentences[1].1 + Self.sentences[18].1).utf8)
    for length in 0...bytes.count {
      let result = detect(Array(bytes.prefix(length)))
      #expect(result.valid_prefix <= length)
    }
  }

  @Test func answersRepeat() {
    for (_, sentence) in Self.sentences {
      let one = detect(Array(sentence.utf8))
      let two = detect(Array(sentence.utf8))
      #expect(first(one) == first(two) && one.candidates.0.score == two.candidates.0.score)
    }
    #expect(String(cString: assay_cld2_version()).hasPrefix("V2"))
  }
}
