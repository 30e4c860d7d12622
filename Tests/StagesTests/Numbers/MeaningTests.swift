import Testing

/// Hedges, ranges, money and change in every language of the packs: the same three wishes in each.
struct MeaningTests {
  @Test(arguments: [
    (
      "en", "At least 40 boats and up to 75 tents reached the valley.",
      ["cardinal 40 atLeast", "cardinal 75 atMost"]
    ),
    (
      "en", "Wheat rose by about 5 % while oats fell 3 percent.",
      ["percent 5 approx up", "percent 3 down"]
    ),
    (
      "en", "Prices were between 15 and 20 dollars, later $5–7 million.",
      ["currency 15..20", "currency 5000000..7000000"]
    ),
    (
      "en", "There were 20 cases per 100,000 people.",
      ["cardinal 20 per 100000"]
    ),
    (
      "en", "Ines Aalto, 34, walked 12 km at 5 km/h.",
      ["age 34 year", "measure 12 kilometer", "measure 5 kilometer-per-hour"]
    ),
    (
      "en", "It cost USD34.6 million or £12bn, more than 10 but less than 20 pounds each day.",
      ["currency 34600000 USD", "currency 12000000000 GBP", "measure 10..20 pound per day"]
    ),
    (
      "uk", "Щонайменше 40 човнів і до 75 наметів.",
      ["cardinal 40 atLeast", "cardinal 75 atMost"]
    ),
    (
      "uk", "Ціна зросла на 5 відсотків, а збір впав на 3 %.",
      ["percent 5 up", "percent 3 down"]
    ),
    (
      "uk", "Він коштує від 15 до 20 гривень або 5 млрд грн.",
      ["currency 15..20 UAH", "currency 5000000000 UAH"]
    ),
    (
      "uk", "34-річний сторож пройшов 12 км.",
      ["age 34 year", "measure 12 kilometer"]
    ),
    (
      "ru", "Не менее 40 лодок, более 75 палаток, от 15 до 20 рублей.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 RUB"]
    ),
    (
      "ru", "Цены выросли на 5 %, а добыча упала на 3 процентных пункта.",
      ["percent 5 up", "percent 3 percentage-point down"]
    ),
    (
      "be", "Каля 40 лодак і больш за 75 намётаў, ад 15 да 20 рублёў.",
      ["cardinal 40 approx", "cardinal 75 moreThan", "currency 15..20 BYN"]
    ),
    (
      "pl", "Co najmniej 40 łodzi i ponad 75 namiotów, od 15 do 20 złotych.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 PLN"]
    ),
    (
      "pl", "Ceny wzrosły o 5 proc., a plony spadły o 3 %.",
      ["percent 5 up", "percent 3 down"]
    ),
    (
      "cs", "Nejméně 40 lodí a více než 75 stanů, od 15 do 20 korun.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 CZK"]
    ),
    (
      "cs", "Ceny vzrostly o 5 procent.",
      ["percent 5 up"]
    ),
    (
      "sk", "Najmenej 40 lodí a viac ako 75 stanov, od 15 do 20 eur.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "bg", "Поне 40 лодки и над 75 палатки, от 15 до 20 лева.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 BGN"]
    ),
    (
      "sr", "Најмање 40 чамаца и више од 75 шатора, од 15 до 20 динара.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 RSD"]
    ),
    (
      "sr", "Najmanje 40 čamaca i više od 75 šatora, od 15 do 20 dinara.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 RSD"]
    ),
    (
      "hr", "Najmanje 40 čamaca i više od 75 šatora, od 15 do 20 eura.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "sl", "Najmanj 40 čolnov in več kot 75 šotorov, od 15 do 20 evrov.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "de", "Mindestens 40 Boote und mehr als 75 Zelte, zwischen 15 und 20 Euro.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "de", "Die Preise sind im Mai um 5 % gestiegen, die Ernte sank um 3 Prozentpunkte.",
      ["percent 5 up", "percent 3 percentage-point down"]
    ),
    (
      "de", "Die 34-jährige Försterin lief um 14.30 Uhr 12 km.",
      ["age 34 year", "measure 12 kilometer"]
    ),
    (
      "nl", "Minstens 40 boten en meer dan 75 tenten, tussen 15 en 20 euro.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "nl", "De prijzen stegen met 5 procent.",
      ["percent 5 up"]
    ),
    (
      "sv", "Minst 40 båtar och mer än 75 tält, mellan 15 och 20 kronor.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 SEK"]
    ),
    (
      "sv", "Priserna ökade med 5 procent.",
      ["percent 5 up"]
    ),
    (
      "da", "Mindst 40 både og mere end 75 telte, mellem 15 og 20 kroner.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 DKK"]
    ),
    (
      "nb", "Minst 40 båter og mer enn 75 telt, mellom 15 og 20 kroner.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 NOK"]
    ),
    (
      "fi", "Vähintään 40 venettä ja yli 75 telttaa, noin 20 euroa.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 20 approx EUR"]
    ),
    (
      "fi", "Hinnat nousivat 5 prosenttia.",
      ["percent 5 up"]
    ),
    (
      "et", "Vähemalt 40 paati ja üle 75 telgi, umbes 20 eurot.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 20 approx EUR"]
    ),
    (
      "hu", "Legalább 40 csónak és több mint 75 sátor, körülbelül 20 forint.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 20 approx HUF"]
    ),
    (
      "hu", "Az árak 5 százalékkal nőttek.",
      ["percent 5 up"]
    ),
    (
      "fr", "Au moins 40 bateaux et plus de 75 tentes, entre 15 et 20 euros.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "fr", "Les prix ont augmenté de 5 %, pour 480 millions d’euros, à 14h30.",
      ["percent 5 up", "currency 480000000 EUR"]
    ),
    (
      "es", "Al menos 40 botes y más de 75 tiendas, entre 15 y 20 euros.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "es", "Los precios subieron un 5 por ciento, unos 3 millones de dólares.",
      ["percent 5 up", "currency 3000000 approx"]
    ),
    (
      "pt", "Pelo menos 40 barcos e mais de 75 tendas, entre 15 e 20 euros.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "pt", "Os preços caíram 5 por cento.",
      ["percent 5 down"]
    ),
    (
      "it", "Almeno 40 barche e più di 75 tende, tra 15 e 20 euro.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "it", "I prezzi sono aumentati del 5 per cento.",
      ["percent 5 up"]
    ),
    (
      "ro", "Cel puțin 40 de bărci și peste 75 de corturi, între 15 și 20 de lei.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 RON"]
    ),
    (
      "ca", "Almenys 40 barques i més de 75 tendes, entre 15 i 20 euros.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "el", "Τουλάχιστον 40 βάρκες και πάνω από 75 σκηνές, μεταξύ 15 και 20 ευρώ.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "tr", "En az 40 tekne ve 75'ten fazla çadır, 15 ile 20 lira arasında.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 TRY"]
    ),
    (
      "tr", "Fiyatlar yüzde 5 arttı, yaklaşık %15 kaldı.",
      ["percent 5 up", "percent 15 approx"]
    ),
    (
      "ar", "ما لا يقل عن 40 قاربا وأكثر من 75 خيمة، بين 15 و20 دينار.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20"]
    ),
    (
      "ar", "ارتفعت الأسعار بنسبة 5 في المئة.",
      ["percent 5 up"]
    ),
    (
      "fa", "حداقل 40 قایق و بیش از 75 چادر، بین 15 تا 20 یورو.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 EUR"]
    ),
    (
      "he", "לפחות 40 סירות ויותר מ-75 אוהלים, בין 15 ל-20 שקלים.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 ILS"]
    ),
    (
      "hi", "कम से कम 40 नावें और 75 से अधिक तंबू, 15 से 20 रुपये।",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 INR"]
    ),
    (
      "hi", "कीमतें 5 प्रतिशत बढ़ीं।",
      ["percent 5 up"]
    ),
    (
      "bn", "কমপক্ষে 40 নৌকা, প্রায় 75 তাঁবু, 15 থেকে 20 টাকা।",
      ["cardinal 40 atLeast", "cardinal 75 approx", "currency 15..20 BDT"]
    ),
    (
      "ja", "少なくとも40隻、約75張、15から20ユーロ。",
      ["cardinal 40 atLeast", "cardinal 75 approx", "currency 15..20 EUR"]
    ),
    (
      "ja", "価格は5%上昇した。34歳の漁師は14時30分に12キロ歩いた。",
      ["percent 5 up", "age 34 year", "measure 12 kilometer"]
    ),
    (
      "ko", "최소 40척, 약 75동, 15~20유로.",
      ["cardinal 40 atLeast", "cardinal 75 approx", "currency 15..20 EUR"]
    ),
    (
      "ko", "가격이 5% 상승했다.",
      ["percent 5 up"]
    ),
    (
      "zh", "至少40艘船，约75顶帐篷，15至20欧元。",
      ["cardinal 40 atLeast", "cardinal 75 approx", "currency 15..20 EUR"]
    ),
    (
      "zh", "价格上涨5%，34岁的渔民走了12公里。",
      ["percent 5 up", "age 34 year", "measure 12 kilometer"]
    ),
    (
      "th", "อย่างน้อย 40 ลำ ประมาณ 75 หลัง 15-20 บาท",
      ["cardinal 40 atLeast", "cardinal 75 approx", "currency 15..20 THB"]
    ),
    (
      "vi", "Ít nhất 40 thuyền, khoảng 75 lều, từ 15 đến 20 nghìn đồng.",
      ["cardinal 40 atLeast", "cardinal 75 approx", "currency 15000..20000 VND"]
    ),
    (
      "id", "Sedikitnya 40 perahu dan lebih dari 75 tenda, antara 15 dan 20 rupiah.",
      ["cardinal 40 atLeast", "cardinal 75 moreThan", "currency 15..20 IDR"]
    ),
    (
      "id", "Harga naik 5 persen.",
      ["percent 5 up"]
    ),
  ])
  func meaningsAreReadInEveryLanguage(_ language: String, _ text: String, _ expected: [String]) throws {
    #expect(try figureLines(text, language) == expected)
  }

  @Test func measuresAreGivenInBaseUnitsOnRequest() throws {
    #expect(
      try figureLines("It lay 5 miles away at 20 °C for 3 days.", "en", converts: true) == [
        "measure 8046.72 meter", "measure 293.15 kelvin", "duration 3 day",
      ])
  }

  @Test func signsThatStayOpenAreDecidedByTheRegion() throws {
    #expect(try figureLines("It cost $5.", "en-CA") == ["currency 5 CAD"])
    #expect(try figureLines("It cost $5.", "en") == ["currency 5"])
    #expect(try figureLines("Es kostet 5 $.", "de") == ["currency 5 USD"])
    #expect(try figureLines("Det kostar 5 kr.", "sv") == ["currency 5 SEK"])
  }
}
