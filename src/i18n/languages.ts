/** The languages of the pages, as they stand in URLs. */
export const LANGUAGES = ['en', 'zh-hans', 'zh-hant'] as const
export type Language = (typeof LANGUAGES)[number]

/** What HTML and the platform's formatters call them (BCP 47). */
export const LANGUAGE_TAG: Record<Language, string> = { en: 'en', 'zh-hans': 'zh-Hans', 'zh-hant': 'zh-Hant' }

/** Each language's own name for itself: a reader looks for hers, not for its English name. */
export const LANGUAGE_NAME: Record<Language, string> = {
  en: 'English',
  'zh-hans': '简体中文',
  'zh-hant': '繁體中文',
}

export function isLanguage(value: string): value is Language {
  return LANGUAGES.some((language) => language === value)
}
