import Pipeline

/// A made-up page in every language that has phrases, each line with what it is.
enum LanguagePages {
  static let all: [(language: Language, text: String)] = european + slavic + eastern

  static let european: [(language: Language, text: String)] = [
    (
      "en",
      """
      byline | By Jane Doe
      caption | Photo: Jane Doe
      article | The ferry left the pier on Monday with nobody on board.
      link | Read also: Council buys a ferry
      article | The council wants to know why.
      source | Source: Harbour Office
      notice | Subscribe to our newsletter
      """
    ),
    (
      "de",
      """
      byline | Von Erika Beispiel
      caption | Symbolbild: Eine Fähre im Nebel
      article | Die Fähre legte am Montag ab, und niemand war an Bord.
      link | Lesen Sie auch: Gemeinderat kauft eine Fähre
      article | Mehr Menschen als sonst standen am Ufer.
      source | Quelle: Hafenamt
      notice | Abonnieren Sie unseren Newsletter
      note | Anm. d. Red.: Der Name wurde geändert.
      """
    ),
    (
      "nl",
      """
      byline | Door Piet Voorbeeld
      caption | Foto: Piet Voorbeeld
      article | De veerpont vertrok maandag zonder passagiers.
      link | Lees ook: Gemeente koopt een pont
      article | Meer dan honderd mensen keken toe.
      source | Bron: Havenbedrijf
      notice | Volg ons op Facebook
      """
    ),
    (
      "fr",
      """
      byline | Par Jeanne Exemple
      caption | Crédit photo : Jeanne Exemple
      article | Le bac est parti lundi sans personne à bord.
      link | À lire aussi : La mairie achète un bac
      article | Plus de cent personnes regardaient.
      source | Source : la capitainerie
      notice | Abonnez-vous à notre lettre
      note | (NDLR : le nom a été changé.)
      """
    ),
    (
      "es",
      """
      byline | Por Juana Ejemplo
      caption | Foto: Juana Ejemplo
      article | El transbordador salió el lunes sin nadie a bordo.
      link | Lea también: El ayuntamiento compra un barco
      article | Más de cien personas miraban.
      source | Fuente: Capitanía
      notice | Suscríbete a nuestro boletín
      """
    ),
    (
      "pt",
      """
      byline | Por Joana Exemplo
      caption | Foto: Joana Exemplo
      article | A balsa saiu na segunda-feira sem ninguém a bordo.
      link | Leia também: Câmara compra uma balsa
      article | Mais de cem pessoas assistiam.
      source | Fonte: Capitania
      notice | Clique aqui e receba as notícias
      """
    ),
    (
      "it",
      """
      byline | Di Gianna Esempio
      caption | Foto: Gianna Esempio
      article | Il traghetto è partito lunedì senza nessuno a bordo.
      link | Leggi anche: Il comune compra un traghetto
      article | Più di cento persone guardavano.
      source | Fonte: Capitaneria
      notice | © Riproduzione riservata
      """
    ),
    (
      "ro",
      """
      byline | Autor: Ioana Exemplu
      caption | Sursa foto: Ioana Exemplu
      article | Feribotul a plecat luni fără nimeni la bord.
      link | Citește și: Primăria cumpără un feribot
      article | Mai multe persoane priveau.
      source | Sursa: Căpitănia
      notice | Abonează-te la buletinul nostru
      """
    ),
    (
      "sv",
      """
      byline | Av Johanna Exempel
      caption | Foto: Johanna Exempel
      article | Färjan lämnade kajen på måndagen utan någon ombord.
      link | Läs också: Kommunen köper en färja
      article | Mer än hundra personer tittade på.
      source | Källa: Hamnkontoret
      notice | Annons
      """
    ),
    (
      "da",
      """
      byline | Af Johanne Eksempel
      caption | Arkivfoto: Johanne Eksempel
      article | Færgen forlod kajen mandag uden nogen om bord.
      link | Læs også: Kommunen køber en færge
      article | Mere end hundrede mennesker så til.
      source | Kilde: Havnekontoret
      notice | Følg os på Facebook
      """
    ),
    (
      "nb",
      """
      byline | Av Johanne Eksempel
      caption | Illustrasjonsfoto: Johanne Eksempel
      article | Ferja forlot kaia mandag uten noen om bord.
      link | Les også: Kommunen kjøper ei ferje
      article | Mer enn hundre mennesker så på.
      source | Kilde: Havnekontoret
      notice | Alle rettigheter reservert
      """
    ),
    (
      "fi",
      """
      byline | Teksti: Johanna Esimerkki
      caption | Kuva: Johanna Esimerkki
      article | Lautta lähti maanantaina ilman ketään kyydissä.
      link | Lue myös: Kunta ostaa lautan
      article | Lisää väkeä tuli rannalle.
      source | Lähde: Satamatoimisto
      notice | Tilaa uutiskirje
      """
    ),
    (
      "hu",
      """
      byline | Írta: Példa Johanna
      caption | Fotó: Példa Johanna
      article | A komp hétfőn utas nélkül indult el.
      link | Kapcsolódó cikkek: Kompot vesz a város
      article | Több mint százan nézték.
      source | Forrás: Kikötői hivatal
      notice | Iratkozzon fel hírlevelünkre
      """
    ),
    (
      "el",
      """
      byline | Του Γιάννη Παραδείγματος
      caption | Φωτογραφία: Γιάννης Παράδειγμα
      article | Το πλοίο έφυγε τη Δευτέρα χωρίς κανέναν μέσα.
      link | ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ: Ο δήμος αγοράζει πλοίο
      article | Περισσότερα από εκατό άτομα κοιτούσαν.
      source | Πηγή: Λιμεναρχείο
      notice | Ακολουθήστε μας στο Facebook
      """
    ),
    (
      "tr",
      """
      byline | Haber: Ayşe Örnek
      caption | Fotoğraf: Ayşe Örnek
      article | Feribot pazartesi günü boş olarak kalktı.
      link | İlgili haberler: Belediye feribot aldı
      article | Daha fazla insan kıyıya geldi.
      source | Kaynak: Liman İdaresi
      notice | Bültenimize abone olun
      """
    ),
  ]

  static let slavic: [(language: Language, text: String)] = [
    (
      "uk",
      """
      byline | Наша кореспондентка Ганна Зразок, Одеса
      caption | Фото: Ганна Зразок
      article | Пором відійшов у понеділок, і на борту нікого не було.
      link | Читайте також: Рада купує пором
      article | Більше ста людей дивилися з берега.
      source | Джерело: Портова служба
      notice | Підписуйтесь на наш канал
      note | (Прим. ред.: ім’я змінено.)
      """
    ),
    (
      "ru",
      """
      byline | Автор: Анна Образец
      caption | Фото: Анна Образец
      article | Паром отошёл в понедельник, и на борту никого не было.
      link | Читайте также: Совет покупает паром
      article | Больше ста человек смотрели с берега.
      source | Источник: Портовая служба
      notice | Подписывайтесь на наш канал
      """
    ),
    (
      "be",
      """
      byline | Аўтарка: Ганна Узор
      caption | Фота: Ганна Узор
      article | Паром адышоў у панядзелак, і на борце нікога не было.
      link | Чытайце таксама: Рада купляе паром
      article | Больш за сто чалавек глядзелі з берага.
      source | Крыніца: Партовая служба
      notice | Падпісвайцеся на наш канал
      """
    ),
    (
      "pl",
      """
      byline | Autorka: Anna Wzór
      caption | Fot. Anna Wzór
      article | Prom odpłynął w poniedziałek bez nikogo na pokładzie.
      link | Czytaj także: Rada kupuje prom
      article | Więcej niż sto osób patrzyło z brzegu.
      source | Źródło: Kapitanat
      notice | Obserwuj nas w sieci
      """
    ),
    (
      "cs",
      """
      byline | Autor: Jana Vzorová
      caption | Foto: Jana Vzorová
      article | Přívoz odplul v pondělí bez lidí na palubě.
      link | Čtěte také: Rada kupuje přívoz
      article | Více než sto lidí se dívalo.
      source | Zdroj: Přístavní úřad
      notice | Sledujte nás na Facebooku
      """
    ),
    (
      "bg",
      """
      byline | Автор: Ана Примерова
      caption | Снимка: Ана Примерова
      article | Фериботът тръгна в понеделник без никого на борда.
      link | Прочетете още: Общината купува ферибот
      article | Повече от сто души гледаха от брега.
      source | Източник: Пристанището
      notice | Последвайте ни във Фейсбук
      """
    ),
    (
      "sr",
      """
      byline | Аутор: Ана Пример
      caption | Фото: Ана Пример
      article | Скела је отишла у понедељак без икога.
      link | Прочитајте још: Општина купује скелу
      article | Више од сто људи гледало је са обале.
      source | Извор: Лука
      notice | Pratite nas na mrežama
      link | Pročitajte i: Opština kupuje skelu
      """
    ),
  ]

  static let eastern: [(language: Language, text: String)] = [
    (
      "ar",
      """
      byline | كتبت: سلمى مثال
      caption | تصوير: سلمى مثال
      article | غادرت العبارة الرصيف يوم الاثنين ولم يكن أحد على متنها.
      link | اقرأ أيضاً: البلدية تشتري عبارة
      article | وقف المزيد من الناس على الشاطئ.
      source | المصدر: إدارة الميناء
      notice | تابعونا على فيسبوك
      """
    ),
    (
      "fa",
      """
      byline | نویسنده: سارا نمونه
      caption | عکس: سارا نمونه
      article | کشتی روز دوشنبه بدون مسافر حرکت کرد.
      link | بیشتر بخوانید: شهرداری کشتی می‌خرد
      article | مردم بیشتری به ساحل آمدند.
      source | منبع: اداره بندر
      notice | ما را دنبال کنید در تلگرام
      """
    ),
    (
      "he",
      """
      byline | מאת: דנה דוגמה
      caption | צילום: דנה דוגמה
      article | המעבורת יצאה ביום שני בלי נוסעים.
      link | קראו גם: העירייה קונה מעבורת
      article | עוד אנשים הגיעו אל החוף.
      source | מקור: רשות הנמל
      notice | כל הזכויות שמורות
      """
    ),
    (
      "hi",
      """
      byline | लेखक: सीमा नमूना
      caption | फोटो: सीमा नमूना
      article | नाव सोमवार को बिना किसी यात्री के निकली।
      link | यह भी पढ़ें: परिषद ने नाव खरीदी
      article | और लोग किनारे पर आए।
      source | स्रोत: बंदरगाह कार्यालय
      notice | विज्ञापन
      """
    ),
    (
      "ja",
      """
      byline | 記者・見本太郎
      caption | 写真：見本太郎
      article | 渡し船は月曜日、誰も乗せずに岸を離れた。
      link | 【関連記事】
      link | 町が渡し船を購入
      article | 写真展には百人以上が集まり、岸から船を眺めていたという。
      source | 出典：港湾事務所
      notice | 無断転載を禁じます
      """
    ),
    (
      "ko",
      """
      byline | 김견본 기자 sample@example.com
      caption | [사진=김견본]
      article | 나룻배가 월요일에 아무도 태우지 않고 떠났다.
      link | ▶ 관련기사: 시의회, 나룻배 구입
      article | 관련 비용이 늘고 있다고 시청은 밝혔다.
      source | 출처: 항만청
      notice | <저작권자 ⓒ 견본일보, 무단전재 및 재배포 금지>
      """
    ),
    (
      "zh",
      """
      byline | 责任编辑：王样本
      caption | 图片来源：王样本
      article | 渡船星期一离岸，船上空无一人。
      link | 相关阅读：镇上买了一条渡船
      article | 记者看到，岸上站着一百多人。
      source | 来源：港务局
      notice | 扫描二维码关注我们
      """
    ),
    (
      "vi",
      """
      byline | Tác giả: Nguyễn Mẫu
      caption | Ảnh: Nguyễn Mẫu
      article | Chiếc phà rời bến hôm thứ hai mà không có ai trên tàu.
      link | Xem thêm: Xã mua phà
      article | Theo cảng vụ, hơn một trăm người đứng xem.
      source | Nguồn: Cảng vụ
      notice | Đăng ký nhận bản tin
      """
    ),
    (
      "id",
      """
      byline | Penulis: Siti Contoh
      caption | Foto: Siti Contoh
      article | Feri berangkat hari Senin tanpa penumpang.
      link | Baca juga: Kota membeli feri
      article | Lebih dari seratus orang menonton dari pantai.
      source | Sumber: Kantor Pelabuhan
      notice | Ikuti kami di Facebook
      """
    ),
  ]
}
