/**
 * Names that people type and that neither the table nor CLDR has: former and colloquial ones, those of
 * dialects, scripts and regions, and names of the language in its own, without its script. By FLORES code.
 */
const rows = `
afr|cape dutch
amh|amarigna|amarinya|ethiopian
ara|modern standard arabic|fusha|al arabiya|egyptian arabic|levantine arabic|maghrebi arabic|moroccan arabic|gulf arabic|saudi arabic|iraqi arabic|msa|阿语|阿文
hye|hayeren|eastern armenian
asm|asamiya|axomiya
ast|bable|asturianu|leonese
azj|azeri|azerbaijani turkish|north azerbaijani
bel|byelorussian|belorussian|white russian|belaruskaya
ben|bangla|bengalese|bangladeshi
bos|serbo-croatian
bul|balgarski
mya|myanmar|myanmar language|myanma bhasa|缅文
cat|valencian|valencià|balear
ceb|bisaya|binisaya|visayan
zho_simpl|mandarin|mandarin chinese|putonghua|guoyu|hanyu|zhongwen|simplified mandarin|simplified|mainland chinese|简中|简体|普通话|国语|汉语|华语|中国话|chinese china|chinese singapore|han
zho_trad|traditional mandarin|taiwanese mandarin|taiwanese|taiwan chinese|hong kong chinese|cantonese|繁中|繁体|繁體|正體中文|正体中文|台灣|台湾|香港|國語|粤语|粵語|chinese taiwan|chinese hong kong
hrv|serbo-croatian
ces|bohemian|cesky|czechia
nld|flemish|vlaams|belgian dutch|hollands|holland|netherlands|荷文
eng|american|american english|british|british english|us english|uk english|australian english|canadian english|indian english|英文
tgl|tagalog|pilipino|他加禄语
fin|suomen kieli|finland
fra|canadian french|belgian french|swiss french|quebecois|québécois|parisian|法文
ful|fula|fulani|fulfulde|pulaar|pular|peul|adlam
glg|gallego|galego-portuguese
lug|luganda|oluganda
kat|kartuli|georgian mkhedruli
deu|austrian|austrian german|swiss german|high german|hochdeutsch|德文
ell|hellenic|modern greek|ellinika|elliniká
heb|ivrit|modern hebrew|israeli
hin|hindustani
isl|iceland
ind|bahasa|bahasa indonesia
gle|gaelic|irish gaelic|erse|gaeilge
jpn|nihongo|nippongo|日文|日本话
jav|basa jawa|jawa
kea|cape verdean creole|cape verdean|kriolu|crioulo|caboverdiano
kam|kikamba
kan|kanarese|canarese
kaz|kazak|qazaq|qazaqsha
khm|cambodian|khmer kampuchea|柬埔寨语
kor|hangul|hangugeo|hangukeo|south korean|韩文|朝鲜语
kir|kirghiz|kirgiz|kyrgyzcha
lao|laotian|lao phasa|老挝文
lav|lettish
lin|ngala
luo|dholuo|nilotic luo
ltz|luxemburgish|letzeburgesch|luxembourgian
mkd|makedonski|north macedonian|slavic macedonian
msa|bahasa melayu|malaysian|bahasa malaysia|bahasa|jawi
mal|kerala
mlt|maltese malti
mri|te reo|te reo māori
mar|maharashtrian
mon|khalkha|halh mongolian|cyrillic mongolian
npi|nepalese|gorkhali|khas kura
nso|sepedi|pedi|sesotho sa leboa|northern sotho
nob|bokmål|bokmal|norsk|norwegian bokmål|riksmål|nynorsk|norwegian nynorsk
nya|chichewa|chewa|chinyanja|cinyanja
oci|provençal|langue d'oc|gascon|aranese|languedocien
ory|odia|orissa
orm|afaan oromo|afan oromo|oromiffa|galla
pus|pashtu|pakhto|pukhto|pushto|afghan
fas|farsi|dari|parsi|iranian|afghan persian|tajiki persian
pol|polski|poland
por|brazilian|brazilian portuguese|portuguese brazil|european portuguese|portuguese portugal|brasileiro|葡文|巴西葡萄牙语
pan|gurmukhi|panjabi|eastern punjabi
ron|moldovan|moldavian|rumanian|roumanian|moldovenească
rus|russkiy|russki|俄文
srp|serbian cyrillic|srpski|serbo-croatian
sna|chishona
snd|sindi
slv|slovene|slovenscina
som|somali af soomaali|af soomaali
ckb|kurdish|central kurdish|sorani|soranî|kurdî
spa|castilian|castellano|latin american spanish|mexican spanish|european spanish|argentinian spanish|latam spanish|西文
swh|kiswahili|swahili kenya|swahili tanzania
tgk|tajiki|tadzhik|toçikī
tam|thamizh|tamizh
tel|telegu|andhra
tha|siamese|phasa thai|泰文
tur|türkçe|turkiye|turkish anatolian
ukr|ukrainska|ruthenian
umb|south mbundu|mbundu
urd|lashkari
uzb|o'zbek|uzbek latin|northern uzbek
vie|annamese|tieng viet|viet|越文|越南文
cym|cymric|cymraeg
wol|ouolof|jolof
xho|xosa|isixhosa
yor|yorùbá
zul|isizulu`;

export const otherNames: ReadonlyMap<string, readonly string[]> = new Map(
  rows
    .trim()
    .split('\n')
    .map((row) => row.split('|'))
    .map(([code = '', ...names]) => [code, names]),
);
