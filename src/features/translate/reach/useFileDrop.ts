import { useEffect } from 'react';
import { useTranslateStore } from '../store';
import { openTextFile } from './openFile';

/** Opens a text file that is dropped anywhere on the page; otherwise the browser would leave the page for it. */
export function useFileDrop(): void {
  const store = useTranslateStore();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    addEventListener(
      'dragover',
      (event) => {
        if (hasFiles(event)) event.preventDefault();
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        const [file] = event.dataTransfer?.files ?? [];
        if (file !== undefined) void openTextFile(file, store.getState().setSource);
      },
      { signal },
    );
    return () => controller.abort();
  }, [store]);
}
