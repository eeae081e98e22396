import { table, type Table } from './table';

const common = table(`
  а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh
  щ=shch ъ=” ы=y ь=’ э=e ю=yu я=ya
`);

/** A "е" after a vowel or a sign, and where a word begins, is read "ye": so BGN/PCGN writes it. */
const iotated = (vowels: string): Table =>
  Object.fromEntries(Array.from(vowels, (vowel) => [`${vowel}е`, `${common[vowel] ?? ''}ye`]));

const russian: Table = {
  ...common,
  ...iotated('аеиоуыэюяйъь'),
  ...table('^е=ye ё=ë ^ё=yë ъе=”ye ье=’ye ее=eye ёе=ëye'),
};

/** By language, each with the system that its country or BGN/PCGN uses. */
export const cyrillic: Readonly<Record<string, Table>> = {
  // BGN/PCGN 1947.
  ru: russian,
  // Cabinet of Ministers 2010.
  uk: {
    ...common,
    ...table(`г=h зг=zgh ґ=g е=e є=ie ^є=ye и=y і=i ї=i ^ї=yi й=i ^й=y ю=iu ^ю=yu я=ia ^я=ya
      ь= '= ’= щ=shch`),
  },
  // The law of 2009.
  bg: { ...common, ...table('щ=sht ъ=a х=h ь=y ия=ia') },
  // Official alphabets beside the Cyrillic ones.
  sr: table(`
    а=a б=b в=v г=g д=d ђ=đ е=e ж=ž з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=ć у=u ф=f
    х=h ц=c ч=č џ=dž ш=š
  `),
  mk: table(`
    а=a б=b в=v г=g д=d ѓ=gj е=e ж=ž з=z ѕ=dz и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ќ=kj
    у=u ф=f х=h ц=c ч=č џ=dž ш=š
  `),
  // BGN/PCGN 1979.
  be: { ...common, ...table('г=h е=ye ё=yo і=i ў=w ы=y ь=’ ’=”') },
  kk: {
    ...common,
    ...table('ә=ä ғ=gh е=e ^е=ye ё=yo і=i қ=q ң=ng ө=ö ұ=ū ү=ü һ=h'),
  },
  ky: { ...common, ...table('ж=j ё=yo ң=ng ө=ö ү=ü') },
  mn: { ...common, ...table('ж=j е=ye ё=yo ө=ö ү=ü х=h ц=ts') },
  tg: { ...common, ...table('ғ=gh е=e ^е=ye ё=yo ӣ=í қ=q ӯ=ŭ ҳ=h ҷ=j ъ=’') },
};
