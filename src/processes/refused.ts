import { languagesCovering, localeFor } from '#i18n'

/** Said to a request that cannot be read, or waited for: in every language, because its own is not known. */
export const REFUSED = {
  refusal: inEveryLanguage('common-error-malformed'),
  tooSlow: inEveryLanguage('common-error-slow'),
}

function inEveryLanguage(key: 'common-error-malformed' | 'common-error-slow'): string {
  return languagesCovering('site')
    .map((language) => localeFor(language, { sample: false }).t(key))
    .join('\n')
}
