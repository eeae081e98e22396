/** Languages that share many words, or sentences, as they are written. */
const groups = [
  'bos hrv srp slv mkd bul',
  'bos hrv srp',
  'nob dan swe isl',
  'msa ind jav',
  'ces slk pol',
  'rus ukr bel bul',
  'kaz kir tgk uzb mon',
  'spa por glg ast cat oci fra ita kea ron',
  'afr nld',
  'deu ltz nld',
  'xho zul nso',
  'zho_simpl zho_trad jpn',
  'asm ben',
  'hin mar npi',
  'ara fas urd pus snd ckb',
  'azj tur uzb',
  'tgl ceb',
  'swh kam',
  'lug sna nya',
  'est fin',
].map((group) => group.split(' '));

/** Languages that no short text tells apart, and that read each other. */
const twins = [
  'bos hrv srp',
  'msa ind',
  'nob dan',
  'zho_simpl zho_trad',
  'hin urd',
  'xho zul',
  'glg por',
  'ast spa',
].map((group) => group.split(' '));

/** Whether two languages are written so alike that neither a detector nor a reader can tell. By their tags. */
export function areTwins(one: string, other: string): boolean {
  return twins.some((group) => group.includes(one) && group.includes(other));
}

/** Whether the words of one language may well be words of another. */
export function areRelated(one: string, other: string): boolean {
  return one === other || groups.some((group) => group.includes(one) && group.includes(other));
}
