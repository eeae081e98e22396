import type { Licence } from '../../core/catalog';

export function LicenceLinks({ licences }: { readonly licences: readonly Licence[] }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {licences.map(({ name, url }) => (
        <a
          key={name}
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          className="underline decoration-faint underline-offset-4 pointer-coarse:py-3"
        >
          {name}
        </a>
      ))}
    </span>
  );
}
