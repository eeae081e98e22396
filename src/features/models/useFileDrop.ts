import { useRef, useState, type DragEvent } from 'react';
import { carriesFiles, droppedFiles } from './droppedFiles';
import { ownFiles } from './ownFiles';

/** Lets files and folders be dropped anywhere on an element. */
export function useFileDrop(onFiles: (files: readonly File[]) => void, enabled: boolean) {
  const [over, setOver] = useState(false);
  // The event for entering a child comes before that for leaving its parent.
  const depth = useRef(0);
  const move = (by: 1 | -1) => {
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  if (!enabled) return { over: false, handlers: {} };
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (carriesFiles(event.dataTransfer)) move(1);
    },
    onDragLeave: (event: DragEvent) => {
      if (carriesFiles(event.dataTransfer)) move(-1);
    },
    onDragOver: (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDrop: (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      void droppedFiles(event.dataTransfer).then((found) => {
        if (found.length > 0) onFiles(ownFiles(found));
      });
    },
  };
  return { over, handlers };
}
