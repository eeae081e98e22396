import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../testing/text/sentences';

/*
 * The kinds of stops that are easily misread: a row a language, `¶` between its texts, a bar at the end of
 * each sentence but the last. All are in our own words.
 */
const kinds: Readonly<Record<string, string>> = {
  'titles before names': `
de: Frau Dr. med. Anna Weber hat Sprechstunde.| Bitte anrufen. ¶ Dipl.-Ing. Peter Maier prüft das. ¶ Der Rechtsanwalt Dr. jur. Kurz spricht.| Ruhe bitte. ¶ Das Angebot von Prof. Dr. Dr. h.c. Klein gilt.| Danke. ¶ Fa. Müller liefert an St. Georg.| Gut.
fr: Jules César meurt en 44 av. J.-C. à Rome. ¶ Rendez-vous av. Foch à midi.| Merci. ¶ Le Pr. Durand soigne St. Louis.| Bien. ¶ Mmes. Petit et Roux arrivent.| Bien.
vi: TS. Nguyễn Văn A ở TP. Hồ Chí Minh.| Ông đi. ¶ ThS. Lê Lan dạy ở ĐH. Huế.| Cô ấy giỏi. ¶ Đ/c. Nam ở P. Bến Nghé, Q. 1.| Tốt.
id: Bpk. Joko tinggal di Jl. Sudirman.| Ya. ¶ Sdr. Budi dan Ny. Ani datang.| Mereka senang. ¶ Ir. Hadi di Gg. Mawar.| Ya.
es: El Lic. Pérez y el Gral. Gómez llegaron. ¶ La Arq. Mora y el Cnel. Vega hablan.| Bien. ¶ Vive en la Avda. Goya con D. Luis.| Bien.
it: Egr. Sig. Rossi, buongiorno. ¶ Gent.ma Dott.ssa Bianchi, grazie.| Saluti. ¶ Il Rag. Neri vive in V.le Europa.| Bene.
ta: திரு. குமார் சென்றார். ¶ செல்வி. மீனா வந்தார்.| நன்றி. ¶ பேரா. அருணன் பேசினார்.| நல்லது.
bg: Живея на ул. Витоша 5.| Да. ¶ Бул. Васил Левски е тук.| Добре. ¶ Инж. Колев живее в жк. Люлин.| Да.
sw: Bw. Juma na Bi. Asha walikuja. ¶ Dkt. Salim na Prof. Mbele walifika.| Karibu. ¶ Mch. Petro yuko.| Ndiyo.
pl: Ks. Jan i inż. Lis są tu.| Witaj. ¶ Mieszka na os. Zielonym i pl. Wolności.| Tak.
pt: O Pe. António e o Cel. Dias vieram.| Bom. ¶ A Dra. Reis e o Eng. Luz falam.| Bom.
ru: Акад. Павлов жил на просп. Мира.| Он умер. ¶ Проф. Орлов и д-р Соколов тут.| Да.
uk: Інж. Коваль живе на просп. Миру.| Він тут. ¶ Акад. Патон жив у м. Київ.| Він помер.
nl: Mr. dr. Vos en Ds. Kok komen.| Goed. ¶ Ir. Bos en mw. Mol wachten.| Goed.
en: Lt. Gov. Adams and Sgt. Pepper spoke.| Nobody listened. ¶ Mt. Everest and Ft. Worth are far.| St. Louis is near. ¶ Pvt. Ryan and Cpl. Jones left.| Ok. ¶ He met Sen. Warren in Washington, D.C.| She spoke.
hi: प्रो. गुप्ता और सुश्री. राव आए।| वे बैठे।
cs: JUDr. Mgr. Dvořák přišel.| Sedí. ¶ Sv. Jan a p. Novák jsou tu.| Ano.
hu: Özv. Kiss Pálné és ifj. Kiss Pál itt van.| Jó.
tr: Doç. Dr. Ak ve Öğr. Gör. Su geldi.| İyi.
ro: Ing. Radu și av. Pop au venit.| Bine.
el: Η Δις. Μαρία και ο Κος. Νίκος ήρθαν.| Καλά.
zu: UDkt. Zungu noMnu. Dube bafikile.| Yebo.
--: Frau Dr. med. Anna Weber kommt.| Bitte warten. ¶ Il meurt en 44 av. J.-C. à Rome. ¶ TS. Nguyễn Văn A ở TP. Huế.| Ông đi. ¶ El Lic. Pérez llegó.| Él come. ¶ Живея на ул. Витоша 5.| Да. ¶ הוא הגיע.| הוא ישב.`,

  'abbreviations that bind a number': `
sv: Vi ses kl. 10. ¶ Öppet t.o.m. kl. 18.
da: Mødet starter kl. 9. ¶ Se kap. 3.| Tak.
nb: Åpent fra kl. 10.| Velkommen.
en: Max. 5 MB per file. ¶ Min. 3 GB RAM. ¶ See sec. 4.| Then stop. ¶ Tel. 555 1234. ¶ Vol. II is out.| Read it. ¶ Fig. 3A shows it.| Ok. ¶ The bus is no. 5.| Take it.
es: Plazas: máx. 10. ¶ Mín. 3 GB.| Máx. 10. ¶ Véase el cap. 4.| Gracias.
de: Max. 10 Personen. ¶ Bitte lesen Sie Kap. 3.| Danke. ¶ Treffen um 9 Uhr, Zi. 12. ¶ Hauptstr. 5.| Gut.
fr: Voir chap. 3.| Merci. ¶ Env. 20 personnes. ¶ Art. L. 121-3 du Code.| Voilà.
it: Max. 5 MB per file. ¶ Vedi cap. 3.| Grazie.
pt: Máx. 5 MB por arquivo. ¶ Nasceu em 5 de jan. de 1990.| Morreu ontem.
nl: Max. 5 MB.| Zie blz. 3.
pl: Maks. 5 GB. ¶ Zob. rozdz. 3.| Tak.
cs: Max. 5 MB. ¶ Viz kap. 3.| Ano.
fi: Klo 10.| Nähdään. ¶ Enint. 5 Mt.
ru: Макс. 5 МБ на файл. ¶ Пл. 50 кв. м. ¶ См. гл. 3.| Да.
uk: Макс. 5 МБ. ¶ Див. розд. 3.| Так.
id: Maks. 5 MB. ¶ Lihat hlm. 3.| Ya.
hu: Max. 5 MB. ¶ A 21. század elején.| Jó.
tr: Maks. 5 MB. ¶ Bkz. s. 3.| Evet.
--: Vi ses kl. 10. ¶ Max. 5 MB per file. ¶ Plazas: máx. 10. ¶ It happened in Dec. 2020.| Nobody knew.`,

  'words that are abbreviations elsewhere': `
--: Turn it on.| The light works. ¶ Turn it on.| Lights work. ¶ Call me.| I am home. ¶ Ich weiß es.| Er geht. ¶ I am ill.| He is well. ¶ He is ill.| Doctors came. ¶ Das ist gut so.| Anna weiß es. ¶ Das mag ich.| Peter nicht. ¶ Kom med.| Vi går. ¶ I like art.| She likes sport. ¶ Look at the sun.| It is bright. ¶ He sat.| She stood. ¶ Sit on the mat.| Cats do. ¶ She said no.| He agreed. ¶ Non lo so.| Marco sì. ¶ Il est là.| Elle part. ¶ Ella lo ve.| Él no. ¶ Voy a por pan.| María no. ¶ O livro é bom.| Ana gosta. ¶ Ik ga mee.| Jan ook. ¶ To jest on.| Anna wie. ¶ Ona je doma.| Petr taky. ¶ Он ел рис.| Маша пила чай. ¶ Он сказал нет.| Она ушла. ¶ Dia ada di sini.| Budi pergi. ¶ He got an A.| She got a B. ¶ It was fun.| Everyone laughed. ¶ I can do it for you.| Bob can too.
en: Turn it on.| The light works. ¶ The answer is no.| Try again. ¶ We sat in the sun.| Birds sang. ¶ Put it in.| Push it.
de: Ich weiß es.| Er geht. ¶ Ich mag.| Peter nicht.
fr: Il a bu le thé.| Marie aussi.
es: Se fue a por el pan.| Ana espera.
sv: Följ med.| Vi går.`,

  'abbreviations that end a sentence': `
en: He moved to the U.K.| Nobody knew. ¶ She works for the U.S. Senate.| He does not. ¶ She left Acme Inc.| It was old. ¶ They sold Smith & Co.| They were rich. ¶ Meet me at 5 a.m.| Don’t be late. ¶ He left at 5 p.m.| Trains were late. ¶ He left at 5 p.m. EST.| She stayed. ¶ At 10 a.m. Dr. Lee came.| He left at 11 a.m.| Mrs. Lee stayed. ¶ He earned a Ph.D.| Students cheered. ¶ We need eggs, milk, etc.| Anna buys them. ¶ The meeting is on Downing St.| Be there. ¶ That was in 44 B.C.| Caesar died.
de: Das sind Äpfel, Birnen usw.| Anna kauft sie. ¶ GmbH & Co. KG ist eine Form. ¶ Er arbeitet bei der Holz GmbH.| Sie nicht.
es: Vive en los EE. UU.| Ella no. ¶ Es de Alfa S.A.| Ella no.
ru: Он родился в 1965 г.| В Москве он учился. ¶ Хлеб, соль и т. д.| Иван ест. ¶ Он живёт в г. Москве.| Да.
sv: Bröd, ost osv.| Anna äter.
pl: Chleb, ser itd.| Anna je.`,

  'units, numbers and marks': `
en: Water boils at 100 °C.| Ice melts at 0 °C. ¶ It weighs 5 kg.| She lifted it. ¶ It is 3 km.| Runners finish. ¶ He drove 90 km/h.| Police stopped him. ¶ The room has 20 m².| Nice. ¶ I scored 9.5.| You scored 8. ¶ 1 + 1 is 2.| 2 + 2 is 4. ¶ Version 2.1.3 is out.| Get it. ¶ She works at Yahoo! and likes it. ¶ He left Yahoo! Research.| She stayed. ¶ The !Kung people live there.| They hunt. ¶ Is this it?| - Yes. ¶ He was born in 1950.| In 1960 he moved.
es: Hacía 40 °C.| Luego llovió. ¶ Iba a 90 km/h.| ¿Quién? ¶ ¡Hola!| ¿Qué tal?
de: Am 1. Januar 2020 begann es.| Am 2. war Ruhe. ¶ Vom 1. -3. Mai. ¶ Siehe S. 12.| Danke.
cs: Bylo jich 12.| Přišli pozdě. ¶ Přišel 3. května.| Byl sám.
ko: 2024. 3. 5. 오후에 만나요.| 네.
th: กทม. เป็นเมืองหลวง`,

  'footnote marks': `
en: The text ends here.[3]| Another begins.[4][5]| Third. ¶ It was so.12| Later it was not. ¶ It was so.¹| Then not. ¶ A gas. [1]| It is light. ¶ Proved.[2–4]| Next. ¶ “Go.”[7]| He went.
fr: Il partit.[3]| Elle resta.
zh-Hans: 他走了。[1]|她来了。
fi: Hän lähti.[3]| Minä jäin.`,

  'lists within a line': `
en: 1.) One thing| 2.) Another thing ¶ 1) One thing.| 2) Another thing.| 3) A third. ¶ a) here| b) there| c) nowhere ¶ 1. First step.| 2. Second step. ¶ 1. The one| 2. The other ¶ • one| • two| • three ¶ • 9. The one| • 10. The other ¶ ⁃ Tea| ⁃ Coffee ¶ i) one| ii) two ¶ Either 1) stay or 2) go. ¶ A. Smith and B. Jones left.| They ran.
de: 1. Mai bis 2. Juni. ¶ 1. Der Hund| 2. Die Katze ¶ a) Tee| b) Kaffee
it: Compra 1)pane 2)sale.
ru: 1) чай| 2) кофе`,

  'quotes and brackets': `
en: He said (it was late. Very late.) and left.| She stayed. ¶ He said: "Go now."| Then he left. ¶ "Why?" she asked.| "Because." ¶ "How many? I don’t know." ¶ “I came. I saw.”| He wrote that. ¶ He quoted "[...] and so on [...]" there.| Good. ¶ Call it [see p. 5. Really] now.| Thanks. ¶ 'Hello.'| 'Hi.' ¶ (See p. 5.)| Next.
de: Er fragte: „Kommst du?“| Ich nickte. ¶ Sie rief „Halt!“ und lief. ¶ »Ja. Nein.«| Dann ging er.
es: Dijo: "Es tarde. [...] ".
fr: Il a dit : « Bonjour.| Ça va ? »| Elle rit.
ru: «Куда? – спросил он. – Уже поздно».| Она ушла.
ja: 彼は「来た。見た。」と言った。|次。
zh-Hans: 他问:"你好吗?"|我说好.`,

  'ellipses and initials': `
en: Well...| He left. ¶ Wait... what?| Nothing. ¶ I thought... I would go. ¶ I never said that....| She left. ¶ It faded . . . .| Nobody saw it. ¶ J. K. Rowling wrote it.| J.R.R. Tolkien too. ¶ You and I.| Did Albert I. Jones come? ¶ He took vitamin C.| It helped.
ru: А. С. Пушкин и Л.Н. Толстой писали.| Мы читаем.
mr: बी. आर. आंबेडकर आले.| सर्व उठले.`,

  'addresses and names of files': `
en: Go to file.txt.| Open it. ¶ Mail a.b@c.org.| Thanks. ¶ See https://a.org/b.html?x=1.| Then go. ¶ Use Node.js.| It works. ¶ It runs at example.com/?Q now.| Good. ¶ Hello world.|Today is fine.| Mr. Bond came.`,

  'markup and smileys': `
en: **Done.**| Next one. ¶ <b>Done.</b>| Next one. ¶ Done.| <em>Next</em> one. ¶ _Why?_| Because. ¶ Sad :( I left.| He stayed. :) ¶ Fine. :)| She left. ¶ Nice!| 😀 ¶ See [the docs](https://a.org/b.html).| Then go.`,

  'dialogue and careless writing': `
en: hello there!| how are you?| fine ¶ Leave me! he cried.| She left. ¶ he was in the kitchen.| she was not.
ru: — Привет! — сказал он.| — Как дела?
es: —¿Sí? —preguntó ella.| —No.
fr: — Oui ! répondit-il.| — Bien.
mr: ते आले.|आम्ही गेलो. ¶ ५ कि.मी अंतर आहे.
ko: 그는 왔다.|그녀는 갔다.
ar: ذهب الرجل.|جلست المرأة.`,

  'stops of other scripts': `
hy: Բարև:| Ես գնում եմ: ¶ Ժամը 10:30 է:| Գնանք: ¶ Նա ասաց. «Արի» և գնաց: ¶ Ո՞վ է:| Ես:
ja: これはペンです．|あれも． ¶ 値段は3．5円です．|高い．
el: Ποιος είσαι;| Ο Νίκος. ¶ «Ποιος είσαι;»| Ο Νίκος.
my: အမေ၊ အဖေ လာသည်။| ကောင်းတယ်။
km: ទិញបាយ ទឹក ។ល។| ល្អ។
am: ደህና፧|ደህና።|እሺ`,
};

function casesOf(table: string): [tag: string, marked: string][] {
  return table
    .trim()
    .split('\n')
    .flatMap((row) => {
      const [, tag = '', texts = ''] = /^([\w-]+): (.*)$/u.exec(row) ?? [];
      return texts.split(' ¶ ').map((text): [string, string] => [tag, text]);
    });
}

describe.each(Object.entries(kinds))('%s', (_, table) => {
  it.each(casesOf(table))('%s: %s', (tag, marked) => {
    const text = marked.replaceAll('|', '');
    const sentences = sentencesOf(text, tag === '--' ? undefined : tag);
    expect(sentences.join('|')).toBe(marked.replace(/\|\s*/g, '|'));
  });
});
