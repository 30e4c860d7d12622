/// The sentences of `ParallelDateTests`, part 1, written for this project; lines stand in the order of `expected`.
extension ParallelDateTests {
  static let sentencesOne: [String: String] = [
    "en": """
    The talks began on 5 May 2024.
    In May 2023 prices fell.
    The court ruled on 3 March that it must pay.
    The fair ran from 3 to 9 June 2024.
    Voting was held on 12–14 May in the north.
    On Tuesday, 7 May 2024, the bridge reopened.
    The minister resigned on Tuesday.
    The union met last Friday in Kyiv.
    Fighting stopped in mid-September 2023.
    At the beginning of 2024 the law took effect.
    Sales rose in the third quarter of 2023.
    The war reached the coast in the summer of 2022.
    The factory closed in the 1990s.
    It is a house of the 19th century.
    He was elected in 2019.
    The war of 2014–2018 cost many lives.
    The ship left the port yesterday.
    Last week the strike ended.
    Exports fell last month.
    Rents doubled last year.
    The plant will open next year.
    Three days ago a train derailed.
    She moved here two years ago.
    The letter is dated 14/05/2024.
    Imports grew in the first half of 2023.
    From January to March 2023 it did not rain.
    """,
    "uk": """
    Переговори почалися 5 травня 2024 року.
    У травні 2023 року ціни впали.
    Суд ухвалив рішення 3 березня.
    Ярмарок тривав з 3 по 9 червня 2024 року.
    Голосування відбулося 12–14 травня на півночі.
    У вівторок, 7 травня 2024 року, міст відкрили.
    Міністр подав у відставку у вівторок.
    Профспілка зібралася минулої п'ятниці в Києві.
    Бої припинилися в середині вересня 2023 року.
    На початку 2024 року закон набув чинності.
    Продажі зросли у третьому кварталі 2023 року.
    Війна дійшла до узбережжя влітку 2022 року.
    Завод закрили у 1990-х роках.
    Це будинок XIX століття.
    Його обрали у 2019 році.
    Війна 2014–2018 років забрала багато життів.
    Корабель вийшов з порту вчора.
    Минулого тижня страйк завершився.
    Експорт упав минулого місяця.
    Оренда подвоїлася минулого року.
    Завод відкриють наступного року.
    Три дні тому потяг зійшов з рейок.
    Вона переїхала сюди два роки тому.
    Лист датовано 14.05.2024.
    Імпорт зріс у першій половині 2023 року.
    Із січня до березня 2023 року дощу не було.
    """,
    "ru": """
    Переговоры начались 5 мая 2024 года.
    В мае 2023 года цены упали.
    Суд вынес решение 3 марта.
    Ярмарка шла с 3 по 9 июня 2024 года.
    Голосование прошло 12–14 мая на севере.
    Во вторник, 7 мая 2024 года, мост открыли.
    Министр ушёл в отставку во вторник.
    Профсоюз собрался в прошлую пятницу в Киеве.
    Бои прекратились в середине сентября 2023 года.
    В начале 2024 года закон вступил в силу.
    Продажи выросли в третьем квартале 2023 года.
    Война дошла до побережья летом 2022 года.
    Завод закрыли в 1990-х годах.
    Это дом XIX века.
    Его избрали в 2019 году.
    Война 2014–2018 годов унесла много жизней.
    Корабль вышел из порта вчера.
    На прошлой неделе забастовка закончилась.
    Экспорт упал в прошлом месяце.
    Аренда удвоилась в прошлом году.
    Завод откроют в следующем году.
    Три дня назад поезд сошёл с рельсов.
    Она переехала сюда два года назад.
    Письмо датировано 14.05.2024.
    Импорт вырос в первой половине 2023 года.
    С января по март 2023 года дождей не было.
    """,
    "be": """
    Перамовы пачаліся 5 мая 2024 года.
    У маі 2023 года цэны ўпалі.
    Суд вынес рашэнне 3 сакавіка.
    Кірмаш ішоў з 3 па 9 чэрвеня 2024 года.
    Галасаванне прайшло 12–14 мая на поўначы.
    У аўторак, 7 мая 2024 года, мост адкрылі.
    Міністр пайшоў у адстаўку ў аўторак.
    Прафсаюз сабраўся мінулай пятніцы ў Мінску.
    Баі спыніліся ў сярэдзіне верасня 2023 года.
    На пачатку 2024 года закон набыў моц.
    Продажы выраслі ў трэцім квартале 2023 года.
    Вайна дайшла да ўзбярэжжа ўлетку 2022 года.
    Завод закрылі ў 1990-х гадах.
    Гэта дом XIX стагоддзя.
    Яго абралі ў 2019 годзе.
    Вайна 2014–2018 гадоў забрала шмат жыццяў.
    Карабель выйшаў з порта ўчора.
    На мінулым тыдні забастоўка скончылася.
    Экспарт упаў у мінулым месяцы.
    Арэнда падвоілася ў мінулым годзе.
    Завод адкрыюць у наступным годзе.
    Тры дні таму цягнік сышоў з рэек.
    Яна пераехала сюды два гады таму.
    Ліст датаваны 14.05.2024.
    Імпарт вырас у першай палове 2023 года.
    Са студзеня да сакавіка 2023 года дажджоў не было.
    """,
    "pl": """
    Rozmowy zaczęły się 5 maja 2024 roku.
    W maju 2023 roku ceny spadły.
    Sąd wydał wyrok 3 marca.
    Targi trwały od 3 do 9 czerwca 2024 roku.
    Głosowanie odbyło się 12–14 maja na północy.
    We wtorek, 7 maja 2024 r., otwarto most.
    Minister podał się do dymisji we wtorek.
    Związek zebrał się w ubiegły piątek w Warszawie.
    Walki ustały w połowie września 2023 roku.
    Na początku 2024 roku ustawa weszła w życie.
    Sprzedaż wzrosła w trzecim kwartale 2023 roku.
    Wojna dotarła do wybrzeża latem 2022 roku.
    Fabrykę zamknięto w latach 90.
    To dom z XIX wieku.
    Wybrano go w 2019 roku.
    Wojna w latach 2014–2018 pochłonęła wiele ofiar.
    Statek wypłynął z portu wczoraj.
    W zeszłym tygodniu strajk się skończył.
    Eksport spadł w zeszłym miesiącu.
    Czynsze podwoiły się w zeszłym roku.
    Zakład ruszy w przyszłym roku.
    Trzy dni temu wykoleił się pociąg.
    Przeprowadziła się tu dwa lata temu.
    List nosi datę 14.05.2024.
    Import wzrósł w pierwszej połowie 2023 roku.
    Od stycznia do marca 2023 roku nie padało.
    """,
    "cs": """
    Jednání začala 5. května 2024.
    V květnu 2023 ceny klesly.
    Soud rozhodl 3. března.
    Veletrh trval od 3. do 9. června 2024.
    Hlasovalo se 12.–14. května na severu.
    V úterý 7. května 2024 byl most otevřen.
    Ministr odstoupil v úterý.
    Odbory se sešly minulý pátek v Praze.
    Boje ustaly v polovině září 2023.
    Na začátku roku 2024 zákon vstoupil v platnost.
    Prodeje vzrostly ve třetím čtvrtletí 2023.
    Válka dosáhla pobřeží v létě 2022.
    Továrnu zavřeli v 90. letech.
    Je to dům z 19. století.
    Zvolili ho v roce 2019.
    Válka v letech 2014–2018 stála mnoho životů.
    Loď vyplula z přístavu včera.
    Minulý týden stávka skončila.
    Vývoz klesl minulý měsíc.
    Nájmy se minulý rok zdvojnásobily.
    Závod otevřou příští rok.
    Před třemi dny vykolejil vlak.
    Přestěhovala se sem před dvěma lety.
    Dopis má datum 14.05.2024.
    Dovoz vzrostl v první polovině roku 2023.
    Od ledna do března 2023 nepršelo.
    """,
    "sk": """
    Rokovania sa začali 5. mája 2024.
    V máji 2023 ceny klesli.
    Súd rozhodol 3. marca.
    Veľtrh trval od 3. do 9. júna 2024.
    Hlasovalo sa 12.–14. mája na severe.
    V utorok 7. mája 2024 most otvorili.
    Minister odstúpil v utorok.
    Odbory sa stretli minulý piatok v Bratislave.
    Boje ustali v polovici septembra 2023.
    Na začiatku roka 2024 zákon nadobudol účinnosť.
    Predaj vzrástol v treťom štvrťroku 2023.
    Vojna dosiahla pobrežie v lete 2022.
    Továreň zatvorili v 90. rokoch.
    Je to dom z 19. storočia.
    Zvolili ho v roku 2019.
    Vojna v rokoch 2014–2018 stála veľa životov.
    Loď vyplávala z prístavu včera.
    Minulý týždeň sa štrajk skončil.
    Vývoz klesol minulý mesiac.
    Nájmy sa minulý rok zdvojnásobili.
    Závod otvoria budúci rok.
    Pred troma dňami sa vykoľajil vlak.
    Presťahovala sa sem pred dvoma rokmi.
    List má dátum 14.05.2024.
    Dovoz vzrástol v prvej polovici roka 2023.
    Od januára do marca 2023 nepršalo.
    """,
    "bg": """
    Преговорите започнаха на 5 май 2024 г.
    През май 2023 г. цените паднаха.
    Съдът се произнесе на 3 март.
    Панаирът продължи от 3 до 9 юни 2024 г.
    Гласуването се проведе на 12–14 май на север.
    Във вторник, 7 май 2024 г., мостът беше открит.
    Министърът подаде оставка във вторник.
    Синдикатът се събра миналия петък в София.
    Боевете спряха в средата на септември 2023 г.
    В началото на 2024 г. законът влезе в сила.
    Продажбите нараснаха през третото тримесечие на 2023 г.
    Войната стигна брега през лятото на 2022 г.
    Фабриката затвори през 1990-те години.
    Това е къща от XIX век.
    Избраха го през 2019 г.
    Войната от 2014–2018 г. отне много животи.
    Корабът напусна пристанището вчера.
    Миналата седмица стачката приключи.
    Износът спадна миналия месец.
    Наемите се удвоиха миналата година.
    Заводът ще отвори следващата година.
    Преди три дни влак дерайлира.
    Тя се премести тук преди две години.
    Писмото е с дата 14.05.2024.
    Вносът нарасна през първата половина на 2023 г.
    От януари до март 2023 г. не валя.
    """,
    "sr": """
    Преговори су почели 5. маја 2024. године.
    У мају 2023. цене су пале.
    Суд је одлучио 3. марта.
    Сајам је трајао од 3. до 9. јуна 2024.
    Гласало се 12–14. маја на северу.
    У уторак, 7. маја 2024, мост је отворен.
    Министар је поднео оставку у уторак.
    Синдикат се састао прошлог петка у Београду.
    Борбе су престале средином септембра 2023.
    Почетком 2024. године закон је ступио на снагу.
    Продаја је порасла у трећем кварталу 2023. године.
    Рат је стигао до обале у лето 2022. године.
    Фабрика је затворена 1990-их.
    То је кућа из 19. века.
    Изабран је 2019. године.
    Рат 2014–2018. године однео је много живота.
    Брод је испловио јуче.
    Прошле недеље штрајк је завршен.
    Извоз је пао прошлог месеца.
    Кирије су се удвостручиле прошле године.
    Фабрика ће бити отворена следеће године.
    Пре три дана воз је исклизнуо из шина.
    Доселила се пре две године.
    Писмо носи датум 14.05.2024.
    Увоз је порастао у првој половини 2023. године.
    Од јануара до марта 2023. није падала киша.
    """,
    "hr": """
    Pregovori su počeli 5. svibnja 2024.
    U svibnju 2023. cijene su pale.
    Sud je odlučio 3. ožujka.
    Sajam je trajao od 3. do 9. lipnja 2024.
    Glasalo se 12.–14. svibnja na sjeveru.
    U utorak, 7. svibnja 2024., most je otvoren.
    Ministar je dao ostavku u utorak.
    Sindikat se sastao prošlog petka u Zagrebu.
    Borbe su prestale sredinom rujna 2023.
    Početkom 2024. zakon je stupio na snagu.
    Prodaja je porasla u trećem tromjesečju 2023.
    Rat je stigao do obale u ljeto 2022.
    Tvornica je zatvorena 1990-ih.
    To je kuća iz 19. stoljeća.
    Izabran je 2019. godine.
    Rat 2014.–2018. odnio je mnogo života.
    Brod je isplovio jučer.
    Prošlog tjedna štrajk je završio.
    Izvoz je pao prošlog mjeseca.
    Najamnine su se udvostručile prošle godine.
    Tvornica će se otvoriti sljedeće godine.
    Prije tri dana vlak je iskočio iz tračnica.
    Doselila se prije dvije godine.
    Pismo nosi datum 14.05.2024.
    Uvoz je porastao u prvoj polovici 2023. godine.
    Od siječnja do ožujka 2023. nije padala kiša.
    """,
    "sl": """
    Pogovori so se začeli 5. maja 2024.
    V maju 2023 so cene padle.
    Sodišče je odločilo 3. marca.
    Sejem je trajal od 3. do 9. junija 2024.
    Glasovali so 12.–14. maja na severu.
    V torek, 7. maja 2024, so odprli most.
    Minister je odstopil v torek.
    Sindikat se je sestal prejšnji petek v Ljubljani.
    Boji so se končali sredi septembra 2023.
    Na začetku leta 2024 je zakon začel veljati.
    Prodaja je zrasla v tretjem četrtletju 2023.
    Vojna je dosegla obalo poleti 2022.
    Tovarno so zaprli v 90. letih.
    To je hiša iz 19. stoletja.
    Izvolili so ga leta 2019.
    Vojna v letih 2014–2018 je terjala veliko življenj.
    Ladja je izplula včeraj.
    Prejšnji teden se je stavka končala.
    Izvoz je padel prejšnji mesec.
    Najemnine so se lani podvojile.
    Tovarno bodo odprli prihodnje leto.
    Pred tremi dnevi je vlak iztiril.
    Sem se je preselila pred dvema letoma.
    Pismo ima datum 14.05.2024.
    Uvoz je zrasel v prvi polovici leta 2023.
    Od januarja do marca 2023 ni deževalo.
    """,
    "de": """
    Die Gespräche begannen am 5. Mai 2024.
    Im Mai 2023 fielen die Preise.
    Das Gericht entschied am 3. März.
    Die Messe lief vom 3. bis 9. Juni 2024.
    Gewählt wurde am 12.–14. Mai im Norden.
    Am Dienstag, 7. Mai 2024, wurde die Brücke geöffnet.
    Der Minister trat am Dienstag zurück.
    Die Gewerkschaft tagte letzten Freitag in Berlin.
    Die Kämpfe endeten Mitte September 2023.
    Anfang 2024 trat das Gesetz in Kraft.
    Der Umsatz stieg im dritten Quartal 2023.
    Der Krieg erreichte die Küste im Sommer 2022.
    Die Fabrik schloss in den 1990er Jahren.
    Es ist ein Haus aus dem 19. Jahrhundert.
    Er wurde 2019 gewählt.
    Der Krieg 2014–2018 kostete viele Leben.
    Das Schiff verließ gestern den Hafen.
    Letzte Woche endete der Streik.
    Der Export sank im vergangenen Monat.
    Die Mieten verdoppelten sich im vergangenen Jahr.
    Das Werk öffnet nächstes Jahr.
    Vor drei Tagen entgleiste ein Zug.
    Sie zog vor zwei Jahren hierher.
    Der Brief trägt das Datum 14.05.2024.
    Der Import wuchs im ersten Halbjahr 2023.
    Von Januar bis März 2023 regnete es nicht.
    """,
    "nl": """
    De gesprekken begonnen op 5 mei 2024.
    In mei 2023 daalden de prijzen.
    De rechtbank besliste op 3 maart.
    De beurs duurde van 3 tot 9 juni 2024.
    Er werd gestemd op 12–14 mei in het noorden.
    Op dinsdag 7 mei 2024 ging de brug open.
    De minister trad dinsdag af.
    De bond kwam afgelopen vrijdag bijeen.
    De gevechten stopten half september 2023.
    Begin 2024 werd de wet van kracht.
    De verkoop steeg in het derde kwartaal van 2023.
    De oorlog bereikte de kust in de zomer van 2022.
    De fabriek sloot in de jaren 90.
    Het is een huis uit de 19e eeuw.
    Hij werd in 2019 gekozen.
    De oorlog van 2014–2018 kostte veel levens.
    Het schip vertrok gisteren.
    Vorige week eindigde de staking.
    De export daalde vorige maand.
    De huren verdubbelden vorig jaar.
    De fabriek opent volgend jaar.
    Drie dagen geleden ontspoorde een trein.
    Ze kwam hier twee jaar geleden wonen.
    De brief is gedateerd 14-05-2024.
    De import groeide in de eerste helft van 2023.
    Van januari tot maart 2023 regende het niet.
    """,
  ]
}
