import { expect, it } from 'vitest';
import { languages } from '../languages';
import { transliterateByTable } from '.';

const scriptOf = (tag: string) => languages.find((language) => language.tag === tag)!.script;
const write = (text: string, tag: string) => transliterateByTable(text, tag, scriptOf(tag));

it.each([
  ['ru', 'Привет, как дела?', 'Privet, kak dela?'],
  ['ru', 'Ельцин, объект, твоё, ёлка', 'Yel’tsin, ob”yekt, tvoë, yëlka'],
  ['ru', 'Щука и ЩУКА', 'Shchuka i SHCHUKA'],
  ['ru', 'Хрущёв, Достоевский', 'Khrushchëv, Dostoyevskiy'],
  ['uk', 'Україна, Київ, Згурський', 'Ukraina, Kyiv, Zghurskyi'],
  ['uk', 'Єнакієве, Яготин, Їжакевич', 'Yenakiieve, Yahotyn, Yizhakevych'],
  ['bg', 'България, София, Щастие', 'Balgaria, Sofia, Shtastie'],
  ['sr', 'Љубав, Џеп, ЊЕГОШ', 'Ljubav, Džep, NJEGOŠ'],
  ['mk', 'Македонија, Ѓорѓи, Ќе', 'Makedonija, Gjorgji, Kje'],
  ['be', 'Беларусь, Гродна', 'Byelarus’, Hrodna'],
  ['kk', 'Қазақстан, Өскемен', 'Qazaqstan, Öskemen'],
  ['ky', 'Кыргызстан, Жалал', 'Kyrgyzstan, Jalal'],
  ['mn', 'Монгол Улс', 'Mongol Uls'],
  ['tg', 'Тоҷикистон', 'Tojikiston'],
  ['el', 'Ελλάδα, Αθήνα', 'Ellada, Athina'],
  ['el', 'Ευχαριστώ, αυτό, αύριο, Ευαγγελία', 'Efcharisto, afto, avrio, Evangelia'],
  ['el', 'μπάλα, λάμπα, Μπαμπάς, ουρανός', 'bala, lampa, Bampas, ouranos'],
  ['ka', 'საქართველო, თბილისი, წყალი', 'sakartvelo, tbilisi, ts’q’ali'],
  ['hy', 'Հայաստան, Երևան, որդի, ուղի', 'Hayastan, Yerevan, vordi, ughi'],
  ['hi', 'हिन्दी, नमस्ते', 'hindī, namastē'],
  ['hi', 'लड़का, ज़मीन, संस्कृत', 'laṛakā, zamīna, saṁskr̥ta'],
  ['mr', 'मराठी', 'marāṭhī'],
  ['bn', 'বাংলা', 'bāṁlā'],
  ['pa', 'ਪੰਜਾਬੀ', 'paṁjābī'],
  ['gu', 'ગુજરાતી', 'gujarātī'],
  ['or', 'ଓଡ଼ିଆ', 'ōṛiā'],
  ['ta', 'தமிழ், தேன், தென்', 'tamiḻ, tēṉ, teṉ'],
  ['te', 'తెలుగు', 'telugu'],
  ['kn', 'ಕನ್ನಡ', 'kannaḍa'],
  ['ml', 'മലയാളം', 'malayāḷaṁ'],
])('%s: %s is %s', (tag, text, latin) => {
  expect(write(text, tag)).toBe(latin.normalize('NFC'));
});

it.each(['ar', 'he', 'ur', 'th', 'lo', 'km', 'my', 'am', 'ja', 'zh-Hans', 'ko', 'en'])(
  'has no table for %s',
  (tag) => {
    expect(write('x', tag)).toBeUndefined();
  },
);

it('has one for every language in Cyrillic', () => {
  const without = languages.filter(
    ({ tag, script }) => script === 'Cyrl' && write('а', tag) === undefined,
  );
  expect(without).toEqual([]);
});
