/** Node has no such class: it stands in the place of the browser's. */
class NodeProgressEvent extends Event {
  readonly lengthComputable: boolean;
  readonly loaded: number;
  readonly total: number;

  constructor(
    type: string,
    { lengthComputable = false, loaded = 0, total = 0 }: ProgressEventInit = {},
  ) {
    super(type);
    this.lengthComputable = lengthComputable;
    this.loaded = loaded;
    this.total = total;
  }
}

Object.assign(globalThis, { ProgressEvent: NodeProgressEvent });
