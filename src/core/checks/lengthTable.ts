/**
 * Letters, marks and digits that a language has for 100 of English: in the Universal Declaration of Human Rights, and, for
 * thirty languages, in the demo's phrases (the geometric mean of both). Made by tools/checks/lengths.ts; assumed for asm, kam, luo, orm, ory and snd, which have none, after a relative.
 */
export const lengthTable = `
afr 97, amh 56, ara 75, hye 108, asm 93, ast 110, azj 105, bel 109, ben 99,
bos 94, bul 107, mya 156, cat 102, ceb 116, zho_simpl 32, zho_trad 31, hrv 94, ces 94,
dan 103, nld 117, eng 100, est 105, tgl 118, fin 110, fra 116, ful 87, glg 106,
lug 100, kat 109, deu 120, ell 116, guj 95, hau 112, heb 71, hin 103, hun 117,
isl 96, ibo 94, ind 119, gle 108, ita 111, jpn 51, jav 131, kea 116, kam 93,
kan 106, kaz 106, khm 115, kor 43, kir 113, lao 113, lav 101, lin 93, lit 106,
luo 93, ltz 116, mkd 101, msa 123, mal 107, mlt 104, mri 136, mar 111, mon 104,
npi 86, nso 112, nob 97, nya 102, oci 102, ory 93, orm 108, pus 87, fas 87,
pol 108, por 107, pan 94, ron 113, rus 109, srp 89, sna 115, snd 83, slk 96,
slv 99, som 108, ckb 84, spa 109, swh 100, swe 103, tgk 96, tam 143, tel 115,
tha 98, tur 102, ukr 101, umb 100, urd 83, uzb 119, vie 107, cym 94, wol 84,
xho 109, yor 109, zul 103`;
