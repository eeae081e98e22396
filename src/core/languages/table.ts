/** One of the 102 FLORES-101 variants: 101 languages, Chinese in two scripts. */
export interface Language {
  /** FLORES-101 id, e.g. `zho_simpl`: the stable key in storage and in model metadata. */
  readonly code: string;
  /** BCP-47 tag, canonical as `Intl` writes it: `zh-Hans`, `fil`, `az`. For `lang` attributes. */
  readonly tag: string;
  /** Name in English prompts. The model was trained on exactly these, so never take Intl's. */
  readonly englishName: string;
  /** Name in Chinese prompts. */
  readonly chineseName: string;
  /** The language's name for itself. */
  readonly autonym: string;
  /** ISO 15924, e.g. `Latn`, `Hans`, `Jpan`. */
  readonly script: string;
  readonly direction: 'ltr' | 'rtl';
}

/*
 * code | tag | English name | Chinese name | autonym | script Codes: FLORES-101. English names: those of
 * BayLing's authors. Chinese names and autonyms follow CLDR, corrected by hand where CLDR names a single
 * dialect or no language at all.
 */
const rows = `
afr|af|Afrikaans|南非荷兰语|Afrikaans|Latn
amh|am|Amharic|阿姆哈拉语|አማርኛ|Ethi
ara|ar|Arabic|阿拉伯语|العربية|Arab
hye|hy|Armenian|亚美尼亚语|հայերեն|Armn
asm|as|Assamese|阿萨姆语|অসমীয়া|Beng
ast|ast|Asturian|阿斯图里亚斯语|asturianu|Latn
azj|az|Azerbaijani|阿塞拜疆语|azərbaycan dili|Latn
bel|be|Belarusian|白俄罗斯语|беларуская|Cyrl
ben|bn|Bengali|孟加拉语|বাংলা|Beng
bos|bs|Bosnian|波斯尼亚语|bosanski|Latn
bul|bg|Bulgarian|保加利亚语|български|Cyrl
mya|my|Burmese|缅甸语|မြန်မာ|Mymr
cat|ca|Catalan|加泰罗尼亚语|català|Latn
ceb|ceb|Cebuano|宿务语|Cebuano|Latn
zho_simpl|zh-Hans|Chinese|中文|简体中文|Hans
zho_trad|zh-Hant|Traditional Chinese|繁体中文|繁體中文|Hant
hrv|hr|Croatian|克罗地亚语|hrvatski|Latn
ces|cs|Czech|捷克语|čeština|Latn
dan|da|Danish|丹麦语|dansk|Latn
nld|nl|Dutch|荷兰语|Nederlands|Latn
eng|en|English|英语|English|Latn
est|et|Estonian|爱沙尼亚语|eesti|Latn
tgl|fil|Filipino|菲律宾语|Filipino|Latn
fin|fi|Finnish|芬兰语|suomi|Latn
fra|fr|French|法语|français|Latn
ful|ff|Fulah|富拉语|Fulfulde|Latn
glg|gl|Galician|加利西亚语|galego|Latn
lug|lg|Ganda|卢干达语|Luganda|Latn
kat|ka|Georgian|格鲁吉亚语|ქართული|Geor
deu|de|German|德语|Deutsch|Latn
ell|el|Greek|希腊语|Ελληνικά|Grek
guj|gu|Gujarati|古吉拉特语|ગુજરાતી|Gujr
hau|ha|Hausa|豪萨语|Hausa|Latn
heb|he|Hebrew|希伯来语|עברית|Hebr
hin|hi|Hindi|印地语|हिन्दी|Deva
hun|hu|Hungarian|匈牙利语|magyar|Latn
isl|is|Icelandic|冰岛语|íslenska|Latn
ibo|ig|Igbo|伊博语|Igbo|Latn
ind|id|Indonesian|印度尼西亚语|Bahasa Indonesia|Latn
gle|ga|Irish|爱尔兰语|Gaeilge|Latn
ita|it|Italian|意大利语|italiano|Latn
jpn|ja|Japanese|日语|日本語|Jpan
jav|jv|Javanese|爪哇语|Basa Jawa|Latn
kea|kea|Kabuverdianu|佛得角克里奥尔语|kabuverdianu|Latn
kam|kam|Kamba|坎巴语|Kikamba|Latn
kan|kn|Kannada|卡纳达语|ಕನ್ನಡ|Knda
kaz|kk|Kazakh|哈萨克语|қазақ тілі|Cyrl
khm|km|Khmer|高棉语|ខ្មែរ|Khmr
kor|ko|Korean|韩语|한국어|Kore
kir|ky|Kyrgyz|吉尔吉斯语|кыргызча|Cyrl
lao|lo|Lao|老挝语|ລາວ|Laoo
lav|lv|Latvian|拉脱维亚语|latviešu|Latn
lin|ln|Lingala|林加拉语|lingála|Latn
lit|lt|Lithuanian|立陶宛语|lietuvių|Latn
luo|luo|Luo|卢奥语|Dholuo|Latn
ltz|lb|Luxembourgish|卢森堡语|Lëtzebuergesch|Latn
mkd|mk|Macedonian|马其顿语|македонски|Cyrl
msa|ms|Malay|马来语|Bahasa Melayu|Latn
mal|ml|Malayalam|马拉雅拉姆语|മലയാളം|Mlym
mlt|mt|Maltese|马耳他语|Malti|Latn
mri|mi|Maori|毛利语|Māori|Latn
mar|mr|Marathi|马拉地语|मराठी|Deva
mon|mn|Mongolian|蒙古语|монгол|Cyrl
npi|ne|Nepali|尼泊尔语|नेपाली|Deva
nso|nso|Northern Sotho|北索托语|Sesotho sa Leboa|Latn
nob|nb|Norwegian|挪威语|norsk bokmål|Latn
nya|ny|Nyanja|齐切瓦语|Chichewa|Latn
oci|oc|Occitan|奥克语|occitan|Latn
ory|or|Oriya|奥里亚语|ଓଡ଼ିଆ|Orya
orm|om|Oromo|奥罗莫语|Afaan Oromoo|Latn
pus|ps|Pashto|普什图语|پښتو|Arab
fas|fa|Persian|波斯语|فارسی|Arab
pol|pl|Polish|波兰语|polski|Latn
por|pt|Portuguese|葡萄牙语|português|Latn
pan|pa|Punjabi|旁遮普语|ਪੰਜਾਬੀ|Guru
ron|ro|Romanian|罗马尼亚语|română|Latn
rus|ru|Russian|俄语|русский|Cyrl
srp|sr|Serbian|塞尔维亚语|српски|Cyrl
sna|sn|Shona|绍纳语|chiShona|Latn
snd|sd|Sindhi|信德语|سنڌي|Arab
slk|sk|Slovak|斯洛伐克语|slovenčina|Latn
slv|sl|Slovenian|斯洛文尼亚语|slovenščina|Latn
som|so|Somali|索马里语|Soomaali|Latn
ckb|ckb|Sorani Kurdish|中库尔德语|کوردیی ناوەندی|Arab
spa|es|Spanish|西班牙语|español|Latn
swh|sw|Swahili|斯瓦希里语|Kiswahili|Latn
swe|sv|Swedish|瑞典语|svenska|Latn
tgk|tg|Tajik|塔吉克语|тоҷикӣ|Cyrl
tam|ta|Tamil|泰米尔语|தமிழ்|Taml
tel|te|Telugu|泰卢固语|తెలుగు|Telu
tha|th|Thai|泰语|ไทย|Thai
tur|tr|Turkish|土耳其语|Türkçe|Latn
ukr|uk|Ukrainian|乌克兰语|українська|Cyrl
umb|umb|Umbundu|翁本杜语|Umbundu|Latn
urd|ur|Urdu|乌尔都语|اردو|Arab
uzb|uz|Uzbek|乌兹别克语|oʻzbekcha|Latn
vie|vi|Vietnamese|越南语|Tiếng Việt|Latn
cym|cy|Welsh|威尔士语|Cymraeg|Latn
wol|wo|Wolof|沃洛夫语|Wolof|Latn
xho|xh|Xhosa|科萨语|isiXhosa|Latn
yor|yo|Yoruba|约鲁巴语|Èdè Yorùbá|Latn
zul|zu|Zulu|祖鲁语|isiZulu|Latn`;

const rightToLeft = new Set(['Arab', 'Hebr']);

/** All 102, ordered by English name (Chinese before Traditional Chinese). */
export const languages: readonly Language[] = rows
  .trim()
  .split('\n')
  .map((row) => {
    const [code = '', tag = '', englishName = '', chineseName = '', autonym = '', script = ''] =
      row.split('|');
    const direction = rightToLeft.has(script) ? 'rtl' : 'ltr';
    return { code, tag, englishName, chineseName, autonym, script, direction };
  });
