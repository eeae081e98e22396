/** A term, a text, and whether the text has the term in it. */
export interface TermCase {
  readonly tag: string;
  readonly term: string;
  readonly text: string;
  readonly has: boolean;
}

/* tag | term | texts that have it | texts that have not, each text after a `/` */
const rows = `
en|language model|Two language models agree./LANGUAGE MODEL/a language-model/The language  model’s size|a model of language/language, model/languages modelled/the sign language. Model one
en|party|Both parties signed./the party's seat|a partial view/the department
en|make|He is making it.|He mad it up./The maker left.
en|plan|They planned it well.|He plants trees./a plane ticket
en|care|She cared for him.|the cars/a scare
en|car|two cars|take care/a scar/She cared
en|analysis|several analyses|an analyst/paralysis
en|box|three boxes|boxing gloves are worn/an oxbow
en|US|in the US today/the U.S. market|join us/USB stick/a bus
en|IT|our IT department|it is here
en|e-mail|Send an email./E-mails were sent/an e mail|mail me/e.mail
en|email|by e-mail|e, mail
en|C++|written in C++.|written in C/a C# file
en|C|the C language|C++ code/C#
en|.NET|the .NET runtime|a net gain
en|R&D|R&D costs/R & D costs|R, D
en|café|two cafés|cafe
en|résumé|your résumé|we resume now
en|Node.js|Node.js runs it|Node and js
en|child|the children|childish
en|leaf|fallen leaves|he leaves/leaflet
de|Vertrag|die Verträge/des Vertrages/der Arbeitsvertrag/VERTRAG|vertragen/Ertrag/Beitrag
de|künstliche Intelligenz|mit künstlicher Intelligenz/der künstlichen Intelligenz|künstlich. Intelligenz/intelligente Kunst
de|Modell|zwei Sprachmodelle/des Modells|modellieren/Modeltyp
de|Stellung|die Stellungen|eine Bestellung/die Vorstellung
de|Straße|in der STRASSE/die Strassen/Hauptstraße|der Strauß/gestraft
de|Haus|die Häuser/des Hauses|Hausen/er haust dort/Maus
de|Kündigungsfrist|die Kündigungsfristen|die Kündigung/Fristen
fr|cheval|les chevaux|un chevalier/les cheveux
fr|intelligence artificielle|d’intelligence artificielle/l'intelligence artificielle|intelligent artifice
fr|réseau|des réseaux|réserve/un reseau
fr|contrat|Les contrats|contraire/contracter
es|canción|dos canciones|cancelar/una cancion
es|red neuronal|las redes neuronales|redacción neuronal/la red y neuronal
es|lápiz|los lápices|lapidar
es|gato|las gatas|un gatillo
pt|coração|dois corações|corar/coragem
pt|bom|bons dias|bombom
it|libro|i libri|liberi/libreria
it|amico|gli amici degli amichi|amianto
it|rete neurale|reti neurali|retina neurale
ro|contract|contractul/contractele|contracție
nl|huis|de huizen/het ziekenhuis|hui
nl|taal|twee talen|tal/betalen
nl|overeenkomst|de overeenkomsten|overeen
sv|avtal|avtalet/avtalen/anställningsavtal|avta
da|kontrakt|kontrakten/kontrakterne|kontrast
nb|modell|modellene/språkmodellen|model
ru|книга|в книгах/книгу/книг|книжный/книксен
ru|договор|договора/договорами|договорить/разговор
ru|мода|в моде/моды|модем/модель
ru|рынок|на рынке/рынков|рынковать
ru|искусственный интеллект|искусственного интеллекта/искусственным интеллектом|искусственно. Интеллект/искусство интеллекта
ru|ёлка|у елки/ёлок|ел/полка
uk|договір|договір|договорити
uk|мова|мови/мовою/мовами|мовчати/немов
uk|мовна модель|мовної моделі/мовну модель|мовчазна модель
pl|umowa|umowy/umową/umów|umówić/rozumowa
pl|język|języka/językami|języczek
pl|sieć neuronowa|sieci neuronowej/sieć neuronową|siecią i neuronową
pl|książka|książki/książce|księżyc
cs|smlouva|smlouvy/smlouvou/smluv|sluha
cs|jazykový model|jazykového modelu/jazykové modely|jazyk modelu
hr|ugovor|ugovora/ugovorima|govor/dogovor
sr|уговор|уговора/уговорима|говор/договор
bg|договор|договорът/договори|разговор
el|σύμβαση|της σύμβασης/των συμβάσεων/ΣΥΜΒΑΣΗ|συμβατό
el|γλώσσα|οι γλώσσες/της γλώσσας|γλωσσίδι
lt|sutartis|sutarties/sutartį|sutartinė
lv|līgums|līguma/līgumā|līgava
fi|sopimus|sopimuksen/sopimukset/sopimuksessa|sopiva
fi|kieli|kielen/kielissä/kieltä|kiellän/kielo
fi|pankki|pankin/pankissa/pankeille|pankko/panka
fi|katu|kadulla/kadut/katua|kata
fi|malli|kielimallin/mallit/malliin kuulumaton|mall
hu|szerződés|szerződések/szerződésben/szerződést|szer
hu|alma|almák/almát/almával|alom/hatalma
hu|könyv|könyveket/könyvtől|könyvtár/könyök
et|leping|lepingu/lepingud|lepe
tr|kitap|kitaplar/kitabı/kitaplarımızdan|kitabe/kitle
tr|ılık|ILIK/ılıklar|ilik
tr|istanbul|İSTANBUL/İstanbul'da|ISTANBUL
tr|sözleşme|sözleşmeler/sözleşmenin/sözleşmesinde|söz
tr|Kalite|KALİTE/kalitenin|kalıt
az|dil|dillər/dilində|dilənçi
kk|кітап|кітаптар/кітабы|кітапсыз оқу/кіт
ar|عقد|العقد/وبالعقد/عُقُودٌ عقدنا|عقدة النقص عقيدة
ar|شركة|الشركات/شركتنا/للشركة|شرك/مشترك
ar|الذكاء الاصطناعي|بالذكاء الاصطناعي/والذكاء الاصطناعي|ذكي اصطناعي
ar|مدرسة|المدرسة/مدرستهم|درس
he|חוזה|החוזה/ובחוזה/חוזים|חזה/מחזה
he|שלום|בשלום/השלום|שלומית/תשלומים
fa|کتاب|کتاب‌ها/کتابهای/كتاب|کتیبه/حساب
ur|زبان|زبانوں|زبر
hi|लड़का|लड़के/लड़कों|लड़ाई
hi|भाषा|भाषाओं/भाषाएँ|भाषण
hi|घर|घरों|घटना
bn|ভাষা|ভাষার/ভাষাগুলো/ভাষাকে|ভাষণ
ta|மொழி|மொழிகள்/மொழியின்|மொத்தம்
te|భాష|భాషలో/భాషను|భావం
ko|모델|모델을/모델에서는/모델들의|모델링/모둠
ko|책|책이/책은|책상/산책
ko|인공지능|인공지능으로/인공 지능|인공의 지능
ja|モデル|言語モデルを使う/モデルは|モデルナ
ja|東京|東京都に住む/東京へ|
ja|京都|京都に行く|東京都に住む
ja|書く|手紙を書いた/書きます/書かない|書道
ja|契約|契約書を作る/契約した|
ja|スパ|スパに行く|スパイス/スパゲッティ
ja|食べる|食べた/食べます|食堂
zh-Hans|模型|大语言模型很强/这个模型|模具
zh-Hans|京都|我去京都旅行|东京都知事
zh-Hans|服务|和服务|和服很美
zh-Hans|生命|研究生命的起源|
zh-Hans|人|一个人|人工智能/工人
zh-Hans|人工智能|人工智能模型|人工的智能
zh-Hans|AI模型|新的ＡＩ模型/AI 模型|AI的模型
zh-Hans|T恤|一件T恤|一件恤衫
zh-Hant|模型|大語言模型|模具
th|สัญญา|เขาเซ็นสัญญาแล้ว|สัญญาณ
th|ภาษา|เรียนภาษาไทย|
vi|hợp đồng|các hợp đồng mới/HỢP ĐỒNG|họp đông/hợp. Đồng
id|kontrak|kontraknya|kontras
sw|mkataba|mkataba mpya|kitabu
ka|წიგნი|წიგნები/წიგნის|წინა
hy|լեզու|լեզուն/լեզուների|լեզվակ
am|ቋንቋ|የቋንቋው/በቋንቋ|ቋሚ`;

/** One per text. */
export const termCases: readonly TermCase[] = rows
  .trim()
  .split('\n')
  .flatMap((row) => {
    const [tag = '', term = '', yes = '', no = ''] = row.split('|');
    const cases = (texts: string, has: boolean) =>
      texts
        .split('/')
        .filter((text) => text !== '')
        .map((text) => ({ tag, term, text, has }));
    return [...cases(yes, true), ...cases(no, false)];
  });

/**
 * What is not known without a dictionary: verbs that look like nouns, short compounds, vowels that come and go. As
 * `tag|term|text`.
 */
export const knownMistakes: readonly string[] = [
  'cs|smlouva|smluv',
  'de|Haus|Hausen',
  'en|language model|languages modelled',
  'en|leaf|he leaves',
  'nl|huis|het ziekenhuis',
  'nl|huis|hui',
  'tr|kitap|kitabe',
];
