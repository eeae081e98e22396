/**
 * Letters, marks and digits that the Universal Declaration of Human Rights has in a language, per 100 of the English
 * one. Made by tools/checks/lengths.ts; assumed for asm, kam, luo, orm, ory and snd, which have none, after a relative.
 */
export const lengthTable = `
afr 97, amh 49, ara 70, hye 108, asm 93, ast 110, azj 105, bel 109, ben 93,
bos 94, bul 107, mya 156, cat 102, ceb 116, zho_simpl 29, zho_trad 29, hrv 94, ces 93,
dan 103, nld 121, eng 100, est 105, tgl 118, fin 110, fra 111, ful 87, glg 106,
lug 100, kat 115, deu 115, ell 118, guj 95, hau 112, heb 66, hin 99, hun 117,
isl 96, ibo 94, ind 122, gle 108, ita 114, jpn 44, jav 131, kea 116, kam 93,
kan 106, kaz 106, khm 115, kor 39, kir 113, lao 113, lav 101, lin 93, lit 106,
luo 93, ltz 116, mkd 101, msa 123, mal 107, mlt 104, mri 136, mar 111, mon 104,
npi 86, nso 112, nob 97, nya 102, oci 102, ory 93, orm 108, pus 87, fas 81,
pol 108, por 105, pan 94, ron 113, rus 114, srp 89, sna 115, snd 83, slk 96,
slv 99, som 108, ckb 84, spa 112, swh 93, swe 101, tgk 96, tam 135, tel 111,
tha 102, tur 100, ukr 102, umb 100, urd 83, uzb 119, vie 117, cym 94, wol 84,
xho 109, yor 109, zul 103`;
