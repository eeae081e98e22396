import { describe, expect, it } from 'vitest';
import { languages } from '../languages/index';
import { sentencesOf } from '../../../testing/text/sentences';

/*
 * A row a language: texts with a bar at the end of each sentence but the last, `¶` between the texts. All
 * are in our own words.
 */
const rows = `
af: Mnr. Botha en dr. Naudé is hier.| Hulle wag. ¶ Sien bl. 12 asb.| Dankie. ¶ Prof. J. P. Smit praat. ¶ Kom op 5 Jan. 2024.| Ons wag. ¶ Bring bv. brood.| Dit is genoeg.
am: ሰላም ነው።| ደህና ነኝ። ¶ ማን ነህ?| እኔ ነኝ። ¶ በ1990 ዓ.ም. ተወለደ።| አሁን ትልቅ ነው። ¶ ሰላም፡፡| ደህና፡፡ ¶ ዶ/ር አበበ መጣ።| ቁጭ አለ። ¶ ምን ሆነ፧| ምንም።
ar: وصل د. أحمد اليوم.| جلس قليلا. ¶ كيف حالك؟| أنا بخير. ¶ انظر ص. 5 من الكتاب.| شكرا. ¶ قال أ. د. محمود نعم.| ثم ذهب. ¶ السعر 2.5 دولار.| هذا كثير! ¶ «تعال.»| ثم خرج.
hy: Նա եկավ:| Նա նստեց:| Լավ է: ¶ Ի՞նչ կա։| Ոչինչ։ ¶ Ժամը 12:30 է:| Գնանք: ¶ պրոֆ. Պետրոսյանն եկավ:| Բարև: ¶ Նա ասաց. «Գնա» և լռեց:| Վերջ: ¶ Այն...պարզ է:| Այո:
as: ড. বৰুৱা আহিল।| তেওঁ বহিল। ¶ আপুনি ক'ত?| মই ইয়াত। ¶ শ্ৰী. দাস গ'ল।| ভাল। ¶ পৃ. ৫ চাওক।| ধন্যবাদ। ¶ আহা!| ভাল হ'ল।
ast: El Sr. Suárez ta equí.| Marchó ayeri. ¶ Mira la páx. 5.| Gracies. ¶ ¿Qué quies?| Nada. ¶ La Dra. Pérez vien.| Nun sé. ¶ Vive na Av. Galicia.| Sí.
az: Prof. Əliyev gəldi.| O oturdu. ¶ Məs. Bakı böyükdür.| Bəli. ¶ Kitab, qələm və s. var.| O gəldi. ¶ Nə oldu?| Heç nə. ¶ Akad. Məmmədov danışdı.| Sağ ol.
be: Праф. Іваноў прыйшоў.| Ён сеў. ¶ Жыве на вул. Коласа.| Так. ¶ Гл. стар. 5 кнігі.| Дзякуй. ¶ А. С. Пушкін пісаў.| Мы чытаем. ¶ Хлеб, соль і г. д.| Усё.
bn: ড. ইউনূস এলেন।| তিনি বসলেন। ¶ মো. রহিম গেলেন।| ভালো। ¶ আপনি কে?| আমি রহিম। ¶ পৃ. ৫ দেখুন।| ধন্যবাদ। ¶ এ. পি. জে. কালাম বললেন।| সবাই শুনল।
bs: Dr. Hodžić je tu.| On čeka. ¶ Došao je 5. maja.| Bilo je hladno. ¶ Stanuje u ul. Titova.| Da. ¶ Kupi hljeb, npr. raženi.| Ovo je sve. ¶ Vidi str. 12.| Hvala.
bg: Живея на ул. Витоша 5.| Да. ¶ Г-н Иванов и проф. Петров дойдоха.| Те седнаха. ¶ Роден е през 1950 г. в София.| Той учи. ¶ Вж. стр. 5.| Благодаря. ¶ Хляб, сирене и др. продукти.| Това е. ¶ Роди се в гр. Пловдив.| Живее там.
my: သူလာသည်။| ငါသွားသည်။ ¶ နေကောင်းလား။| ကောင်းပါတယ်။ ¶ အမေ၊ အဖေ လာသည်။| ကောင်းတယ်။ ¶ ဘာလဲ?| ဘာမှမဟုတ်ဘူး။ ¶ ဟုတ်ကဲ့။| လာပါ။
ca: El Sr. Puig i la Sra. Vila són aquí.| Ells esperen. ¶ Mireu la pàg. 5.| Gràcies. ¶ El Dr. Serra ve avui.| Bé. ¶ Viu a l’av. Diagonal 5.| Sí. ¶ Hi ha pa, vi, etc.| Tot és bo.
ceb: Si Dr. Cruz miabot.| Siya milingkod. ¶ Si G. Reyes ug si Gng. Reyes naa dinhi.| Sila naghulat. ¶ Asa ka?| Dinhi ko. ¶ Tan-awa ang p. 5.| Salamat. ¶ Si J. P. Rizal misulat.| Oo.
zh-Hans: 他来了。|我走了。 ¶ 你好吗？|我很好！ ¶ 他说：“好。”|然后走了。 ¶ 价格是3．5元．|很贵． ¶ 真的……|是的。 ¶ 好!|他来了.|走吧。 ¶ 《你好！世界》很好看。|看吧。
zh-Hant: 他來了。|我走了。 ¶ 你好嗎？|我很好！ ¶ 「好。」|他說。 ¶ 他住在台北（市中心。）|很近。 ¶ 走吧！|快！
hr: Dr. Horvat i prof. Babić su tu.| Oni čekaju. ¶ Rođen je 3. svibnja 1950. u Zagrebu. ¶ Stanuje u Ul. kralja Tomislava 5.| Dobro. ¶ Kupi kruh, npr. crni.| To je sve. ¶ Vidi str. 12.| Hvala.
cs: Ing. Novák a MUDr. Malá přišli.| Sedí tu. ¶ Narodil se 3. května 1950.| Byl malý. ¶ Bydlí v ul. Karlova 5.| Ano. ¶ Viz str. 12 a obr. 3.| Díky. ¶ Kup např. chléb.| To stačí. ¶ Firma Alfa s. r. o. roste.| Je to dobře.
da: Mødet starter kl. 9.| Kom nu. ¶ Hr. Hansen og fru Jensen venter.| De er her. ¶ Se s. 12.| Tak. ¶ Han kom den 3. maj 2024.| Det var koldt. ¶ Køb f.eks. brød.| Det er nok. ¶ Vi fejrer Skt. Hans i dag.| Hun kommer.
nl: Dhr. Jansen en mevr. de Boer wachten.| Ze zijn hier. ¶ Zie blz. 12.| Bedankt. ¶ Drs. Ir. Bakker komt.| Goed. ¶ Koop bijv. brood.| Dat is genoeg. ¶ Hij betaalt max. 5 euro.| Het is duur. ¶ Brood, kaas enz.| Dat was het.
en: Max. 5 MB per file. ¶ We met at 5 p.m.| Travelers came later. ¶ He works for Smith Ltd.| She does not. ¶ See No. 5 and pp. 3–4.| Then go. ¶ Gen. Grant and Rev. King met J. K. Rowling.| They spoke. ¶ He left the U.S.| It was late. ¶ The U.S. Senate met.| Nobody came. ¶ At 6 a.m. Mrs. Hill left. ¶ Sit down (please do it now.) and wait.| Thanks. ¶ It is v. 2.0.1 now.| Try it. ¶ Choose plan B.| It is cheap.
et: Dr. Tamm ja prof. Kask on siin.| Nad ootavad. ¶ Ta sündis 3. mail 1950.| See oli ammu. ¶ Vt. lk. 12.| Aitäh. ¶ Osta nt. leiba.| See on kõik. ¶ Kus sa oled?| Siin.
fil: Si G. Santos at Gng. Cruz ay narito.| Sila ay naghihintay. ¶ Si Dr. Reyes ay dumating.| Siya ay umupo. ¶ Tingnan ang p. 5.| Salamat. ¶ Si J. P. Rizal ay sumulat.| Oo. ¶ Nasaan ka?| Dito.
fi: Tri Virtanen ja prof. Laine ovat täällä.| He odottavat. ¶ Syntyi 3. toukokuuta 1950.| Se oli talvi. ¶ Ks. s. 12.| Kiitos. ¶ Osta esim. leipää.| Se riittää. ¶ Klo 9.| Nyt mennään. ¶ Leipää, maitoa jne.| Se on kaikki.
fr: Jules César meurt en 44 av. J.-C. à Rome.| Il est mort. ¶ M. Le Goff et Mme Petit arrivent.| Ils attendent. ¶ Voir p. 12 et fig. 3.| Merci. ¶ Le Dr. Martin habite bd. Voltaire.| Il est là. ¶ Du pain, du vin, etc.| C’est tout. ¶ Il y a env. 5 km.| Allons. ¶ « Oui ! » dit-il.| Elle rit. ¶ Mgr. Dupont et Me. Roche parlent.| Bien.
ff: Dr. Diallo warii.| O jooɗiima. ¶ M. Ba ɗo.| O jooɗiima. ¶ Ko hol ɗum?| Alaa. ¶ Yiy p. 5.| Jaaraama. ¶ Eey!| Warii.
gl: O Sr. Castro e a Sra. Rey están aquí.| Eles agardan. ¶ Ver páx. 12.| Grazas. ¶ A Dra. Pena vén hoxe.| Ben. ¶ Vive na Av. Galicia 5.| Si. ¶ Que queres?| Nada.
lg: Dr. Okello azze.| Ye mulungi. ¶ Mw. Kato ali wano.| Kati tugende. ¶ Laba p. 5.| Weebale. ¶ Oli wa?| Wano. ¶ Ani oyo?| Nze.
ka: პროფ. ბერიძე მოვიდა.| ის დაჯდა. ¶ 2008 წ. ომი იყო.| ცუდია. ¶ იხ. გვ. 5.| მადლობა. ¶ სად ხარ?| აქ ვარ. ¶ ქ. თბილისი დიდია.| კარგია. ¶ ე.ი. წავედით.| კარგი.
de: Frau Dr. med. Anna Weber kommt.| Bitte warten. ¶ Dipl.-Ing. Maier prüft das.| Gut. ¶ Er kam am 3. Mai.| Es war kalt. ¶ Die Firma Holz GmbH & Co. KG wächst.| Das freut uns. ¶ Sie besucht eine kath. Schule.| Er nicht. ¶ Hauptstr. 5 ist hier.| Kommen Sie. ¶ Brot, Käse usw.| Das reicht. ¶ Es sind ca. 5 km.| Los! ¶ Das ist z. B. Wasser.| Es ist kalt. ¶ Siehe S. 12, Abb. 3.| Danke. ¶ Es kostet 5 Mio. Euro.| Das ist viel. ¶ „Komm!“, rief sie.| Er kam.
el: Ο κ. Παππάς και η κα. Νίκα ήρθαν.| Είναι εδώ. ¶ Τι κάνεις;| Καλά. ¶ Βλ. σελ. 12.| Ευχαριστώ. ¶ Ο Δρ. Γεωργίου μίλησε.| Αυτό ήταν. ¶ Ψωμί, τυρί κ.λπ.| Αυτά είναι. ¶ Φρούτα, π.χ. μήλα.| Τα θέλω.
gu: ડૉ. પટેલ આવ્યા.| તેઓ બેઠા. ¶ શ્રી. શાહ ગયા.| સારું. ¶ તમે ક્યાં છો?| હું અહીં છું. ¶ પૃ. ૫ જુઓ.| આભાર. ¶ કે. એમ. મુનશી લખતા.| બધા વાંચતા.
ha: Dr. Bello ya zo.| Shi ne nan. ¶ Alh. Musa yana nan.| Ya zauna. ¶ Duba sh. 5.| Na gode. ¶ Ina kake?| Nan. ¶ Mal. Sani ya tafi.| Yanzu ya dawo.
he: ד"ר כהן הגיע.| הוא ישב. ¶ ראה עמ' 5.| תודה. ¶ מה שלומך?| טוב. ¶ א. ב. יהושע כתב.| קראנו. ¶ הוא אמר: "בוא."| הלכנו.
hi: डॉ. शर्मा आए।| वे बैठे। ¶ श्री. वर्मा गए।| ठीक है। ¶ आप कहाँ हैं?| मैं यहाँ हूँ। ¶ पृ. 5 देखें।| धन्यवाद। ¶ ए. पी. जे. कलाम बोले।| सब ने सुना।
hu: Dr. Kovács és prof. Nagy itt van.| Ők várnak. ¶ 1950. május 3-án született.| Ez régen volt. ¶ Lásd 12. old.| Köszönöm. ¶ Vegyél pl. kenyeret.| Ez elég. ¶ Kenyér, tej stb.| Ez minden. ¶ Özv. Szabó Jánosné eljött.| Itt van.
is: Hr. Jónsson og dr. Árnason eru hér.| Þeir bíða. ¶ Hann kom 3. maí 2024.| Það var kalt. ¶ Sjá bls. 12.| Takk. ¶ Kauptu t.d. brauð.| Það er nóg. ¶ Brauð, mjólk o.s.frv. er til.| Við förum.
ig: Dr. Okafor abịala.| Ọ nọ ebe a. ¶ Maz. Obi nọ ebe a.| Anyị na-eche. ¶ Lee p. 5.| Daalụ. ¶ Kedu ebe ị nọ?| Ebe a. ¶ Onye ka ọ bụ?| Mụ.
id: Bpk. Joko tinggal di Jl. Sudirman.| Ya. ¶ Ir. H. Soekarno berpidato.| Semua diam. ¶ Lihat hlm. 12.| Terima kasih. ¶ PT Maju Tbk. berkembang.| Itu bagus. ¶ Roti, susu dll.| Itu saja. ¶ Dr. Siti datang tgl. 5 Mei.| Dia senang.
ga: Tá an Dr. Ó Sé anseo.| Tá sé go maith. ¶ Féach lch. 12.| Go raibh maith agat. ¶ Cá bhfuil tú?| Anseo. ¶ An tUas. Ó Briain a tháinig.| Níl sé anseo. ¶ Mr. Byrne a bhí ann.| Sea.
it: Egr. Sig. Rossi, buongiorno.| Come sta? ¶ L’on. Moro parla. ¶ L'On. Moro e l'Avv. Bianchi parlano.| Essi aspettano. ¶ Vedi pag. 12.| Grazie. ¶ Il Dott. Verdi abita in p.zza Roma.| È qui. ¶ Pane, vino ecc.| Questo è tutto. ¶ Sono le 5 ca.| Andiamo. ¶ La Sig.ra Neri e la Sig.na Blu sono qui.| Loro aspettano.
ja: 彼は来た。|私は行く。 ¶ 元気ですか？|はい！ ¶ 「はい。」と言った。|次。 ¶ 値段は3．5円です．|高い． ¶ 本当に……|そうです。 ¶ 『来て！』|彼は言った。
jv: Bpk. Karto ana ing Jl. Malioboro.| Dheweke lungguh. ¶ Dr. Sutomo teka.| Iku apik. ¶ Deleng hal. 5.| Matur nuwun. ¶ Ing ngendi kowe?| Ing kene. ¶ R. A. Kartini nulis.| Iya.
kea: Dr. Silva txiga.| El sta li. ¶ Sr. Tavares sta li.| Nu ta spera. ¶ Odja pág. 5.| Obrigadu. ¶ Undi bu sta?| Li. ¶ Sra. Lopes bai.| Sin.
kam: Dr. Mutua nooka.| We e vaa. ¶ Mr. Musyoka e vaa.| Nĩ museo. ¶ Sisya p. 5.| Nĩ muvea. ¶ Wĩ va?| Vaa. ¶ Prof. Kilonzo nooka.| Ĩĩ.
kn: ಡಾ. ರಾವ್ ಬಂದರು.| ಅವರು ಕುಳಿತರು. ¶ ಶ್ರೀ. ಗೌಡ ಹೋದರು.| ಸರಿ. ¶ ನೀವು ಎಲ್ಲಿ?| ನಾನು ಇಲ್ಲಿ. ¶ ಪು. 5 ನೋಡಿ.| ಧನ್ಯವಾದ. ¶ ಕೆ. ಎಸ್. ನರಸಿಂಹಸ್ವಾಮಿ ಬರೆದರು.| ಓದಿದೆವು.
kk: Проф. Ахметов келді.| Ол отырды. ¶ Абай көш. 5 үйде тұрады.| Иә. ¶ Нан, сүт т.б. бар.| Бұл жақсы. ¶ А. Құнанбаев жазды.| Біз оқыдық. ¶ «Қайда?» — деді ол.| Мұнда.
km: ខ្ញុំទៅ។| គាត់មក។ ¶ អ្នកនៅឯណា?| នៅទីនេះ។ ¶ ទិញបាយ ទឹក ។ល។| ល្អ។ ¶ ឆ្នាំ ៥ គ.ស. ២០០០ បានមក។| ល្អ។ ¶ ល្អណាស់!| អរគុណ។
ko: 김 박사가 왔다.| 그는 앉았다. ¶ 어디 있어요?| 여기요. ¶ 2024. 3. 5. 오후에 만나요.| 네. ¶ 값은 3.5원이다.| 싸다. ¶ “가자.”| 그가 말했다.
ky: Проф. Асанов келди.| Ал отурду. ¶ Нан, сүт ж.б. бар.| Бул жакшы. ¶ Ч. Айтматов жазды.| Биз окудук. ¶ Кайда?| Бул жерде. ¶ Манас көч. 5 үйдө жашайт.| Ооба.
lo: ລາວມາ.| ຂ້ອຍໄປ. ¶ ດຣ. ສົມສັກ ມາ ¶ ພ.ສ. 2567 ¶ ເຈົ້າຢູ່ໃສ?| ຢູ່ນີ້ ¶ ດີຫຼາຍ!| ຂອບໃຈ
lv: Dr. Bērziņš un prof. Kalniņš ir šeit.| Viņi gaida. ¶ Dzimis 3. maijā 1950. gadā. ¶ Skat. 12. lpp.| Paldies. ¶ Nopērc piem. maizi.| Tas ir viss. ¶ Maize, piens utt.| Tas der. ¶ Dzīvo Brīvības iel. 5.| Jā.
ln: Dr. Mbuyi ayei.| Ye afandi. ¶ M. Kabila azali awa.| Biso tozali. ¶ Tala p. 5.| Matondi. ¶ Ozali wapi?| Awa. ¶ Mme. Lokwa akei.| Te.
lt: Dr. Petraitis ir prof. Kazlauskas čia.| Jie laukia. ¶ Gyvena Gedimino pr. 5.| Taip. ¶ Žr. 12 psl. ir kt. knygas.| Ačiū. ¶ Pirk pvz. duonos.| Tai viskas. ¶ Duona, pienas ir t. t.| Tai gerai.
luo: Dr. Odhiambo osebiro.| En ka. ¶ Mr. Otieno ni ka.| Wan warito. ¶ Ne p. 5.| Erokamano. ¶ In kanye?| Ka. ¶ Prof. Ogot ondiko.| Ee.
lb: Den Här Dr. Weber ass do.| Hien waart. ¶ Hien ass den 3. Mee komm.| Et war kal. ¶ Kuckt S. 12.| Merci. ¶ D’Mme. Muller kënnt.| Si ass do. ¶ Brout, Kéis asw.| Dat ass alles.
mk: Проф. Петров дојде.| Тој седна. ¶ Живее на ул. Македонија 5.| Да. ¶ Види стр. 12.| Благодарам. ¶ Купи леб, на пр. црн.| Тоа е сè. ¶ Д-р Илиев е тука.| Ние чекаме.
ms: En. Ahmad dan Pn. Siti ada di sini.| Mereka menunggu. ¶ Tinggal di Jln. Ampang.| Ya. ¶ Lihat hlm. 12.| Terima kasih. ¶ Dr. Lim datang.| Dia gembira. ¶ Roti, susu dll.| Itu saja.
ml: ഡോ. ശിവൻ വന്നു.| അദ്ദേഹം ഇരുന്നു. ¶ പ്രൊ. കെ.പി. മോഹനൻ പറഞ്ഞു.| ശരി. ¶ നിങ്ങൾ എവിടെ?| ഇവിടെ. ¶ പേ. 5 നോക്കൂ.| നന്ദി. ¶ ശ്രീ. നായർ പോയി.| നല്ലത്.
mt: Is-Sur. Borg u Dr. Vella qegħdin hawn.| Huma jistennew. ¶ Ara p. 12.| Grazzi. ¶ Fejn int?| Hawn. ¶ Ħobż, ħalib eċċ.| Dan kollox. ¶ Prof. Zammit ġie.| Hu hawn.
mi: Kei konei a Dr. Ngata.| Ko ia tērā. ¶ Ko Mr. Parata tēnei.| Ka pai. ¶ Tirohia te wh. 5.| Kia ora. ¶ Kei hea koe?| Kei konei. ¶ Ko Prof. Mead tēnei.| Āe.
mr: डॉ. कुलकर्णी आले.| ते बसले. ¶ श्री. जोशी गेले.| बरे झाले. ¶ तुम्ही कुठे आहात?| मी येथे आहे. ¶ पृ. ५ पाहा.| धन्यवाद. ¶ पु. ल. देशपांडे लिहीत.| आम्ही वाचत होतो. ¶ बी. आर. आंबेडकर आले.| सर्व उठले.
mn: Проф. Бат ирлээ.| Тэр суув. ¶ Ц. Дамдинсүрэн бичсэн.| Бид уншсан. ¶ Хаана байна?| Энд. ¶ Талх, сүү г.м. бий.| Энэ сайн. ¶ Х. 5 үзнэ үү.| Баярлалаа.
ne: डा. शर्मा आउनुभयो।| उहाँ बस्नुभयो। ¶ श्री. थापा जानुभयो।| ठीक छ। ¶ तपाईं कहाँ हुनुहुन्छ?| म यहाँ छु। ¶ वि.सं. २०८० मा भयो।| हो। ¶ पृ. ५ हेर्नुहोस्।| धन्यवाद।
nso: Moh. Sekgobela o fihlile.| Yena o dutše. ¶ Mna. Maake o mo.| Re letile. ¶ Bona letl. 5.| Ke a leboga. ¶ O kae?| Fa. ¶ Dr. Mphahlele o ngwadile.| Ee.
nb: Møtet starter kl. 9.| Kom nå. ¶ Hr. Hansen og fru Berg venter.| De er her. ¶ Se s. 12.| Takk. ¶ Han kom 3. mai 2024.| Det var kaldt. ¶ Kjøp f.eks. brød.| Det er nok. ¶ Han bor i Storgt. 5.| Hun ikke.
ny: Dr. Banda wabwera.| Iye ali pano. ¶ Mr. Phiri ali pano.| Ife tikudikira. ¶ Onani p. 5.| Zikomo. ¶ Muli kuti?| Pano. ¶ Prof. Chirwa wafika.| Inde.
oc: Lo Sr. Pons es aicí.| Eles espèran. ¶ Lo Dr. Vidal ven.| Plan. ¶ Veire p. 12.| Mercés. ¶ Ont siás?| Aicí. ¶ La Sra. Mas es aicí.| Ela espèra.
or: ଡା. ଦାସ ଆସିଲେ।| ସେ ବସିଲେ। ¶ ଶ୍ରୀ. ପଣ୍ଡା ଗଲେ।| ଭଲ। ¶ ଆପଣ କେଉଁଠି?| ମୁଁ ଏଠି। ¶ ପୃ. ୫ ଦେଖନ୍ତୁ।| ଧନ୍ୟବାଦ। ¶ ଭଲ!| ଆସନ୍ତୁ।
om: Ob. Tolasaa dhufe.| Inni taa’e. ¶ Dr. Gammachuu as jira.| Nuti eegna. ¶ F. 5 ilaali.| Galatoomi. ¶ Eessa jirta?| As. ¶ Add. Caaltuun dhufte.| Isheen teesse.
ps: ډاکټر احمد راغی.| هغه کېناست. ¶ ته چېرته يې؟| دلته يم. ¶ م. کریم لاړ.| ښه. ¶ بيه 2.5 ده.| ډېره ده. ¶ ص. 5 وګوره.| مننه.
fa: د. احمدی آمد.| او نشست. ¶ کجایی؟| اینجا هستم. ¶ ص. 5 را ببین.| ممنون. ¶ قیمت 2.5 است.| گران است. ¶ م. آزاد نوشت.| خواندیم.
pl: Prof. dr hab. Nowak i mgr inż. Kot są tu.| Oni czekają. ¶ Mieszka przy ul. Długiej 5.| Tak. ¶ Zob. s. 12 i rys. 3.| Dziękuję. ¶ Kup np. chleb.| To wystarczy. ¶ Chleb, mleko itd.| To wszystko. ¶ Urodził się w 1950 r. w Łodzi.| Był mały. ¶ Kosztuje 5 tys. zł.| To dużo.
pt: O Sr. Silva e a Sra. Costa estão aqui.| Eles esperam. ¶ Veja a pág. 12.| Obrigado. ¶ A Profa. Lima mora na Av. Brasil 5.| Sim. ¶ O Eng. Reis chegou.| Ele sentou. ¶ Pão, leite etc.| É tudo. ¶ Capacidade máx. 10.| Cuidado.
pa: ਡਾ. ਸਿੰਘ ਆਏ।| ਉਹ ਬੈਠੇ। ¶ ਸ. ਗਿੱਲ ਗਏ।| ਠੀਕ ਹੈ। ¶ ਤੁਸੀਂ ਕਿੱਥੇ ਹੋ?| ਮੈਂ ਇੱਥੇ ਹਾਂ। ¶ ਪੰ. 5 ਵੇਖੋ।| ਧੰਨਵਾਦ। ¶ ਪ੍ਰੋ. ਕੌਰ ਆਏ।| ਚੰਗਾ।
ro: Dl. Popescu și dna. Ionescu sunt aici.| Ei așteaptă. ¶ Locuiește pe str. Mare 5.| Da. ¶ Vezi pag. 12.| Mulțumesc. ¶ Cumpără de ex. pâine.| Este destul. ¶ Pâine, lapte etc.| Este tot. ¶ Sf. Nicolae vine.| El aduce daruri.
ru: Г-н Иванов и проф. Петров здесь.| Они ждут. ¶ Живёт на ул. Мира, д. 5.| Да. ¶ См. с. 12 и рис. 3.| Спасибо. ¶ А. С. Пушкин писал.| Мы читаем. ¶ Хлеб, соль и т. д.| Всё. ¶ Площадь 5 кв. м.| Это мало. ¶ — Куда? — спросил он.| Она ушла. ¶ Цена 5 тыс. руб.| Это много.
sr: Проф. Петровић је ту.| Он чека. ¶ Рођен је 3. маја 1950.| Био је мали. ¶ Станује у ул. Кнеза Милоша 5.| Да. ¶ Види стр. 12.| Хвала. ¶ Др Јовић купи нпр. хлеб.| То је све. ¶ Dr. Jović i prof. Petrović čekaju.| Oni su tu.
sn: Dr. Moyo asvika.| Iye ari pano. ¶ Mai. Chipo vari pano.| Isu takamirira. ¶ Ona p. 5.| Ndatenda. ¶ Uri kupi?| Pano. ¶ Prof. Ncube auya.| Hongu.
sd: ڊاڪٽر احمد آيو۔| هو ويٺو۔ ¶ توهان ڪٿي آهيو؟| مان هتي آهيان۔ ¶ م. علي ويو۔| ٺيڪ آهي۔ ¶ ص. 5 ڏسو۔| مهرباني۔ ¶ قيمت 2.5 آهي۔| گهڻي آهي۔
sk: Ing. Novák a MUDr. Malá prišli.| Sedia tu. ¶ Narodil sa 3. mája 1950.| Bol malý. ¶ Býva na ul. Dlhá 5.| Áno. ¶ Pozri str. 12 a obr. 3.| Vďaka. ¶ Kúp napr. chlieb.| To stačí. ¶ Sv. Peter prišiel.| On je tu.
sl: Dr. Novak in prof. Kos sta tu.| Oni čakajo. ¶ Rojen je 3. maja 1950.| Bil je majhen. ¶ Stanuje na ul. Heroja 5.| Da. ¶ Glej str. 12.| Hvala. ¶ Kupi npr. kruh.| To je vse. ¶ Ga. Zupan je tu.| Ona čaka.
so: Dr. Cali wuu yimid.| Wuu fadhiistay. ¶ Md. Faarax waa halkan.| Waxay sugaan. ¶ Eeg p. 5.| Mahadsanid. ¶ Xaggee joogtaa?| Halkan. ¶ Prof. Samatar ayaa yimid.| Haa.
ckb: د. ئازاد هات.| ئەو دانیشت. ¶ لە کوێیت؟| لێرەم. ¶ م. کەریم ڕۆیشت.| باشە. ¶ نرخی 2.5 دینارە.| زۆرە. ¶ بڕوانە ص. 5 ی کتێب.| سوپاس.
es: El Lic. Pérez y el Gral. Gómez llegaron.| Están aquí. ¶ Plazas: máx. 10.| Gracias. ¶ Vive en EE. UU. desde 2010.| Es feliz. ¶ Hacía 40 °C.| Luego llovió. ¶ Nació en Ago. 1984 en Lima.| Murió ayer. ¶ La Dra. Ruiz vive en la Av. Sol 5.| Sí. ¶ Ver pág. 12 y fig. 3.| Gracias. ¶ Pan, vino, etc.| Eso es todo. ¶ ¿Qué?| ¡No!
sw: Bw. Juma na Bi. Asha walikuja.| Wao ni wazuri. ¶ Dkt. Mrema yupo.| Yeye ni daktari. ¶ Tazama uk. 12.| Asante. ¶ Mhe. Rais alisema k.m. leo.| Sisi tulisikia. ¶ Uko wapi?| Hapa.
sv: Vi ses kl. 10.| Kom då. ¶ Hr. Berg och dr. Lund väntar.| De är här. ¶ Se s. 12.| Tack. ¶ Köp t.ex. bröd.| Det räcker. ¶ Det tar ca. 5 min.| Vi väntar. ¶ Bröd, ost m.m.| Det är allt. ¶ Den s.k. Lagen gäller.| Han vet.
tg: Проф. Раҳимов омад.| Ӯ нишаст. ¶ Дар куҷоӣ?| Инҷо. ¶ С. Айнӣ навишт.| Мо хондем. ¶ Нигаред ба с. 12.| Раҳмат. ¶ Акад. Ғафуров гуфт.| Он рост аст.
ta: திரு. குமார் சென்றார்.| அவர் வந்தார். ¶ டாக். ராஜன் வந்தார்.| நல்லது. ¶ எம். ஜி. ஆர். நடித்தார்.| பார்த்தோம். ¶ நீங்கள் எங்கே?| இங்கே. ¶ பக். 5 பார்க்க.| நன்றி.
te: డా. రావు వచ్చారు.| ఆయన కూర్చున్నారు. ¶ శ్రీ. రెడ్డి వెళ్ళారు.| సరే. ¶ ఎన్. టి. ఆర్. నటించారు.| చూశాం. ¶ మీరు ఎక్కడ?| ఇక్కడ. ¶ పే. 5 చూడండి.| ధన్యవాదాలు.
th: ดร. สมชาย มาแล้ว ¶ พ.ศ. 2567 เป็นปีนี้ ¶ น.ส. สุดา อยู่ที่นี่ ¶ ไปไหน?| ที่นี่ ¶ ดีมาก!| ขอบคุณ
tr: Prof. Dr. Yılmaz ve Av. Kaya geldi.| Onlar bekliyor. ¶ Atatürk Cad. No. 5 burada.| Evet. ¶ Bkz. s. 12.| Teşekkürler. ¶ Örn. ekmek al.| Bu yeter. ¶ 3. Selim geldi.| O bekledi. ¶ Ekmek, süt vb. al.| Bu kadar.
uk: Проф. Іваненко та акад. Бойко тут.| Вони чекають. ¶ Живе на вул. Шевченка, буд. 5.| Так. ¶ Див. с. 12.| Дякую. ¶ Т. Г. Шевченко писав.| Ми читаємо. ¶ Це коштує 5 тис. грн.| Це багато. ¶ Подія у 2024 р. в м. Львів.| Він був там.
umb: Dr. Chivukuvuku weya.| Eye okasi palo. ¶ Sr. Savimbi okasi palo.| Etu tukevelela. ¶ Tala pág. 5.| Ndapandula. ¶ Okasi pi?| Palo. ¶ Sra. Ngueve wenda.| Ocili.
ur: ڈاکٹر احمد آئے۔| وہ بیٹھ گئے۔ ¶ آپ کہاں ہیں؟| میں یہاں ہوں۔ ¶ م. علی گئے۔| ٹھیک ہے۔ ¶ ص. 5 دیکھیں۔| شکریہ۔ ¶ قیمت 2.5 ہے۔| زیادہ ہے۔
uz: Prof. Karimov keldi.| U o‘tirdi. ¶ A. Navoiy yozgan.| Biz o‘qidik. ¶ Qayerdasan?| Shu yerda. ¶ Non, sut va h.k. bor.| Bu yaxshi. ¶ Akad. Qori keldi.| U gapirdi.
vi: TS. Nguyễn Văn A ở TP. Hồ Chí Minh.| Ông đi. ¶ GS. Trần và ThS. Lê đến.| Họ ngồi. ¶ Xem tr. 12.| Cảm ơn. ¶ Ở Q. Ba có PGS. Mai.| Cô ấy chờ. ¶ Bạn ở đâu?| Ở đây.
cy: Mae Dr. Jones a Mrs. Evans yma.| Mae hi yma. ¶ Gweler t. 12.| Diolch. ¶ Y Parch. Rees a ddaeth.| Roedd ef yma. ¶ Ble wyt ti?| Yma. ¶ Bara, llaeth ayyb. yma.| Mae’n ddigon.
wo: Dr. Diop ñëw na.| Moom la. ¶ M. Fall nii.| Ñoom lañu. ¶ Xool p. 5.| Jërëjëf. ¶ Fan nga nekk?| Fii. ¶ Mme. Ndiaye dem na.| Waaw.
xh: UGqr. Mda ufikile.| Yena ulapha. ¶ Mnu. Zulu ulapha.| Thina silindile. ¶ Jonga p. 5.| Enkosi. ¶ Uphi?| Apha. ¶ Prof. Jordan wabhala.| Ewe.
yo: Dr. Adéwálé ti dé.| Ó wà níbí. ¶ Ọ̀gb. Òjó wà níbí.| A ń dúró. ¶ Wo ojú 5.| Ẹ ṣé. ¶ Níbo lo wà?| Níbí. ¶ Prof. Ṣóyínká kọ ọ́.| Bẹ́ẹ̀ni.
zu: UDkt. Zungu ufikile.| Yena ulapha. ¶ Mnu. Dube ulapha.| Thina silindile. ¶ Bona p. 5.| Ngiyabonga. ¶ Ukuphi?| Lapha. ¶ Prof. Nyembezi wabhala.| Yebo.
`;

const cases = rows
  .trim()
  .split('\n')
  .map((row) => {
    const [, tag = '', texts = ''] = /^([\w-]+): (.*)$/u.exec(row) ?? [];
    return [tag, texts.split(' ¶ ')] as const;
  });

it('are all there', () => {
  expect(cases.map(([tag]) => tag).sort()).toEqual(languages.map(({ tag }) => tag).sort());
  for (const [, texts] of cases) expect(texts.length).toBeGreaterThanOrEqual(5);
});

describe('sentences of', () => {
  it.each(cases)('%s', (tag, texts) => {
    const expected = texts.map((text) => text.split('|').map((sentence) => sentence.trim()));
    expect(texts.map((text) => sentencesOf(text.replaceAll('|', ''), tag))).toEqual(expected);
  });
});
