declare module 'commonmark-spec' {
  /** Tabs stand as `→`. */
  export const tests: readonly {
    readonly number: number;
    readonly section: string;
    readonly markdown: string;
    readonly html: string;
  }[];
}
