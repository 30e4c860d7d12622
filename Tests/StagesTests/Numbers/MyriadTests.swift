import Pipeline
import Testing

@testable import Stages

/// Numbers that count by ten thousands, and what is written beside them in Chinese, Japanese and Korean.
struct MyriadTests {
  private func expect(_ text: String, _ language: String, _ line: String) throws {
    let found = try figureLines(text, language)
    #expect(found == [line], "\(language): \(text): \(found)")
  }

  @Test(arguments: [
    ("zh", "仓库里还有三百六袋面粉", "360"), ("zh", "村里住着一万二户", "12000"), ("zh", "村里住着一千零五户", "1005"),
    ("zh", "账上剩两万五千亿元", "2500000000000"), ("zh", "收据写着伍仟陆佰柒拾捌元", "5678"),
    ("zh", "矿里挖出卅五吨煤", "35"), ("ja", "村には百五人が住む", "105"), ("ja", "工場は１２，３４５台を出荷した", "12345"),
    ("ko", "마을에 천 오백 명이 산다", "1500"), ("ko", "예산은 3조 2천억 원이다", "3200000000000"),
    ("ko", "창고에 백서른두 상자가 있다", "132"),
  ])
  func placesThatGoWithoutSayingAreRead(_ language: String, _ text: String, _ value: String) throws {
    let found = try figureLines(text, language)
    #expect(found.contains { $0.split(separator: " ")[1] == value }, "\(text): \(found)")
  }

  @Test(arguments: [("zh", "一共 三百 五 十 二 箱", "cardinal 352"), ("zh", "共 40  万 份", "cardinal 400000")])
  func signsSetApartAreOneNumber(_ language: String, _ text: String, _ line: String) throws {
    try expect(text, language, line)
  }

  @Test(arguments: [
    ("zh", "超市卖出六百余万枚鸡蛋", "cardinal 6000000 moreThan"), ("zh", "投资达三十多亿元", "currency 3000000000 moreThan CNY"),
    ("zh", "门口站着十几个人", "cardinal 10 moreThan"), ("ko", "관객 700여만 명", "cardinal 7000000 moreThan"),
  ])
  func andSomeInsideANumberMakesABound(_ language: String, _ text: String, _ line: String) throws {
    try expect(text, language, line)
  }

  @Test(arguments: [
    ("zh", "增速为负1.8%", "percent -1.8"), ("ja", "利益率はマイナス7％だ", "percent -7"), ("ja", "答えは-8です", "cardinal -8"),
    ("ja", "前年度比−6％となった", "percent -6"), ("ko", "기온은 영하 12도였다", "measure -12 generic"),
    ("ko", "성장률은 마이너스 2퍼센트다", "percent -2"), ("zh", "夜里零下20摄氏度", "measure -20 celsius"),
  ])
  func aMinusInWordsOrBehindAParticleCounts(_ language: String, _ text: String, _ line: String) throws {
    try expect(text, language, line)
  }

  @Test(arguments: [("zh", "球队取得9胜4负2平"), ("zh", "他背负300万元债务"), ("zh", "发射了火星-15导弹")])
  func losesAndNamesAreNoMinus(_ language: String, _ text: String) throws {
    #expect(try figureLines(text, language).allSatisfy { !$0.contains(" -") })
  }

  @Test(arguments: [
    ("zh", "占五分之二", "fraction 0.4"), ("zh", "答案是2又四分之一", "cardinal 2.25"), ("ja", "答えは3と４分の１", "cardinal 3.25"),
    ("ja", "七分の十四は二", "fraction 2"), ("ko", "이십과 사분의 일", "cardinal 20.25"), ("ko", "8분의 3이 남았다", "fraction 0.375"),
    ("zh", "千分之八", "percent 0.8"), ("zh", "百分之十二点五", "percent 12.5"),
  ])
  func fractionsNameTheWholeFirst(_ language: String, _ text: String, _ line: String) throws {
    let found = try figureLines(text, language)
    #expect(found.first == line, "\(text): \(found)")
  }

  @Test(arguments: [
    ("zh", "七成观众离场", "percent 70"), ("zh", "六成五受访者赞成", "percent 65"), ("ja", "店の4割が閉店した", "percent 40"),
    ("ja", "打率は3割2分5厘", "percent 32.5"), ("ja", "全品2割引", "percent 20"),
    ("ko", "타율은 3할 1푼", "percent 31"),
  ])
  func tenthsArePercent(_ language: String, _ text: String, _ line: String) throws { try expect(text, language, line) }

  @Test(arguments: [("zh", "3成员国退出"), ("zh", "一成不变的生活"), ("ja", "1割合の計算"), ("zh", "百折不挠的精神")])
  func wordsThatBeginLikeTenthsAreNone(_ language: String, _ text: String) throws {
    #expect(try figureLines(text, language).allSatisfy { !$0.hasPrefix("percent") })
  }

  @Test(arguments: [
    ("zh", "等了两个半小时", "duration 2.5 hour"), ("zh", "收了三吨半大米", "measure 3.5 tonne"),
    ("ja", "会議は3時間半続いた", "duration 3.5 hour"),
    ("ko", "세 시간 반을 걸었다", "duration 3.5 hour"), ("ko", "공사는 2년 반 걸렸다", "duration 2.5 year"),
  ])
  func aHalfBehindAUnitBelongsToIt(_ language: String, _ text: String, _ line: String) throws {
    try expect(text, language, line)
  }

  @Test(arguments: [("ko", "두 시간 반도체 강의", "duration 2 hour"), ("zh", "两年半数通过", "duration 2 year")])
  func otherWordsWithThatSignAreNoHalf(_ language: String, _ text: String, _ line: String) throws {
    let found = try figureLines(text, language)
    #expect(found.contains(line), "\(text): \(found)")
  }

  @Test(arguments: [
    ("zh", "十分重要"), ("zh", "梅开二度"), ("zh", "千万不要去"), ("zh", "八十年代的歌"), ("zh", "万万没想到"), ("zh", "星期五发布"),
    ("zh", "第二季度同一天"), ("ja", "二度と会わない"), ("ja", "意見が二分された"), ("ja", "万年筆を買った"), ("ja", "三つ編みの少女"),
    ("ko", "이유로 조사했다"), ("ko", "사원을 지었다"), ("ko", "이 세상의 끝"), ("ko", "천명했다"), ("ko", "억만장자의 집"), ("ko", "이만 마친다"),
  ])
  func signsInsideOtherWordsStaySilent(_ language: String, _ text: String) throws {
    let found = try figureLines(text, language).filter { !$0.hasPrefix("ordinal") }
    #expect(found.isEmpty, "\(text): \(found)")
  }

  @Test(arguments: [
    ("zh", "买了三吨水泥", "measure 3 tonne"), ("zh", "花了十美元", "currency 10 USD"), ("zh", "跑了三千米", "measure 3 kilometer"),
    ("ja", "十キロの荷物", "measure 10 kilometer"), ("ja", "千円を払った", "currency 1000 JPY"), ("ko", "십 퍼센트만 남았다", "percent 10"),
    ("ko", "만 원을 냈다", "currency 10000 KRW"), ("ko", "이만 오천 명이 왔다", "cardinal 25000"),
    ("ko", "이천 명이 왔다", "cardinal 2000"),
  ])
  func aSingleSignCountsWithAUnit(_ language: String, _ text: String, _ line: String) throws {
    try expect(text, language, line)
  }

  @Test(arguments: [
    ("ko", "두명이 다쳤다", "cardinal 2"), ("ko", "스물 다섯 개의 상자", "cardinal 25"), ("ko", "열한번째 경기", "ordinal 11"),
    ("ko", "여덟 나라가 왔다", "cardinal 8"),
  ])
  func nativeNumeralsStandBeforeCountersGluedOrApart(_ language: String, _ text: String, _ line: String) throws {
    try expect(text, language, line)
  }

  @Test(arguments: [("ko", "세대 갈등이 크다"), ("ko", "한국 경제"), ("ko", "두 세력이 다툰다"), ("ko", "네 생각은 어때")])
  func beginningsOfOtherWordsAreNoNativeNumerals(_ language: String, _ text: String) throws {
    let found = try figureLines(text, language)
    #expect(found.allSatisfy { $0 == "cardinal 2" }, "\(text): \(found)")
  }

  @Test(arguments: [
    ("ko", "요금은 3달러 50센트다", "currency 3.5 USD"), ("zh", "票价四美元又五十美分", "currency 4.5 USD"),
    ("ko", "1.5 캐나다 달러가 든다", "currency 1.5 CAD"), ("ja", "30スイス・フランで買う", "currency 30 CHF"),
    ("zh", "售价60兰特", "currency 60 ZAR"), ("ja", "シャツは\\4,200だ", "currency 4200 JPY"),
  ])
  func moneyIsNamedWithItsCodeAndCents(_ language: String, _ text: String, _ line: String) throws {
    try expect(text, language, line)
  }

  @Test(arguments: [
    ("ko", "화씨 75도로 맞춘다", "measure 75 fahrenheit"), ("ja", "華氏90度の湯", "measure 90 fahrenheit"),
    ("zh", "摄氏30度的水", "measure 30 celsius"), ("zh", "孩子才五个月大", "age 5 month"), ("ja", "生後10か月の犬", "age 10 month"),
    ("ko", "면적은 90 제곱 킬로미터", "measure 90 square-kilometer"), ("zh", "田有70亩", "measure 70 mu"),
    ("ja", "卵を二ダース買う", "cardinal 24"), ("ko", "연필 세 다스", "cardinal 36"), ("ja", "さんびゃくごじゅう", "cardinal 350"),
  ])
  func unitsOfTheseLanguagesAreRead(_ language: String, _ text: String, _ line: String) throws {
    try expect(text, language, line)
  }

  @Test(arguments: [
    ("ko", "20과 40 사이의 수", "cardinal 20..40"), ("ko", "점수는 500 또는 그 이상이다", "cardinal 500 atLeast"),
    ("ko", "정원은 20 초과다", "cardinal 20 moreThan"), ("ja", "点は1200以上、1600以下", "cardinal 1200..1600"),
    ("zh", "每次三到五个", "cardinal 3..5"),
  ])
  func boundsStandBehindTheNumber(_ language: String, _ text: String, _ line: String) throws {
    try expect(text, language, line)
  }
}
