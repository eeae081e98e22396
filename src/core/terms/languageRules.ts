/*
 * How words are inflected, as far as a list of endings can say it. Words are compared as `foldWord` leaves them:
 * Greek without accents, Hebrew without final letters, Arabic with one alef.
 */

/** Endings that the forms of one kind of word have. */
export interface Paradigm {
  readonly endings: readonly string[];
  /** Endings before which the stem is another, and what the stem is without them. */
  readonly changed?: readonly string[] | undefined;
  readonly change?: ((stem: string) => string | undefined) | undefined;
  /** What stems look like. */
  readonly stem?: RegExp | undefined;
  /** Letters of the shortest stem; three, unless said otherwise. */
  readonly shortest?: number | undefined;
}

/** Suffixes that follow one another. A term is taken to be in the form of a dictionary. */
export interface SuffixRules {
  /** `from`, or `from>to` for what stands in its place in the dictionary. */
  readonly list: readonly string[];
  readonly depth: number;
  readonly shortest: number;
  /** How a stem that lost its suffixes may end in a dictionary. */
  readonly alone?: readonly (readonly [RegExp, string])[] | undefined;
  /** Endings that a dictionary's form has and others lose. */
  readonly termEndings?: readonly string[] | undefined;
}

/** What is known of a language. */
export interface Rules {
  readonly paradigms?: readonly Paradigm[] | undefined;
  readonly suffixes?: SuffixRules | undefined;
  /** What may be written together with the beginning of a word, any part of it. */
  readonly prefixes?: RegExp | undefined;
  /** What a term may begin with that its forms lack. */
  readonly article?: RegExp | undefined;
  /** Nouns are joined into one word; the last is what it is. */
  readonly compounds?: { readonly noModifiers: RegExp } | undefined;
}

/** `-` is the bare stem. */
const list = (endings: string): readonly string[] =>
  endings.split(/\s+/).map((ending) => (ending === '-' ? '' : ending));
const one = (endings: string, more: Omit<Paradigm, 'endings'> = {}): Paradigm => ({
  endings: list(endings),
  ...more,
});
const each = (...all: readonly string[]): readonly Paradigm[] => all.map((endings) => one(endings));

const noModifiers = /^$/;

const english: Rules = {
  paradigms: [
    ...each('- s', 'y ies ied ying', 'e es ed ing', 'is es', 'us i', 'um a', 'f ves', 'fe ves'),
    one('- es', { stem: /(?:[sxzo]|[cs]h)$/ }),
    // Of one short syllable, the consonant is doubled: "planned".
    one('- ed ing', { stem: /[aeiou].*[aeiou]|[aeiou]{2}|[wxy]$|[^aeiou]{2}$/, shortest: 4 }),
    one('-', {
      changed: list('ed ing'),
      change: (stem) => (/([bdgklmnprt])\1$/.test(stem) ? stem.slice(0, -1) : undefined),
    }),
    one('man men', { shortest: 0 }),
    one('child children', { shortest: 0 }),
    one('foot feet', { shortest: 0 }),
    one('mouse mice', { shortest: 0 }),
  ],
};

const plainVowel: Readonly<Record<string, string>> = { ä: 'a', ö: 'o', ü: 'u' };
/** Haus, Häuser; Vertrag, Verträge. */
const withoutUmlaut = (stem: string): string | undefined =>
  /[äöü]/.test(stem)
    ? stem.replace(/[äöü](?!.*[äöü])/, (vowel) => plainVowel[vowel] ?? vowel)
    : undefined;
const german: Rules = {
  paradigms: [
    one('- s es e en', { changed: list('- e en er ern n'), change: withoutUmlaut }),
    ...each('- er ern es', '- n en s', '- innen nen', '- e en em er es ere eren eres erer'),
    ...each(
      'e en em er es ere eren',
      'um en ums',
      'us en',
      'a en as',
      'en e st t est et te ten tet',
    ),
    ...each('eln le elst elt elte elten', 'ern ere erst ert erte erten'),
  ],
  compounds: {
    noModifiers:
      /^(?:ab|an|auf|aus|bei|durch|ein|ent|fort|her|herein|hin|mis?s|mit|nach|ueber|über|um|un|unter|ver|vor|voraus|weg|wieder|zer|zu|zurück|zusammen)$/,
  },
};

const slavicFeminine = '- а ы и у ой ою е ам ами ах';
const russian: Rules = {
  paradigms: [
    ...each(slavicFeminine, '- а у ом е ы и ов ам ами ах', 'ь я ю ем е и ей ям ями ях'),
    ...each('ь и ью ей ям ями ях', 'я и ю ей ею е ь ям ями ях', 'ия ии ию ией ий иям иями иях'),
    ...each('ие ия ию ием ии ий иям иями иях', 'ье ья ью ьем ьи ий ьям ьями ьях'),
    ...each('й я ю ем е и ев ям ями ях', 'о а у ом е ам ами ах'),
    one('- а у ем е и ей ам ами ах', { stem: /[жшщчц]$/ }),
    ...each('ый ого ому ым ом ая ой ую ое ые ых ыми', 'ий ого ому им ом ая ой ую ое ие их ими'),
    ...each('ой ого ому ым ом ая ую ое ые ых ыми', 'ий его ему им ем яя ей юю ее ие их ими'),
    ...each('ок ка ку ком ке ки ков кам ками ках', 'ец ца цу цом це цы цев цам цами цах'),
    one('ка ки ку кой ке ок ек кам ками ках', { shortest: 2 }),
    ...each('ень ня ню нем не ни ней ням нями нях'),
    ...each('ть ю ет ем ете ют л ла ло ли', 'ить ю у ит ишь им ите ят ат ил ила ило или'),
    ...each(
      'мя мени менем мена мен менам менами менах',
      'ость ости остью остей остям остями остях',
    ),
  ],
};
const ukrainian: Rules = {
  paradigms: [
    ...each(
      '- а и у ою і о ам ами ах',
      '- а у ом ові і и ів ам ами ах',
      'ь я ю ем еві і ів ям ями ях',
    ),
    ...each('ь і ю ей ям ями ях', 'я і ю ею ь ей ям ями ях', 'ія ії ію ією ій іям іями іях'),
    ...each('о а у ом і ам ами ах', 'я ю ям і ь ями ях', 'ення енню енням енні ень еннями еннях'),
    ...each('ий ого ому им ім а ої ій у ою е і их ими', 'й я ю єм ї їв ям ями ях'),
    ...each('ок ку ка ком кові ки ків кам ками ках', 'ець ця цю цем цеві ці ців цям цями цях'),
    ...each('ка ки ку кою ці ок кам ками ках', 'ти ю є ємо єте ють в ла ло ли'),
    ...each('ість ості істю остей остям остями остях'),
  ],
};
/** umowa, umów; stół, stołu */
const polishO = (stem: string): string => stem.replace(/ó(?=[^aeiouyąęó]+$)/, 'o');
const polish: Rules = {
  paradigms: [
    one('a u owi em ie e y i ę ą o om ami ach', { changed: ['', 'ów'], change: polishO }),
    ...each(
      '- a u owi em ie e y i ów om ami ach',
      '- a y i ę ą ie e o om ami ach',
      'a i y ę ą - o om ami ach',
    ),
    ...each(
      'ia ii ię ią io ie iom iami iach',
      'ja ji ję ją jo je jom jami jach',
      'o a u em ie - om ami ach',
    ),
    ...each('y ego emu ym a ej ą e i ych ymi', 'i iego iemu im a ia iej ą ią ie e ich imi'),
    ...each('ek ka ku kowi kiem ki ków kom kami kach', 'ka ki ce kę ką ko ek kom kami kach'),
    ...each(
      'ec ca cu cowi cem cy ce ców com cami cach',
      'ie ia iu iem iom iami iach',
      'ć ci cią ciom ciami ciach',
    ),
    ...each('ość ości ością ościom ościami ościach', 'ać am a amy ają ał ała ali'),
    ...each('ga gi dze gę gą g gom gami gach', 'ra ry rze rę rą r rom rami rach'),
  ],
};
const czech: Rules = {
  paradigms: [
    ...each(
      '- a u e ovi em ě y i ů ům ech ích',
      '- e i em ové ů ům ích ím',
      'a y ě e u o ou - ám ami ách',
    ),
    ...each('e i í - ím emi ích', 'o a u em ě - ům y ech', 'í ím ích ími', '- i e í ím emi ích'),
    ...each('ý ého ému ým ém á é ou ých ými í', 'í ího ímu ím ích ími'),
    ...each(
      'ek ku ka kem ky ků kům cích',
      'ka ky ce ku kou ko ek kám kami kách',
      'ec ce ci cem ců cům cích',
    ),
    ...each('ha hy ze hu hou ho h hám hami hách', 'ost osti ostí ostem ostmi ostech'),
  ],
};
const southSlavic: Rules = {
  paradigms: [
    ...each(
      '- a u om em e i ima ov ev ovi evi ove eve ova eva ovima evima',
      'a e i u o om ama am ah -',
    ),
    ...each('o a u om ima', 'e a u em ima ja ju jem jima', '- i ju ima'),
    ...each('i a o e og eg oga om em omu oj u im ih ima', '- a o og i e oj u im ih ima'),
    ...each(
      'ak ka ku kom ke ci aka cima',
      'ac ca cu cem ci ce aca cima',
      'ka ke ki ku kom kama ka aka ci',
    ),
    ...each('ост ости ошћу остима', 'ost osti ošću ostima'),
    ...each(
      '- а у ом ем е и има ов ев ови еви ове еве',
      'а е и у о ом ама -',
      'о а у ом има',
      'е а у ем има',
    ),
    ...each(
      'и а о е ог ег ом ему ој у им их има',
      'ак ка ку ком ци ака цима',
      'ац ца цу цем ци аца цима',
    ),
    // Bulgarian and Macedonian: the article follows.
    ...each(
      '- ът а ят я ове овете и ите та то те от',
      'а ата и ите',
      'о ото а ата',
      'е ето та тата а ата',
    ),
    ...each('ия ията ии иите', 'ен на но ни ният ната ното ните', 'ие ието ия ията'),
  ],
};

const romance = each('- s', '- es', 'o a os as');
const spanish: Rules = {
  paradigms: [
    ...romance,
    one('m ns', { shortest: 2 }),
    ...each(
      'ón ones',
      'ín ines',
      'án anes',
      'és eses esa esas',
      'z ces',
      'or ora ores oras',
      'l les',
    ),
    ...each(
      'ar o as a amos an ando ado ada ados adas ó aron aba aban',
      'er e es en iendo ido ida idos idas ió',
    ),
    ...each('ir e es en imos iendo ido ida idos idas ió', 'ão ões ãos ães', 'al ais', 'el eis éis'),
    ...each('ol ois óis', 'il is eis', 'ç ces', 'ció cions', 'ó ons', 'a es', 'à ans'),
  ],
};
const french: Rules = {
  paradigms: [
    ...each(
      '- s e es',
      'al aux ale ales',
      'ail aux',
      'au aux',
      'eu eux',
      'eux euse euses',
      'if ive ifs ives',
    ),
    ...each(
      'er ère ers ères',
      'eur euse eurs euses rice rices',
      'teur trice teurs trices',
      'el elle els elles',
    ),
    ...each('en enne ens ennes', 'on onne ons onnes', 'c que cs ques', 'et ète ets ètes'),
    ...each(
      'er e es ons ez ent é ée és ées ait aient ant',
      'ir is it issons issez issent i ie is ies',
    ),
  ],
};
const italian: Rules = {
  paradigms: [
    ...each(
      'o a i e',
      'e i',
      'a e',
      'a i',
      'co chi ca che',
      'go ghi ga ghe',
      'cia ce',
      'gia ge',
      'io i',
      'tore trice tori trici',
    ),
    ...each(
      'are o i a iamo ate ano ato ata ati ate ando',
      'ere o i e ono uto uta uti ute endo',
      'ire o isco isce iscono ito ita iti ite',
    ),
  ],
};
const romanian: Rules = {
  paradigms: [
    ...each(
      '- ul ului uri urile urilor i ii ilor',
      '- e ele elor uri urile',
      'ă a e ei ele elor i ile ilor',
    ),
    ...each(
      'e ea ei i ile ilor',
      'u ul ului i ii ilor',
      'ie ia iei ii iile iilor',
      'ție ția ției ții țiile țiilor',
    ),
    ...each('- ă i e ul a ei ului ii ele ilor elor', 'or oare ori oarea oarei orii orilor oarele'),
    ...each('t ți ții ților ta te tă tul tului', 'd zi zii zilor'),
  ],
};
const dutch: Rules = {
  paradigms: [
    ...each('- s e en er', '- ën', 'ie ies ieën', 'f ven ve', 's zen ze', 'en t te ten de den e'),
    one('-', {
      changed: list('en e'),
      change: (stem) => (/([bdfgklmnprst])\1$/.test(stem) ? stem.slice(0, -1) : undefined),
    }),
    // A long vowel is written once where the syllable is open: taal, talen.
    one('-', {
      changed: list('en e'),
      change: (stem) =>
        /[^aeiou][aeou][bdfgklmnprst]$/.test(stem)
          ? stem.replace(/([aeou])(.)$/, '$1$1$2')
          : undefined,
    }),
  ],
  compounds: { noModifiers: /^(?:aan|ver|voor|ont|onder|over|uit|toe|door|mis|weg|tegen)$/ },
};
const nordic: Rules = {
  paradigms: [
    ...each(
      '- s en ens et ets n ns t ts',
      '- ar arna ars arnas er erna ers ernas or orna',
      '- e er ene ene eren erne ernes ers',
    ),
    ...each(
      'a an ans or orna ors ornas',
      'e en ens ar arna ars er erne erna',
      '- t a e',
      'el len ler lar larna lene',
      'er eren ere erne rar ret',
    ),
    ...each(
      'ur s i ar um ir inum inn na anna',
      'a u ur una unnar um na',
      'i a ar inn anum arnir um',
      '- i s in inu inni um',
    ),
    one('-', { changed: list('er ar ene erna arna'), change: withoutUmlaut }),
  ],
  compounds: { noModifiers: /^(?:för|fore|for|und|upp|över|mot|bort|inn?|från|til|med|sam|mis)$/ },
};
const greek: Rules = {
  paradigms: each(
    ...[
      'οσ ου ο ε οι ων ουσ',
      'α ασ εσ ων',
      'η ησ ην εσ ων εισ εωσ εων',
      'ι ιου ια ιων',
      'ο ου α ων',
    ],
    ...[
      'μα ματοσ ματα ματων',
      'ησ η ην εσ ων',
      'ασ α αν εσ ων',
      'οσ η ο ου ησ ον ην οι εσ α ων ουσ',
    ],
    ...['οσ α ο ου ασ ον αν οι εσ ων ουσ', 'οσ ουσ η ων', 'υσ ια υ ιοι ιεσ', 'ησ εσ ουσ εισ η'],
  ),
};
const lithuanian: Rules = {
  paradigms: each(
    ...[
      'as o ui ą u e ai ų ams us ais uose',
      'is io iui į iu yje iai ių iams ius iais iuose',
      'a os ai ą oje ų oms as omis ose',
    ],
    ...[
      'ė ės ei ę e ėje ių ėms es ėmis ėse',
      'ys io iui į iu iai ių iams ius iais',
      'us aus ui ų umi uje ūs ums umis',
    ],
    ...[
      'is ies iai į imi yje ys ių ims imis',
      'as a o os am ai ą oje i ų iems oms us as ais omis uose ose',
    ],
  ),
};
const latvian: Rules = {
  paradigms: each(
    ...[
      's a am u ā i ie iem us os iem',
      'is a im i ī u ji iem us os',
      'a as ai u ā ām ās',
      'e es ei i ē u ēm ēs',
      's s ij i ī is u īm īs',
    ],
    ...['šana šanas šanai šanu šanā', 's ais ā a os ie iem ajam ajā ās ām as'],
  ),
};

/** A weak consonant at the end of a Finnish or Estonian stem, and the strong one of the dictionary. */
const gradation = [
  ['(?<=[aeiouyäö])k(?=[aeiouyäö]+$)', 'kk'],
  ['(?<=[aeiouyäölnrm])p(?=[aeiouyäö]+$)', 'pp'],
  ['(?<=[aeiouyäölnr])t(?=[aeiouyäö]+$)', 'tt'],
  ['(?<=[nrl])k(?=[aeiouyäö]+$)', 'kk'],
  ['(?<=[aeiouyäöh])d(?=[aeiouyäö]+$)', 't'],
  ['(?<=[aeiouyäölr])v(?=[aeiouyäö]+$)', 'p'],
  ['ng(?=[aeiouyäö]+$)', 'nk'],
  ['mm(?=[aeiouyäö]+$)', 'mp'],
  ['nn(?=[aeiouyäö]+$)', 'nt'],
  ['ll(?=[aeiouyäö]+$)', 'lt'],
  ['rr(?=[aeiouyäö]+$)', 'rt'],
].map(([from = '', to = '']) => [new RegExp(from, 'u'), to] as const);
const finnish: Rules = {
  suffixes: {
    list: list(
      `n t a ä ta tä tta ttä ssa ssä sta stä lla llä lta ltä lle na nä ksi tta ttä ne ni si nsa nsä mme nne an en in on un yn än ön hin hun han hön seen siin i j ja jä ia iä iden ien ten jen eja ejä oja öjä ita itä oita öitä issa issä oissa öissä ista istä illa illä ilta iltä ille iksi ina inä isiin ihin oihin kin kaan kään ko kö e>i sen>nen set>nen sta>nen stä>nen sia>nen siä>nen sille>nen sella>nen selle>nen sessa>nen sesta>nen sten>nen sissa>nen ksen>s kset>s ksia>s ksiä>s kseen>s ksessa>s ksestä>s ksesta>s ksella>s ksien>s ksissa>s den>si tä>i ttä>te uden>us yyden>yys uutta>uus yyttä>yys uuden>uus oja>a ojen>a oissa>a oista>a oilla>a öjä>ä ien>i ojen>o eiden>e eet>e een>e eessa>e eessä>e een>e eella>e eelle>e eita>e eitä>e`,
    ),
    depth: 3,
    shortest: 3,
    alone: [...gradation, [/e$/, 'i']],
  },
  compounds: { noModifiers },
};
const estonian: Rules = {
  suffixes: {
    list: list(
      'd t s l le lt st sse ks ni na ta ga de te dele dest des deks dega tele test tes teks tega id i a e u ide ud ile il ilt is ist isse iks ja',
    ),
    depth: 2,
    shortest: 3,
    alone: [...gradation, [/[aeiu]$/, '']],
  },
  compounds: { noModifiers },
};
const hungarian: Rules = {
  suffixes: {
    list: list(
      `t at et ot öt k ak ek ok ök nak nek val vel ban ben ba be ból ből ban on en ön n ra re ról ről hoz hez höz tól től nál nél ért ig ként vá vé á é i ai ei m am em om öm d ad ed od öd ja je a e unk ünk nk atok etek tok tek uk ük juk jük jai jei aim eim ság ség ul ül kor`,
    ),
    depth: 4,
    shortest: 3,
    alone: [
      [/á$/, 'a'],
      [/é$/, 'e'],
      [/([bcdfgklmnprstvz])\1$/, '$1'],
    ],
  },
  compounds: { noModifiers: /^(?:meg|fel|el|be|ki|le|át|rá|össze|vissza)$/ },
};
const turkic: Rules = {
  suffixes: {
    list: list(
      `lar ler ın in un ün nın nin nun nün ı i u ü yı yi yu yü a e ya ye da de ta te dan den tan ten la le yla yle sı si su sü m ım im um üm n mız miz muz müz ımız imiz umuz ümüz nız niz nuz nüz ınız iniz unuz ünüz ları leri ca ce ki dır dir dur dür tır tir tur tür na ne nda nde ndan nden nı ni nu nü lı li lu lü lık lik luk lük sız siz suz süz ə nə yə də dən lər
      лар лер дар дер тар тер ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те дан ден тан тен нан нен мен бен пен ы і сы сі м ым ім ымыз іміз мыз міз ын нын нин дын дин тын тин го га ка`,
    ),
    depth: 4,
    shortest: 3,
    alone: [
      [/b$/, 'p'],
      [/c$/, 'ç'],
      [/d$/, 't'],
      [/[ğg]$/, 'k'],
      [/y$/, 'q'],
      [/б$/, 'п'],
      [/г$/, 'к'],
      [/ғ$/, 'қ'],
    ],
  },
};
const georgian: Rules = {
  suffixes: {
    list: list('ი მა ს ის ით ად ო ები ებს ების ებით ებმა ებად ში ზე თან დან თვის მდე სთან ც'),
    depth: 3,
    shortest: 3,
    alone: [[/$/, 'ი']],
  },
};
const armenian: Rules = {
  suffixes: {
    list: list(
      'ը ն ի ին ից ով ում եր ներ երի ների երը ները երից ներից երով ներով երում ներում ս դ ան ության>ություն',
    ),
    depth: 2,
    shortest: 3,
  },
};

const arabic: Rules = {
  prefixes: /^(?:[وف])?(?:[بكل])?(?:ال|ل)?/,
  article: /^ال/,
  suffixes: {
    list: list(
      'ها هم هما هن ه ك كم نا ي تي ات ات>ة ان ين ون تان>ة تين>ة ته>ة تها>ة تهم>ة تنا>ة تك>ة تي>ة يا ا ية>ي ية يون يين',
    ),
    depth: 2,
    shortest: 2,
  },
};
const hebrew: Rules = {
  prefixes: /^[ושהכלבמ]{0,3}/,
  suffixes: {
    list: list('ימ ות ות>ה ת>ה י ו ה ימ>ה יות>ית ויות>ות ינו כמ המ נו כ יימ ייה'),
    depth: 2,
    shortest: 2,
  },
};
const persian: Rules = {
  prefixes: /^(?:می|نمی)?/,
  suffixes: {
    list: list(
      'ها هاي هايي هاىي ي اي ان ات م ت ش مان تان شان ام اند ايم هايش هايمان را تر ترين وں وں>ا یں وں>ي ے>ا ے ں ی ياں>ي ياں ئے ؤں ەکە ەکان ان ێک',
    ),
    depth: 2,
    shortest: 2,
  },
};
const hindi: Rules = {
  paradigms: [
    one('- ों ो ें', { shortest: 2 }),
    one('ा े ों ी ीं', { shortest: 2 }),
    one('ी ियाँ ियां ियों', { shortest: 2 }),
    one('ि ियाँ ियां ियों', { shortest: 2 }),
    one('ू ुओं ुएँ ुएं', { shortest: 2 }),
    one('ा ाओं ाएँ ाएं', { shortest: 2 }),
    one('ना ता ते ती ने नी ना या ये यी', { shortest: 1 }),
    // Marathi and Nepali write case endings with the word.
    one('- चा ची चे ला ने त नी ना को ले मा बाट हरू हरूको लाई', { shortest: 2 }),
  ],
};
const bengali: Rules = {
  suffixes: {
    list: list(
      'টি টা টির টার টিকে টাকে গুলি গুলো গুলির গুলোর র এর ের কে তে য় ে রা দের দেরকে ই ও খানা জন ৰ ক ত লৈ বোৰ',
    ),
    depth: 3,
    shortest: 2,
  },
};
const dravidian: Rules = {
  suffixes: {
    list: list(`கள் க்கள் களை களின் களுக்கு ை யை வை ின் யின் வின் ுக்கு க்கு ில் யில் வில் ால் யால் ுடன் உம் ும்
      ்கள் லு ల లు ను ని కి కు లో తో యొక్క లను లకు లలో లతో పై ం>ం ా ಗಳು ಗಳ ಗಳನ್ನು ಗಳಲ್ಲಿ ನ್ನು ಅನ್ನು ವನ್ನು ಯನ್ನು ಿಗೆ ಗೆ ಕ್ಕೆ ಲ್ಲಿ ದಲ್ಲಿ ಯಲ್ಲಿ ಿಂದ ದ ಯ ವು
      കൾ ങ്ങൾ>ം യെ ിനെ ത്തെ>ം യുടെ ിന്റെ ത്തിന്റെ>ം യിൽ ിൽ ത്തിൽ>ം ക്ക് ിന് ത്തിന്>ം കളുടെ കളിൽ കളെ ും`),
    depth: 2,
    shortest: 2,
    alone: [
      [/$/, '்'],
      [/$/, 'ு'],
      [/$/, '్'],
      [/$/, 'ു'],
    ],
  },
};
const korean: Rules = {
  suffixes: {
    list: list(
      '은 는 이 가 을 를 의 에 에서 에게 에게서 께 께서 한테 로 으로 로서 으로서 로써 으로써 와 과 랑 이랑 도 만 만을 부터 까지 처럼 보다 이나 나 이라 라 이라도 라도 마다 조차 밖에 들 이다 다 입니다 이며 며 이고 고 이란 란 인 이었다 였다 이에요 예요 적 적인 적으로 하다 하는 하고 하여 해 한 할 합니다 했다 된 되는 되다 됩니다 씩 쯤',
    ),
    depth: 3,
    shortest: 1,
    termEndings: ['하다', '되다', '이다'],
  },
};
const malay: Rules = {
  suffixes: { list: list('nya kan an i lah kah ku mu pun'), depth: 2, shortest: 4 },
  prefixes: /^(?:di|ke|se|ber|ter|me|mem|men|meng)?/,
};
const ethiopic: Rules = {
  prefixes: /^(?:የ|በ|ለ|ከ|እንደ|ስለ)?/,
  suffixes: { list: list('ው ዋ ን ም ና ዎች ች ዎቹ ቹ ኦች ህ ሽ ዬ'), depth: 2, shortest: 2 },
};

const byLanguage: Readonly<Record<string, Rules>> = {
  en: english,
  ...{ de: german, lb: german, nl: dutch, af: dutch },
  ...{ sv: nordic, da: nordic, nb: nordic, is: nordic },
  ...{ ru: russian, be: russian, uk: ukrainian, pl: polish, cs: czech, sk: czech },
  ...{ hr: southSlavic, bs: southSlavic, sl: southSlavic, sr: southSlavic },
  ...{ mk: southSlavic, bg: southSlavic, lt: lithuanian, lv: latvian, el: greek },
  ...{
    es: spanish,
    pt: spanish,
    gl: spanish,
    ca: spanish,
    ast: spanish,
    oc: spanish,
    kea: spanish,
  },
  ...{ fr: french, it: italian, ro: romanian },
  ...{ fi: finnish, et: estonian, hu: hungarian, ka: georgian, hy: armenian },
  ...{ tr: turkic, az: turkic, uz: turkic, kk: turkic, ky: turkic },
  ...{ ar: arabic, he: hebrew, fa: persian, ur: persian, ps: persian, ckb: persian, sd: persian },
  ...{ hi: hindi, mr: hindi, ne: hindi, bn: bengali, as: bengali },
  ...{ ta: dravidian, te: dravidian, kn: dravidian, ml: dravidian },
  ...{ ko: korean, id: malay, ms: malay, jv: malay, am: ethiopic },
};

/** What is known of a language; nothing for those whose words are compared as they are. */
export function rulesOf(languageTag: string): Rules {
  return byLanguage[languageTag] ?? {};
}
