/*
 * Words that are written with a full stop, by language, in four parts with bars between them:
 *
 * titles | others | before numbers | words that begin sentences | last words
 *
 * A title is followed by more of its sentence, whatever it is. Any other abbreviation may end a sentence,
 * and does before a word that begins one. Those before numbers bind a number only. The last end a
 * sentence before any capital letter. A word with a capital
 * letter is one only with a capital letter ("On. Rossi", "Turn it on."). What CLDR abbreviates in dates
 * and measures is not repeated here, nor what has a single letter or stops inside ("z. B.", "т.е.").
 */

/** Whose lists a language has besides its own; `''` is for all. */
export const relatives: Readonly<Record<string, string>> = {
  af: 'nl en',
  ast: 'es',
  be: 'ru',
  bs: 'hr',
  ca: 'es',
  ceb: 'fil en',
  ff: 'fr',
  fil: 'en',
  ga: 'en',
  gl: 'es pt',
  ha: 'en',
  ig: 'en',
  jv: 'id',
  kam: 'sw en',
  kea: 'pt',
  kk: 'ru',
  ky: 'ru',
  lb: 'de fr',
  lg: 'en',
  ln: 'fr',
  luo: 'sw en',
  mi: 'en',
  mk: 'bg sr',
  mn: 'ru',
  ms: 'id en',
  mt: 'en it',
  nso: 'en',
  ny: 'en',
  oc: 'fr es',
  om: 'en',
  sk: 'cs',
  sn: 'en',
  so: 'en',
  sr: 'hr',
  sw: 'en',
  tg: 'ru',
  umb: 'pt',
  cy: 'en',
  wo: 'fr',
  xh: 'en',
  yo: 'en',
  zu: 'en',
  az: 'tr',
  ckb: 'ar',
  sd: 'ur',
  ps: 'fa',
  ne: 'hi',
  mr: 'hi',
  as: 'bn',
  uz: 'ru',
};

export const lists: Readonly<Record<string, string>> = {
  '':
    'dr drs prof profs mr mrs ms messrs mme mlle mgr msgr ing dipl vs mt' +
    '| st sr jr co inc ltd corp bros gmbh al' +
    '| no nos nr num n.º nº n° № pp pg p.p § fig figs bd vol vols ch chap ed eds kap sec tel ext max min approx' +
    ' rs Rs rp Rp tab eq art abs para lit op ver ca circa mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct' +
    ' okt nov dec dez||' +
    'b.c b.c.e a.d c.e ph.d ll.b ll.d ll.m etc enz usw u.dgl u.ä osv o.s.v m.m m.fl o.s.frv itd ipd atd atď apod jne' +
    ' yms jms utt u.tml u.c stb dll dst dsb t.t asw asb eċċ κλπ κ.λπ κτλ κ.τ.λ κ.ά т.д т.п г.д и.т.д и.т.п т.ін т.б ж.б г.м',
  en:
    'Rev Hon Gen Col Maj Capt Cmdr Lt Sgt Gov Sen reps Rep Pres Supt Det Insp Adm amb atty Fr Ft e.g i.e cf' +
    ' viz i.q Hon asst assoc Brig Cpl Pvt Pte Sen Mx Hr' +
    '| mfg univ assn assoc bldg blvd ave rd hwy pkwy sq ln plc llc llp lp dept div est intl natl govt mfr' +
    ' esq ph.d m.d b.a m.a d.d.s m.b.a r.n al Calif Mass Pa Wash Conn Ill Ariz Ark Colo Fla Ga Ind Kan Ky' +
    ' La Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Penn Tenn Tex Vt Va Wis Wyo Ont Que Cie ed trans repr' +
    '| p pt pts ed eq eqs ref refs sect app appx cols lines ll ver nos ms chs est temp temps wt ft in lb lbs oz sp' +
    '| the a an this that these those he she it they we you i there here his her its their our your my who' +
    ' what when where why how which whose is are was were do does did has have had can could would should if in' +
    ' on at as for from with by after before during since while although though because but and or so yet' +
    ' however then also now today later still not no yes please let many some most several all both each every' +
    ' one two millions thousands hundreds dozens next first finally meanwhile instead perhaps maybe another' +
    ' nobody everyone someone just only even according despite be let’s don’t it’s i’m we’re they’re he’s she’s',
  de:
    'hr hrn fr frl Fa Fam Frhr Gf dipl Mag ing med jur phil rer nat habil vet theol pol oec päd h.c nat Priv-Doz Doz' +
    ' gebr geb gest bzw vgl evtl ggf inkl exkl sog zzgl abzgl bspw insb insbes ggü gem lt bzgl z.b d.h' +
    ' u.a v.a i.d.r o.ä s.o s.u z.t z.z m.e i.a d.i v.chr n.chr zit' +
    '| kath evang ev prot jüd franz engl dt österr schweiz ital span amerik wiss allg bes ehem eigtl gesetzl' +
    ' städt staatl vorl str pl co chr hl hll st univ abt abb anm aufl ausg Bd bearb erw hrsg hg verf übers' +
    ' red tel zt jhdt jh einschl entspr usf gegr Ges Inh Kfm Ltg Mio Mrd Obj Reg stellv techn Tsd urspr ver verh' +
    ' Vors wg zus bayer preuß röm griech lat dgl allerd' +
    '| s zi ziff abs anl anh aufg bl gl kl lfd rn rdnr tab taf zl z str ff az hft jg mind' +
    '| der die das ein eine einer er sie es wir ich du ihr man dies diese dieser dieses jene hier dort da dann' +
    ' nun jetzt heute gestern morgen in im am an auf aus bei mit nach von vor zu zum zur für über unter und' +
    ' aber oder denn doch wenn als ob weil obwohl während seit wer was wann wo warum wie welche sein seine' +
    ' mein meine unser ihre ihr kein keine alle viele manche einige auch so nicht nur noch ja nein bitte danach' +
    ' deshalb daher trotzdem jedoch außerdem später zudem gut',
  lb: 'hr joff madamm|asw||den déi dat hien si et mir ech du een eng do dann haut an op mat fir awer wann wat wien wou',
  fr:
    'M MM Mme Mmes Mlle Mlles Mgr Mr Me Pr Vve Ste Sts Stes dr drs me av apr env cf p.ex c.-à-d c.à.d resp dir gal' +
    ' cdt cne Col lieut sgt ing' +
    '| bd boul bld rte fbg pl sq imp chem étabts éts cie sté ex éd édit trad coll hab adj adv ed suiv loc dép' +
    ' arr gouv min secr angl franç fém masc sing plur ibid op.cit anc ann doc auj obs' +
    '| p pp t tél réf chap art al n° nos fig vol env max min ill pl suppl janv févr avr juil sept oct nov déc lun' +
    ' mar mer jeu ven sam dim' +
    '| le la les l’ un une des ce cet cette ces il elle ils elles on nous vous je tu c’est j’ai qui que quoi quand où' +
    ' pourquoi comment quel quelle dans en à au aux sur sous avec sans pour par de du d’ depuis après avant' +
    ' pendant et mais ou donc or car si ainsi alors puis ensuite enfin cependant toutefois aujourd’hui hier' +
    ' demain mon ma mes ton ta son sa ses notre nos votre leur leurs ici là voici voilà oui non tout tous' +
    ' toutes plusieurs chaque merci bonjour il y',
  es:
    'sr sra srta sres sras srs d dª D Dn dña Dª dra dr drs dres lic ing arq prof profa gral cnel tte Cap Cmdte Sgto Alm Mons' +
    ' Pbro Fr Rvdo excmo excma ilmo ilma exmo hno hna Ud Uds Vd Vds Sto Sta abog mtro mtra psic ldo lda Rev Sdo p.ej ej vg' +
    ' c.c e.g i.e Pdte Vdo EE RR FF AA CC' +
    '| av avda avd blvd calz cra ctra edif urb col Pza pza plza prov dpto depto hab cía cia ltda s.a ee.uu UU HH OO eeuu admón' +
    ' admon adm aprox atte atto dcha izq izda gob inst univ fac ed edit trad dir pres Min Secr tel etc' +
    '| p pág págs pag párr párrf art arts cap caps fig figs fasc n núm núms nro no n.º t vol tel tfno ext ref máx' +
    ' mín máximo aprox km hs hrs min seg siglo s ss c km ene feb mar abr may jun jul ago sep sept set oct nov dic lun mié jue' +
    ' vie sáb dom piso apdo' +
    '| el la los las un una unos unas este esta estos estas ese esa eso esto aquel aquella él ella ellos ellas' +
    ' yo tú usted ustedes nosotros se me te le les lo mi mis tu tus su sus nuestro qué quién cuándo dónde cómo' +
    ' cuál por para en con sin sobre de del desde hasta a al ante entre según tras durante y e o pero porque' +
    ' si cuando como que no sí también además luego después entonces ahora hoy ayer mañana aquí allí así' +
    ' aunque mientras todo todos muchos algunos cada ya hay es son fue está gracias disponían',
  ca:
    'Sr Sra Srta Srs Sres Dr Dra Drs Il·lm Il·lma Excm Excma Mn p.ex' +
    '| av avda ctra pl pg pça núm hab' +
    '| pàg pàgs cap màx mín tel gen febr abr set des dl dt dc dj dv ds dg' +
    '| el la els les un una aquest aquesta aquests això ell ella ells elles jo nosaltres què qui quan on com per en amb' +
    ' de des fins a i o però perquè si no sí també després ara avui ahir demà aquí així tot tots és són',
  gl:
    'Sr Sra Srta D Dna Dr Dra p.ex|av avda rúa pza etc|páx páxs cap máx mín núm tel' +
    '|o a os as un unha este esta isto el ela eles elas eu ti nós que quen cando onde como por para en con de' +
    ' e ou pero porque se non si tamén despois agora hoxe onte mañá aquí así todo',
  ast:
    'Sr Sra Srta D Dr Dra p.ex|av|páx páxs|el la los les un una esti esta esto él ella ellos elles yo tu que quién cuándo' +
    ' ónde cómo en con por y o pero si non sí tamién dempués agora güei ayeri equí',
  oc:
    'Sr Sra Dna Dr M|av||lo la los las un una aqueste aquesta aquò el ela eles elas ieu nos que qui quand ont' +
    ' coma dins en amb per e o mas se non òc tanben puèi ara uèi ièr aicí',
  pt:
    'sr sra sras srs srta dr dra drs dras D Dn eng Engª arq prof profª profa exmo exma ilmo ilma Revmo Pe Frei Cel Cap Ten Sgt Gen Maj' +
    ' Alm Mons ex p.ex pg V.Exª V.Ex Des Min Dep Sen Ver Adv Sto Sta' +
    '| Lda trad cit adj av al r tv rod trav pça pç pca est lg bl apto ap cia ltda s.a etc edif jd vl hab obs séc gov univ dept' +
    ' depto tel ltd' +
    '| pág págs p art arts cap caps fig figs vol n n.º núm inc máx mín aprox tel ed séc s d.c a.c km min seg jan fev mar' +
    ' abr mai jun jul ago set out nov dez seg ter qua qui sex sáb dom' +
    '| o a os as um uma uns este esta isto esse essa isso aquele ele ela eles elas eu tu você vocês nós se meu' +
    ' minha seu sua nosso que quem quando onde como qual por para em no na nos nas com sem sobre de do da dos' +
    ' desde até ao à e ou mas porque não sim também além depois então agora hoje ontem amanhã aqui ali assim' +
    ' embora enquanto todo todos muitos alguns cada já há é são foi está obrigado',
  kea: '||| el ela es nu bu mi un kel di na ku pa i ma si ka sin oji agora li',
  it:
    'sig sigg sig.ra sig.na Sigra dott dottssa dott.ssa dr dr.ssa prof prof.ssa avv ing arch geom rag On sen mons egr Gent Gentma' +
    ' Gent.mo Gent.ma spett Ill Ill.mo Preg Pregmo Rev Cav Comm Uff Gen Col Magg Cap Ten Serg Dir Cte Amm ad.es p.es per.es' +
    ' cfr S SS Fr.lli Flli F.lli psicol all.re Pres Vice on' +
    '| amm es pzza p.zza c.so v.le ecc etc az econ meteor idraul soc s.p.a s.r.l st corr prov tel ass dip univ' +
    ' ed trad cit vd cd sec lat ingl' +
    '| pag pagg p pp all lett art artt cap fig figg vol n nn num tab tel sec par max min ca int gen febbr mar apr magg giu' +
    ' lug ago sett ott nov dic lun mar mer gio ven sab dom' +
    '| il lo la i gli le l’ un uno una questo questa questi quello quella egli ella esso lui lei loro noi voi io tu' +
    ' chi che cosa quando dove come perché quale in nel nella a al alla da dal di del della con su sul per tra' +
    ' fra e ed o ma però se non sì anche poi dopo ora oggi ieri domani qui così mentre tutto tutti molti' +
    ' alcuni ogni mio mia suo sua nostro c’è è sono era grazie si',
  nl:
    'dhr hr mevr mw mej drs ir ing mr prof ds pres bijv bv d.w.z o.a m.b.t t.o.v i.p.v z.g.n n.a.v m.i.v vgl' +
    ' nl resp evt incl excl ong ca min max zgn mgr jhr jkvr burg kol gen kapt lt sgt wed bc bacc' +
    '| mln mld ald afk betr dir vlg afd aanw vnw bnw ned eng fr du jl mnd jr str ln pln nv b.v n.v enz aug gem prov tel red uitg vert' +
    ' hoofdst par geb overl st mij cie zn' +
    '| blz pag p nr art lid bijl hfst kl kap fig afb tab max min ca tel jan feb mrt apr jun jul aug sep sept okt nov dec' +
    ' ma di wo do vr za zo' +
    '| de het een dit dat deze die hij zij ze wij we ik jij je u er hier daar nu dan toen vandaag gisteren morgen in' +
    ' op aan bij met na naar van voor om uit over onder tegen en maar of want als omdat terwijl hoewel wie wat' +
    ' wanneer waar waarom hoe welke zijn haar mijn ons onze geen alle veel sommige ook niet nog ja nee daarna' +
    ' daarom echter toch later',
  af:
    'mnr mev mej dr prof ds adv genl kol kapt lt sers bv d.w.s m.b.t o.a nl|str afd ens Bpk Edms|bl nr par' +
    '|die n ’n dit dat hierdie daardie hy sy hulle ons ek jy u daar hier nou dan toe vandag gister môre in op aan by met' +
    ' na van vir en maar of want as omdat wie wat wanneer waar hoekom hoe nie ook ja nee',
  sv:
    'dr prof em fru hr fr frk ing fil jur Med tekn resp ev ca kl t.ex bl.a d.v.s dvs s.k o.s.v jfr jmf inkl exkl' +
    ' f.d p.g.a t.o.m fr.o.m t.f ang avd nuv' +
    '| gm eg bl m.m m.fl osv etc st tel mag kr milj mdr adr förf red utg övers svensk eng ty tf vd' +
    '| s sid kap art nr bd kl ca max min tel § jan feb mars apr juni juli aug sept sep okt nov dec mån tis ons tors fre' +
    ' lör sön' +
    '| den det de en ett han hon vi jag du ni man denna detta dessa här där nu då sedan idag igår imorgon i på av' +
    ' från till med för vid om under efter före och men eller för att som när eftersom medan vem vad var varför' +
    ' hur vilken hans hennes min vår alla många några ingen också inte ja nej dock därför senare',
  da:
    'dr prof hr fr frk ing cand mag jur Med dr.phil bl.a f.eks dvs d.v.s evt inkl ekskl ca jf jfr pga p.g.a ift vedr mht ifm' +
    ' iht bl skt kgl kl hhv resp tidl' +
    '| adm afg ang ass fhv forf forts Kbh ekspl hist gdr co gl ndr sdr vej st adr afd tlf tel osv mm m.m m.fl etc kr mio mia red udg overs stk tf dir' +
    '| s sd kap art nr bd kl ca maks max min tlf tel § jan feb mar apr jun jul aug sep sept okt nov dec man tir ons tor fre lør søn' +
    '| den det de en et han hun vi jeg du i man denne dette disse her der nu da så idag igår i på af fra til med for ved om' +
    ' under efter før og men eller fordi som når hvis mens hvem hvad hvor hvorfor hvordan hvilken hans hendes min' +
    ' vores alle mange nogle ingen også ikke ja nej dog derfor senere',
  nb:
    'dr prof hr fr frk ing cand mag jur bl.a f.eks dvs d.v.s evt inkl ekskl ca jf jfr pga pga vedr mht ifm iht kgl ' +
    ' hhv resp tidl kl' +
    '| co gt gml st adr avd tlf tel osv mm m.m m.fl etc kr mill mrd red utg overs stk' +
    '| s kap art nr bd kl ca maks max min tlf tel § jan feb mar apr jun jul aug sep sept okt nov des man tir ons tor fre' +
    ' lør søn' +
    '| den det de en et ei han hun vi jeg du dere man denne dette disse her der nå da så i på av fra til med for ved om' +
    ' under etter før og men eller fordi som når hvis mens hvem hva hvor hvorfor hvordan hvilken hans hennes min' +
    ' vår alle mange noen ingen også ikke ja nei derfor senere',
  is:
    'hr fr dr próf sr skv þ.e t.d m.a o.s.frv sbr fv þáv núv|kr hf ehf ohf gr stk tölubl ath frh frv millj þús Rvk ísl|bls nr kl kap gr sl u.þ.b nóv þ' +
    '|hann hún það þeir þær þau við ég þú þetta þessi sá hér þar nú þá svo í á af frá til með fyrir um eftir og en eða ef þegar' +
    ' hver hvað hvar hvers hvernig ekki já nei',
  fi:
    'dr prof tri tohtori fil lis maist hra rva nti esim ks kts mm mm ts vrt ns nk ent em vt ev' +
    '| oy ky kd kh puh os n.v jne ym yms jms tms ao l lk kpl eur milj mrd' +
    '| s nro n klo enint väh noin puh § luku kuva taul alk' +
    '| se ne hän he minä sinä me te tämä tuo nämä siellä täällä nyt sitten tänään eilen huomenna ja mutta tai koska kun jos' +
    ' vaikka että joka mikä kuka missä miksi miten ei kyllä myös kuitenkin siksi myöhemmin on',
  et:
    'dr prof hr pr prl mag dots kpt kol nt näit s.t u vt vrd nn eks tln lp' +
    '| jne jms jt tn mnt pst kr eur as oü' +
    '| lk nr kell ptk art p vol tel' +
    '| see need ta tema nad nemad ma mina sa sina me te siin seal nüüd siis täna eile homme ja aga või sest kui et kes mis' +
    ' kus miks kuidas ei jah ka',
  lv:
    'dr prof kgs doc akad inž piem t.i sk skat plkst mag' +
    '| utt u.c u.tml iel bulv pag nov raj gs' +
    '| lpp nr plkst p sēj nod tālr' +
    '| tas tā tie tās viņš viņa viņi mēs es tu jūs šis šī šeit tur tagad tad šodien vakar rīt un bet vai jo ja kad kas kur' +
    ' kāpēc kā nē jā arī',
  lt:
    'dr prof doc akad inž p pan gyd kun vysk pvz t.y vad žr plg gen plk kpt mjr' +
    '| g pr al pl aikšt k m r sav apskr vyr raj gyv tūkst mln mlrd pan t.t kt' +
    '| p psl nr val t str sk tel pav' +
    '| tai tas ta jis ji jie jos mes aš tu jūs šis ši čia ten dabar tada šiandien vakar rytoj ir bet ar nes jei kai kas kur' +
    ' kodėl kaip ne taip dar',
  pl:
    'dr mgr inż prof hab doc lek ks św bł bp abp kard red płk gen kpt por mjr sierż ppłk im p.o np m.in tzn tj tzw' +
    ' tzn ul al pl os wg ww zob dot ok ds woj adw kol ś.p' +
    '| pow gm r w zł gr tys mln mld godz sek wyd przekł tłum tel nr bałt pol ang niem franc łac ros hist jęz lit' +
    ' daw pot itp itd etc in sp z.o.o s.a' +
    '| s str nr t poz rozdz art ust pkt rys tab tel godz ok maks min r w tom zesz sygn' +
    '| to ten ta te ci on ona ono oni one my ja ty wy tutaj tam teraz wtedy potem dziś dzisiaj wczoraj jutro w we na z ze' +
    ' do od po przed za przez dla o u i a ale lub albo bo gdy kiedy jeśli ponieważ chociaż kto co gdzie dlaczego' +
    ' jak który która jego jej ich mój nasz nie tak też także jednak dlatego później wszystko wszyscy jest są' +
    ' był była',
  cs:
    'dr prof doc ing mgr mudr judr phdr rndr paeddr mvdr bc csc drsc ak arch gen plk kpt por mjr npor sv p pí sl' +
    ' např tj tzv tzn resp popř event ul nám tř mj vč cca zn Ph ThDr' +
    '| atd apod aj př.n.l n.l r s.r.o a.s spol fy angl něm franc lat čes slov kap pozn pož tis mil mld Kč hod min sek' +
    ' okr st' +
    '| č s str sv odst par § obr tab roč čl kap tel max min asi r ods' +
    '| to ten ta ti ty on ona ono oni my já vy tady tam teď pak potom dnes včera zítra v ve na z ze do od po před za' +
    ' pro při o u s se si a ale nebo protože když jestli jestliže ačkoli kdo co kde proč jak který která jeho její' +
    ' jejich můj náš ne ano také však proto později je jsou byl byla',
  sk:
    'prof doc ing mgr mudr judr phdr rndr paeddr bc csc gen plk kpt por mjr sv p napr tj tzv tzn resp príp ul nám' +
    ' vrát cca' +
    '| atď apod pod tis mil mld hod min sek spol okr r s.r.o a.s' +
    '| č s str zv ods par § obr tab roč čl kap tel max min' +
    '| to ten tá tie on ona ono oni my ja ty vy tu tam teraz potom dnes včera zajtra v vo na z zo do od po pred za pre pri' +
    ' o u s so sa si a ale alebo pretože keď ak hoci kto čo kde prečo ako ktorý jeho jej ich môj náš nie áno tiež však preto' +
    ' je sú bol bola',
  hu:
    'dr prof ifj id özv gr br szt mgr ún pl ld vö kb vmint' +
    '| stb ill u sz kft bt zrt rt nyrt m ker tcs mill mrd Bp hrsz tel' +
    '| old o sz p kb max min u em fsz tel db kr c évf' +
    '| a az ez egy ő ők én te mi ti itt ott most akkor aztán ma tegnap holnap és de vagy mert ha amikor hogy aki ami ki mi' +
    ' hol miért hogyan nem igen is azonban ezért később',
  ro:
    'dl dna dra d-l d-na d-ra dr prof ing conf lect acad gen col lt cpt mr cms sf pr jud str bd bul șos av cf ex p.ex' +
    ' dvs' +
    '| etc loc com sat ap bl et sc sect cca lat engl fr rom art' +
    '| pag p nr art alin lit cap fig vol tel cca max min ed sec' +
    '| el ea ei ele eu tu noi voi acest această acesta aceasta un o aici acolo acum atunci apoi azi ieri mâine în la pe de' +
    ' din cu fără pentru prin după înainte și dar sau însă dacă când pentru că deși cine ce unde cum care nu da' +
    ' este sunt era toți mulți',
  hr:
    'dr prof doc mr mag ing dipl akad gosp gđa gđica gđ fra don sv bl npr tj tzv odn usp ul gen puk str' +
    ' kap sc' +
    '| itd sl isl god g r o.d d.o.o d.d st čl min sat tis mil mlrd sur dr.sc hrv engl njem lat' +
    '| str br čl st tab sl god knj sv tel max min ca toč' +
    '| to taj ta ti te on ona ono oni one mi ja vi ovo ova ovaj ovdje tamo sada tada zatim danas jučer sutra u na s sa iz do' +
    ' od po prije za kod o i a ali ili jer kad kada ako iako tko što gdje zašto kako koji koja njegov njezin moj' +
    ' naš ne da također međutim zato kasnije je su bio bila',
  bs: '||| šta ko ovdje gdje sutra jučer',
  sr:
    'др проф доц мр инж дипл акад г гђа гђица св бл нпр тј тзв одн ул бул ген пук кап dr prof gđa npr tj tzv ul' +
    '| итд сл год г ст чл мин хиљ мил млрд о.д.о д.о.о стр' +
    '| стр бр чл ст таб сл год књ тел макс мин' +
    '| то тај та ти те он она оно они оне ми ја ви ово ова овај овде тамо сада тада затим данас јуче сутра у на са из до' +
    ' од по пре за код о и а али или јер кад када ако иако ко шта где зашто како који која његов мој наш не да' +
    ' такође међутим зато касније је су био била taj ovo sutra gde',
  sl:
    'dr prof doc mag inž dipl akad g ga gdč sv npr tj t.i oz ul gen polk dr.med univ' +
    '| itd ipd idr št čl let mio mrd d.o.o d.d sod tel' +
    '| str št čl odst tab sl pogl tel max maks min ca' +
    '| to ta ti te on ona ono oni mi jaz vi tukaj tam zdaj nato potem danes včeraj jutri v na s z iz do od po pred za pri' +
    ' o in a ampak ali ker ko če čeprav kdo kaj kje zakaj kako kateri njegov njen moj naš ne da tudi vendar zato' +
    ' je so bil bila',
  bg:
    'др проф доц инж арх акад г-н г-жа г-ца ул бул пл жк ж.к св гр с напр т.е т.нар вж срв полк ген кап пор о.з' +
    ' х.д адв ст.н.с' +
    '| вкл др пр т.н и.др хил млн млрд лв ст стр мин сек общ обл кв вх ет ап бл рус англ нем фр лат бълг' +
    '| стр с бр чл ал т фиг табл гл том тел макс мин № ок' +
    '| това този тази тези те той тя то аз ти ние вие тук там сега тогава после днес вчера утре в във на с със от до за' +
    ' по при преди след и а но или защото когато ако макар че кой какво къде защо как който която неговият моят' +
    ' нашият не да също обаче затова е са беше',
  mk: '|||тоа овој оваа овие тој таа тие јас ние вие тука таму сега тогаш потоа денес вчера утре во на со од до за по и а но или',
  ru:
    'гр гос г-н г-жа проф акад доц д-р канд чл.-корр инж ул просп пр-т пер бул наб им ген полк подп кап лейт серж' +
    ' адм св преп см ср напр т.е т.н т.к т.о т.зв тов сост пгт пос дер р-н ст.-л худ реж ком' +
    ' пр-д ж.-д и.о исп отв' +
    '| грн трлн зам зав доп нач общ отл спец соч сб тех эл пр др т.д т.п и.т.д и.т.п гг вв млн млрд тыс руб коп долл дол экз шт чел обл респ кв корп оф этаж стр рис' +
    ' изд перев англ нем фр лат греч рус укр сек мин нед мес наст у.е н.э куб кв.м ред лит яз тел ок пл' +
    '| с стр рис табл гл ст п пп ч т вып № тел кв д корп оф макс мин ок прим разд стб ул' +
    '| это этот эта эти тот та те он она оно они мы я ты вы здесь там тут сейчас теперь тогда потом затем сегодня вчера' +
    ' завтра в во на с со из до от по перед за для при о об у к и а но или потому когда если хотя кто что где' +
    ' почему как какой который его её их мой наш не да нет также однако поэтому позже все всё был была были',
  uk:
    'гр проф акад доц д-р канд інж вул просп пр-т пров бульв наб пл ім ген полк кап лейт св див напр т.зв' +
    ' т.е тов чл журн вид смт хут р-н м' +
    '| держ екон зовн нар оз пор італ млн ін т.д т.ін рр ст млн млрд тис грн коп дол шт чол обл кв корп буд оф рис англ нім фр лат грец рос укр' +
    ' сек хв год тиж міс наук град од см км кг кб га вт т.п у.о н.е мін тел бл' +
    '| с стор рис табл гл ст п пп ч т абз арк ауд дод вип № тел кв буд макс мін бл розд стор хв' +
    '| це цей ця ці той та ті він вона воно вони ми я ти ви тут там зараз тепер тоді потім сьогодні вчора завтра у в на з із' +
    ' зі до від по перед за для при про о і й а але або тому коли якщо хоча хто що де чому як який його її їх мій' +
    ' наш не так ні також однак пізніше все всі був була були',
  be:
    'праф акад дац інж вул пр-т пл ім ген св гл напр т.зв г.зн|інш т.д г.д гг ст млн млрд тыс руб абл|стар мал табл с' +
    '|гэта гэты гэтая ён яна яно яны мы я ты вы тут там зараз цяпер тады потым сёння ўчора заўтра у ў на з са да ад па за і' +
    ' а але або калі хто што дзе чаму як не так таксама усё ўсе',
  kk:
    'проф акад док инж көш ғ.к мыс т.б т.с.с қ|т.б млн млрд мың тг ж б.з.б обл ауд|б бет № т' +
    '|бұл ол олар біз мен сен сіз мұнда онда қазір кейін бүгін кеше ертең және бірақ немесе егер өйткені кім не қайда' +
    ' неге қалай жоқ иә',
  ky:
    'проф акад док көч ж.б мис б.а|ж.б млн млрд миң сом обл|б № т|бул ал алар биз мен сен сиз азыр анан бүгүн кечээ эртең' +
    ' жана бирок же эгер ким эмне кайда эмнеге кантип жок ооба',
  tg:
    'проф акад дот муҳ кӯч ш н мас ҷ.т|ва.ғ млн млрд сом|саҳ с №|ин он вай ӯ онҳо мо ман ту шумо инҷо ҳоло баъд имрӯз дирӯз фардо' +
    ' дар ба аз бо барои ва аммо вале ё агар кӣ чӣ куҷо чаро не ҳа',
  mn:
    'проф акад док гэх.мэт|гм гэх мэт сая тэрбум төг|х хууд № т|энэ тэр тэд бид би чи та энд одоо дараа өнөөдөр өчигдөр маргааш ба' +
    ' бөгөөд харин эсвэл хэрэв хэн юу хаана яагаад үгүй тийм',
  el:
    'κ κα κος κυρ κκ δρ καθ αγ αν αρχ ταξ στρ συντ υπολ λοχ π.χ δηλ βλ πρβλ λ.χ π.δ σεβ μητρ' +
    ' δις δεσπ' +
    '| κλπ κ.λπ κ.ά κτλ κ.τ.λ λεωφ οδ πλ τηλ εκατ δισ χιλ έκδ μτφρ αι π.χ μ.μ π.μ μ.χ γρ ελλ αγγλ λατ' +
    '| σ σελ σσ αρ αριθ άρθ παρ κεφ εικ πίν τ τόμ τηλ ιαν φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ περ' +
    '| ο η το οι τα τον την ένας μία ένα αυτός αυτή αυτό αυτοί αυτές αυτά εγώ εσύ εμείς εσείς εδώ εκεί τώρα τότε μετά σήμερα χθες αύριο' +
    ' σε στο στη στην στον από με για και αλλά ή όμως γιατί όταν αν επειδή ποιος τι πού πώς δεν θα να ναι όχι' +
    ' επίσης ωστόσο είναι ήταν ας εν',
  hy: 'պրոֆ դոկտ ակադ պրն տկն օր ինժ գեն|փող պող ք հ մլն մլրդ|էջ թիվ № հատ|',
  tr:
    'sn av doç yrd prof dr öğr gör uzm op ord alb gen bnb yzb tğm müh mim ecz vet dt örn bkz krş hz sf' +
    '| cad sok sk mah bulv apt blv vb vs ltd şti a.ş tic san ör yy çev haz yay bsk ing alm fr ar far no' +
    '| s sf sh no kat cilt bl md mad fık şek tab tel maks min m.ö m.s yy' +
    '| bu şu o onlar biz ben sen siz burada orada şimdi sonra bugün dün yarın ve ama veya ya çünkü eğer kim ne nerede neden' +
    ' niçin nasıl hangi bir her bütün hayır evet ayrıca ancak daha',
  az: 'məs akad cən xan küç pr|və.s|səh №|bu o onlar biz mən sən siz burada indi sonra dünən sabah və amma kim nə harada niyə necə bir hər yox bəli',
  uz:
    'prof akad dots muh ko‘ch mas|va.b.sh.k sh.k mln mlrd so‘m|b №|bu u ular biz men sen siz bu yerda hozir keyin bugun kecha ertaga va' +
    ' lekin ammo yoki agar kim nima qayerda nega qanday yo‘q ha',
  vi:
    'TS ThS GS ĐH CĐ THPT THCS UBND BV Đ/c đ/c PGS BS KS LS NSND NSƯT NS HS CN DS ĐD TP TX TT Q P Tp Ts Th.S Gs Pgs Bs Ks Ô B Đ Mr VD' +
    '| tr v.v vv NXB' +
    '| tr t q p đ số' +
    '| ông bà anh chị em tôi chúng họ nó cô cậu đây đó kia này khi nếu vì và nhưng hoặc hay ở trong trên từ với cho sau' +
    ' trước hôm bây một các những ai gì đâu tại sao không có là',
  id:
    'PT CV Bpk Bp Tn Ny Nn Sdr Sdri Dr dr Drs Dra Ir Prof H Hj K.H KH Kol Kapt Letjen Mayjen Brigjen Jend Jl Jln Gg Ds Kel Kec Kab Prov Kp No Yth' +
    ' a.n d.a u.p u.b mis Km' +
    '| dll dsb dst tsb tgl Tbk Blok bag red ket S.H M.Sc S.E S.Pd Kom Lt' +
    '| hlm hal tgl thn no pkl jam maks min ps ay kira' +
    '| ini itu dia ia mereka kami kita saya aku anda kamu di ke dari pada untuk dengan dan tetapi atau karena jika kalau ketika' +
    ' siapa apa mana mengapa bagaimana sekarang kemudian lalu hari kemarin besok tidak ya juga namun sebuah para' +
    ' semua setelah sebelum',
  jv: 'Bp R Rr|lsp||iki iku dheweke aku kowe kita ing saka lan nanging utawa yen amarga sapa apa ngendi saiki banjur dina wingi sesuk ora iya',
  ms: 'En Pn Tn Cik Dato Dt Ust Hjh Kpt Lt Jln Kg Tmn Sdn||bil|',
  fil:
    'G Gng Bb Bbg Dr Dra Atty Engr Hon Sen Kgg Pang Sto Sta Fr Gob Heneral Hen Kap Brgy Pres Rep' +
    '| atbp hal Ave' +
    '| blg p' +
    '| ang si sina siya sila kami tayo ako ikaw kayo ito iyan iyon dito doon ngayon sa ng at pero o kung dahil nang sino ano' +
    ' saan kailan bakit paano hindi oo may mga kahapon bukas',
  ceb: '|||ang si siya sila kami kita ako ikaw kini kana dinhi didto karon sa ug apan kung kinsa unsa asa nganong dili oo',
  sw:
    'Bw Bi Bwn Bib Dkt Dk Prof Mhe Mh Mch Ndg Ust Sh Shk Kapt Jen Kan Luteni Mwl Alh k.m ' +
    '| n.k nk Co S.L.P' +
    '| uk Uk Juz' +
    '| yeye wao sisi mimi wewe nyinyi huyu hii hiki hapa pale sasa kisha leo jana kesho na lakini au kwa kama ikiwa nani nini' +
    ' wapi kwa nini vipi hapana ndiyo ni alikuwa pia walikuwa',
  mt: 'Is-Sur Is-Sinjura Dun|eċċ|paġ|il hu hi huma aħna jien int dan din dawn hawn hemm issa mbagħad illum ilbieraħ għada u imma jew għax jekk min xi fejn għaliex kif le iva',
  ga: 'Uas Dr|srl|lch uimh|tá bhí is an na sé sí siad mé tú sinn anseo ansin anois inniu inné amárach agus ach nó má cé cad cá conas níl ní',
  cy: 'Bnr Mrs Dr Y.Parch Parch e.e h.y|ayyb|t tud rh|mae roedd yr y mae’r hi ef fe nhw fi ti ni chi yma yno nawr wedyn heddiw ddoe yfory ac a ond neu os pwy beth ble pam sut nid na ie',
  so: 'Mudane Md Eng Gen Dr|iwm|bog|wuu way waxay waxa isaga iyada iyaga anigu hadda kadib maanta shalay berri iyo laakiin haddii kuma maxaa halkee maya haa',
  om: 'Ob Add Dr|kkf|f|inni isheen isaan nuti ani ati kun sun amma booda har’a kaleessa bor fi garuu yoo eenyu maal eessa lakki eeyyee',
  ha: 'Alh Haj Mal Dr Injin|dss |sh|shi ita su mu ni kai wannan nan yanzu sannan yau jiya gobe da amma ko idan wa me ina a’a eh ya ta an ba',
  yo: 'Ògb Ọ̀gb Dókítà|abbl|ojú|ó wọ́n mo a èyí níbí báyìí lẹ́yìn lónìí lánàá lọ́la àti ṣùgbọ́n tàbí bí ta kí ibo rárá bẹ́ẹ̀ni',
  ig: 'Maz Oby Dkt|wdg|peeji|ọ o ha anyị m ị nke a ebe ugbu mgbe taa ụnyaahụ echi na ma mana onye gịnị ebee mba ee',
  zu: 'Mnu Nkk Nksz Dkt Solwazi|njll|ikh|yena bona mina wena thina lo le lapha manje namuhla izolo kusasa futhi kodwa noma uma ubani ini kuphi cha yebo u ba',
  xh: 'Mnu Nksk Nkszn Gqr Njing|njl|iphe|yena bona mna wena thina lo le apha ngoku namhlanje izolo ngomso kwaye kodwa okanye ukuba ngubani ntoni phi hayi ewe',
  sn: 'VaM Mai Dr|zvk|p|iye ivo ini iwe isu ichi ichi pano zvino nhasi nezuro mangwana asi kana ani chii kupi kwete hongu',
  ny: 'Bambo Mayi Dr|zt|tsa|iye iwo ine iwe ife ichi apa tsopano lero dzulo mawa ndipo koma kapena ngati ndani chiyani kuti ayi inde',
  nso: 'Mna Mdi Moh Ngk|bj bjalo|letl|yena bona nna wena rena se fa bjale lehono maabane gosasa gomme eupša goba ge mang eng kae aowa ee',
  lg: 'Mw Omw Dkt|n’ebirala|omuk|ye bo nze ggwe ffe kino wano kati leero jjo enkya era naye oba bwe ani ki wa nedda yee',
  ln: 'Tata Mama Dk|bbl|lok|ye bango ngai yo biso oyo awa sikoyo lelo lobi mpe kasi to soki nani nini wapi te ee',
  wo: 'Sëñ Soxna|añs||moom ñoom man yow nun bii fii léegi tey démb suba te waaye wala su kan lan fan déedéet waaw',
  ff: '||| o ɓe mi a en ndu oo ɗo jooni hannde hanki janngo e kono walla so hol ɗume hoto alaa eey',
  luo: '||| en gin an in wan ma ka sani kawuono nyoro kiny to kata ka ng’a ang’o kanye ooyo ee',
  kam: '||| nĩ we o nyie ithyĩ ĩno vaa yu ũmũnthĩ ĩyo ũnĩ na ĩndĩ kana ethĩwa nũũ kyaũ va aiee ĩĩ',
  umb: '||| eye ovo ame ove etu eci palo cilo etali hela kuenda pole ale nda elie nye pi sio ocili',
  mi: 'Mnr Tā||wh|ko he ka kua i e te ngā ia rātou au koe tātou tēnei konei ināianei ā āpōpō inanahi me engari rānei ki te wai aha hea kāo āe',

  // Scripts whose letters have no case: nothing tells a name from the beginning of a sentence.
  ka: 'პროფ აკად დოც ბ-ნი ქ-ნი ინჟ გენ წმ მაგ იხ ე.ი ე.წ შდრ ქ ს ქუჩ||გვ ტ თ № წ ს კმ მეტრ ათ მლნ მლრდ ტელ|',
  he: 'פרופ מר גב דר רח שד שכ עמ||עמ מס טל כ|',
  ar: 'د أ م دكتور أ.د ا.د ش ق||ص ج ط رقم ت س هـ م ق.م|',
  fa: 'د دکتر م آ خ پروف ر.ک ه.ش ه.ق||ص ج ش م ق.م|',
  ur: 'ڈاکٹر پروفیسر م مولانا ص ڈاکٹر۔||ص ج نمبر|',
  hi:
    'डॉ डा श्री श्रीमती सुश्री प्रो पं मि मिस्टर स्व सं कु इंजी मो रा न्या ले कर्नल जन कैप्टन ई.पू वि.सं' +
    ' ए बी सी डी ई एफ एफ़ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड||पृ सं क्र नं रु कि.मी फा ता|',
  mr: 'डॉ श्री श्रीमती सौ प्रा प्रो पं कु कै स्व ह.भ.प अॅड ॲड इंजि न्या ले उदा सं टी डब्ल्यू वाय झेड||पृ क्र नं रु कि.मी ता|',
  ne: 'डा प्रा श्री श्रीमती सुश्री ई इन्जि स्व पं वि.सं ने.सं बि.सं||पृ नं क्र रु कि.मी|',
  bn:
    'ড ডা ডঃ মো মোঃ মোহা প্রফে অধ্যা শ্রী শ্রীমতী জনাব ইঞ্জি অ্যাড এড স্ব মি মিসেস মিস প্রো লে কর্নেল খ্রি খ্রিঃ হি রা' +
    ' এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন ও পি কিউ আর এস টি ইউ ভি ডব্লিউ||পৃ নং কি.মি টা|',
  as: 'ড ডা মোঃ শ্ৰী শ্ৰীমতী অধ্যা প্ৰ স্ব ৰ||পৃ নং|',
  gu: 'ડૉ ડો શ્રી શ્રીમતી સુશ્રી પ્રો પ્રા સ્વ કુ પં ઇજ એ બી સી ડી ઈ એફ જી એચ આઈ જે કે એલ એમ એન ઓ પી ક્યૂ આર એસ ટી યુ વી||પૃ નં કિ.મી રૂ તા|',
  pa: 'ਡਾ ਸ ਸ੍ਰੀ ਸ਼੍ਰੀ ਸ੍ਰੀਮਤੀ ਪ੍ਰੋ ਪ੍ਰਿੰ ਸ੍ਵ ਇੰਜ ਏ ਬੀ ਸੀ ਡੀ ਈ ਐਫ ਜੀ ਐਚ ਆਈ ਜੇ ਕੇ ਐਲ ਐਮ ਐਨ ਓ ਪੀ ਆਰ ਐਸ ਟੀ ਯੂ ਵੀ||ਪੰ ਨੰ ਕਿ.ਮੀ ਰੁ|',
  or: 'ଡା ଡଃ ଡ଼ ଶ୍ରୀ ଶ୍ରୀମତୀ ପ୍ରଫେ ପ୍ରୋ ଅଧ୍ୟା ସ୍ୱ ଏ ବି ସି ଡି ଇ ଏଫ ଜି ଏଚ ଆଇ ଜେ କେ ଏଲ ଏମ ଏନ ଓ ପି ଆର ଏସ ଟି ୟୁ ଭି||ପୃ ନଂ କି.ମି ଟ|',
  ta:
    'திரு திருமதி செல்வி டாக் டாக்டர் பேரா முனை மரு கலை வழ எ.கா பொறி ஏ பி சி டி இ ஈ எஃப் ஜி எச் ஐ ஜே கே எல் எம் என் ஓ கியூ ஆர் எஸ்' +
    ' யு வி டபிள்யூ||ப பக் எண் கி.மீ ரூ கி.பி கி.மு|',
  te: 'డా డాక్టర్ శ్రీ శ్రీమతి ప్రొ ప్రొఫెసర్ మి కీ.శే చి ఉదా ఎ బి సి డి ఇ ఎఫ్ జి హెచ్ ఎచ్ ఐ జె కె ఎల్ ఎం ఎన్ ఓ పి ఆర్ ఎస్ టి యు వి డబ్ల్యు||పే నం కి.మీ రూ క్రీ.శ క్రీ.పూ|',
  kn: 'ಡಾ ಶ್ರೀ ಶ್ರೀಮತಿ ಪ್ರೊ ಪ್ರೊಫೆ ಮಿ ಕುಮಾರಿ ಕು ಉದಾ ಎ ಬಿ ಸಿ ಡಿ ಇ ಎಫ್ ಜಿ ಎಚ್ ಹೆಚ್ ಐ ಜೆ ಕೆ ಎಲ್ ಎಂ ಎನ್ ಓ ಪಿ ಆರ್ ಎಸ್ ಟಿ ಯು ವಿ ಡಬ್ಲ್ಯು||ಪು ಸಂ ನಂ ಕಿ.ಮೀ ರೂ ಕ್ರಿ.ಶ ಕ್ರಿ.ಪೂ|',
  ml: 'ഡോ ശ്രീ ശ്രീമതി പ്രൊ പ്രൊഫ പ്രഫ മി കുമാരി അഡ്വ ഫാ ഉദാ എ ബി സി ഡി ഇ എഫ് ജി എച്ച് ഐ ജെ കെ എൽ എം എൻ ഒ പി ആർ എസ് ടി യു വി ഡബ്ല്യു||പേ നം കി.മീ രൂ ക്രി.വ|',
  am: 'ዶ.ር ፕሮፌ አቶ ወ.ሮ ወ.ት ኢ.ር ዓ.ም ዓ.ዓ||ገጽ ቁ ቁጥር|',
  th: 'ดร ผศ รศ ศ นพ พญ ทพ พล.อ พ.ต.ท ร.ต น.ส นส ว่าที่ ม.ร.ว ม.ล ถ ซ ต อ จ กทม รร ร.ร บจก หจก บมจ||น หน้า โทร ข้อ เลขที่ พ.ศ ค.ศ|',
  lo: 'ດຣ ສາດ ປອ ທ່ານ ນ||ໜ້າ ໂທ ພ.ສ ຄ.ສ|',
  km: 'លោក ឯ.ឧ||គ.ស ទំ|',
};
