/** How a hub lays out the files of a checkpoint. */
export type HubLayout = (typeof hubLayouts)[number];

export const hubLayouts = ['huggingface', 'modelscope'] as const;

interface Hub {
  readonly name: string;
  /** Where the hub that the layout is named after is; any other host may have the same layout. */
  readonly address: string;
  /** The branch that a revision `main` is called there. */
  readonly main: string;
  /** What stands before the owner's name. */
  readonly folder: string;
}

export const hubs: Readonly<Record<HubLayout, Hub>> = {
  huggingface: {
    ...{ name: 'Hugging Face', address: 'https://huggingface.co/' },
    ...{ main: 'main', folder: '' },
  },
  modelscope: {
    ...{ name: 'ModelScope', address: 'https://modelscope.cn/' },
    ...{ main: 'master', folder: 'models/' },
  },
};

/** Whether a text (a stored setting, an argument) names a layout. */
export function isHubLayout(value: unknown): value is HubLayout {
  return typeof value === 'string' && Object.hasOwn(hubs, value);
}

/**
 * The address of a checkpoint's files, with a closing slash.
 *
 * @param address Of the hub, with a closing slash.
 * @param id As `owner/name`.
 */
export function hubFolder(
  layout: HubLayout,
  address: string,
  id: string,
  revision: string,
): string {
  const { main, folder } = hubs[layout];
  return `${address}${folder}${id}/resolve/${revision === 'main' ? main : revision}/`;
}
