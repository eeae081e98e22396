import { table } from './table';

/** ELOT 743, as on passports and road signs. */
const letters = table(`
  α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o
  ου=ou γγ=ng γξ=nx γχ=nch ^μπ=b μπ=mp
`);

const voiceless = 'θκξπσςτφχψ';
const diphthongs: Readonly<Record<string, string>> = { αυ: 'a', ευ: 'e', ηυ: 'i' };

/** "αυ", "ευ" and "ηυ" end in f before a voiceless consonant and at the end of a word, else in v. */
function withDiphthongs(): Record<string, string> {
  const entries = Object.entries(diphthongs).flatMap(([greek, latin]) => [
    [greek, `${latin}v`] as const,
    ...Array.from(voiceless, (next) => [greek + next, `${latin}f${letters[next] ?? ''}`] as const),
  ]);
  return Object.fromEntries(entries);
}

export const greek = { ...letters, ...withDiphthongs() };

/** Accents do not show in it, but a diaeresis parts two vowels. */
export function plainGreek(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0313\u0314\u0342\u0345]/g, '')
    .normalize('NFC');
}
