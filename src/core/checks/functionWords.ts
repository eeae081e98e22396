import { fold } from './fold';

/*
 * Words that make sentences and are no names: articles, prepositions, pronouns, forms of "to be". One of them in a
 * translation into another language was left over.
 */
const lists: Readonly<Record<string, string>> = {
  eng: 'the and of with is are was were this that these those from which have has had been will would should their they you your for but not because when where what who whose there into about than then',
  fra: 'le la les des du et est sont dans avec pour une qui que cette ces nous vous ils elles mais où aux sur leur être été très plus ont pas',
  deu: 'der die das den dem des und ist sind nicht mit für eine einen einem auf von zu wird werden auch oder aber wir ihr sie wenn dass durch nach bei aus',
  spa: 'el la los las y es son con para una que por esta este pero muy más del se lo está como donde cuando porque su sus también',
  por: 'o a os as e é são com para uma que por esta este mas muito mais do da dos das não em se como onde quando porque também seu sua',
  ita: 'il lo gli le e è sono con per una che questo questa ma molto più del della dei delle non di si come dove quando perché anche suo sua nel nella',
  nld: 'de het een en is zijn niet met voor op van te wordt worden ook of maar wij zij als dat door naar bij uit deze die aan',
  swe: 'och är inte med för en ett på av till som den det de vi ni om att från här var men eller kan ska',
  dan: 'og er ikke med for en et på af til som den det de vi om at fra her var men eller kan skal',
  nob: 'og er ikke med for en et på av til som den det de vi om at fra her var men eller kan skal',
  fin: 'ja on ei että tämä ovat oli mutta kun tai jos kanssa niin kuin myös hän minä sinä olen',
  hun: 'és van nem hogy egy ez az volt de ha vagy mint meg csak már még is ami amely',
  pol: 'i jest nie że w z na do się to jak ale dla przez od po czy są był być który która które ich',
  ces: 'a je není že v z na do se to jak ale pro od po jsou byl být který která které jejich také',
  slk: 'a je nie že v z na do sa to ako ale pre od po sú bol byť ktorý ktorá ktoré ich tiež',
  ron: 'și este sunt nu cu pentru o un care că din pe la de în mai ale dar acest această lor',
  tur: 've bir bu ile için değil olan çok daha ama ne gibi da de mi olarak ise var',
  vie: 'và là của không được các một những trong với cho này đã có người từ khi thì',
  ind: 'dan adalah tidak yang di ke dari untuk dengan ini itu akan pada juga atau tetapi karena sudah kami mereka',
  msa: 'dan adalah tidak yang di ke dari untuk dengan ini itu akan pada juga atau tetapi kerana sudah kami mereka',
  cat: 'el la els les i és són amb per una que aquest aquesta però molt més del no es com on quan perquè',
  hrv: 'i je nije da u s na do se to kako ali za od po su bio biti koji koja koje njih također',
  bos: 'i je nije da u s na do se to kako ali za od po su bio biti koji koja koje njih također',
  slv: 'in je ni da v z na do se to kako ampak za od po so bil biti ki tudi',
  lit: 'ir yra ne kad į su iš prie tai kaip bet už nuo po buvo būti kuris kuri taip pat',
  lav: 'un ir nav ka uz ar no pie tas kā bet par pēc bija būt kurš kura arī',
  est: 'ja on ei et see olid oli aga kui või kas koos nii ka tema mina sina olen',
  swh: 'na ni ya wa kwa katika la za hii hiyo huyo lakini kama au si sana pia cha vya',
  tgl: 'ang ng mga sa ay na at si kung hindi ito iyon para dahil pero may siya kami',
  afr: 'die en is nie met vir op van te word ook of maar ons hulle as dat deur na by uit hierdie aan het wat',
  rus: 'и в не на с что это как по из у за от для но или был была были быть который которая также если же',
  ukr: 'і в не на з що це як по із у за від для але або був була були бути який яка також якщо та',
  bul: 'и в не на с че това как по от за но или беше са бъде който която също ако да се',
  srp: 'и у не на са да то како по из од за али или био била је су који која такође ако се',
  ara: 'في من على إلى أن هذا هذه التي الذي كان مع ما لا هو هي عن أو ثم قد',
  fas: 'در از به که این را با است برای آن و یک می تا یا اما هم شود بود',
  urd: 'میں کے کی کا سے ہے اور کو پر نے یہ وہ ہیں نہیں تھا کہ جو بھی',
  hin: 'में के की का से है और को पर ने यह वह हैं नहीं था कि जो भी',
  mar: 'आणि आहे मध्ये हे या ते नाही की व तर होते हा ही',
  npi: 'मा को का र छ हो यो त्यो छैन कि पनि थियो लाई',
  ell: 'και το η ο της του την τον είναι δεν με για από που στο στη στην ότι θα να',
  heb: 'של את על זה לא הוא היא עם כי או גם אל אם היה',
};

const sets = new Map(
  Object.entries(lists).map(([code, list]) => [code, new Set(list.split(' ').map(fold))] as const),
);

/** Folded; undefined for a language whose words are not known here. */
export function functionWords(code: string | undefined): ReadonlySet<string> | undefined {
  return code === undefined ? undefined : sets.get(code);
}
