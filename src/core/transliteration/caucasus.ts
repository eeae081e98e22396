import { table } from './table';

/** The national system of 2002. */
export const georgian = table(`
  ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k’ ლ=l მ=m ნ=n ო=o პ=p’ ჟ=zh რ=r ს=s ტ=t’ უ=u ფ=p ქ=k ღ=gh ყ=q’
  შ=sh ჩ=ch ც=ts ძ=dz წ=ts’ ჭ=ch’ ხ=kh ჯ=j ჰ=h
`);

/** BGN/PCGN 1981. */
export const armenian = table(`
  ա=a բ=b գ=g դ=d ե=e ^ե=ye զ=z է=e ը=y թ=t’ ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n
  շ=sh ո=o ^ո=vo չ=ch’ պ=p ջ=j ռ=rr ս=s վ=v տ=t ր=r ց=ts’ ու=u ւ=v փ=p’ ք=k’ օ=o ֆ=f և=ev ^և=yev
`);
