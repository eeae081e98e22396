import { decodeText } from '../../../core/decodeText';
import { say } from './notes';

/** No text that anyone has written is longer. */
export const maxFileBytes = 50_000_000;

/** Reads a plain text, and says what it was read as where that is a guess, or why it is none. */
export async function openTextFile(file: File, setSource: (text: string) => void): Promise<void> {
  const { name } = file;
  if (file.size > maxFileBytes) {
    say({ kind: 'tooLarge', name });
    return;
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const decoded = decodeText(bytes, navigator.languages);
    if (decoded === undefined) {
      say({ kind: 'notText', name });
      return;
    }
    setSource(decoded.text);
    const { encoding } = decoded;
    say(encoding.startsWith('utf-') ? undefined : { kind: 'encoding', encoding });
  } catch {
    say({ kind: 'unreadable', name });
  }
}

/** Lets the user choose a text file. */
export function chooseTextFile(setSource: (text: string) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.txt,.md,.markdown,.text,text/plain,text/markdown';
  input.onchange = () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void openTextFile(file, setSource);
  };
  input.click();
}
