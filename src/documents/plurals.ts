/** CLDR's names for the forms that a language has for numbers. */
export type PluralCategory = Intl.LDMLPluralRule;

const order: readonly PluralCategory[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** The forms that a language (BCP-47) has for numbers, in CLDR's order; `other` is always there. */
export function pluralCategories(
  language: string,
  type: Intl.PluralRuleType = 'cardinal',
): readonly PluralCategory[] {
  const known = rulesOf(language, type).resolvedOptions().pluralCategories;
  return order.filter((category) => known.includes(category));
}

/** The category that a language has for each whole number up to this. */
export function categoriesUpTo(language: string, end: number): readonly PluralCategory[] {
  const rules = rulesOf(language, 'cardinal');
  return Array.from({ length: end }, (_, n) => rules.select(n));
}

function rulesOf(language: string, type: Intl.PluralRuleType): Intl.PluralRules {
  try {
    return new Intl.PluralRules(language, { type });
  } catch {
    // No BCP-47 tag.
    return new Intl.PluralRules('en', { type });
  }
}
