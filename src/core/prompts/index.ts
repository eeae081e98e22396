export { translationInstruction, type Wording } from './wording';
