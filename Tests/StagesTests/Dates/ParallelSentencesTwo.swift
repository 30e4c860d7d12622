/// The sentences of `ParallelDateTests`, part 2, written for this project; lines stand in the order of `expected`.
extension ParallelDateTests {
  static let sentencesTwo: [String: String] = [
    "sv": """
    Samtalen började den 5 maj 2024.
    I maj 2023 föll priserna.
    Domstolen dömde den 3 mars.
    Mässan pågick från 3 till 9 juni 2024.
    Man röstade 12–14 maj i norr.
    Tisdagen den 7 maj 2024 öppnades bron.
    Ministern avgick i tisdags.
    Facket möttes förra fredagen i Stockholm.
    Striderna upphörde i mitten av september 2023.
    I början av 2024 trädde lagen i kraft.
    Försäljningen steg under tredje kvartalet 2023.
    Kriget nådde kusten sommaren 2022.
    Fabriken stängdes på 1990-talet.
    Det är ett hus från 1800-talet.
    Han valdes 2019.
    Kriget 2014–2018 kostade många liv.
    Fartyget lämnade hamnen i går.
    Förra veckan slutade strejken.
    Exporten föll förra månaden.
    Hyrorna fördubblades förra året.
    Fabriken öppnar nästa år.
    För tre dagar sedan spårade ett tåg ur.
    Hon flyttade hit för två år sedan.
    Brevet är daterat 2024-05-14.
    Importen växte under första halvåret 2023.
    Från januari till mars 2023 regnade det inte.
    """,
    "da": """
    Samtalerne begyndte den 5. maj 2024.
    I maj 2023 faldt priserne.
    Retten afgjorde sagen den 3. marts.
    Messen varede fra 3. til 9. juni 2024.
    Der blev stemt 12.–14. maj i nord.
    Tirsdag den 7. maj 2024 åbnede broen.
    Ministeren gik af i tirsdags.
    Fagforeningen mødtes sidste fredag i Aarhus.
    Kampene stoppede i midten af september 2023.
    I begyndelsen af 2024 trådte loven i kraft.
    Salget steg i tredje kvartal 2023.
    Krigen nåede kysten i sommeren 2022.
    Fabrikken lukkede i 1990'erne.
    Det er et hus fra det 19. århundrede.
    Han blev valgt i 2019.
    Krigen 2014–2018 kostede mange liv.
    Skibet forlod havnen i går.
    Sidste uge sluttede strejken.
    Eksporten faldt sidste måned.
    Huslejen blev fordoblet sidste år.
    Fabrikken åbner næste år.
    For tre dage siden afsporede et tog.
    Hun flyttede hertil for to år siden.
    Brevet er dateret 14.05.2024.
    Importen voksede i første halvår 2023.
    Fra januar til marts 2023 regnede det ikke.
    """,
    "nb": """
    Samtalene begynte 5. mai 2024.
    I mai 2023 falt prisene.
    Retten avgjorde saken 3. mars.
    Messen varte fra 3. til 9. juni 2024.
    Det ble stemt 12.–14. mai i nord.
    Tirsdag 7. mai 2024 åpnet broen.
    Ministeren gikk av på tirsdag.
    Fagforeningen møttes forrige fredag i Oslo.
    Kampene stanset i midten av september 2023.
    I begynnelsen av 2024 trådte loven i kraft.
    Salget økte i tredje kvartal 2023.
    Krigen nådde kysten sommeren 2022.
    Fabrikken stengte på 1990-tallet.
    Det er et hus fra 1800-tallet.
    Han ble valgt i 2019.
    Krigen 2014–2018 kostet mange liv.
    Skipet forlot havnen i går.
    Forrige uke sluttet streiken.
    Eksporten falt forrige måned.
    Husleien ble doblet i fjor.
    Fabrikken åpner neste år.
    For tre dager siden sporet et tog av.
    Hun flyttet hit for to år siden.
    Brevet er datert 14.05.2024.
    Importen vokste i første halvår 2023.
    Fra januar til mars 2023 regnet det ikke.
    """,
    "fi": """
    Neuvottelut alkoivat 5. toukokuuta 2024.
    Toukokuussa 2023 hinnat laskivat.
    Oikeus päätti asiasta 3. maaliskuuta.
    Messut kestivät 3.–9. kesäkuuta 2024.
    Äänestys pidettiin 12.–14. toukokuuta pohjoisessa.
    Tiistaina 7. toukokuuta 2024 silta avattiin.
    Ministeri erosi tiistaina.
    Liitto kokoontui viime perjantaina Helsingissä.
    Taistelut päättyivät syyskuun 2023 puolivälissä.
    Vuoden 2024 alussa laki tuli voimaan.
    Myynti kasvoi vuoden 2023 kolmannella neljänneksellä.
    Sota saavutti rannikon kesällä 2022.
    Tehdas suljettiin 1990-luvulla.
    Se on 1800-luvun talo.
    Hänet valittiin vuonna 2019.
    Sota vuosina 2014–2018 vei monta henkeä.
    Laiva lähti satamasta eilen.
    Viime viikolla lakko päättyi.
    Vienti laski viime kuussa.
    Vuokrat kaksinkertaistuivat viime vuonna.
    Tehdas avataan ensi vuonna.
    Kolme päivää sitten juna suistui raiteilta.
    Hän muutti tänne kaksi vuotta sitten.
    Kirje on päivätty 14.5.2024.
    Tuonti kasvoi vuoden 2023 ensimmäisellä puoliskolla.
    Tammikuusta maaliskuuhun 2023 ei satanut.
    """,
    "et": """
    Läbirääkimised algasid 5. mail 2024.
    2023. aasta mais hinnad langesid.
    Kohus otsustas 3. märtsil.
    Mess kestis 3.–9. juunini 2024.
    Hääletati 12.–14. mail põhjas.
    Teisipäeval, 7. mail 2024 avati sild.
    Minister astus tagasi teisipäeval.
    Ametiühing kogunes eelmisel reedel Tallinnas.
    Lahingud lõppesid 2023. aasta septembri keskel.
    2024. aasta alguses jõustus seadus.
    Müük kasvas 2023. aasta kolmandas kvartalis.
    Sõda jõudis rannikule 2022. aasta suvel.
    Tehas suleti 1990. aastatel.
    See on 19. sajandi maja.
    Ta valiti 2019. aastal.
    Sõda aastatel 2014–2018 nõudis palju elusid.
    Laev lahkus sadamast eile.
    Eelmisel nädalal streik lõppes.
    Eksport langes eelmisel kuul.
    Üürid kahekordistusid eelmisel aastal.
    Tehas avatakse järgmisel aastal.
    Kolm päeva tagasi sõitis rong rööbastelt maha.
    Ta kolis siia kaks aastat tagasi.
    Kiri kannab kuupäeva 14.05.2024.
    Import kasvas 2023. aasta esimesel poolel.
    Jaanuarist märtsini 2023 ei sadanud.
    """,
    "hu": """
    A tárgyalások 2024. május 5-én kezdődtek.
    2023 májusában csökkentek az árak.
    A bíróság március 3-án döntött.
    A vásár 2024. június 3. és 9. között zajlott.
    A szavazást május 12–14-én tartották északon.
    2024. május 7-én, kedden megnyílt a híd.
    A miniszter kedden lemondott.
    A szakszervezet múlt pénteken ülésezett.
    A harcok 2023. szeptember közepén értek véget.
    2024 elején a törvény hatályba lépett.
    Az eladások 2023 harmadik negyedévében nőttek.
    A háború 2022 nyarán érte el a partot.
    A gyár az 1990-es években zárt be.
    Ez egy 19. századi ház.
    2019-ben választották meg.
    A 2014–2018-as háború sok életet követelt.
    A hajó tegnap hagyta el a kikötőt.
    Múlt héten véget ért a sztrájk.
    A kivitel múlt hónapban csökkent.
    A bérleti díjak tavaly megduplázódtak.
    Az üzem jövőre nyílik meg.
    Három nappal ezelőtt kisiklott egy vonat.
    Két évvel ezelőtt költözött ide.
    A levél kelte 2024. 05. 14.
    A behozatal 2023 első felében nőtt.
    2023 januárjától márciusáig nem esett eső.
    """,
    "fr": """
    Les pourparlers ont commencé le 5 mai 2024.
    En mai 2023, les prix ont baissé.
    Le tribunal a statué le 3 mars.
    La foire a duré du 3 au 9 juin 2024.
    Le vote a eu lieu les 12–14 mai dans le nord.
    Le mardi 7 mai 2024, le pont a rouvert.
    Le ministre a démissionné mardi.
    Le syndicat s'est réuni vendredi dernier à Paris.
    Les combats ont cessé mi-septembre 2023.
    Début 2024, la loi est entrée en vigueur.
    Les ventes ont augmenté au troisième trimestre 2023.
    La guerre a atteint la côte à l'été 2022.
    L'usine a fermé dans les années 1990.
    C'est une maison du XIXe siècle.
    Il a été élu en 2019.
    La guerre de 2014–2018 a coûté bien des vies.
    Le navire a quitté le port hier.
    La semaine dernière, la grève a pris fin.
    Les exportations ont baissé le mois dernier.
    Les loyers ont doublé l'année dernière.
    L'usine ouvrira l'année prochaine.
    Il y a trois jours, un train a déraillé.
    Elle s'est installée ici il y a deux ans.
    La lettre est datée du 14/05/2024.
    Les importations ont crû au premier semestre 2023.
    De janvier à mars 2023, il n'a pas plu.
    """,
    "es": """
    Las conversaciones empezaron el 5 de mayo de 2024.
    En mayo de 2023 bajaron los precios.
    El tribunal falló el 3 de marzo.
    La feria duró del 3 al 9 de junio de 2024.
    Se votó el 12–14 de mayo en el norte.
    El martes 7 de mayo de 2024 se reabrió el puente.
    El ministro dimitió el martes.
    El sindicato se reunió el viernes pasado en Madrid.
    Los combates cesaron a mediados de septiembre de 2023.
    A principios de 2024 entró en vigor la ley.
    Las ventas crecieron en el tercer trimestre de 2023.
    La guerra llegó a la costa en el verano de 2022.
    La fábrica cerró en los años 90.
    Es una casa del siglo XIX.
    Fue elegido en 2019.
    La guerra de 2014–2018 costó muchas vidas.
    El barco zarpó ayer.
    La semana pasada terminó la huelga.
    Las exportaciones cayeron el mes pasado.
    Los alquileres se duplicaron el año pasado.
    La planta abrirá el próximo año.
    Hace tres días descarriló un tren.
    Se mudó aquí hace dos años.
    La carta lleva fecha 14/05/2024.
    Las importaciones crecieron en el primer semestre de 2023.
    De enero a marzo de 2023 no llovió.
    """,
    "pt": """
    As conversas começaram em 5 de maio de 2024.
    Em maio de 2023 os preços caíram.
    O tribunal decidiu em 3 de março.
    A feira durou de 3 a 9 de junho de 2024.
    Votou-se em 12–14 de maio no norte.
    Na terça-feira, 7 de maio de 2024, a ponte reabriu.
    O ministro demitiu-se na terça-feira.
    O sindicato reuniu-se na última sexta-feira em Lisboa.
    Os combates cessaram em meados de setembro de 2023.
    No início de 2024 a lei entrou em vigor.
    As vendas cresceram no terceiro trimestre de 2023.
    A guerra chegou à costa no verão de 2022.
    A fábrica fechou nos anos 90.
    É uma casa do século XIX.
    Foi eleito em 2019.
    A guerra de 2014–2018 custou muitas vidas.
    O navio partiu ontem.
    Na semana passada a greve terminou.
    As exportações caíram no mês passado.
    As rendas duplicaram no ano passado.
    A fábrica abrirá no próximo ano.
    Há três dias descarrilou um comboio.
    Ela mudou-se para cá há dois anos.
    A carta tem data de 14/05/2024.
    As importações cresceram no primeiro semestre de 2023.
    De janeiro a março de 2023 não choveu.
    """,
    "it": """
    I colloqui sono iniziati il 5 maggio 2024.
    Nel maggio 2023 i prezzi sono scesi.
    Il tribunale ha deciso il 3 marzo.
    La fiera è durata dal 3 al 9 giugno 2024.
    Si è votato il 12–14 maggio nel nord.
    Martedì 7 maggio 2024 il ponte ha riaperto.
    Il ministro si è dimesso martedì.
    Il sindacato si è riunito venerdì scorso a Roma.
    I combattimenti sono cessati a metà settembre 2023.
    All'inizio del 2024 la legge è entrata in vigore.
    Le vendite sono salite nel terzo trimestre del 2023.
    La guerra ha raggiunto la costa nell'estate del 2022.
    La fabbrica ha chiuso negli anni '90.
    È una casa del XIX secolo.
    È stato eletto nel 2019.
    La guerra del 2014–2018 è costata molte vite.
    La nave è partita ieri.
    La settimana scorsa lo sciopero è finito.
    Le esportazioni sono calate il mese scorso.
    Gli affitti sono raddoppiati l'anno scorso.
    Lo stabilimento aprirà l'anno prossimo.
    Tre giorni fa un treno è deragliato.
    Si è trasferita qui due anni fa.
    La lettera porta la data 14/05/2024.
    Le importazioni sono cresciute nel primo semestre del 2023.
    Da gennaio a marzo 2023 non ha piovuto.
    """,
    "ro": """
    Discuțiile au început pe 5 mai 2024.
    În mai 2023 prețurile au scăzut.
    Tribunalul a decis pe 3 martie.
    Târgul a durat de la 3 până la 9 iunie 2024.
    S-a votat pe 12–14 mai în nord.
    Marți, 7 mai 2024, podul a fost redeschis.
    Ministrul a demisionat marți.
    Sindicatul s-a întrunit vinerea trecută la București.
    Luptele au încetat la mijlocul lunii septembrie 2023.
    La începutul anului 2024 legea a intrat în vigoare.
    Vânzările au crescut în al treilea trimestru din 2023.
    Războiul a ajuns la coastă în vara anului 2022.
    Fabrica s-a închis în anii 90.
    Este o casă din secolul al XIX-lea.
    A fost ales în 2019.
    Războiul din 2014–2018 a costat multe vieți.
    Nava a plecat ieri.
    Săptămâna trecută greva s-a încheiat.
    Exporturile au scăzut luna trecută.
    Chiriile s-au dublat anul trecut.
    Fabrica se va deschide anul viitor.
    Acum trei zile a deraiat un tren.
    S-a mutat aici acum doi ani.
    Scrisoarea este datată 14.05.2024.
    Importurile au crescut în prima jumătate a anului 2023.
    Din ianuarie până în martie 2023 nu a plouat.
    """,
    "ca": """
    Les converses van començar el 5 de maig de 2024.
    El maig de 2023 els preus van baixar.
    El tribunal va decidir el 3 de març.
    La fira va durar del 3 al 9 de juny de 2024.
    Es va votar el 12–14 de maig al nord.
    El dimarts 7 de maig de 2024 es va reobrir el pont.
    El ministre va dimitir dimarts.
    El sindicat es va reunir divendres passat a Barcelona.
    Els combats van cessar a mitjan setembre de 2023.
    A principis de 2024 la llei va entrar en vigor.
    Les vendes van créixer el tercer trimestre de 2023.
    La guerra va arribar a la costa l'estiu de 2022.
    La fàbrica va tancar als anys 90.
    És una casa del segle XIX.
    Va ser elegit el 2019.
    La guerra del 2014–2018 va costar moltes vides.
    El vaixell va salpar ahir.
    La setmana passada es va acabar la vaga.
    Les exportacions van caure el mes passat.
    Els lloguers es van doblar l'any passat.
    La planta obrirà l'any vinent.
    Fa tres dies va descarrilar un tren.
    Es va mudar aquí fa dos anys.
    La carta porta data 14/05/2024.
    Les importacions van créixer el primer semestre de 2023.
    De gener a març de 2023 no va ploure.
    """,
    "el": """
    Οι συνομιλίες άρχισαν στις 5 Μαΐου 2024.
    Τον Μάιο του 2023 οι τιμές έπεσαν.
    Το δικαστήριο αποφάσισε στις 3 Μαρτίου.
    Η έκθεση διήρκεσε από τις 3 έως τις 9 Ιουνίου 2024.
    Η ψηφοφορία έγινε στις 12–14 Μαΐου στον βορρά.
    Την Τρίτη, 7 Μαΐου 2024, η γέφυρα άνοιξε.
    Ο υπουργός παραιτήθηκε την Τρίτη.
    Το συνδικάτο συνεδρίασε την περασμένη Παρασκευή στην Αθήνα.
    Οι μάχες σταμάτησαν στα μέσα Σεπτεμβρίου 2023.
    Στις αρχές του 2024 ο νόμος τέθηκε σε ισχύ.
    Οι πωλήσεις αυξήθηκαν το τρίτο τρίμηνο του 2023.
    Ο πόλεμος έφτασε στην ακτή το καλοκαίρι του 2022.
    Το εργοστάσιο έκλεισε τη δεκαετία του 1990.
    Είναι ένα σπίτι του 19ου αιώνα.
    Εξελέγη το 2019.
    Ο πόλεμος του 2014–2018 στοίχισε πολλές ζωές.
    Το πλοίο έφυγε χθες.
    Την περασμένη εβδομάδα η απεργία έληξε.
    Οι εξαγωγές έπεσαν τον περασμένο μήνα.
    Τα ενοίκια διπλασιάστηκαν πέρυσι.
    Το εργοστάσιο θα ανοίξει του χρόνου.
    Πριν από τρεις ημέρες εκτροχιάστηκε ένα τρένο.
    Μετακόμισε εδώ πριν από δύο χρόνια.
    Η επιστολή φέρει ημερομηνία 14/05/2024.
    Οι εισαγωγές αυξήθηκαν το πρώτο εξάμηνο του 2023.
    Από τον Ιανουάριο έως τον Μάρτιο του 2023 δεν έβρεξε.
    """,
  ]
}
