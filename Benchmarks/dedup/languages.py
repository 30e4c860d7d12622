"""What the generator knows about each language: sounds of invented words, little words, sentence frames, site lines.

A frame has slots: {W} a word, {N} a count, {F} a decimal, {P} a number for a percentage, {D} a date, {L} a place, {A} a
person, {Q} words of a quotation, {X} an agency. All sentences were written for this file.
"""
from typing import Dict, List, NamedTuple

HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "进着等部度家电力里如水化高自理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政社义事平形相全表间样与关各重新线内数"
    "正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展果料象员革位入常文总次品式活设及管特件长求老头"
    "基资边流路级少图山统接知较将组见计别她手角期根论运农指区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领海口东导器压志世金增争济"
)


class Language(NamedTuple):
    """A language of the generator; `words` lists little words in order of frequency."""

    code: str
    script: str
    onsets: str
    vowels: str
    codas: str
    words: str
    frames: List[str]
    said: str
    caption: str
    byline: str
    dateline: str
    also: str
    site: List[str]
    months: str = ""
    glue: str = " "
    stop: str = "."
    thousands: str = ","
    point: str = "."
    quotes: str = "“”"
    reports: Dict[str, List[str]] = {}


LANGUAGES = [
    Language(
        "en", "Latin", "b c d f g h k l m n p r s t v w br cl cr dr fl gr pl pr sh st str th tr", "a e i o u ai ea ee oo ou",
        "- - - n r s t l m nd nt ck ng", "the of to and in a that for was on with as by at from it were is had an be",
        ["The {W} counted {N} {W} in {L} by the end of {D}, against {N} a year before.",
         "Around {P} percent of the {W} had been {W} when {A} spoke in {L}.",
         "{A} put the cost of the {W} at {N} dollars and asked for {N} more.",
         "On {D} some {N} people left the {W} near {L}, the {X} agency reported.",
         "The {W} rose from {F} to {F} within {N} days, {A} told the {W}.",
         "Of the {N} {W} sent to {L} only {N} arrived, and the {W} was blamed for it."],
        "“{Q},” said {A}.", "Photo: {A} / {X}", "By {A}", "{L}, {D} ({X}) – ", "Read also: {T}",
        ["Subscribe to our morning letter and never miss a story", "Share this article with your friends",
         "All rights reserved by the publisher", "Our newsroom never closes: send tips to the desk",
         "Follow us wherever you read the news", "This page uses cookies to count its readers"],
        "January February March April May June July August September October November December",
        reports={
            "weather": ["The weather in {L} on {D}.", "Clouds will thin out during the morning and the wind will turn to the west.",
                        "The temperature climbs to {N} degrees in the afternoon and falls to {N} at night.",
                        "Gusts reach {N} kilometres an hour on the coast and {N} in the hills.",
                        "Up to {F} millimetres of rain are expected, the air pressure stands at {N} hectopascals.",
                        "The pollen count is {N} and the water of the lake has {F} degrees.",
                        "Drivers should allow for fog patches in low places until about nine in the morning.",
                        "The outlook for the days that follow remains changeable with {P} percent odds of showers."],
            "market": ["Trading in {L} ended on {D} with the main index at {N} points.", "That is a move of {P} percent in a session with few surprises.",
                       "Turnover came to {N} million, compared with {N} million the day before.",
                       "Shares of {L} Works changed by {P} percent to {F} and those of {L} Foods by {P} percent to {F}.",
                       "A barrel of crude cost {F} dollars, an ounce of gold {N} dollars.",
                       "Dealers spoke of a waiting mood ahead of the figures due later in the week.",
                       "The yield of the ten-year bond stood at {F} percent."],
            "sport": ["{L} met {L} on {D} before {N} spectators.", "The home side won by {N} points to {N} after a lively opening period.",
                      "{A} was the best scorer with {N} points, {A} followed with {N}.",
                      "The visitors made {P} percent of their throws and lost the ball {N} times.",
                      "The winners are now on {N} points in the table and have {N} matches left.",
                      "The next round is played at the weekend, and the coach expects all players to be fit."],
            "obituary": ["{A}, who taught for many years in {L}, died on {D} at the age of {N}.",
                         "Born in {L} in {Y}, {A} came to the city as a child and stayed all life long.",
                         "The family is survived by {N} children and {N} grandchildren.",
                         "A service will be held in the chapel of {L} on {D}, beginning at {N} in the afternoon.",
                         "Friends are asked to give to the local hospice instead of sending flowers.",
                         "The family thanks the nurses of ward {N} for their care during the last months."]}),
    Language(
        "de", "Latin", "b d f g h k l m n p r s t w z br dr fl gr kl pf schl schw st tr", "a e i o u ä ö ü ei au ie",
        "- - n r s t l ch nd ng lt", "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als",
        ["Bis zum {D} zählte das {W} in {L} {N} {W}, ein Jahr zuvor waren es {N}.",
         "Rund {P} Prozent der {W} seien schon {W}, erklärte {A} in {L}.",
         "{A} bezifferte die Kosten der {W} auf {N} Euro und verlangte weitere {N}.",
         "Am {D} verließen etwa {N} Menschen die {W} bei {L}, meldete die Agentur {X}.",
         "Der {W} stieg binnen {N} Tagen von {F} auf {F}, teilte {A} dem {W} mit.",
         "Von {N} {W} für {L} kamen nur {N} an, verantwortlich sei die {W}."],
        "„{Q}“, sagte {A}.", "Foto: {A} / {X}", "Von {A}", "{L}, {D} ({X}) – ", "Lesen Sie auch: {T}",
        ["Bestellen Sie unseren Brief am Morgen", "Diesen Beitrag mit Freunden teilen", "Alle Rechte beim Verlag",
         "Hinweise nimmt die Redaktion jederzeit entgegen", "Folgen Sie uns, wo immer Sie lesen"],
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember", thousands=".", point=",", quotes="„“",
        reports={
            "weather": ["Das Wetter für {L} am {D}.", "Am Vormittag lockert die Wolkendecke auf und der Wind dreht auf West.",
                        "Die Höchstwerte liegen bei {N} Grad, in der Nacht sinken sie auf {N} Grad.",
                        "An der Küste gibt es Böen bis {N} Kilometer je Stunde, im Bergland bis {N}.",
                        "Es fallen bis zu {F} Millimeter Regen, der Luftdruck beträgt {N} Hektopascal.",
                        "Auf den Straßen ist bis zum Vormittag örtlich mit Nebel zu rechnen.",
                        "Das Risiko von Schauern liegt an den folgenden Tagen bei {P} Prozent."],
            "market": ["Die Börse in {L} schloss am {D} bei {N} Punkten.", "Das entspricht einer Veränderung von {P} Prozent.",
                       "Der Umsatz betrug {N} Millionen nach {N} Millionen am Vortag.",
                       "Die Aktie der {L} Werke bewegte sich um {P} Prozent auf {F}, die der {L} Bank um {P} Prozent.",
                       "Ein Fass Öl kostete {F} Dollar, eine Unze Gold {N} Dollar.", "Händler warten auf die Zahlen der kommenden Woche."]}),
    Language(
        "fr", "Latin", "b c d f g j l m n p r s t v br cl cr dr fl gr pl pr tr", "a e i o u é è ou oi ai eau an on",
        "- - - r s t l x", "de la le et les des en un du une que est pour qui dans par plus sur au ne se",
        ["À la fin du {D}, le {W} recensait {N} {W} à {L}, contre {N} un an plus tôt.",
         "Près de {P} % des {W} étaient déjà {W}, a précisé {A} depuis {L}.",
         "{A} chiffre le coût du {W} à {N} euros et en demande {N} de plus.",
         "Le {D}, quelque {N} personnes ont quitté le {W} près de {L}, selon l’agence {X}.",
         "Le {W} est passé de {F} à {F} en {N} jours, a indiqué {A}.",
         "Sur les {N} {W} envoyés à {L}, {N} seulement sont arrivés."],
        "« {Q} », a déclaré {A}.", "Photo : {A} / {X}", "Par {A}", "{L}, le {D} ({X}) – ", "À lire aussi : {T}",
        ["Recevez chaque matin notre lettre", "Partager cet article", "Tous droits réservés à l’éditeur",
         "La rédaction répond à vos messages", "Suivez notre actualité en continu"],
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre", thousands="\u202f", point=",", quotes="«»",
        reports={
            "weather": ["La météo à {L} pour le {D}.", "Les nuages se dissipent dans la matinée et le vent passe à l’ouest.",
                        "Il fera {N} degrés l’après-midi et {N} degrés au lever du jour.",
                        "Les rafales atteignent {N} kilomètres par heure sur la côte et {N} sur les hauteurs.",
                        "On attend {F} millimètres de pluie ; la pression est de {N} hectopascals.",
                        "Prudence sur les routes, où des bancs de brouillard se forment avant neuf heures.",
                        "Le risque d’averses pour la suite est de {P} %."]}),
    Language(
        "es", "Latin", "b c d f g h j l m n p r s t v br cl cr dr fl gr pl pr tr", "a e i o u ia ie ue á ó", "- - - n r s l",
        "de la que el en y los se del las un por con no una su para es al lo como",
        ["Hasta el {D} el {W} contó {N} {W} en {L}, frente a {N} un año antes.",
         "Cerca del {P} % de los {W} ya estaban {W}, explicó {A} en {L}.",
         "{A} cifra el coste del {W} en {N} euros y pide otros {N}.",
         "El {D} unas {N} personas dejaron el {W} cerca de {L}, informó la agencia {X}.",
         "El {W} subió de {F} a {F} en {N} días, dijo {A}.", "De los {N} {W} enviados a {L} solo llegaron {N}."],
        "«{Q}», dijo {A}.", "Foto: {A} / {X}", "Por {A}", "{L}, {D} ({X}) – ", "Lea también: {T}",
        ["Reciba cada mañana nuestro boletín", "Comparta esta noticia", "Todos los derechos del editor reservados",
         "Escriba a la redacción cuando quiera", "Síganos donde lea las noticias"],
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", thousands=".", point=",", quotes="«»"),
    Language(
        "pl", "Latin", "b c d g k l ł m n p r s t w z cz sz rz br dr gr kr pr st tr prz", "a e i o u ó y ą ę ie", "- - - n r ł k sz ć ch",
        "w i na z do nie się że jest o od po za przez jak oraz dla tym był ale",
        ["Do {D} w mieście {L} naliczono {N} {W}, rok wcześniej {N}.", "Około {P} procent {W} już {W}, podał {A}.",
         "{A} ocenia koszt {W} na {N} złotych i prosi o kolejne {N}.", "W dniu {D} około {N} osób opuściło {W} koło {L}, podała agencja {X}.",
         "W ciągu {N} dni {W} wzrósł z {F} do {F}.", "Z {N} {W} do {L} dotarło tylko {N}."],
        "„{Q}” – powiedział {A}.", "Fot. {A} / {X}", "Autor: {A}", "{L}, {D} ({X}) – ", "Czytaj także: {T}",
        ["Zamów nasz poranny list", "Podziel się tym tekstem", "Wszelkie prawa zastrzega wydawca", "Napisz do naszej redakcji"],
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        thousands="\u00a0", point=",", quotes="„”"),
    Language(
        "tr", "Latin", "b c ç d f g h k l m n p r s ş t v y z", "a e ı i o ö u ü", "- - n r k l m t ş",
        "ve bir bu da de için ile olan olarak daha çok en gibi kadar sonra ancak ise her",
        ["{D} itibarıyla {L} kentinde {N} {W} sayıldı, bir yıl önce {N} idi.", "{A}, {W} yüzde {P} oranında {W} dedi.",
         "{A}, {W} maliyetinin {N} lira olduğunu, {N} lira daha gerektiğini belirtti.",
         "{X} ajansına göre {D} günü {N} kişi {L} yakınındaki {W} terk etti.", "{W} {N} gün içinde {F} iken {F} oldu.",
         "{L} için yola çıkan {N} {W} arasından yalnız {N} tanesi ulaştı."],
        "“{Q}” dedi {A}.", "Fotoğraf: {A} / {X}", "Haber: {A}", "{L}, {D} ({X}) – ", "Bunu da okuyun: {T}",
        ["Sabah bültenimize kaydolun", "Bu haberi paylaşın", "Bütün haklar yayıncıda saklıdır", "Bizi her yerde izleyin"],
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık", thousands=".", point=","),
    Language(
        "vi", "Latin", "b c ch d đ g gi h kh l m n ng nh ph qu t th tr v x", "a à á ả ã ạ ă ắ â ấ ầ e ê ế i í o ó ô ố ơ ờ u ú ư ứ", "- - n ng t c m nh",
        "và của là có trong được cho các với những một người này đã không để ở khi về từ",
        ["Đến ngày {D}, {W} {W} ở {L} đếm được {N} {W}, năm trước là {N}.", "Khoảng {P} phần trăm {W} {W} đã {W}, {A} cho biết.",
         "{A} ước tính chi phí {W} {W} là {N} đồng và xin thêm {N} đồng.", "Ngày {D} có {N} người rời {W} gần {L}, hãng {X} đưa tin.",
         "Trong {N} ngày {W} tăng từ {F} lên {F}.", "Trong {N} {W} gửi tới {L} chỉ có {N} đến nơi."],
        "“{Q}”, {A} nói.", "Ảnh: {A} / {X}", "Bài: {A}", "{L}, {D} ({X}) – ", "Đọc thêm: {T}",
        ["Đăng ký bản tin buổi sáng", "Chia sẻ bài viết này", "Nhà xuất bản giữ bản quyền", "Theo dõi chúng tôi mỗi ngày"],
        "tháng1 tháng2 tháng3 tháng4 tháng5 tháng6 tháng7 tháng8 tháng9 tháng10 tháng11 tháng12", thousands=".", point=","),
    Language(
        "ru", "Cyrillic", "б в г д ж з к л м н п р с т ф х ч ш бр гр др кр пр ст тр", "а е и о у ы я ю ё", "- - - н р л т й м ст",
        "в и на не что с по к как из за от для это был его о до у так же или",
        ["К {D} в городе {L} насчитали {N} {W}, годом ранее их было {N}.", "Около {P} процентов {W} уже {W}, сообщил {A}.",
         "{A} оценил стоимость {W} в {N} рублей и попросил ещё {N}.", "По данным агентства {X}, {D} около {N} человек покинули {W} у города {L}.",
         "За {N} дней {W} вырос с {F} до {F}, пояснил {A}.", "Из {N} {W} до города {L} дошли только {N}."],
        "«{Q}», – сказал {A}.", "Фото: {A} / {X}", "Автор: {A}", "{L}, {D} ({X}) – ", "Читайте также: {T}",
        ["Подпишитесь на нашу утреннюю рассылку", "Поделитесь этой статьёй", "Все права принадлежат издателю", "Пишите в нашу редакцию"],
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря", thousands="\u00a0", point=",", quotes="«»",
        reports={
            "weather": ["Погода в городе {L} на {D}.", "Утром облака рассеются, ветер сменится на западный.",
                        "Днём воздух прогреется до {N} градусов, ночью ожидается {N} градусов.",
                        "Порывы ветра на побережье достигнут {N} километров в час, в горах {N}.",
                        "Выпадет до {F} миллиметра осадков, давление составит {N} миллиметров.",
                        "Водителям стоит помнить о тумане в низинах до девяти утра.", "Вероятность дождя в следующие дни {P} процентов."],
            "market": ["Торги в городе {L} завершились {D} на отметке {N} пунктов.", "Изменение за день составило {P} процента.",
                       "Объём сделок достиг {N} миллионов после {N} миллионов накануне.",
                       "Бумаги завода {L} изменились на {P} процента и стоили {F} рубля.", "Баррель нефти стоил {F} доллара, унция золота {N} долларов.",
                       "Участники рынка ждут данных следующей недели."]}),
    Language(
        "uk", "Cyrillic", "б в г ґ д ж з к л м н п р с т х ч ш бр гр др кр пр ст тр", "а е и і о у я ю ї є", "- - - н р л т й в",
        "у і на не що з до та як за від для це був його про або але по ще які",
        ["До {D} у місті {L} нарахували {N} {W}, рік тому їх було {N}.", "Близько {P} відсотків {W} вже {W}, повідомив {A}.",
         "{A} оцінив вартість {W} у {N} гривень і попросив іще {N}.", "За даними агенції {X}, {D} близько {N} людей залишили {W} біля міста {L}.",
         "За {N} днів {W} зріс із {F} до {F}.", "Із {N} {W} до міста {L} дійшли лише {N}."],
        "«{Q}», – сказав {A}.", "Світлина: {A} / {X}", "Автор: {A}", "{L}, {D} ({X}) – ", "Читайте також: {T}",
        ["Підпишіться на ранкову розсилку", "Поділіться цим текстом", "Усі права належать видавцеві", "Пишіть до нашої редакції"],
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня", thousands="\u00a0", point=",", quotes="«»"),
    Language(
        "el", "Greek", "β γ δ ζ θ κ λ μ ν π ρ σ τ φ χ κρ πρ στ τρ", "α ε η ι ο υ ω ά έ ί ό ού αι ει", "- - - ς ν ρ",
        "και το του της η να με για στην από που οι στο τα την θα ο είναι σε δεν",
        ["Έως τις {D} στην πόλη {L} μετρήθηκαν {N} {W}, έναντι {N} πέρυσι.", "Περίπου το {P} τοις εκατό των {W} ήταν ήδη {W}, είπε ο {A}.",
         "Ο {A} υπολογίζει το κόστος του {W} σε {N} ευρώ και ζητά άλλα {N}.", "Στις {D} περίπου {N} άνθρωποι άφησαν το {W} κοντά στην πόλη {L}, μετέδωσε το {X}.",
         "Σε {N} ημέρες το {W} ανέβηκε από {F} σε {F}.", "Από τα {N} {W} έφτασαν μόνο {N}."],
        "«{Q}», είπε ο {A}.", "Φωτογραφία: {A} / {X}", "Του {A}", "{L}, {D} ({X}) – ", "Διαβάστε επίσης: {T}",
        ["Γραφτείτε στο πρωινό δελτίο μας", "Μοιραστείτε το άρθρο", "Όλα τα δικαιώματα ανήκουν στον εκδότη"],
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
        thousands=".", point=",", quotes="«»"),
    Language(
        "he", "Hebrew", "א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת", "- - ו י", "- - - ת ה ר ל",
        "של את על לא הוא עם כי זה גם היא או אבל כל יש אם רק בין לפי אחרי עד",
        ["עד {D} נספרו בעיר {L} {N} {W}, לעומת {N} לפני שנה.", "כ-{P} אחוז מן ה{W} כבר {W}, מסר {A}.",
         "{A} העריך את עלות ה{W} ב-{N} שקלים וביקש עוד {N}.", "לפי סוכנות {X}, ב-{D} עזבו {N} בני אדם את ה{W} ליד {L}.",
         "בתוך {N} ימים עלה ה{W} מ-{F} ל-{F}.", "מתוך {N} {W} הגיעו רק {N}."],
        "\"{Q}\", אמר {A}.", "צילום: {A} / {X}", "מאת {A}", "{L}, {D} ({X}) – ", "קראו גם: {T}",
        ["הירשמו לאיגרת הבוקר שלנו", "שתפו את הכתבה", "כל הזכויות למוציא לאור", "כתבו אל המערכת"],
        "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר", quotes="\"\""),
    Language(
        "ar", "Arabic", "ا ب ت ث ج ح خ د ر ز س ش ص ط ع غ ف ق ك ل م ن ه و ي", "- - ا و ي", "- - - ة ن ت ر ل",
        "في من على إلى أن هذا التي عن مع كان ما لا هذه بعد أو قد بين كل قبل ذلك",
        ["حتى {D} بلغ عدد {W} في مدينة {L} نحو {N} مقابل {N} قبل عام.", "قال {A} إن {P} في المئة من {W} قد {W}.",
         "قدّر {A} تكلفة {W} بمبلغ {N} دولار وطلب {N} أخرى.", "غادر {N} شخص {W} قرب {L} يوم {D}، بحسب وكالة {X}.",
         "ارتفع {W} من {F} إلى {F} خلال {N} يوما.", "من أصل {N} {W} وصل {N} فقط."],
        "«{Q}»، قال {A}.", "تصوير: {A} / {X}", "بقلم {A}", "{L}، {D} ({X}) – ", "اقرأ أيضا: {T}",
        ["اشترك في نشرتنا الصباحية", "شارك هذا المقال", "جميع الحقوق للناشر", "راسل هيئة التحرير"],
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر", quotes="«»"),
    Language(
        "fa", "Arabic", "ا ب پ ت ج چ خ د ر ز س ش ف ک گ ل م ن و ه ی", "- - ا و ی", "- - - ه ن ت ر ش",
        "و در به از که این را با است برای آن یک خود تا بر هم شده شد نیز پس",
        ["تا {D} در شهر {L} {N} {W} شمرده شد، سال پیش {N} بود.", "{A} گفت {P} درصد از {W} {W} شده است.",
         "{A} هزینه {W} را {N} تومان برآورد کرد و {N} دیگر خواست.", "به گزارش {X} در {D} نزدیک {N} نفر {W} را در {L} ترک کردند.",
         "{W} در {N} روز از {F} به {F} رسید.", "از {N} {W} تنها {N} رسید."],
        "«{Q}»، {A} گفت.", "عکس: {A} / {X}", "نوشته {A}", "{L}، {D} ({X}) – ", "بیشتر بخوانید: {T}",
        ["عضو خبرنامه صبحگاهی ما شوید", "این خبر را بازنشر کنید", "همه حقوق از آن ناشر است"],
        "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر", quotes="«»"),
    Language(
        "hi", "Devanagari", "क ख ग घ च ज ट ड त द न प फ ब भ म य र ल व श स ह", "- ा ि ी ु े ै ो ौ", "- - - न र ल त क",
        "के में की है और से को का पर यह ने कि एक भी हैं था लिए ही नहीं बाद",
        ["{D} तक {L} में {N} {W} गिने गए, पिछले साल यह {N} थे।", "{A} ने कहा कि {P} प्रतिशत {W} {W} हो चुके हैं।",
         "{A} ने {W} की लागत {N} रुपये बताई और {N} रुपये और मांगे।", "{X} के अनुसार {D} को {N} लोग {L} के पास {W} छोड़ गए।",
         "{N} दिनों में {W} {F} से बढ़कर {F} हो गया।", "{N} {W} में से केवल {N} पहुंचे।"],
        "“{Q},” {A} ने कहा।", "फोटो: {A} / {X}", "{A} की रिपोर्ट", "{L}, {D} ({X}) – ", "यह भी पढ़ें: {T}",
        ["हमारा सुबह का पत्र मंगाएं", "यह खबर साझा करें", "सभी अधिकार प्रकाशक के पास", "संपादक को लिखें"],
        "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर", stop="।"),
    Language(
        "bn", "Bengali", "ক খ গ ঘ চ জ ট ড ত দ ন প ফ ব ভ ম য র ল শ স হ", "- া ি ী ু ে ো", "- - - ন র ল ত ক",
        "ও এই করে থেকে না এবং তার একটি হয় জন্য এক যে সঙ্গে পরে কিন্তু করা",
        ["{D} পর্যন্ত {L} শহরে {N} {W} গোনা হয়, আগের বছর ছিল {N}।", "{A} বলেন, {P} শতাংশ {W} {W} হয়েছে।",
         "{A} {W} খরচ {N} টাকা ধরেছেন এবং আরও {N} চেয়েছেন।", "{N} দিনে {W} {F} থেকে {F} হয়েছে।"],
        "“{Q},” বলেন {A}।", "ছবি: {A} / {X}", "{A} প্রতিবেদন", "{L}, {D} ({X}) – ", "আরও পড়ুন: {T}",
        ["সকালের চিঠি পেতে নাম লেখান", "খবরটি ভাগ করুন", "সব অধিকার প্রকাশকের"],
        "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর", stop="।"),
    Language(
        "th", "Thai", "ก ข ค ง จ ช ซ ด ต ถ ท น บ ป ผ พ ม ย ร ล ว ส ห อ", "า ี ิ ู ุ ะ ื ั ำ", "- - น ง ก ม ย บ",
        "ที่ และ ใน ของ เป็น มี ได้ ว่า การ จะ ไม่ ให้ กับ จาก ก็ นี้ คน โดย แต่ ไป",
        ["ถึงวันที่ {D} ที่เมือง {L} นับ{W}ได้ {N} เทียบกับ {N} ในปีก่อน", "{A} กล่าวว่าร้อยละ {P} ของ{W}ได้{W}แล้ว",
         "{A} ประเมินค่า{W}ไว้ที่ {N} บาท และขออีก {N} บาท", "สำนักข่าว {X} รายงานว่าวันที่ {D} มีคน {N} คนออกจาก{W}ใกล้ {L}",
         "ภายใน {N} วัน {W}เพิ่มจาก {F} เป็น {F}", "จาก{W} {N} มาถึงเพียง {N}"],
        "“{Q}” {A} กล่าว", "ภาพ: {A} / {X}", "โดย {A}", "{L} {D} ({X}) – ", "อ่านเพิ่มเติม: {T}",
        ["สมัครรับจดหมายข่าวยามเช้า", "แบ่งปันบทความนี้", "สงวนลิขสิทธิ์โดยผู้จัดพิมพ์"],
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม", glue="", stop=" "),
    Language(
        "zh", "Han", HAN, "", "", "的 在 了 是 和 对 与 将 为 等 并 从 也 被 于",
        ["截至{D}，{L}统计到{N}个{W}，一年前为{N}个。", "{A}表示，约百分之{P}的{W}已经{W}。", "{A}估计{W}费用为{N}元，并要求再拨{N}元。",
         "据{X}通讯社报道，{D}约有{N}人离开{L}附近的{W}。", "{N}天之内，{W}从{F}升至{F}。", "运往{L}的{N}个{W}只到了{N}个。"],
        "“{Q}，”{A}说。", "图片：{A}／{X}", "记者{A}", "{X}{L}{D}电 ", "延伸阅读：{T}",
        ["订阅本报早间通讯", "把本文分享给朋友", "版权归出版者所有", "欢迎向编辑部来信"],
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月", glue="", stop="。", thousands="",
        reports={
            "weather": ["{D}{L}天气。", "上午云层逐渐散开，风向转为偏西。", "午后气温升到{N}度，夜间降到{N}度。", "沿海阵风时速{N}公里，山区{N}公里。",
                        "预计降雨{F}毫米，气压{N}百帕。", "九点以前低洼路段有雾，请小心驾驶。", "随后几天下雨的机会为百分之{P}。"],
            "market": ["{L}股市{D}收于{N}点。", "全天变动百分之{P}，成交{N}百万，前一日为{N}百万。", "{L}钢铁报{F}元，{L}食品报{F}元。",
                       "原油每桶{F}美元，黄金每盎司{N}美元。", "投资者等待下周公布的数据。"]}),
    Language(
        "ja", "Kana", HAN, "", "", "の は を に が と で も から など について による という",
        ["{D}までに{L}で{N}件の{W}が数えられ、前の年は{N}件だった。", "{A}は{W}の{P}パーセントがすでに{W}したと述べた。",
         "{A}は{W}の費用を{N}円と見込み、さらに{N}円を求めた。", "{X}通信によると、{D}に約{N}人が{L}の近くの{W}を離れた。",
         "{W}は{N}日間で{F}から{F}に上がった。", "{L}に送られた{N}個の{W}のうち届いたのは{N}個だった。"],
        "「{Q}」と{A}は話した。", "写真：{A}／{X}", "{A}記者", "【{L}{D}{X}】", "こちらもどうぞ：{T}",
        ["朝のお便りに登録する", "この記事を知らせる", "すべての権利は発行者にあります", "編集部へのご意見はこちら"],
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月", glue="", stop="。", quotes="「」"),
    Language(
        "ko", "Hangul", "ㄱ", "", "", "그 이 및 등 더 한 또 수 것 있다 했다 위해 대한 따르면 지난",
        ["{D}까지 {L}에서 {W} {N}건이 집계됐고 한 해 전에는 {N}건이었다.", "{A}은 {W}의 {P}퍼센트가 이미 {W} 밝혔다.",
         "{A}은 {W} 비용을 {N}원으로 잡고 {N}원을 더 요청했다.", "{X} 통신은 {D}에 약 {N}명이 {L} 근처의 {W} 떠났다고 전했다.",
         "{W} 지수는 {N}일 만에 {F}에서 {F}로 올랐다.", "{L}로 보낸 {W} {N}개 가운데 {N}개만 도착했다."],
        "“{Q}”라고 {A}은 말했다.", "사진: {A} / {X}", "{A} 기자", "({L}={X}) {D} ", "함께 읽기: {T}",
        ["아침 소식지를 받아 보세요", "이 기사를 나누기", "모든 권리는 발행인에게 있습니다", "편집실에 글을 보내 주세요"],
        "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월"),
    Language(
        "ka", "Georgian", "ბ გ დ ვ ზ თ კ ლ მ ნ პ რ ს ტ ფ ქ შ ჩ ც ძ წ ხ", "ა ე ი ო უ", "- - - ნ რ ს მ", "და არ ეს რომ მისი იყო თუ მაგრამ ასევე უფრო შემდეგ მეტი",
        ["{D} ქალაქ {L} დათვალეს {N} {W}, შარშან იყო {N}.", "{A} თქვა, რომ {W} {P} პროცენტი უკვე {W}.", "{N} დღეში {W} {F} გახდა {F}."],
        "„{Q}“, თქვა {A}.", "ფოტო: {A} / {X}", "ავტორი {A}", "{L}, {D} ({X}) – ", "წაიკითხეთ აგრეთვე: {T}",
        ["გამოიწერეთ დილის წერილი", "გააზიარეთ სტატია", "ყველა უფლება გამომცემელს ეკუთვნის"], thousands="\u00a0", point=",", quotes="„“"),
    Language(
        "hy", "Armenian", "բ գ դ զ թ լ կ հ մ ն պ ջ ս վ տ ր փ ք շ խ", "ա ե ի ո ու է օ", "- - - ն ր ս կ", "և է են որ այս մի իր հետ բայց նաև մեջ ըստ համար",
        ["{D} դրությամբ {L} քաղաքում հաշվել են {N} {W}, մեկ տարի առաջ՝ {N}։", "{A} ասաց, որ {W} {P} տոկոսն արդեն {W}։", "{N} օրում {W} {F} դարձավ {F}։"],
        "«{Q}», ասաց {A}։", "Լուսանկար՝ {A} / {X}", "Հեղինակ՝ {A}", "{L}, {D} ({X}) – ", "Կարդացեք նաև՝ {T}",
        ["Բաժանորդագրվեք առավոտյան նամակին", "Կիսվեք հոդվածով", "Բոլոր իրավունքները պատկանում են հրատարակչին"], stop="։", thousands="\u00a0", point=",", quotes="«»"),
    Language(
        "km", "Khmer", "ក ខ គ ច ជ ដ ត ទ ន ប ព ម យ រ ល ស ហ", "ា ិ ី ុ ូ េ ោ ៅ", "- - ន ង ក ម", "និង នៅ ក្នុង ជា ដែល បាន ការ មាន ពី ទៅ នេះ",
        ["{D} នៅ{L} មាន{W} {N} និង {N}", "{W}{W} {P} ភាគរយ {W}", "ពី {F} ទៅ {F} ក្នុង {N} ថ្ងៃ{W}"], "«{Q}» {A}", "រូបថត {A} / {X}", "ដោយ {A}",
        "{L} {D} ({X}) – ", "អានបន្ថែម {T}", ["ចុះឈ្មោះទទួលសំបុត្រព្រឹក", "ចែករំលែកអត្ថបទនេះ"], glue="", stop="។"),
    Language(
        "my", "Myanmar", "က ခ ဂ စ ဆ ဇ တ ထ ဒ န ပ ဖ ဘ မ ယ ရ လ သ ဟ", "ာ ိ ီ ု ူ ေ ဲ", "- - န် င် က် မ်", "သည် နှင့် မှာ တွင် ကို များ ဖြစ် ခဲ့ မှ",
        ["{D} တွင် {L} ၌ {W} {N} နှင့် {N} ရှိ", "{W}{W} {P} ရာခိုင်နှုန်း {W}", "{F} မှ {F} သို့ {N} ရက်{W}"], "“{Q}” {A}", "ဓာတ်ပုံ {A} / {X}", "{A} ရေး",
        "{L} {D} ({X}) – ", "ဆက်ဖတ်ရန် {T}", ["နံနက်စာစောင် ရယူပါ", "ဤဆောင်းပါးကို မျှဝေပါ"], glue="", stop="။"),
]
