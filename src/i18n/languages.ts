// Also runs in a browser.

/** What a catalogue is for: the folders of a language in `locales/`. The site is what every language begins with. */
export type Area = 'site' | 'desk' | 'paper'

interface Row {
  /** What HTML and the platform's formatters call it (BCP 47). In lower case it is the row's key. */
  readonly tag: string
  /** Its own name for itself: a reader looks for hers, not for its English name. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  /** ISO 15924. */
  readonly script: string
  /** Whose way of writing days and figures it has, as a tag. */
  readonly dates: string
  /** The list (vault/word-lists.ts) whose words its return codes are written in. */
  readonly codeWords: string
  /**
   * What its catalogue covers, the site first; nothing while that is being translated. A page of anything else is in the first
   * language, and wholly so.
   */
  readonly covers: readonly Area[]
}

/**
 * The languages. Nothing else names them: a row here and a folder of `locales/` is all that a language is.
 */
const ROWS = {
  en: {
    tag: 'en',
    name: 'English',
    direction: 'ltr',
    script: 'Latn',
    // Day before month: what is read in twenty countries must not write 11/12.
    dates: 'en-GB',
    codeWords: 'english',
    covers: ['site', 'desk', 'paper'],
  },
  'zh-hans': {
    tag: 'zh-Hans',
    name: '简体中文',
    direction: 'ltr',
    script: 'Hans',
    dates: 'zh-Hans',
    codeWords: 'simplified-chinese',
    covers: ['site', 'desk', 'paper'],
  },
  'zh-hant': {
    tag: 'zh-Hant',
    name: '繁體中文',
    direction: 'ltr',
    script: 'Hant',
    dates: 'zh-Hant',
    codeWords: 'traditional-chinese',
    covers: ['site', 'desk', 'paper'],
  },
} as const satisfies Record<string, Row>

/** A language, as it stands in addresses: its tag in lower case. */
export type Language = keyof typeof ROWS
/** The lists of words that return codes are written in. */
export type CodeWords = (typeof ROWS)[Language]['codeWords']

export const LANGUAGE: Readonly<Record<Language, Row & { readonly codeWords: CodeWords }>> = ROWS
// The keys of a constant are what its type says.
export const LANGUAGES = Object.keys(ROWS) as readonly Language[]
/** What is spoken to whoever has chosen nothing yet, and where a language lacks an area. */
export const FIRST_LANGUAGE: Language = 'en'

export function isLanguage(value: string): value is Language {
  return Object.hasOwn(ROWS, value)
}

/** Whether this is a language, and one in which the area can be read. */
export function covers(area: Area, value: string): value is Language {
  return isLanguage(value) && LANGUAGE[value].covers.includes(area)
}

/** The languages in which an area can be read. */
export function languagesCovering(area: Area): readonly Language[] {
  return LANGUAGES.filter((language) => covers(area, language))
}

/** The language in which whoever asks for `asked` reads a page of this area: the whole page, never some sentences of it. */
export function languageFor(area: Area, asked: string): Language {
  return covers(area, asked) ? asked : FIRST_LANGUAGE
}

/** The language of the words that a return code is written in for who reads `language`. */
export function codeLanguageOf(language: Language): Language {
  return LANGUAGES.find((one) => LANGUAGE[one].codeWords === LANGUAGE[language].codeWords) ?? FIRST_LANGUAGE
}

/** What an element says of the text in it: `<p {...speaks('en')}>`. */
export function speaks(language: Language): { readonly lang: string; readonly dir: 'ltr' | 'rtl' } {
  const { tag, direction } = LANGUAGE[language]
  return { lang: tag, dir: direction }
}

/** One thing for each language. */
export function forEveryLanguage<Thing>(
  make: (language: Language) => Thing,
): Readonly<Record<Language, Thing>> {
  // Each key is made: none is missing from the record.
  return Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<
    Language,
    Thing
  >
}
